/*
 * multipart.h: multipart/form-data (RFC 7578, RFC 2046 section 5.1) read as it comes, whatever its
 * size: small fields into memory, the file's bytes to whoever wants them.
 *
 *   part       = "--" boundary CRLF headers CRLF CRLF bytes CRLF
 *   the whole  = parts "--" boundary "--"
 */
#ifndef WUHAO_EVIDENCE_MULTIPART_H
#define WUHAO_EVIDENCE_MULTIPART_H

#include "form.h"

enum {
	BOUNDARY_MOST = 70,     /* RFC 2046 */
	PART_HEAD_MOST = 2048,  /* bytes of a part's headers */
	PART_FIELD_MOST = 2048, /* bytes of a field that isn't the file */
	PARTS_MOST = 20,
};

/* What the reader finds. */
enum multipart {
	MULTIPART_MORE, /* give it more bytes */
	MULTIPART_FILE, /* the file's head was read: `fields` and `file_name` are what came before it */
	MULTIPART_BYTES, /* `bytes` are the file's next ones */
	MULTIPART_END,   /* the last boundary: all is there */
	MULTIPART_WRONG, /* not of the form, or beyond the bounds */
};

struct multipart_reader;

/*
 * A reader for one body.
 *   type  the content type with its boundary
 *   file  the name of the field that is the file; there must be one, and only one
 * Returns NULL if the type isn't multipart/form-data with a boundary of 1 to 70 characters.
 */
struct multipart_reader *multipart_new(struct arena *arena, struct slice type, struct slice file);

/*
 * Goes on reading, until it finds something or `in` is used up. Call it again with the same `in`
 * until it says MULTIPART_MORE; `in` is shortened by what was read. After MULTIPART_END and
 * MULTIPART_WRONG nothing more is read.
 *   bytes  of MULTIPART_BYTES: valid until the next call
 */
enum multipart multipart_read(
    struct multipart_reader *reader, struct slice *in, struct slice *bytes);

/* The fields so far: names and values, UTF-8 without NUL. */
const struct form *multipart_fields(const struct multipart_reader *reader);

/* The name that the file came with; empty: none was chosen. */
struct slice multipart_file_name(const struct multipart_reader *reader);

#endif
