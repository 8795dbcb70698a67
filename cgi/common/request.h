/*
 * request.h: one request, from its arrival to its answer. All of it lives in the request's arena
 * and goes with it; a handler frees nothing.
 */
#ifndef WUHAO_REQUEST_H
#define WUHAO_REQUEST_H

#include "answer.h"
#include "arena.h"
#include "form.h"
#include "problem.h"
#include "route.h"

#include <fcgiapp.h>

struct json_object;
struct database;
struct worker;

enum {
	TOKEN_LENGTH = 64, /* a session's token: 32 random bytes in lower-case hexadecimal */
	TOKEN_SIZE = 65,
	KEY_MOST = 64,
};

struct request {
	struct arena *arena;
	const struct program *program;
	const struct route *route; /* NULL until found */
	struct database *database; /* the thread's connection, opened when first needed */

	enum method method;   /* HEAD: of a row of its own; else it is GET with `head` set */
	unsigned allowed;     /* where no route fits: route_find's */
	bool head;            /* the answer's body isn't sent */
	struct slice path;    /* PATH_INFO, UTF-8, decoded by nginx */
	struct slice query;   /* QUERY_STRING, as it came */
	struct slice body;    /* as it came; absent for GET and BODY_STREAM */
	size_t body_left;     /* BODY_STREAM: how much of what was announced hasn't been read */
	struct slice *values; /* checked, by field index; absent: at == NULL */
	struct form form; /* BODY_FORM only: as it came; UTF-8 without NUL, nothing more is sure */
	struct json_object *json; /* BODY_JSON only: the object that came */

	/* A plain program has none of these. */
	struct slice token; /* session cookie, TOKEN_LENGTH characters; absent: none or no token */
	struct slice key;   /* Idempotency-Key of a write behind SIGNED_IN; absent: none */
	struct slice version; /* If-Match or the member `version`, digits; absent: none */
	struct slice
	    network; /* the client's network, "192.0.2.0/24" or "2001:db8:1::/48"; absent: none */
	char body_digest[65]; /* of path and body, hexadecimal; only where there is a key */

	bool
	    carried; /* by a thread of its own (request_carry): a connection is lent for each call */
	bool drained;  /* nothing of the body is left to read */
	bool answered; /* it was sent already */
	bool repeated; /* db.h: this write was done before under its key */
	struct answer answer;
	struct problem problem;
	struct worker *worker; /* serve_private.h: the thread that has it */
	FCGX_Request fcgi;
};

/* The checked value of a field of the route by its name; at == NULL when absent. */
struct slice request_value(const struct request *q, const char *name);

/* The same as a number; 0 when absent. For ID and INTEGER only. */
long long request_integer(const struct request *q, const char *name);

/* A parameter that nginx passed ("FORM_VARIANT"); absent if it didn't. Untrusted bytes. */
struct slice request_parameter(const struct request *q, const char *name);

/*
 * BODY_STREAM: takes the next bytes of the body, as many as have come, up to `size`, and waits for
 * the first of them. Returns their number; 0 at the announced end, or where it was cut before
 * (q->body_left tells which).
 */
size_t body_read(struct request *q, char *bytes, size_t size);

/* BODY_STREAM with a key: what a kept answer is compared by, besides the path. */
void request_digest(struct request *q, struct slice what);

/* A new session token: 64 characters and NUL. Pass it to cookie_set and to the verb. */
void token_make(char token[TOKEN_SIZE]);

/*
 * For a batcher: the handler calls this first, then gives the request to another thread and
 * returns without touching it again. Whoever has it calls request_finish exactly once, from any
 * thread. `serve` waits for all of them when it stops. The connection `q->database` stays with the
 * worker: after handing over it isn't to be used.
 */
void request_hand_over(struct request *q);

/*
 * Gives the request to a thread of its own, for a body that comes as slowly as its sender likes:
 * no worker waits for it. The handler returns without touching the request again; `work` goes on
 * with it, and the request is finished when it returns. It may call the database: a connection is
 * lent to it for each call, so many at once as there are to lend. When the program stops, what is
 * still being read is cut there, as if the sender had gone.
 *   work     NULL: only what is set is sent, and what is left of the body is read and forgotten
 *   context  handed to it; lives with the request
 * Returns false with 503 set, and nothing else done, where too many are under way.
 */
bool request_carry(
    struct request *q, void (*work)(struct request *q, void *context), void *context);

/* Sends the answer or problem that is set (500 if neither), ends the request and frees it. */
void request_finish(struct request *q);

#endif
