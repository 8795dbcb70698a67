#include "workbook_sheet.h"

#include "json.h"

enum column { UNIT, PUBLIC_NAME, RATE, STEP, FIRST_SHARE, NOTE = FIRST_SHARE + 5, COLUMNS };

enum { HEAD_ROW = 2, WIDE = 24, NARROW = 10 };

/* Where the next row goes, and how it looks. */
struct place {
	struct arena *arena;
	lxw_worksheet *sheet;
	const struct looks *looks;
	lxw_row_t row;
};

static void
text_put(struct place *place, int column, struct slice text, lxw_format *look)
{
	worksheet_write_string(
	    place->sheet, place->row, (lxw_col_t)column, arena_string(place->arena, text), look);
}

/* Per cent as they are published (88) become a number (0.88) that reads 88%. */
static void
share_put(struct place *place, int column, struct json_object *share, lxw_format *look)
{
	if (share != NULL)
		worksheet_write_number(place->sheet, place->row, (lxw_col_t)column,
		    json_object_get_int(share) / 100.0, look);
}

static void
line_put(struct place *place, struct slice line)
{
	if (slice_is_empty(line))
		return;
	text_put(place, 0, line, place->looks->note);
	place->row++;
}

static void
head_put(struct place *place, const char *const *labels, int count)
{
	for (int i = 0; i < count; i++)
		text_put(place, i, slice_of(labels[i]), place->looks->head);
	place->row++;
}

/* One line of the table: a unit, or all of them. */
static void
figure_put(struct place *place, struct slice name, struct slice public_name,
    struct json_object *figure, bool sum)
{
	lxw_format *text = sum ? place->looks->sum : place->looks->text;
	lxw_format *share = sum ? place->looks->sum_share : place->looks->share;
	struct json_object *rate = json_member(figure, "rate");
	struct json_object *shares = json_member(figure, "shares");

	text_put(place, UNIT, name, text);
	text_put(place, PUBLIC_NAME, public_name, text);
	if (rate != NULL)
		share_put(place, RATE, rate, share);
	else
		text_put(place, RATE, json_member_text(figure, "text"), text);
	text_put(place, STEP, json_member_text(figure, "step"), text);
	for (int i = 0; i < 5 && shares != NULL; i++)
		share_put(
		    place, FIRST_SHARE + i, json_object_array_get_idx(shares, (size_t)i), share);
	text_put(place, NOTE, json_member_text(figure, "note"), text);
	place->row++;
}

static void
satisfaction_put(struct place *place, struct json_object *table)
{
	static const char *const labels[COLUMNS] = {"单位", "对外名称", "满意率", "份数", "很满意",
	    "满意", "一般", "不满意", "很不满意", "说明"};
	struct json_object *rows = json_member(table, "rows");

	head_put(place, labels, COLUMNS);
	figure_put(place, SLICE("全部单位"), SLICE(""), json_member(table, "total"), true);
	for (size_t i = 0; rows != NULL && i < json_object_array_length(rows); i++) {
		struct json_object *row = json_object_array_get_idx(rows, i);

		figure_put(place, json_member_text(row, "name"),
		    json_member_text(row, "public_name"), json_member(row, "figure"), false);
	}
}

/* The cells of one unit: a line for each row of a matrix, one for other questions. */
static void
cells_put(struct place *place, struct slice name, struct json_object *question,
    struct json_object *unit, lxw_format *text, lxw_format *share)
{
	struct json_object *cells = json_member(unit, "cells");
	struct json_object *rows = json_member(question, "rows");
	size_t many = rows == NULL ? 0 : json_object_array_length(rows);

	for (size_t i = 0; i < (many == 0 ? 1 : many); i++) {
		struct json_object *row =
		    cells == NULL ? NULL : json_object_array_get_idx(cells, i);
		size_t options = row == NULL ? 0 : json_object_array_length(row);

		text_put(place, UNIT, name, text);
		if (many > 0)
			text_put(place, PUBLIC_NAME,
			    slice_of(json_object_get_string(json_object_array_get_idx(rows, i))),
			    text);
		for (size_t k = 0; k < options; k++)
			share_put(place, RATE + (int)k, json_object_array_get_idx(row, k), share);
		if (options == 0)
			text_put(place, RATE, json_member_text(unit, "text"), text);
		place->row++;
	}
}

static void
question_put(struct place *place, struct json_object *question)
{
	struct json_object *options = json_member(question, "options");
	struct json_object *units = json_member(question, "units");
	bool matrix = slice_equal(json_member_text(question, "kind"), SLICE("matrix"));

	place->row++;
	text_put(place, 0,
	    arena_format(place->arena, "第%lld题　%.*s", json_member_integer(question, "number"),
		SLICE_PRINT(json_member_text(question, "text"))),
	    place->looks->sum);
	place->row++;
	text_put(place, UNIT, SLICE("单位"), place->looks->head);
	text_put(place, PUBLIC_NAME, matrix ? SLICE("分项") : SLICE(""), place->looks->head);
	for (size_t i = 0; options != NULL && i < json_object_array_length(options); i++)
		text_put(place, RATE + (int)i,
		    slice_of(json_object_get_string(json_object_array_get_idx(options, i))),
		    place->looks->head);
	place->row++;
	cells_put(place, SLICE("全部单位"), question, json_member(question, "total"),
	    place->looks->sum, place->looks->sum_share);
	for (size_t i = 0; units != NULL && i < json_object_array_length(units); i++) {
		struct json_object *unit = json_object_array_get_idx(units, i);

		cells_put(place, json_member_text(unit, "name"), question, unit, place->looks->text,
		    place->looks->share);
	}
}

static void
sheet_set_up(lxw_worksheet *sheet)
{
	worksheet_set_column(sheet, UNIT, PUBLIC_NAME, WIDE, NULL);
	worksheet_set_column(sheet, RATE, RATE, WIDE, NULL);
	worksheet_set_column(sheet, STEP, NOTE - 1, NARROW, NULL);
	worksheet_set_column(sheet, NOTE, NOTE, WIDE, NULL);
	worksheet_freeze_panes(sheet, HEAD_ROW + 1, 1);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, HEAD_ROW);
	worksheet_set_footer(sheet, "&C第&P页，共&N页");
}

void
sheet_fill(struct arena *arena, lxw_worksheet *sheet, const struct looks *looks,
    struct json_object *result, struct json_object *table)
{
	struct place place = {arena, sheet, looks, 0};
	struct json_object *round = json_member(result, "round");
	struct json_object *questions = json_member(table, "questions");

	sheet_set_up(sheet);
	text_put(&place, 0, json_member_text(round, "title"), looks->title);
	place.row++;
	text_put(&place, 0,
	    arena_format(arena, "%.*s　%.*s　%.*s　%.*s",
		SLICE_PRINT(json_member_text(round, "office")),
		SLICE_PRINT(json_member_text(round, "period")),
		SLICE_PRINT(json_member_text(table, "stratum_label")),
		SLICE_PRINT(json_member_text(table, "channel_label"))),
	    looks->note);
	place.row = HEAD_ROW;
	satisfaction_put(&place, table);
	line_put(&place, json_member_text(result, "formula"));
	line_put(&place, json_member_text(result, "order"));
	line_put(&place, json_member_text(table, "note"));
	line_put(&place, json_member_text(table, "pressure"));
	line_put(&place, json_member_text(round, "early"));
	for (size_t i = 0; questions != NULL && i < json_object_array_length(questions); i++)
		question_put(&place, json_object_array_get_idx(questions, i));
}
