#include "crypto.h"
#include "field.h"
#include "receive.h"
#include "text.h"

#include <stdio.h>
#include <strings.h>

enum { DRAIN_MOST = 1 << 20, DRAIN_STREAM_MOST = 1 << 26 };

bool
body_drain(struct request *q)
{
	char away[4096];
	int length;

	/* A stream's end isn't waited for by a worker (serve_carry.c). */
	size_t most = q->carried ? DRAIN_STREAM_MOST : DRAIN_MOST;

	if (q->drained)
		return true;
	for (size_t total = 0; total < most; total += (size_t)length) {
		length = FCGX_GetStr(away, sizeof away, q->fcgi.in);
		if (length <= 0)
			return true;
	}
	return false;
}

/* True if the media type in front of parameters is `type`, in any case (RFC 9110 section 8.3.1). */
static bool
type_is(struct slice header, struct slice type)
{
	const char *end = header.length == 0 ? NULL : memchr(header.at, ';', header.length);

	if (end != NULL)
		header.length = (size_t)(end - header.at);
	header = text_trim(header);
	return header.length == type.length && strncasecmp(header.at, type.at, type.length) == 0;
}

static bool
type_check(struct request *q)
{
	struct slice header = request_parameter(q, "CONTENT_TYPE");

	if (q->route->body == BODY_BYTES) {
		if (type_is(header, SLICE("application/octet-stream")))
			return true;
		problem_set(q, 415, NULL, "可以用：从本系统的页面选文件上传。没有保存。");
		return false;
	}
	if (q->route->body == BODY_FORM) {
		if (type_is(header, SLICE("application/x-www-form-urlencoded")))
			return true;
		problem_set(q, 415, NULL, "可以用：网页表单。没有保存。");
		return false;
	}
	if (type_is(header, SLICE("application/json")))
		return true;
	problem_set(q, 415, NULL, NULL);
	return false;
}

/* "256 KB" or "32 MB" of a size in bytes, at least 1 KB. */
static struct slice
size_said(struct arena *arena, size_t size)
{
	enum { MEGABYTE = 1 << 20 };

	if (size >= MEGABYTE)
		return arena_format(arena, "%zu MB", size / MEGABYTE + (size % MEGABYTE > 0));
	return arena_format(arena, "%zu KB", size / 1024 + (size % 1024 > 0));
}

static bool
length_check(struct request *q, size_t *length)
{
	struct slice header = request_parameter(q, "CONTENT_LENGTH");
	size_t limit = q->route->limit == 0 ? BODY_LIMIT : q->route->limit;
	long long number = 0;

	if (header.length > 0 && (!field_integer(header, &number) || number < 0)) {
		problem_set(q, 400, NULL, NULL);
		return false;
	}
	*length = (size_t)number;
	if (*length <= limit)
		return true;
	problem_say(q, 413, NULL,
	    arena_format(q->arena, "最多%.*s，这次是%.*s。没有保存。",
		SLICE_PRINT(size_said(q->arena, limit)),
		SLICE_PRINT(size_said(q->arena, *length))));
	return false;
}

/* What a kept answer is compared by: the path, which names the item, and the body. */
static void
body_digest_set(struct request *q)
{
	unsigned char digest[DIGEST_SIZE];
	struct digest *both = digest_new();

	digest_add_field(both, q->path);
	if (q->route->body == BODY_BYTES)
		digest_add_field(both, q->query);
	digest_add_field(both, q->body);
	digest_done(both, digest);
	hex_into(digest, sizeof digest, q->body_digest);
}

static bool
bytes_receive(struct request *q)
{
	char *body;
	size_t length;
	int got;

	if (!type_check(q) || !length_check(q, &length))
		return false;
	body = arena_alloc(q->arena, length + 1);
	got = length == 0 ? 0 : FCGX_GetStr(body, (int)length, q->fcgi.in);
	/* Fewer bytes than announced, or more: somebody cut or added. */
	if (got < 0 || (size_t)got != length || FCGX_GetChar(q->fcgi.in) != EOF) {
		problem_set(q, 400, NULL, NULL);
		return false;
	}
	body[length] = '\0';
	q->body = (struct slice){body, length};
	return true;
}

/* The handler reads it; what can't be told whole from cut isn't begun. */
static bool
stream_receive(struct request *q)
{
	struct slice header = request_parameter(q, "CONTENT_LENGTH");
	long long number = 0;
	bool is_none =
	    header.length == 0 && request_parameter(q, "HTTP_TRANSFER_ENCODING").length == 0;

	if (is_none || (field_integer(header, &number) && number >= 0)) {
		q->body_left = (size_t)number;
		return true;
	}
	problem_set(q, 400, NULL, "没有写明内容的长度。没有任何改动。");
	return false;
}

size_t
body_read(struct request *q, char *bytes, size_t size)
{
	FCGX_Stream *in = q->fcgi.in;
	size_t held;
	int first;

	if (size > q->body_left)
		size = q->body_left;
	if (size == 0 || (first = FCGX_GetChar(in)) == EOF)
		return 0;
	bytes[0] = (char)first;
	held = (size_t)(in->stop - in->rdNext);
	if (size > held + 1)
		size = held + 1;
	if (size > 1)
		(void)FCGX_GetStr(bytes + 1, (int)(size - 1), in);
	q->body_left -= size;
	return size;
}

void
request_digest(struct request *q, struct slice what)
{
	unsigned char digest[DIGEST_SIZE];
	struct digest *both = digest_new();

	digest_add_field(both, q->path);
	digest_add_field(both, what);
	digest_done(both, digest);
	hex_into(digest, sizeof digest, q->body_digest);
}

bool
body_receive(struct request *q)
{
	if (q->route->body == BODY_STREAM)
		return stream_receive(q);
	if (q->route->body != BODY_NONE && !bytes_receive(q))
		return false;
	if (q->key.length > 0)
		body_digest_set(q);
	return true;
}
