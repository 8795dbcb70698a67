/*
 * script.h: a file of SQL, one statement after the other, so that each failure names its line.
 */
#ifndef WUHAO_SCRIPT_H
#define WUHAO_SCRIPT_H

#include "desk.h"

struct script {
	const char *path;  /* as messages name it */
	struct slice text; /* the whole file */
	size_t at;         /* where the next statement is looked for */
	struct slice part; /* of the last line `-- part: word` passed; empty before the first */
};

struct script_statement {
	struct slice text; /* without its semicolon */
	struct slice part;
	int line; /* of its first character, from 1 */
};

/*
 * The folder sql: `told`, or WUHAO_SQL, or the one found in a folder above the executable. Fails
 * where there is none.
 */
const char *script_folder(struct arena *arena, const char *told);

/*
 * Reads a file whole. `folder` and `name` are joined by '/'; messages name "sql/<name>".
 * Fails where it can't be read or is not UTF-8.
 */
struct script script_read(struct arena *arena, const char *folder, const char *name);

/*
 * The next statement. Knows strings, quoted names, dollar quotes, nested comments and brackets;
 * not bodies written as `begin atomic`. Returns false at the end of the file.
 */
bool script_next(struct script *script, struct script_statement *statement);

/* Runs one statement of the script; fails with file, line and the database's sentence. */
void script_run(
    struct desk *desk, const struct script *script, const struct script_statement *statement);

/* Runs all that is left, in the caller's transaction, and resets the role afterwards. */
void script_run_all(struct desk *desk, struct script *script);

#endif
