/*
 * answer.h: what goes out. These functions only note the answer; `serve` sends it when the handler
 * has returned, so the last one set counts and a problem wins over all; it also drops the headers
 * and cookies set before. Bytes are borrowed and must live as long as the request's arena.
 * Cache-Control is no-store unless the handler sets it.
 */
#ifndef WUHAO_ANSWER_H
#define WUHAO_ANSWER_H

#include "arena.h"

#include <stdint.h>

struct request;

struct header {
	struct slice name, value;
	struct header *next;
};

struct answer {
	int status; /* 0: none yet */
	const char *type;
	struct slice body;
	struct header *headers;
};

/* application/json. */
void answer_json(struct request *q, int status, struct slice body);

/* text/html; charset=utf-8. */
void answer_html(struct request *q, int status, struct slice body);

/* Any type (a literal); nosniff is always sent. */
void answer_bytes(struct request *q, int status, const char *type, struct slice body);

/* No body. */
void answer_empty(struct request *q, int status);

/* 303 to a path of our own ("/console/"); anything else is 500. */
void answer_redirect(struct request *q, struct slice path);

/*
 * Adds a header. Both are copied. A name that isn't a token (RFC 9110 section 5.6.2), or a value
 * with a control character, sets 500 and adds nothing: a header can't be split.
 */
void header_set(struct request *q, const char *name, struct slice value);

/*
 * `attachment; filename="download.xlsx"; filename*=UTF-8''…` (RFC 6266) for a name with an ending.
 */
void answer_attachment(struct request *q, struct slice file_name);

/*
 * A cookie: HttpOnly, SameSite=Strict, Path=/; under TLS (WUHAO_SECURE=1) Secure and with the
 * prefix __Host-, which is added here and looked for by cookie_get.
 *   value    letters, digits, - and _ only; others are 500
 *   seconds  0: until the browser closes; negative: the cookie is removed
 */
void cookie_set(struct request *q, const char *name, struct slice value, int64_t seconds);

/* The value of a cookie of that name; absent if there is none. */
struct slice cookie_get(const struct request *q, const char *name);

/* True if the house is served under TLS (WUHAO_SECURE=1). */
bool cookie_is_secure(void);

#endif
