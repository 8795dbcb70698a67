/*
 * fake_libpq.h: a libpq in the place of the real one, for a test that includes this file: each
 * pipeline answers with the next turn of a script, so that a connection can break at any point.
 */
#ifndef WUHAO_TEST_FAKE_LIBPQ_H
#define WUHAO_TEST_FAKE_LIBPQ_H

#include "database.h"
#include "lab.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct turn {
	char *state;        /* SQLSTATE of the error; NULL: none */
	unsigned fails_at;  /* the command that fails, from 0; all that follow are aborted */
	bool fails_at_sync; /* or the end of the transaction */
	bool breaks;        /* the connection breaks: after the error, or without a word */
	char *message, *detail;
};

struct pg_result {
	ExecStatusType status;
	const struct turn *turn; /* of an error */
	char *values[2];
};

struct pg_conn {
	int unused;
};

static struct pg_conn connection;
static char json_value[] = "{\"a\":1}", column_value[] = "note";

static struct {
	const struct turn *turns;
	size_t turn, turn_count;
	bool unreachable, broken, idle_end;
	int connects, ends;
	char log[8192];      /* what was sent, in brackets */
	char kinds[64];      /* P a prepare, E an execute */
	unsigned sent, read; /* commands of this pipeline; results given */
	bool null_next, sync_next, synced;
	int results; /* alive */
	const char *schema;
	int pipe[2];
} fake;

static void
note(const char *format, const char *text)
{
	size_t length = strlen(fake.log);

	snprintf(fake.log + length, sizeof fake.log - length, format, text == NULL ? "null" : text);
}

static PGresult *
result_new(ExecStatusType status)
{
	PGresult *result = calloc(1, sizeof *result);

	assert_non_null(result);
	result->status = status;
	fake.results++;
	return result;
}

void
PQclear(PGresult *result)
{
	fake.results -= result != NULL;
	free(result);
}

PGconn *
PQconnectdbParams(const char *const *keywords, const char *const *values, int expand)
{
	(void)expand;
	fake.connects++;
	fake.broken = fake.unreachable;
	for (size_t i = 0; keywords[i] != NULL; i++)
		if (strcmp(keywords[i], "user") == 0)
			note("[connect %s]", values[i]);
	return &connection;
}

ConnStatusType
PQstatus(const PGconn *c)
{
	return c == NULL || fake.broken ? CONNECTION_BAD : CONNECTION_OK;
}

void
PQfinish(PGconn *c)
{
	if (c == NULL)
		return;
	fake.ends++;
	/* It was in the middle of a pipeline. */
	fake.turn += fake.sent > 0;
	fake.sent = 0;
}

int
PQsocket(const PGconn *c)
{
	(void)c;
	return fake.pipe[0];
}

int
PQconsumeInput(PGconn *c)
{
	(void)c;
	fake.broken = fake.idle_end;
	return !fake.broken;
}

PQnoticeReceiver
PQsetNoticeReceiver(PGconn *c, PQnoticeReceiver proc, void *arg)
{
	(void)c;
	(void)arg;
	return proc;
}

PGresult *
PQexec(PGconn *c, const char *query)
{
	static char schema[12], ahead[] = "3600";
	PGresult *result = result_new(PGRES_TUPLES_OK);

	(void)c;
	assert_non_null(strstr(query, "base.clock_offset()"));
	snprintf(schema, sizeof schema, "%s", fake.schema);
	result->values[0] = ahead;
	result->values[1] = schema;
	return result;
}

int
PQenterPipelineMode(PGconn *c)
{
	(void)c;
	return 1;
}

int
PQsendPrepare(PGconn *c, const char *name, const char *query, int nParams, const Oid *types)
{
	(void)c;
	(void)name;
	(void)nParams;
	(void)types;
	note("[prepare %s]", query);
	fake.kinds[fake.sent++] = 'P';
	return 1;
}

int
PQsendQueryPrepared(PGconn *c, const char *name, int nParams, const char *const *values,
    const int *lengths, const int *formats, int format)
{
	(void)c;
	(void)name;
	(void)format;
	note("[run%s", "");
	for (int i = 0; i < nParams; i++) {
		note(formats[i] && values[i] != NULL ? " \\x%s" : " %s",
		    formats[i] && values[i] != NULL ? "" : values[i]);
		for (int k = 0; formats[i] && k < lengths[i]; k++) {
			char pair[3];

			snprintf(pair, sizeof pair, "%02x", (unsigned char)values[i][k]);
			note("%s", pair);
		}
	}
	note("]%s", "");
	fake.kinds[fake.sent++] = 'E';
	return 1;
}

