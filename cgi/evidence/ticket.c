#include "ticket.h"

#include "db.h"
#include "json.h"

bool
ticket_read(struct request *q, struct slice json, struct ticket *ticket)
{
	struct json_object *row;

	if (!json_read(q->arena, json, &row) || !json_object_is_type(row, json_type_object)) {
		problem_set(q, 500, NULL, NULL);
		return false;
	}
	*ticket = (struct ticket){
	    .id = json_member_integer(row, "id"),
	    .size = json_member_integer(row, "size"),
	    .address = json_member_text(row, "address"),
	    .expires = json_member_integer(row, "expires"),
	    .low_water = json_member_integer(row, "low_water"),
	    .open = slice_equal(json_member_text(row, "state"), SLICE("open")),
	    .metadata = json_member_text(row, "metadata"),
	};
	return true;
}

bool
store_refuses(struct request *q, enum stored outcome)
{
	switch (outcome) {
	case STORED: return false;
	case STORE_LOCKED:
		problem_set(q, 423, "evidence/locked",
		    "这个文件正在别处上传，这一段没有保存。请稍后再试。");
		return true;
	case STORE_FULL: problem_set(q, 507, "evidence/low-water", NULL); return true;
	default: problem_set(q, 500, NULL, NULL); return true;
	}
}

bool
ticket_has_room(struct request *q, const struct ticket *ticket, size_t length)
{
	if (store_free() - (long long)length >= ticket->low_water)
		return true;
	return !store_refuses(q, STORE_FULL);
}

static bool
received_tell(struct request *q, const struct ticket *ticket, const struct upload_file *file,
    struct slice size)
{
	unsigned char digest[DIGEST_SIZE];
	struct parameter parameters[] = {
	    PARAMETER("upload", arena_format(q->arena, "%lld", ticket->id)),
	    PARAMETER_BYTEA("sha256", ((struct slice){(const char *)digest, sizeof digest})),
	    PARAMETER("size", size),
	};
	struct json_object *answer;
	struct slice json, refused;

	running_digest(&file->running_kept, digest);
	if (!db_call(q, "evidence.receive", parameters, 3, &json) ||
	    !json_read(q->arena, json, &answer))
		return false;
	refused = json_member_text(answer, "refused");
	if (refused.length == 0)
		return true;
	problem_say(q, 460, "evidence/refused", refused);
	return false;
}

bool
ticket_finish(struct request *q, const struct ticket *ticket, const struct upload_file *file)
{
	if (!ticket->open || file->kept != ticket->size)
		return true;
	return received_tell(q, ticket, file, (struct slice){0});
}

bool
ticket_close(struct request *q, const struct ticket *ticket, const struct upload_file *file)
{
	return received_tell(q, ticket, file, arena_format(q->arena, "%lld", file->kept));
}
