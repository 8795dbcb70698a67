/* uploads.c: the caller's uploads as JSON: what the database knows, and how far each file is. */
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "store.h"

/*
 * The offset of an open one is the length of its file; part: the SHA-256 of what is there, by which a
 * page knows the file again that it is to go on with.
 */
static void
offset_set(struct json_object *row)
{
	unsigned char digest[DIGEST_SIZE];
	char part[2 * DIGEST_SIZE + 1];
	long long offset;

	if (!slice_equal(json_member_text(row, "state"), SLICE("open")))
		return;
	offset = upload_offset(json_member_integer(row, "id"), digest);
	json_object_object_add(row, "offset", json_object_new_int64(offset < 0 ? 0 : offset));
	if (offset <= 0)
		return;
	hex_into(digest, sizeof digest, part);
	json_object_object_add(row, "part", json_object_new_string(part));
}

static bool
answer_read(struct request *q, struct json_object **answer)
{
	struct slice json;

	return db_verb(q, &json) && json_read(q->arena, json, answer);
}

void
uploads_list(struct request *q)
{
	struct json_object *answer, *rows;

	if (!answer_read(q, &answer))
		return;
	rows = json_member(answer, "rows");
	for (size_t i = 0; i < json_object_array_length(rows); i++)
		offset_set(json_object_array_get_idx(rows, i));
	answer_json(q, 200, json_text(q->arena, answer));
}

void
upload_show(struct request *q)
{
	struct json_object *answer;

	if (!answer_read(q, &answer))
		return;
	offset_set(answer);
	answer_json(q, 200, json_text(q->arena, answer));
}
