/* database_private.h: what database*.c share; nobody else includes it. */
#ifndef WUHAO_DATABASE_PRIVATE_H
#define WUHAO_DATABASE_PRIVATE_H

#include "database.h"

#include <libpq-fe.h>
#include <stdint.h>

enum { PREPARED_MOST = 256 }; /* a power of 2 */

/* One statement of this connection; its name there is s<place in the table>. */
struct prepared {
	struct slice text; /* absent: a free place */
	bool ready;        /* the server has it */
};

/* A constraint's comment, read once a connection. */
struct sentence {
	struct slice schema, table, constraint;
	struct slice text, column;
	struct sentence *next;
};

struct database {
	const char *word;
	PGconn *connection;  /* NULL: none; always in pipeline mode */
	struct arena *arena; /* statements and sentences of this connection */
	struct prepared prepared[PREPARED_MOST];
	unsigned prepared_count;
	struct sentence *sentences;
	int64_t failed_at; /* time_elapsed of the last failed connect; 0: none */
	bool differs;      /* that house was of another number */
};

/* Connects if there is no live connection. False: the server can't be reached. */
bool database_connect(struct database *database);

/* Ends the connection; the next run makes a new one. */
void database_disconnect(struct database *database);

/* One pipeline, sent once. `connection` is live. */
enum outcome database_send(struct database *database, struct arena *arena,
    const struct statement *statements, size_t count, PGresult **last,
    struct database_error *error);

/* Fills error->sentence and sentence_column from the constraint's comment. */
void sentence_find(struct database *database, struct arena *arena, struct database_error *error);

#endif
