#include "database_private.h"

#include <stdio.h>
#include <stdlib.h>

/* FNV-1a: where a statement's text is looked for first. */
static unsigned
text_place(struct slice text)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 16777619U;
	return hash % PREPARED_MOST;
}

/* The place of a statement's text in the table, entered if it is new. */
static unsigned
prepared_place(struct database *database, struct slice text)
{
	unsigned place = text_place(text);

	while (database->prepared[place].text.at != NULL) {
		if (slice_equal(database->prepared[place].text, text))
			return place;
		place = (place + 1) % PREPARED_MOST;
	}
	database->prepared[place].text = arena_copy(database->arena, text);
	database->prepared_count++;
	return place;
}

/* One command of the pipeline, so that its result can be told apart. */
struct command {
	size_t statement;
	unsigned place;
	bool prepares;
};

static bool
statement_send(struct database *database, struct arena *arena, const struct statement *statement,
    size_t number, struct command *commands, size_t *count)
{
	const char *values[STATEMENT_MOST_VALUES];
	int lengths[STATEMENT_MOST_VALUES], formats[STATEMENT_MOST_VALUES];
	unsigned place = prepared_place(database, statement->text);
	char name[16];

	if (statement->count > STATEMENT_MOST_VALUES)
		abort();
	snprintf(name, sizeof name, "s%u", place);
	for (size_t i = 0; i < statement->count; i++) {
		bool is_bytes = statement->is_bytes != NULL && statement->is_bytes[i];

		values[i] = statement->values[i].at == NULL || is_bytes
				? statement->values[i].at
				: arena_string(arena, statement->values[i]);
		lengths[i] = (int)statement->values[i].length;
		formats[i] = is_bytes;
	}
	if (!database->prepared[place].ready) {
		commands[(*count)++] = (struct command){number, place, true};
		if (PQsendPrepare(database->connection, name, database->prepared[place].text.at, 0,
			NULL) != 1)
			return false;
	}
	commands[(*count)++] = (struct command){number, place, false};
	return PQsendQueryPrepared(database->connection, name, (int)statement->count, values,
		   lengths, formats, 0) == 1;
}

static struct slice
diagnosis(struct arena *arena, const PGresult *result, int field)
{
	return arena_copy(arena, slice_of(PQresultErrorField(result, field)));
}

static void
error_read(struct arena *arena, const PGresult *result, size_t at, struct database_error *error)
{
	*error = (struct database_error){
	    .state = diagnosis(arena, result, PG_DIAG_SQLSTATE),
	    .message = diagnosis(arena, result, PG_DIAG_MESSAGE_PRIMARY),
	    .detail = diagnosis(arena, result, PG_DIAG_MESSAGE_DETAIL),
	    .hint = diagnosis(arena, result, PG_DIAG_MESSAGE_HINT),
	    .column = diagnosis(arena, result, PG_DIAG_COLUMN_NAME),
	    .schema = diagnosis(arena, result, PG_DIAG_SCHEMA_NAME),
	    .table = diagnosis(arena, result, PG_DIAG_TABLE_NAME),
	    .constraint = diagnosis(arena, result, PG_DIAG_CONSTRAINT_NAME),
	    .at = at,
	};
}

/* What is known when the results are read. */
struct reading {
	PGresult *last; /* the last statement's rows */
	bool refused;   /* an error came; `error` is set */
};

static void
result_take(struct database *database, struct arena *arena, PGresult *result,
    const struct command *command, size_t count, struct reading *reading,
    struct database_error *error)
{
	switch (PQresultStatus(result)) {
	case PGRES_COMMAND_OK:
		if (command != NULL && command->prepares)
			database->prepared[command->place].ready = true;
		break;
	case PGRES_TUPLES_OK:
		if (command != NULL && command->statement == count - 1) {
			reading->last = result;
			return;
		}
		break;
	case PGRES_FATAL_ERROR:
		if (!reading->refused)
			error_read(
			    arena, result, command == NULL ? count : command->statement, error);
		reading->refused = true;
		break;
	default: break; /* PGRES_PIPELINE_ABORTED: what followed the error */
	}
	PQclear(result);
}

/* Reads up to the Sync's result. False if the connection broke before it came. */
static bool
results_read(struct database *database, struct arena *arena, const struct command *commands,
    size_t command_count, size_t count, struct reading *reading, struct database_error *error)
{
	for (size_t at = 0, ends = 0; ends < command_count + 4;) {
		PGresult *result = PQgetResult(database->connection);

		if (result == NULL) {
			at++;
			ends++;
			continue;
		}
		if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			return true;
		}
		result_take(database, arena, result, at < command_count ? commands + at : NULL,
		    count, reading, error);
	}
	return false;
}

/*
 * What a broken connection means. A server that shuts down says 57P01 in the place of the result
 * that it didn't make: then the transaction never came to its end. Otherwise nobody knows.
 */
static enum outcome
outcome_of_loss(const struct reading *reading, const struct database_error *error)
{
	bool said =
	    reading->refused && reading->last == NULL && slice_equal(error->state, SLICE("57P01"));

	return said ? OUTCOME_AWAY : OUTCOME_UNKNOWN;
}

enum outcome
database_send(struct database *database, struct arena *arena, const struct statement *statements,
    size_t count, PGresult **last, struct database_error *error)
{
	struct command commands[2 * STATEMENTS_MOST];
	struct reading reading = {0};
	size_t command_count = 0;
	bool sent = true;

	if (count > STATEMENTS_MOST)
		abort();
	for (size_t i = 0; i < count && sent; i++)
		sent = statement_send(database, arena, statements + i, i, commands, &command_count);
	if (!sent || PQpipelineSync(database->connection) != 1) {
		database_disconnect(database);
		return OUTCOME_UNKNOWN;
	}
	if (!results_read(database, arena, commands, command_count, count, &reading, error)) {
		PQclear(reading.last);
		database_disconnect(database);
		return outcome_of_loss(&reading, error);
	}
	if (!reading.refused) {
		*last = reading.last;
		return OUTCOME_DONE;
	}
	PQclear(reading.last);
	if (error->constraint.length > 0 && slice_starts(error->state, SLICE("23")))
		sentence_find(database, arena, error);
	return OUTCOME_REFUSED;
}
