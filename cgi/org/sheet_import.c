#include "buffer.h"
#include "crypto.h"
#include "db.h"
#include "json.h"
#include "sheet_kinds.h"
#include "sheets.h"

#include <sodium.h>
#include <stdlib.h>

/* ---- reading ------------------------------------------------------------------------------- */

static bool
table_read(struct request *q, const struct sheet_kind *kind, struct slice bytes,
    const struct sheet_choice *choice, struct sheet_table *table)
{
	struct sheet_refusal refusal;
	struct sheet_book *book = sheet_open(q->arena, bytes, &refusal);

	if (book != NULL && sheet_table_read(q->arena, book, kind, choice, table, &refusal))
		return true;
	problem_say(q, refusal.status, "org/sheet", refusal.detail);
	return false;
}

/* What is known before a file is read: the headings of old, and whether the caller may at all. */
static bool
import_begin(struct request *q, struct slice kind, struct slice unit, struct json_object **begun)
{
	const struct parameter parameters[] = {PARAMETER("kind", kind), PARAMETER("unit", unit)};
	struct slice text;

	if (!db_call(q, "org.import_begin", parameters, 2, &text))
		return false;
	if (json_read(q->arena, text, begun))
		return true;
	problem_set(q, 500, NULL, NULL);
	return false;
}

void
import_read(struct request *q)
{
	const struct sheet_kind *kind = sheet_kind_of(request_value(q, "kind"));
	unsigned char digest[DIGEST_SIZE];
	struct sheet_choice choice = {0};
	struct sheet_table table;
	struct json_object *begun;
	struct slice json;

	if (!import_begin(q, request_value(q, "kind"), request_value(q, "unit"), &begun))
		return;
	choice.heads = json_member(begun, "heads");
	if (kind == NULL || !table_read(q, kind, q->body, &choice, &table))
		return;
	sha256(q->body, digest);
	{
		const struct parameter parameters[] = {PARAMETER("kind", slice_of(kind->name)),
		    PARAMETER("unit", request_value(q, "unit")),
		    PARAMETER("file_name", request_value(q, "name")),
		    PARAMETER_BYTEA(
			"digest", ((struct slice){(const char *)digest, sizeof digest})),
		    PARAMETER_BYTEA("file", q->body), PARAMETER("layout", table.layout),
		    PARAMETER("lines", table.lines)};

		if (db_call_kept(q, "org.import_add", parameters,
			sizeof parameters / sizeof *parameters, &json))
			answer_json(q, 200, json);
	}
}

/* ---- the same file once more --------------------------------------------------------------- */

static bool
file_fetch(struct request *q, struct slice import, struct slice *bytes)
{
	const struct parameter parameters[] = {PARAMETER("import", import)};
	struct slice text;
	unsigned char *at;

	if (!db_call(q, "org.import_file", parameters, 1, &text))
		return false;
	at = arena_alloc(q->arena, text.length / 4 * 3 + 3);
	if (sodium_base642bin(at, text.length / 4 * 3 + 3, text.at, text.length, NULL,
		&bytes->length, NULL, sodium_base64_VARIANT_ORIGINAL) != 0) {
		problem_set(q, 500, NULL, NULL);
		return false;
	}
	bytes->at = (const char *)at;
	return true;
}

/* The headings of the columns that were chosen by hand, to be remembered: {"heading": "field"}. */
static struct slice
heads_chosen(struct arena *arena, struct slice layout)
{
	struct buffer out = buffer_new(arena);
	struct json_object *root, *columns;
	bool first = true;

	buffer_text(&out, "{");
	if (json_read(arena, layout, &root)) {
		columns = json_member(root, "columns");
		for (size_t i = 0; columns != NULL && i < json_object_array_length(columns); i++) {
			struct json_object *column = json_object_array_get_idx(columns, i);
			struct slice head = sheet_head(arena, json_member_text(column, "head"));

			if (head.length == 0 || json_member_boolean(column, "unread"))
				continue;
			buffer_text(&out, first ? "" : ",");
			buffer_json(&out, head);
			buffer_text(&out, ":");
			buffer_json(&out, json_member_text(column, "field"));
			first = false;
		}
	}
	buffer_text(&out, "}");
	return buffer_slice(&out);
}

void
import_read_again(struct request *q)
{
	struct slice import = request_value(q, "import"), columns = request_value(q, "columns");
	const struct parameter shown[] = {PARAMETER("import", import)};
	struct sheet_choice choice = {.sheet = (long)request_integer(q, "sheet"),
	    .header = (long)request_integer(q, "header")};
	struct sheet_table table;
	struct json_object *kept, *begun;
	const struct sheet_kind *kind;
	struct slice text, bytes;

	if (!db_call(q, "org.import_show", shown, 1, &text))
		return;
	if (!json_read(q->arena, text, &kept) ||
	    (columns.at != NULL && !json_read(q->arena, columns, &choice.columns))) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	if (choice.columns != NULL && !json_object_is_type(choice.columns, json_type_object)) {
		problem_field(q, "columns", "列的对应关系不完整，请刷新后再试。");
		return;
	}
	kind = sheet_kind_of(json_member_text(kept, "kind"));
	if (!import_begin(q, json_member_text(kept, "kind"), (struct slice){0}, &begun) ||
	    kind == NULL || !file_fetch(q, import, &bytes))
		return;
	choice.heads = json_member(begun, "heads");
	if (!table_read(q, kind, bytes, &choice, &table))
		return;
	{
		const struct parameter parameters[] = {PARAMETER("import", import),
		    PARAMETER("layout", table.layout), PARAMETER("lines", table.lines),
		    PARAMETER("heads", choice.columns == NULL
					   ? SLICE("{}")
					   : heads_chosen(q->arena, table.layout))};

		if (db_call_kept(q, "org.import_columns", parameters, 4, &text))
			answer_json(q, 200, text);
	}
}
