/* chunk.h: what the requests of the tus protocol share: their checks, and a chunk's way into its file. */
#ifndef WUHAO_EVIDENCE_CHUNK_H
#define WUHAO_EVIDENCE_CHUNK_H

#include "ticket.h"

/* A chunk that a thread of its own receives. */
struct chunk {
	struct ticket ticket;
	long long offset; /* that its sender means it for */
	bool is_checked;
	struct checksum checksum;
	bool creates; /* it came with the creation: 201 */
};

/* Tus-Resumable is 1.0.0; else 412 is set. */
bool version_fits(struct request *q);

/* The content type is the protocol's; else 415 is set. */
bool type_fits(struct request *q);

/* Takes Upload-Checksum, where there is one; false with 400 set for one that isn't ours. */
bool checksum_fits(struct request *q, struct chunk *chunk);

/* 201 with Location and Upload-Expires. */
void created_answer(struct request *q, const struct ticket *ticket);

/* The answer to a chunk: 201 or 204, with the new offset. */
void offset_answer(struct request *q, const struct chunk *chunk, long long offset);

/* For request_carry; the context is a struct chunk. Receives it, and answers. */
void chunk_carried(struct request *q, void *chunk);

/*
 * From the body into the file, as much as comes: whatever ends it (the sender is gone, the disk is
 * full), what came and was synced stays.
 *   digest  gets the same bytes; NULL: none wanted
 */
enum stored bytes_take(struct request *q, struct upload_file *file, struct digest *digest);

/*
 * A new ticket of the caller's, under the request's key if it has one.
 *   said      filename, unit, target, happened, restricted, note, sha256, unchecked
 *   size      bytes of the whole file
 *   metadata  the header as it came; absent: none
 * Returns false with the problem set (sql/verbs/evidence-upload.sql lists them).
 */
bool ticket_make(struct request *q, const struct form *said, long long size, struct slice metadata,
    struct ticket *ticket);

#endif
