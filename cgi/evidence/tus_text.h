/*
 * tus_text.h: what the tus protocol (1.0.0, tus.io) writes into headers, read from untrusted bytes.
 */
#ifndef WUHAO_EVIDENCE_TUS_TEXT_H
#define WUHAO_EVIDENCE_TUS_TEXT_H

#include "crypto.h"
#include "form.h"

enum {
	METADATA_MOST = 4096,     /* bytes of Upload-Metadata */
	METADATA_MOST_PAIRS = 32, /* in it */
};

/* A number of bytes: digits only, at most 2^53-1. False for anything else. */
bool tus_number(struct slice header, long long *number);

/*
 * Upload-Metadata: key, space, base64 (RFC 4648 section 4) and a comma between pairs; the value, and
 * then the space, may be missing.
 *   form  set on success: keys and values, decoded: UTF-8 without NUL; from the arena
 * Returns false for a key that is empty, comes twice or isn't visible ASCII without a comma; for
 * what isn't base64 or isn't UTF-8; for more than the bounds above.
 */
bool tus_metadata(struct arena *arena, struct slice header, struct form *form);

/* Upload-Checksum: the algorithm's name, a space, and the digest in base64. */
struct checksum {
	bool is_sha1;                      /* else SHA-256 */
	unsigned char digest[DIGEST_SIZE]; /* SHA-1: the first 20 */
};

/* False for another algorithm than sha1 and sha256, and for a digest of another length. */
bool tus_checksum(struct arena *arena, struct slice header, struct checksum *checksum);

/* 64 hexadecimal digits of either case as 32 bytes; false for anything else. */
bool digest_read(struct slice text, unsigned char digest[DIGEST_SIZE]);

/* Seconds since 1970 as RFC 9110 (section 5.6.7) writes a time: Wed, 25 Jun 2014 16:00:00 GMT. */
struct slice tus_time(struct arena *arena, long long time);

#endif
