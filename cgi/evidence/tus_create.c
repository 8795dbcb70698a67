/* tus_create.c: a new ticket (tus: creation, creation-with-upload), from headers or from a form's fields. */
#include "chunk.h"
#include "db.h"
#include "field.h"
#include "handlers.h"

/* clang-format off */
static const struct field fields[] = {
	/* name          kind           least  most */
	{ "filename",   FIELD_LINE,    1,     120, "文件名" },
	{ "unit",       FIELD_ID,      0,     0,   "单位" },
	{ "target",     FIELD_ID,      0,     0,   "用在哪里" },
	{ "happened",   FIELD_DATE,    0,     0,   "发生日期" },
	{ "restricted", FIELD_BOOLEAN, 0,     0,   "限制查看" },
	{ "note",       FIELD_LINE,    0,     200, "说明" },
	{ "sha256",     FIELD_LINE,    0,     64,  "校验值" },
};
/* clang-format on */
enum { FILENAME, UNIT, TARGET, HAPPENED, RESTRICTED, NOTE, ANNOUNCED, FIELDS };

/* A path's last part: some browsers send all of it. */
static struct slice
name_alone(struct slice name)
{
	for (size_t i = name.length; i > 0; i--)
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\')
			return (struct slice){name.at + i, name.length - i};
	return name;
}

/* What nobody knows is passed over: tools add to it what they like. */
static bool
values_check(struct request *q, const struct form *said, struct slice values[FIELDS])
{
	for (size_t i = 0; i < FIELDS; i++) {
		struct slice text = form_get(said, fields[i].name);
		struct slice sentence = field_check(
		    q->arena, fields + i, i == FILENAME ? name_alone(text) : text, values + i);

		if (sentence.at != NULL)
			problem_field(q, fields[i].name, sentence.at);
	}
	return !problem_is_set(q);
}

static struct slice
number(struct request *q, long long value)
{
	return arena_format(q->arena, "%lld", value);
}

bool
ticket_make(struct request *q, const struct form *said, long long size, struct slice metadata,
    struct ticket *ticket)
{
	struct slice values[FIELDS], json;
	unsigned char digest[DIGEST_SIZE];

	if (!values_check(q, said, values))
		return false;
	if (values[ANNOUNCED].at != NULL && !digest_read(values[ANNOUNCED], digest)) {
		problem_field(q, fields[ANNOUNCED].name, "校验值要写成64位的SHA-256。");
		return false;
	}
	if (values[ANNOUNCED].at != NULL)
		values[ANNOUNCED] = (struct slice){(const char *)digest, sizeof digest};
	struct parameter parameters[] = {
	    PARAMETER("name", values[FILENAME]),
	    PARAMETER("size", number(q, size)),
	    PARAMETER("free", number(q, store_free())),
	    PARAMETER("unit", values[UNIT]),
	    PARAMETER("target", values[TARGET]),
	    PARAMETER("happened", values[HAPPENED]),
	    PARAMETER("restricted", values[RESTRICTED]),
	    PARAMETER("note", values[NOTE]),
	    PARAMETER_BYTEA("announced", values[ANNOUNCED]),
	    PARAMETER("metadata", metadata),
	};

	if (!db_call_kept(q, "evidence.upload_create", parameters,
		sizeof parameters / sizeof *parameters, &json)) {
		if (!q->repeated)
			return false;
		json = q->answer.body;
	}
	return ticket_read(q, json, ticket);
}

/* How much will come, and what is said of it. */
static bool
announcement_read(struct request *q, long long *size, struct slice *metadata, struct form *said)
{
	struct slice length = request_parameter(q, "HTTP_UPLOAD_LENGTH");

	if (!tus_number(length, size)) {
		problem_set(q, 400, "evidence/length", "没有写明文件有多大。没有任何改动。");
		return false;
	}
	*metadata = request_parameter(q, "HTTP_UPLOAD_METADATA");
	if (!tus_metadata(q->arena, *metadata, said)) {
		problem_set(q, 400, "evidence/metadata", "文件的说明没有看懂。没有任何改动。");
		return false;
	}
	request_digest(
	    q, arena_format(q->arena, "%.*s %.*s", SLICE_PRINT(length), SLICE_PRINT(*metadata)));
	return true;
}

/* Without bytes the file is made at once, so that the ticket stands on disk too. */
static void
empty_created(struct request *q, const struct chunk *chunk)
{
	struct upload_file file;

	if (store_refuses(q, upload_open(chunk->ticket.id, &file)))
		return;
	created_answer(q, &chunk->ticket);
	upload_close(&file);
}

void
tus_create(struct request *q)
{
	struct chunk *chunk = arena_zero(q->arena, sizeof *chunk);
	struct slice metadata;
	struct form said;
	long long size;

	chunk->creates = true;
	if (!version_fits(q) || !announcement_read(q, &size, &metadata, &said))
		return;
	if (q->body_left > 0 && (!type_fits(q) || !checksum_fits(q, chunk)))
		return;
	if ((long long)q->body_left > size) {
		problem_set(q, 413, "evidence/beyond", "这一段超出了文件原来的大小，没有保存。");
		return;
	}
	if (!ticket_make(q, &said, size, metadata, &chunk->ticket))
		return;
	if (q->body_left > 0 && chunk->ticket.open)
		(void)request_carry(q, chunk_carried, chunk);
	else
		empty_created(q, chunk);
}
