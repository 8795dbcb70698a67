/*
 * migrate.h: the pieces of `wuhao migrate`: what stands in the folder sql/, and what is done with
 * it. Each piece runs in its own transaction, so that a failure leaves whole pieces only.
 */
#ifndef WUHAO_MIGRATE_H
#define WUHAO_MIGRATE_H

#include "desk.h"
#include "script.h"

struct migration {
	struct desk *desk;
	const char *folder; /* the folder sql */
	bool ballot_only;   /* base and the ballot alone, on a host of its own */
};

/* The names of the files `*.sql` in a folder of sql/, sorted; none where there is no such folder. */
struct names {
	char **at;
	size_t count;
};
struct names names_read(struct arena *arena, const char *folder, const char *name);

/*
 * tables.c: applies each file of sql/tables once, in order, and records its SHA-256. Fails where a
 * file that was applied has changed, is missing, or would come before one that was applied.
 * Returns how many were applied now.
 */
int tables_apply(const struct migration *migration);

/*
 * verbs.c: drops every schema that belongs to an owner of verbs and makes them anew from sql/verbs,
 * then runs sql/rules.sql, all in one transaction. A word's own file `word.sql`, which makes its
 * schema, goes before its parts `word-part.sql`, and those by name; each file sets its role. Fails
 * where dropping took a check, default, index, trigger or policy of a table along.
 */
void verbs_rebuild(const struct migration *migration);

/*
 * rules.c: runs sql/rules.sql and its parts sql/rules-part.sql in the caller's transaction. First takes every grant on tables and
 * schemas back; then runs the parts that belong here. A policy is made anew only where its text
 * changed, for that locks its table; one that they no longer name is dropped.
 */
void rules_apply(const struct migration *migration);

#endif
