#include "db.h"
#include "sheet_book.h"
#include "sheet_kinds.h"
#include "sheets.h"

#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* Takes the first line off the front. */
static struct slice
line_take(struct slice *text)
{
	struct slice line = *text;
	const char *end = text->length == 0 ? NULL : memchr(text->at, '\n', text->length);

	if (end != NULL)
		line.length = (size_t)(end - text->at);
	text->at += line.length + (end != NULL);
	text->length -= line.length + (end != NULL);
	return line;
}

static void
book_send(struct request *q, const struct sheet_kind *kind, struct slice lines,
    const char *const *extras, bool guide, struct slice name)
{
	struct slice bytes;

	if (!sheet_book_of(q->arena, kind, lines, extras, guide, &bytes)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	answer_bytes(q, 200, XLSX, bytes);
	answer_attachment(q, name);
}

void
import_bad_send(struct request *q)
{
	static const char *const extras[] = {"问题", "工作表", "原来的行", NULL};
	const struct sheet_kind *kind;
	struct slice lines;

	if (!db_verb(q, &lines))
		return;
	kind = sheet_kind_of(line_take(&lines));
	if (kind == NULL)
		problem_set(q, 500, NULL, NULL);
	else
		book_send(q, kind, lines, extras, false,
		    arena_format(q->arena, "%s-要改的行.xlsx", kind->label));
}

void
template_send(struct request *q)
{
	const struct sheet_kind *kind = sheet_kind_of(request_value(q, "kind"));
	struct slice json;

	if (!db_verb(q, &json)) /* who may import nothing needs no template */
		return;
	book_send(
	    q, kind, SLICE(""), NULL, true, arena_format(q->arena, "%s-模板.xlsx", kind->label));
}

void
export_book_send(struct request *q)
{
	const struct sheet_kind *kind = sheet_kind_of(request_value(q, "kind"));
	struct slice lines, name;

	if (!db_verb(q, &lines))
		return;
	name = line_take(&lines);
	book_send(q, kind, lines, NULL, false,
	    arena_format(q->arena, "%.*s-%s.xlsx", SLICE_PRINT(name), kind->label));
}

void
export_csv_send(struct request *q)
{
	const struct sheet_kind *kind = sheet_kind_of(request_value(q, "kind"));
	struct slice lines, name;

	if (!db_verb(q, &lines))
		return;
	name = line_take(&lines);
	answer_bytes(q, 200, "text/csv; charset=utf-8", sheet_csv_of(q->arena, kind, lines));
	answer_attachment(q, arena_format(q->arena, "%.*s-%s.csv", SLICE_PRINT(name), kind->label));
}
