/*
 * desk.h: the operator's desk, which each command of `wuhao` stands on: one connection as the
 * database's superuser, and one way to fail. A command that can't go on says so in one English
 * sentence and ends the process with 1; what its transaction had done is undone by the server.
 */
#ifndef WUHAO_DESK_H
#define WUHAO_DESK_H

#include "arena.h"

#include <libpq-fe.h>

struct desk {
	struct arena *arena;
	PGconn *connection; /* NULL until desk_connect */
};

/* Prints `wuhao: ` and the sentence on stderr and ends the process with 1. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Connects to WUHAO_DATABASE (a libpq conninfo; its user is `wuhao` where it names none).
 * Notices are silent, warnings go to stderr.
 */
void desk_connect(struct desk *desk);

/* Closes the connection. */
void desk_close(struct desk *desk);

/*
 * Runs one statement with text parameters ($1 …; at == NULL: null) and fails with the database's
 * sentence where it is refused. `doing` begins that sentence ("setting the clock").
 * The result belongs to the arena.
 */
PGresult *desk_run(struct desk *desk, const char *doing, const char *statement,
    const struct slice *values, size_t count);

/* The same, giving the first column of the first row; absent for null or no row. */
struct slice desk_value(struct desk *desk, const char *doing, const char *statement,
    const struct slice *values, size_t count);

/* A statement without parameters whose rows don't matter: begin, commit, set. */
void desk_do(struct desk *desk, const char *doing, const char *statement);

/* One cell of a result, borrowed; absent for null. */
struct slice result_cell(const PGresult *result, int row, int column);

/* The primary message of a refused result, on one line, in the arena. */
struct slice result_sentence(struct arena *arena, const PGresult *result);

/*
 * The words that follow a command. Takes `--name value` out of them.
 * Returns the value, or NULL where the option is not given; fails where its value is missing.
 */
struct words {
	char **at;
	int count;
};
const char *words_option(struct words *words, const char *name);

/* Fails unless exactly `count` words are left; `usage` is what to type. */
void words_expect(const struct words *words, int count, const char *usage);

#endif
