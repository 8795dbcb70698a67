/*
 * database.h: one connection to PostgreSQL and its prepared statements; one thread at a time.
 * Programs call verbs by db.h; this is for what works without a request (keeper, wuhao).
 */
#ifndef WUHAO_DATABASE_H
#define WUHAO_DATABASE_H

#include "arena.h"

struct database;

/* Members at the end that aren't named are NULL: that is what they are there for. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

struct statement {
	struct slice text;          /* SQL with $1 … ; prepared once a connection */
	const struct slice *values; /* text; at == NULL: null */
	size_t count;               /* at most STATEMENT_MOST_VALUES */
	const bool *is_bytes;       /* which values are a bytea's own bytes; NULL: none */
};

enum {
	STATEMENT_MOST_VALUES = 64,
	STATEMENTS_MOST = 8, /* in one pipeline */
};

/* base.schema_number() that these programs were written for. */
#define SCHEMA_NUMBER "1"

enum outcome {
	OUTCOME_DONE,    /* committed */
	OUTCOME_REFUSED, /* rolled back; see `error` */
	OUTCOME_AWAY,    /* the server can't be reached; nothing was changed */
	OUTCOME_UNKNOWN, /* the connection broke before the Sync's result: nobody knows */
};

struct database_error {
	struct slice state; /* SQLSTATE */
	struct slice message, detail, hint, column;
	struct slice schema, table, constraint;
	struct slice sentence; /* the comment on that constraint (or unique index); empty: none */
	struct slice sentence_column; /* the constraint's column where it has only one */
	size_t at;                    /* which statement failed; == count: the Sync */
};

/*
 * A connection as role `wuhao_<word>` to WUHAO_DATABASE, a libpq conninfo without user. Connects
 * when first needed. `word` is borrowed.
 */
struct database *database_open(const char *word);

/* Closes it; NULL is allowed. */
void database_close(struct database *database);

/*
 * Sends the statements and a Sync in one pipeline and waits for the Sync's result.
 *   repeatable  they may be sent twice (reads, or writes with a key): sent again once after a lost
 *               connection. What was rolled back always is, where the same may now succeed: after
 *               40001 and 40P01, and on a new connection after what a `wuhao migrate` under us
 *               leaves (class 42, 3F000, 0A000, 26000, XX000).
 *   value       set for OUTCOME_DONE: first column of the first row of the last statement; absent
 *               for null or no row; lives as long as `arena`
 *   error       set for OUTCOME_REFUSED; lives as long as `arena`
 * Connects first where needed; reads the clock's offset then, and the schema's number: a house of
 * another number is OUTCOME_AWAY, with a line in the log. So it is where the number changes later,
 * if the statements begin with session.enter or with database_guard().
 */
enum outcome database_run(struct database *database, struct arena *arena,
    const struct statement *statements, size_t count, bool repeatable, struct slice *value,
    struct database_error *error);

/*
 * Goes first where session.enter doesn't: on a connection that stands, a schema of another number
 * ends the transaction before anything else is done in it.
 */
struct statement database_guard(void);

/* True if the last OUTCOME_AWAY was a house of another number: an upgrade is under way. */
bool database_differs(const struct database *database);

/* True if the server answers now, and its house is of our number. */
bool database_is_up(struct database *database);

/* Seconds to name in Retry-After while the server is away. */
enum { DATABASE_RETRY = 5 };

#endif
