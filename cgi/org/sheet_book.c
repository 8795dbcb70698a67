#include "sheet_book.h"

#include "buffer.h"
#include "sheet_kinds.h"
#include "text.h"
#include "workbook_file.h"

enum { LIST_ROWS = 5000, WIDE = 24, NARROW = 14, NOTE_WIDTH = 40 };

/* Takes the text up to `end` off the front; what is left is behind it. */
static struct slice
part_take(struct slice *rest, char end)
{
	struct slice part = *rest;
	const char *found = rest->length == 0 ? NULL : memchr(rest->at, end, rest->length);

	if (found != NULL)
		part.length = (size_t)(found - rest->at);
	rest->at += part.length + (found != NULL);
	rest->length -= part.length + (found != NULL);
	return part;
}

/* ---- .xlsx --------------------------------------------------------------------------------- */

static lxw_format *
head_look(lxw_workbook *book)
{
	lxw_format *look = workbook_add_format(book);

	format_set_bold(look);
	format_set_bg_color(look, 0xEEF2F6);
	format_set_border(look, LXW_BORDER_HAIR);
	format_set_align(look, LXW_ALIGN_VERTICAL_CENTER);
	return look;
}

static lxw_format *
text_look(lxw_workbook *book)
{
	lxw_format *look = workbook_add_format(book);

	format_set_num_format_index(look, 49); /* text: what is typed there stays as it is */
	return look;
}

static void
heads_put(lxw_workbook *book, lxw_worksheet *sheet, const struct sheet_kind *kind,
    const char *const *extras)
{
	lxw_format *head = head_look(book), *text = text_look(book);
	lxw_col_t column = 0;

	for (; column < kind->count; column++) {
		const struct sheet_field *field = kind->fields + column;

		worksheet_set_column(sheet, column, column, field->most > 20 ? WIDE : NARROW, text);
		worksheet_write_string(sheet, 0, column, field->label, head);
	}
	for (; extras != NULL && *extras != NULL; extras++, column++) {
		worksheet_set_column(sheet, column, column, WIDE, text);
		worksheet_write_string(sheet, 0, column, *extras, head);
	}
	worksheet_freeze_panes(sheet, 1, 1);
}

static void
lines_put(lxw_worksheet *sheet, struct slice lines)
{
	char cell[4 * SHEET_CELL_MOST + 2];

	for (lxw_row_t row = 1; lines.length > 0; row++) {
		struct slice line = part_take(&lines, '\n');

		for (lxw_col_t column = 0; line.length > 0; column++) {
			struct slice text = part_take(&line, '\t');

			/* a string is no formula here, but who reads it back takes an apostrophe away */
			size_t guard =
			    text.length > 0 && text.at[0] == '\'' && text_is_formula(text);

			if (text.length == 0 || guard + text.length >= sizeof cell)
				continue;
			cell[0] = '\'';
			memcpy(cell + guard, text.at, text.length);
			cell[guard + text.length] = '\0';
			worksheet_write_string(sheet, row, column, cell, NULL);
		}
	}
}

static void
lists_put(lxw_worksheet *sheet, const struct sheet_kind *kind)
{
	for (size_t i = 0; i < kind->count; i++) {
		const char *const *choices = sheet_choices(kind, i);
		lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_LIST};

		if (choices == NULL)
			continue;
		list.value_list = (char **)(uintptr_t)choices;
		worksheet_data_validation_range(
		    sheet, 1, (lxw_col_t)i, LIST_ROWS, (lxw_col_t)i, &list);
	}
}

static void
guide_put(lxw_workbook *book, const struct sheet_kind *kind)
{
	static const char *const lines[] = {"在第一张表里从第2行起填写，一行一条。",
	    "导入前先预览，看过再写入；空着的格不改原来的登记。",
	    "日期写2019-07-01、2019.7.1、2019年7月都可以；只写到月的，按当月1日。",
	    "本系统不涉密，严禁录入、上传国家秘密。"};
	lxw_worksheet *sheet = workbook_add_worksheet(book, "填写说明");
	lxw_format *head = head_look(book);
	lxw_row_t row = 0;

	worksheet_set_column(sheet, 0, 0, WIDE, NULL);
	worksheet_set_column(sheet, 1, 1, NOTE_WIDTH, NULL);
	worksheet_write_string(sheet, row, 0, "列", head);
	worksheet_write_string(sheet, row++, 1, "怎么填", head);
	for (size_t i = 0; i < kind->count; i++, row++) {
		worksheet_write_string(sheet, row, 0, kind->fields[i].label, NULL);
		worksheet_write_string(sheet, row, 1, kind->fields[i].note, NULL);
	}
	row++;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		worksheet_write_string(sheet, row++, 0, lines[i], NULL);
}

bool
sheet_book_of(struct arena *arena, const struct sheet_kind *kind, struct slice lines,
    const char *const *extras, bool guide, struct slice *bytes)
{
	struct workbook_file file;
	lxw_worksheet *sheet;

	if (!workbook_file_begin(arena, &file))
		return false;
	sheet = workbook_add_worksheet(file.book, kind->label);
	heads_put(file.book, sheet, kind, extras);
	lines_put(sheet, lines);
	if (guide) {
		lists_put(sheet, kind);
		guide_put(file.book, kind);
	}
	return workbook_file_end(arena, &file, bytes);
}

/* ---- CSV ----------------------------------------------------------------------------------- */

static void
csv_cell_put(struct buffer *out, struct slice text)
{
	bool quoted = false;

	for (size_t i = 0; i < text.length; i++)
		quoted |= strchr(",\"\r\n", text.at[i]) != NULL;
	if (quoted)
		buffer_text(out, "\"");
	if (text_is_formula(text))
		buffer_text(out, "'");
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"')
			buffer_text(out, "\"");
		buffer_put(out, (struct slice){text.at + i, 1});
	}
	if (quoted)
		buffer_text(out, "\"");
}

struct slice
sheet_csv_of(struct arena *arena, const struct sheet_kind *kind, struct slice lines)
{
	struct buffer out = buffer_new(arena);

	buffer_text(&out, "\xef\xbb\xbf");
	for (size_t i = 0; i < kind->count; i++) {
		buffer_text(&out, i == 0 ? "" : ",");
		csv_cell_put(&out, slice_of(kind->fields[i].label));
	}
	buffer_text(&out, "\r\n");
	while (lines.length > 0) {
		struct slice line = part_take(&lines, '\n');

		for (size_t i = 0; i < kind->count; i++) {
			buffer_text(&out, i == 0 ? "" : ",");
			csv_cell_put(&out, part_take(&line, '\t'));
		}
		buffer_text(&out, "\r\n");
	}
	return buffer_slice(&out);
}
