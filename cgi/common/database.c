#include "database_private.h"

static void
result_end(void *result)
{
	PQclear(result);
}

/* The first column of the first row; the result lives as long as the arena. */
static struct slice
value_of(struct arena *arena, PGresult *result)
{
	if (result == NULL)
		return (struct slice){0};
	arena_defer(arena, result_end, result);
	if (PQntuples(result) == 0 || PQnfields(result) == 0 || PQgetisnull(result, 0, 0))
		return (struct slice){0};
	return (struct slice){PQgetvalue(result, 0, 0), (size_t)PQgetlength(result, 0, 0)};
}

static bool
state_is(const struct database_error *error, const char *state)
{
	return slice_equal(error->state, slice_of(state));
}

/* A deadlock or a failed serialization: nothing was changed, the same again may succeed. */
static bool
is_worth_again(const struct database_error *error)
{
	return state_is(error, "40001") || state_is(error, "40P01");
}

/*
 * Verbs were rebuilt under us, or a statement isn't what we think: a new connection knows. What ran
 * meanwhile may miss a name or a right (class 42, 3F000), or what it had looked up already (XX000
 * "cache lookup failed"). It was rolled back, so nothing is done twice.
 */
static bool
is_stale(const struct database_error *error)
{
	return slice_starts(error->state, SLICE("42")) || state_is(error, "3F000") ||
	       state_is(error, "0A000") || state_is(error, "26000") || state_is(error, "XX000");
}

/* True if it is to be sent once more; `outcome` is what came of the first time. */
static bool
is_sent_again(struct database *database, enum outcome outcome, bool repeatable,
    const struct database_error *error)
{
	switch (outcome) {
	case OUTCOME_REFUSED:
		if (is_stale(error))
			database_disconnect(database);
		return is_worth_again(error) || is_stale(error);
	case OUTCOME_AWAY: return true;
	case OUTCOME_UNKNOWN: return repeatable;
	default: return false;
	}
}

/* A house that has become another's (base.expect_schema) is away from now on. */
static enum outcome
outcome_checked(struct database *database, enum outcome outcome, const struct database_error *error)
{
	if (outcome != OUTCOME_REFUSED || !state_is(error, "WHNEW"))
		return outcome;
	database_disconnect(database);
	(void)database_connect(database); /* which says so in the log, and knows it from now on */
	return OUTCOME_AWAY;
}

enum outcome
database_run(struct database *database, struct arena *arena, const struct statement *statements,
    size_t count, bool repeatable, struct slice *value, struct database_error *error)
{
	PGresult *last = NULL;
	enum outcome outcome;

	*error = (struct database_error){0};
	/* A table of statements that is nearly full begins anew. */
	if (database->prepared_count + count > PREPARED_MOST * 3 / 4)
		database_disconnect(database);
	if (!database_connect(database))
		return OUTCOME_AWAY;
	outcome = database_send(database, arena, statements, count, &last, error);
	if (is_sent_again(database, outcome, repeatable, error)) {
		if (!database_connect(database))
			return outcome == OUTCOME_REFUSED ? OUTCOME_AWAY : outcome;
		outcome = database_send(database, arena, statements, count, &last, error);
	}
	if (outcome == OUTCOME_DONE)
		*value = value_of(arena, last);
	return outcome_checked(database, outcome, error);
}

struct statement
database_guard(void)
{
	static const struct slice number = {SCHEMA_NUMBER, sizeof SCHEMA_NUMBER - 1};

	return (struct statement){SLICE("select base.expect_schema($1)"), &number, 1};
}

bool
database_differs(const struct database *database)
{
	return database->differs;
}

bool
database_is_up(struct database *database)
{
	struct arena *arena = arena_new();
	const struct statement guard = database_guard();
	struct database_error error;
	struct slice value;
	enum outcome outcome = database_run(database, arena, &guard, 1, true, &value, &error);

	arena_free(arena);
	return outcome == OUTCOME_DONE;
}