int
PQpipelineSync(PGconn *c)
{
	(void)c;
	note("[sync]%s", "");
	assert_true(fake.turn < fake.turn_count);
	fake.read = 0;
	fake.null_next = fake.synced = false;
	return 1;
}

static PGresult *
error_new(const struct turn *turn)
{
	PGresult *result = result_new(PGRES_FATAL_ERROR);

	result->turn = turn;
	fake.broken = turn->breaks;
	return result;
}

static PGresult *
pipeline_end(const struct turn *turn)
{
	if (turn->fails_at_sync && !fake.synced) {
		fake.synced = true;
		return error_new(turn);
	}
	if (fake.broken || (turn->breaks && turn->state == NULL)) {
		fake.broken = true;
		return NULL;
	}
	fake.turn++;
	fake.sent = 0;
	return result_new(PGRES_PIPELINE_SYNC);
}

PGresult *
PQgetResult(PGconn *c)
{
	const struct turn *turn = fake.turns + fake.turn;
	unsigned at = fake.read;
	PGresult *result;

	(void)c;
	if (fake.null_next || fake.broken) {
		fake.null_next = false;
		return NULL;
	}
	if (at == fake.sent)
		return pipeline_end(turn);
	fake.read++;
	fake.null_next = true;
	if (turn->state != NULL && !turn->fails_at_sync && at == turn->fails_at)
		return error_new(turn);
	if (turn->state != NULL && !turn->fails_at_sync && at > turn->fails_at)
		return result_new(PGRES_PIPELINE_ABORTED);
	if (fake.kinds[at] == 'P')
		return result_new(PGRES_COMMAND_OK);
	result = result_new(PGRES_TUPLES_OK);
	result->values[0] = json_value;
	result->values[1] = column_value;
	return result;
}

ExecStatusType
PQresultStatus(const PGresult *result)
{
	return result == NULL ? PGRES_FATAL_ERROR : result->status;
}

char *
PQresultErrorField(const PGresult *result, int field)
{
	static char constraint[] = "thing_short";
	const struct turn *turn = result == NULL ? NULL : result->turn;

	if (turn == NULL)
		return NULL;
	switch (field) {
	case PG_DIAG_SQLSTATE: return turn->state;
	case PG_DIAG_MESSAGE_PRIMARY: return turn->message;
	case PG_DIAG_MESSAGE_DETAIL: return turn->detail;
	case PG_DIAG_CONSTRAINT_NAME:
		return slice_starts(slice_of(turn->state), SLICE("23")) ? constraint : NULL;
	default: return NULL;
	}
}

int
PQntuples(const PGresult *result)
{
	return result->status == PGRES_TUPLES_OK;
}

int
PQnfields(const PGresult *result)
{
	return 2 * (result->status == PGRES_TUPLES_OK);
}

int
PQgetisnull(const PGresult *result, int tup_num, int field_num)
{
	(void)tup_num;
	return result->values[field_num] == NULL;
}

char *
PQgetvalue(const PGresult *result, int tup_num, int field_num)
{
	(void)tup_num;
	return result->values[field_num];
}

int
PQgetlength(const PGresult *result, int tup_num, int field_num)
{
	(void)tup_num;
	return (int)strlen(result->values[field_num]);
}

/* A database that answers by these turns. */
static void
fake_begin(const struct turn *turns, size_t count)
{
	if (fake.pipe[1] != 0) {
		close(fake.pipe[0]);
		close(fake.pipe[1]);
	}
	memset(&fake, 0, sizeof fake);
	fake.turns = turns;
	fake.turn_count = count;
	fake.schema = SCHEMA_NUMBER;
	assert_int_equal(pipe(fake.pipe), 0);
}

#define TURNS(...)                                     \
	fake_begin((const struct turn[]){__VA_ARGS__}, \
	    sizeof((const struct turn[]){__VA_ARGS__}) / sizeof(struct turn))

#endif
