#include "workbook.h"

#include "json.h"
#include "workbook_file.h"
#include "workbook_sheet.h"

/* The formats of numbers that every workbook has (ISO/IEC 29500-1, 18.8.30). */
enum { GENERAL = 0, PER_CENT = 9 };

static lxw_format *
look_new(lxw_workbook *book, uint8_t number, bool bold, bool border)
{
	lxw_format *look = workbook_add_format(book);

	format_set_align(look, LXW_ALIGN_VERTICAL_CENTER);
	if (bold)
		format_set_bold(look);
	if (border)
		format_set_border(look, LXW_BORDER_HAIR);
	format_set_num_format_index(look, number);
	return look;
}

static struct looks
looks_new(lxw_workbook *book)
{
	struct looks looks = {
	    .title = look_new(book, GENERAL, true, false),
	    .head = look_new(book, GENERAL, true, true),
	    .text = look_new(book, GENERAL, false, true),
	    .share = look_new(book, PER_CENT, false, true),
	    .sum = look_new(book, GENERAL, true, true),
	    .sum_share = look_new(book, PER_CENT, true, true),
	    .note = look_new(book, GENERAL, false, false),
	};

	format_set_font_size(looks.title, 14);
	format_set_text_wrap(looks.head);
	format_set_bg_color(looks.head, 0xEEF2F6);
	return looks;
}

static void
book_fill(struct arena *arena, lxw_workbook *book, struct json_object *result)
{
	struct json_object *tables = json_member(result, "tables");
	struct looks looks = looks_new(book);
	size_t count = tables == NULL ? 0 : json_object_array_length(tables);

	for (size_t i = 0; i < count; i++) {
		struct json_object *table = json_object_array_get_idx(tables, i);
		struct slice name = arena_format(arena, "%.*s　%.*s",
		    SLICE_PRINT(json_member_text(table, "stratum_label")),
		    SLICE_PRINT(json_member_text(table, "channel_label")));

		sheet_fill(arena, workbook_add_worksheet(book, name.at), &looks, result, table);
	}
	if (count == 0)
		workbook_add_worksheet(book, "没有结果");
}

bool
workbook_of(struct arena *arena, struct json_object *result, struct slice *bytes)
{
	struct workbook_file file;

	if (!workbook_file_begin(arena, &file))
		return false;
	book_fill(arena, file.book, result);
	return workbook_file_end(arena, &file, bytes);
}
