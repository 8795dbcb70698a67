#include "send.h"

#include "buffer.h"

#include <strings.h>

static const char *
reason(int status)
{
	/* clang-format off */
	static const struct { int status; const char *reason; } reasons[] = {
		{200, "OK"}, {201, "Created"}, {204, "No Content"}, {303, "See Other"},
		{304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
		{404, "Not Found"}, {405, "Method Not Allowed"}, {409, "Conflict"}, {410, "Gone"},
		{412, "Precondition Failed"}, {413, "Content Too Large"},
		{415, "Unsupported Media Type"}, {422, "Unprocessable Content"},
		{423, "Locked"}, {460, "Checksum Mismatch"}, {429, "Too Many Requests"}, {500, "Internal Server Error"},
		{503, "Service Unavailable"}, {507, "Insufficient Storage"},
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "-";
}

/* The methods that rows with this path have. */
static struct slice
methods_allowed(struct request *q)
{
	struct buffer text = buffer_new(q->arena);

	for (enum method method = GET; method != OTHER; method++) {
		unsigned bit = 1U << method;

		if ((q->allowed & bit) == 0 || (method == HEAD && (q->allowed & 1U << GET) != 0))
			continue;
		buffer_format(&text, "%s%s%s", text.length > 0 ? ", " : "", method_name(method),
		    method == GET ? ", HEAD" : "");
	}
	return buffer_slice(&text);
}

/* Turns a problem into the answer, a missing answer into a 500. */
static void
answer_complete(struct request *q)
{
	if (!problem_is_set(q) && q->answer.status == 0)
		problem_set(q, 500, NULL, NULL);
	if (!problem_is_set(q))
		return;
	q->answer = (struct answer){0};
	if (q->program->problem_page == NULL || !q->program->problem_page(q, &q->problem) ||
	    q->answer.status == 0)
		answer_bytes(q, q->problem.status, "application/problem+json",
		    problem_json(q->arena, &q->problem));
	if (q->problem.retry_after > 0)
		header_set(q, "Retry-After", arena_format(q->arena, "%d", q->problem.retry_after));
	if (q->problem.status == 405)
		header_set(q, "Allow", methods_allowed(q));
}

static bool
header_is_set(const struct answer *answer, const char *name)
{
	const struct header *header;

	for (header = answer->headers; header != NULL; header = header->next)
		if (strcasecmp(header->name.at, name) == 0)
			return true;
	return false;
}

/* The head of a complete answer, with the empty line. */
static struct slice
answer_head(struct request *q)
{
	struct buffer head = buffer_new(q->arena);
	const struct header *header;

	buffer_format(&head, "Status: %d %s\r\n", q->answer.status, reason(q->answer.status));
	if (q->answer.type != NULL)
		buffer_format(&head, "Content-Type: %s\r\n", q->answer.type);
	if (q->answer.status != 204 && q->answer.status != 304)
		buffer_format(&head, "Content-Length: %zu\r\n", q->answer.body.length);
	buffer_text(&head, "X-Content-Type-Options: nosniff\r\n");
	if (!header_is_set(&q->answer, "Cache-Control"))
		buffer_text(&head, "Cache-Control: no-store\r\n");
	for (header = q->answer.headers; header != NULL; header = header->next) {
		buffer_put(&head, header->name);
		buffer_text(&head, ": ");
		buffer_put(&head, header->value);
		buffer_text(&head, "\r\n");
	}
	buffer_text(&head, "\r\n");
	return buffer_slice(&head);
}

/* FCGX counts in int. */
static void
put(struct request *q, struct slice s)
{
	enum { MOST = 1 << 30 };

	while (s.length > 0) {
		int length = s.length > MOST ? MOST : (int)s.length;

		if (FCGX_PutStr(s.at, length, q->fcgi.out) < 0)
			return; /* nginx is gone: nobody to tell */
		s.at += length;
		s.length -= (size_t)length;
	}
}

void
answer_send(struct request *q)
{
	answer_complete(q);
	put(q, answer_head(q));
	if (!q->head)
		put(q, q->answer.body);
}
