#include "chunk.h"

#include <strings.h>

#define CHUNK_TYPE "application/offset+octet-stream"

enum { READ_SIZE = 64 * 1024 };

bool
version_fits(struct request *q)
{
	if (slice_equal(request_parameter(q, "HTTP_TUS_RESUMABLE"), SLICE("1.0.0")))
		return true;
	problem_set(
	    q, 412, "evidence/version", "上传用的协议版本不对，没有任何改动。请刷新页面再传。");
	q->problem.title = SLICE("没有看懂这次请求");
	return false;
}

bool
type_fits(struct request *q)
{
	struct slice type = request_parameter(q, "CONTENT_TYPE");

	if (type.length == strlen(CHUNK_TYPE) && strncasecmp(type.at, CHUNK_TYPE, type.length) == 0)
		return true;
	problem_set(q, 415, NULL, "可以用：从本系统的页面选文件上传。没有保存。");
	return false;
}

bool
checksum_fits(struct request *q, struct chunk *chunk)
{
	struct slice header = request_parameter(q, "HTTP_UPLOAD_CHECKSUM");

	chunk->is_checked = header.at != NULL;
	if (!chunk->is_checked || tus_checksum(q->arena, header, &chunk->checksum))
		return true;
	problem_set(q, 400, "evidence/checksum", "校验值只能是sha1或者sha256。没有任何改动。");
	return false;
}

void
created_answer(struct request *q, const struct ticket *ticket)
{
	header_set(q, "Location", arena_format(q->arena, "/api/evidence/uploads/%lld", ticket->id));
	header_set(q, "Upload-Expires", tus_time(q->arena, ticket->expires));
	answer_empty(q, 201);
}

void
offset_answer(struct request *q, const struct chunk *chunk, long long offset)
{
	if (chunk->creates) {
		created_answer(q, &chunk->ticket);
	} else {
		header_set(q, "Upload-Expires", tus_time(q->arena, chunk->ticket.expires));
		answer_empty(q, 204);
	}
	header_set(q, "Upload-Offset", arena_format(q->arena, "%lld", offset));
}

/* True if the chunk that is in the file is the one that its sender sent. */
static bool
checksum_holds(const struct chunk *chunk, struct digest *digest)
{
	unsigned char computed[DIGEST_SIZE];

	digest_done(digest, computed);
	return equal_constant(computed, chunk->checksum.digest,
	    chunk->checksum.is_sha1 ? DIGEST_SHA1_SIZE : DIGEST_SIZE);
}

enum stored
bytes_take(struct request *q, struct upload_file *file, struct digest *digest)
{
	char *piece = arena_alloc(q->arena, READ_SIZE);
	enum stored outcome = STORED;
	size_t held = 0, length;

	do {
		length = body_read(q, piece + held, READ_SIZE - held);
		held += length;
		if (held < READ_SIZE && length > 0)
			continue;
		if (digest != NULL)
			digest_add(digest, (struct slice){piece, held});
		outcome = upload_add(file, (struct slice){piece, held});
		held = 0;
	} while (length > 0 && outcome == STORED);
	return outcome;
}

/*
 * Whatever ended it (the sender is gone, the disk is full), what came counts; but for a chunk with a
 * checksum, which counts as a whole or not at all.
 */
static enum stored
chunk_take(struct request *q, const struct chunk *chunk, struct upload_file *file)
{
	struct digest *digest = NULL;
	enum stored outcome, kept;
	bool holds = true;

	if (chunk->is_checked) {
		digest = chunk->checksum.is_sha1 ? digest_new_sha1() : digest_new();
		upload_check(file);
	}
	outcome = bytes_take(q, file, digest);
	if (digest != NULL)
		holds = checksum_holds(chunk, digest) && q->body_left == 0 && outcome == STORED;
	kept = holds ? upload_keep(file) : upload_back(file);
	if (outcome == STORED && kept == STORED && !holds)
		problem_set(q, 460, NULL, NULL);
	return outcome != STORED ? outcome : kept;
}

static void
chunk_receive(struct request *q, struct chunk *chunk, struct upload_file *file)
{
	if (file->kept != chunk->offset) {
		problem_set(q, 409, "evidence/offset",
		    "这个文件传到的位置变了，这一段没有保存。请从新的位置接着传。");
		return;
	}
	if (store_refuses(q, chunk_take(q, chunk, file)) || problem_is_set(q))
		return;
	if (ticket_finish(q, &chunk->ticket, file))
		offset_answer(q, chunk, file->kept);
}

void
chunk_carried(struct request *q, void *context)
{
	struct chunk *chunk = context;
	struct upload_file file;

	if (store_refuses(q, upload_open(chunk->ticket.id, &file)))
		return;
	file.low_water = chunk->ticket.low_water;
	chunk_receive(q, chunk, &file);
	upload_close(&file);
}
