/* download.c: the database says who may read what; nginx sends the file (X-Accel-Redirect), ranges and all. */
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "tus_text.h"

/* Where nginx finds a file of the store, with the fan-out that the worker gave it. False: not a digest. */
static bool
redirect_set(struct request *q, const char *folder, struct slice digest, const char *ending)
{
	unsigned char bytes[DIGEST_SIZE];

	if (!digest_read(digest, bytes)) {
		problem_set(q, 500, NULL, NULL);
		return false;
	}
	header_set(q, "X-Accel-Redirect",
	    arena_format(q->arena, "/evidence-files/%s/%.2s/%.2s/%.*s%s", folder, digest.at,
		digest.at + 2, SLICE_PRINT(digest), ending));
	return true;
}

static bool
answer_read(struct request *q, struct json_object **answer)
{
	struct slice json;

	return db_verb(q, &json) && json_read(q->arena, json, answer);
}

void
evidence_download(struct request *q)
{
	struct json_object *file;

	if (!answer_read(q, &file) ||
	    !redirect_set(q, "store", json_member_text(file, "digest"), ""))
		return;
	answer_attachment(q, json_member_text(file, "name"));
	answer_bytes(q, 200, "application/octet-stream", SLICE(""));
}

void
evidence_preview(struct request *q)
{
	struct json_object *page;

	if (!answer_read(q, &page))
		return;
	if (redirect_set(q, "previews", json_member_text(page, "digest"),
		arena_format(q->arena, "-%lld.jpg", json_member_integer(page, "number")).at))
		answer_bytes(q, 200, "image/jpeg", SLICE(""));
}
