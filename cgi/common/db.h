/*
 * db.h: a request's call of a verb: one pipelined round trip, one implicit transaction.
 *
 *   select session.enter($1 token, $2 verb, $3 key, $4 body digest, $5 version, $6 read only,
 *                        $7 the schema's number)
 *   select org.tree(unit => $1)          or, for a write with a key,
 *   select session.keep($1, org.tree(unit => $2))
 *   Sync
 *
 * Parameters are text (a bytea is its bytes), their types PostgreSQL's to infer; absent ones are null. The
 * token is null where there is no cookie; $6 is true for a GET that isn't `logged`. A plain program
 * sends the verb and Sync only. When a function here returns true, the transaction is committed.
 *
 * When it returns false the answer is set already: a problem, or, with q->repeated, the answer kept
 * from the first time (a handler may then set another one: its secrets aren't in the kept answer).
 * A lost connection: reads, and writes with a key, are sent once more; other writes become 500
 * (nobody knows), and 503 with Retry-After where nothing had been sent.
 */
#ifndef WUHAO_DB_H
#define WUHAO_DB_H

#include "request.h"

enum parameter_kind {
	PARAMETER_TEXT,  /* or any type that PostgreSQL reads from text */
	PARAMETER_BYTES, /* bytea: sent as it is */
};

struct parameter {
	const char *name;   /* the SQL argument */
	struct slice value; /* at == NULL: null */
	enum parameter_kind kind;
};

/*
 * Calls the route's verb with the route's fields, under the request's key if it has one.
 *   json  set on success: what the verb returned, as text (null: "null"); lives with the request
 */
bool db_verb(struct request *q, struct slice *json);

/* Calls another verb with these arguments, without a key: for handlers of several steps. */
bool db_call(struct request *q, const char *verb, const struct parameter *parameters, size_t count,
    struct slice *json);

/* The same under the request's key: for the one step of a handler that writes. */
bool db_call_kept(struct request *q, const char *verb, const struct parameter *parameters,
    size_t count, struct slice *json);

/* One of its own arguments, in a table for db_call. */
#define PARAMETER(name, value)                  \
	{                                       \
		(name), (value), PARAMETER_TEXT \
	}
#define PARAMETER_BYTEA(name, value)             \
	{                                        \
		(name), (value), PARAMETER_BYTES \
	}

#endif
