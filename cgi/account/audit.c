/* audit.c: the audit as a file: CSV (RFC 4180) and a workbook. */
#include "buffer.h"
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "text.h"
#include "workbook_file.h"

enum { AUDIT_COLUMNS = 11 };
static const char *const heads[AUDIT_COLUMNS] = {"编号", "时间", "谁", "账号", "做了什么", "对象",
    "说明", "动作代码", "对象代码", "原始说明", "核对值"};

/* The rows of account.audit_export; NULL with the refusal set. */
static struct json_object *
rows_read(struct request *q, struct slice *today)
{
	struct json_object *answer;
	struct slice json;

	if (!db_verb(q, &json))
		return NULL;
	if (!json_read(q->arena, json, &answer) || json_member(answer, "rows") == NULL) {
		problem_set(q, 500, NULL, NULL);
		return NULL;
	}
	*today = json_member_text(answer, "today");
	return json_member(answer, "rows");
}

/* A cell's text; what is missing is empty. */
static struct slice
cell_of(struct json_object *rows, size_t row, size_t column)
{
	struct json_object *line = json_object_array_get_idx(rows, row);

	return slice_of(json_object_get_string(json_object_array_get_idx(line, column)));
}

/* In quotes where it must be; what a spreadsheet would take for a formula begins with a quote. */
static void
cell_put(struct buffer *out, struct slice text, bool last)
{
	buffer_text(out, text_is_formula(text) ? "\"'" : "\"");
	for (size_t i = 0; i < text.length; i++)
		buffer_format(out, text.at[i] == '"' ? "\"\"" : "%c", text.at[i]);
	buffer_text(out, last ? "\"\r\n" : "\",");
}

void
audit_csv_send(struct request *q)
{
	struct buffer out = buffer_new(q->arena);
	struct slice today;
	struct json_object *rows = rows_read(q, &today);

	if (rows == NULL)
		return;
	buffer_text(&out, "\xef\xbb\xbf"); /* or spreadsheets take it for GBK */
	for (size_t i = 0; i < AUDIT_COLUMNS; i++)
		cell_put(&out, slice_of(heads[i]), i == AUDIT_COLUMNS - 1);
	for (size_t row = 0; row < json_object_array_length(rows); row++)
		for (size_t i = 0; i < AUDIT_COLUMNS; i++)
			cell_put(&out, cell_of(rows, row, i), i == AUDIT_COLUMNS - 1);
	answer_attachment(q, arena_format(q->arena, "操作记录%.*s.csv", SLICE_PRINT(today)));
	answer_bytes(q, 200, "text/csv; charset=utf-8", buffer_slice(&out));
}

static void
sheet_put(struct arena *arena, lxw_workbook *book, struct json_object *rows)
{
	static const double widths[AUDIT_COLUMNS] = {8, 19, 12, 14, 22, 28, 40, 22, 16, 30, 20};
	lxw_worksheet *sheet = workbook_add_worksheet(book, "操作记录");
	lxw_format *head = workbook_add_format(book);

	format_set_bold(head);
	for (int i = 0; i < AUDIT_COLUMNS; i++) {
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
		worksheet_write_string(sheet, 0, (lxw_col_t)i, heads[i], head);
	}
	for (size_t row = 0; row < json_object_array_length(rows); row++)
		for (int i = 0; i < AUDIT_COLUMNS; i++)
			worksheet_write_string(sheet, (lxw_row_t)row + 1, (lxw_col_t)i,
			    arena_string(arena, cell_of(rows, row, (size_t)i)), NULL);
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_autofilter(
	    sheet, 0, 0, (lxw_row_t)json_object_array_length(rows), AUDIT_COLUMNS - 1);
}

void
audit_workbook_send(struct request *q)
{
	struct workbook_file file;
	struct slice today, bytes;
	struct json_object *rows = rows_read(q, &today);

	if (rows == NULL)
		return;
	if (!workbook_file_begin(q->arena, &file)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	sheet_put(q->arena, file.book, rows);
	if (!workbook_file_end(q->arena, &file, &bytes)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	answer_attachment(q, arena_format(q->arena, "操作记录%.*s.xlsx", SLICE_PRINT(today)));
	answer_bytes(
	    q, 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
}
