/* uploads.c: the caller's uploads as JSON: what the database knows, and how far each file is. */
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "store.h"

/* The offset of an open one is the length of its file. */
static void
offset_set(struct json_object *row)
{
	long long offset;

	if (!slice_equal(json_member_text(row, "state"), SLICE("open")))
		return;
	offset = upload_offset(json_member_integer(row, "id"));
	json_object_object_add(row, "offset", json_object_new_int64(offset < 0 ? 0 : offset));
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
