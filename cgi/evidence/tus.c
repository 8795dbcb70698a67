/*
 * tus.c: the tus protocol 1.0.0: core, creation, creation-with-upload, checksum, expiration,
 * termination. Tus-Resumable and Tus-Version are added by nginx to every answer (evidence.conf).
 *
 * A chunk is received by a thread of its own (request_carry), so that slow senders hold neither a
 * worker nor a connection to the database: one call before the bytes flow, one after the last.
 */
#include "chunk.h"
#include "db.h"
#include "handlers.h"

#include <time.h>

void
tus_options(struct request *q)
{
	struct slice most;

	if (!db_call(q, "evidence.most", NULL, 0, &most))
		return;
	header_set(q, "Tus-Extension",
	    SLICE("creation,creation-with-upload,checksum,expiration,termination"));
	header_set(q, "Tus-Checksum-Algorithm", SLICE("sha1,sha256"));
	header_set(q, "Tus-Max-Size", most);
	answer_empty(q, 204);
}

/* A chunk beyond the announced size, or beyond the room, isn't begun. */
static bool
chunk_fits(struct request *q, const struct chunk *chunk)
{
	if ((long long)q->body_left > chunk->ticket.size - chunk->offset) {
		problem_set(q, 413, "evidence/beyond", "这一段超出了文件原来的大小，没有保存。");
		return false;
	}
	return ticket_has_room(q, &chunk->ticket, q->body_left);
}

static bool
ticket_find(struct request *q, struct ticket *ticket)
{
	struct parameter upload = PARAMETER("upload", request_value(q, "upload"));
	struct slice json;

	return db_call(q, "evidence.upload_find", &upload, 1, &json) &&
	       ticket_read(q, json, ticket);
}

void
tus_patch(struct request *q)
{
	struct chunk *chunk = arena_zero(q->arena, sizeof *chunk);

	if (!version_fits(q) || !type_fits(q) || !checksum_fits(q, chunk))
		return;
	if (!tus_number(request_parameter(q, "HTTP_UPLOAD_OFFSET"), &chunk->offset)) {
		problem_set(q, 400, "evidence/offset", "没有写明从哪里接着传。没有任何改动。");
		return;
	}
	if (!ticket_find(q, &chunk->ticket))
		return;
	if (!chunk->ticket.open) {
		if (chunk->offset == chunk->ticket.size && q->body_left == 0)
			offset_answer(q, chunk, chunk->offset);
		else
			problem_set(
			    q, 409, "evidence/complete", "这个文件已经传完了，没有任何改动。");
		return;
	}
	if (chunk_fits(q, chunk))
		(void)request_carry(q, chunk_carried, chunk);
}

/* Whoever was just cut off is still putting away what came: that is worth a moment. */
static enum stored
open_soon(long long id, struct upload_file *file)
{
	enum stored outcome = upload_open(id, file);

	for (int tries = 0; outcome == STORE_LOCKED && tries < 6; tries++) {
		nanosleep(&(struct timespec){.tv_nsec = 50 * 1000000L}, NULL);
		outcome = upload_open(id, file);
	}
	return outcome;
}

/* The offset; of a complete file whose end nobody told the database yet, that is done here. */
static bool
offset_find(struct request *q, const struct ticket *ticket, long long *offset)
{
	struct upload_file file;
	enum stored outcome;
	bool done;

	if (!ticket->open) {
		*offset = ticket->size;
		return true;
	}
	outcome = open_soon(ticket->id, &file);
	if (outcome == STORE_LOCKED && (*offset = upload_offset(ticket->id, NULL)) >= 0)
		return true;
	if (store_refuses(q, outcome))
		return false;
	*offset = file.kept;
	done = ticket_finish(q, ticket, &file);
	upload_close(&file);
	return done;
}

void
tus_head(struct request *q)
{
	struct ticket ticket;
	long long offset;

	if (!version_fits(q) || !ticket_find(q, &ticket) || !offset_find(q, &ticket, &offset))
		return;
	header_set(q, "Upload-Offset", arena_format(q->arena, "%lld", offset));
	header_set(q, "Upload-Length", arena_format(q->arena, "%lld", ticket.size));
	if (ticket.open)
		header_set(q, "Upload-Expires", tus_time(q->arena, ticket.expires));
	if (ticket.metadata.length > 0)
		header_set(q, "Upload-Metadata", ticket.metadata);
	answer_empty(q, 200);
}

/* Of one that was refused nothing is left but its line in the list. */
static bool
ticket_find_or_refused(struct request *q, struct ticket *ticket)
{
	if (ticket_find(q, ticket))
		return true;
	if (!slice_equal(q->problem.slug, SLICE("evidence/refused")))
		return false;
	q->problem = (struct problem){0};
	return true;
}

void
tus_delete(struct request *q)
{
	struct parameter upload = PARAMETER("upload", request_value(q, "upload"));
	struct ticket ticket = {0};
	struct upload_file file;
	struct slice json;

	if (!version_fits(q) || !ticket_find_or_refused(q, &ticket))
		return;
	/* Nobody writes while it is ended. */
	if (ticket.open && store_refuses(q, upload_open(ticket.id, &file)))
		return;
	if (db_call(q, "evidence.upload_end", &upload, 1, &json)) {
		answer_empty(q, 204);
		if (ticket.open)
			(void)upload_remove(&file);
	} else if (ticket.open) {
		upload_close(&file);
	}
}
