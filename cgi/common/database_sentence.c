#include "database_private.h"

/*
 * The comment on a constraint, or on the unique index of that name, and its column where it has
 * one. Comments may be read by everyone.
 */
static const char comment_query[] =
    "select coalesce(obj_description(c.oid, 'pg_constraint'), ''), coalesce(("
    " select a.attname::text from pg_attribute as a"
    " where a.attrelid = c.conrelid and a.attnum = c.conkey[1] and cardinality(c.conkey) = 1), '')"
    " from pg_constraint as c join pg_namespace as n on n.oid = c.connamespace"
    " left join pg_class as t on t.oid = c.conrelid"
    " where n.nspname = $1 and (t.relname = $2 or c.conrelid = 0) and c.conname = $3"
    " union all"
    " select coalesce(obj_description(c.oid, 'pg_class'), ''), ''"
    " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
    " where n.nspname = $1 and c.relname = $3 and c.relkind = 'i'"
    " limit 1";

static const struct sentence *
sentence_known(const struct database *database, const struct database_error *error)
{
	const struct sentence *sentence;

	for (sentence = database->sentences; sentence != NULL; sentence = sentence->next)
		if (slice_equal(sentence->constraint, error->constraint) &&
		    slice_equal(sentence->table, error->table) &&
		    slice_equal(sentence->schema, error->schema))
			return sentence;
	return NULL;
}

static void
sentence_keep(struct database *database, const struct database_error *error)
{
	struct sentence *sentence = arena_zero(database->arena, sizeof *sentence);

	sentence->schema = arena_copy(database->arena, error->schema);
	sentence->table = arena_copy(database->arena, error->table);
	sentence->constraint = arena_copy(database->arena, error->constraint);
	sentence->text = arena_copy(database->arena, error->sentence);
	sentence->column = arena_copy(database->arena, error->sentence_column);
	sentence->next = database->sentences;
	database->sentences = sentence;
}

static struct slice
column(struct arena *arena, PGresult *result, int number)
{
	return arena_copy(arena,
	    (struct slice){PQgetvalue(result, 0, number), (size_t)PQgetlength(result, 0, number)});
}

void
sentence_find(struct database *database, struct arena *arena, struct database_error *error)
{
	const struct sentence *known = sentence_known(database, error);
	const struct slice values[] = {error->schema, error->table, error->constraint};
	const struct statement query = {slice_of(comment_query), values, 3};
	struct database_error dropped;
	PGresult *result = NULL;

	if (known != NULL) {
		error->sentence = arena_copy(arena, known->text);
		error->sentence_column = arena_copy(arena, known->column);
		return;
	}
	if (database_send(database, arena, &query, 1, &result, &dropped) != OUTCOME_DONE)
		return;
	if (PQntuples(result) == 1) {
		error->sentence = column(arena, result, 0);
		error->sentence_column = column(arena, result, 1);
		sentence_keep(database, error);
	}
	PQclear(result);
}
