/* desk.c: the connection of the operator's commands, and how they fail. */
#include "desk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
fail(const char *format, ...)
{
	va_list list;

	fflush(stdout);
	fputs("wuhao: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
	exit(1);
}

/* One line of what may be several: the rest of libpq's messages is hints for programmers. */
static struct slice
first_line(struct slice text)
{
	size_t length = 0;

	while (length < text.length && text.at[length] != '\n')
		length++;
	return (struct slice){text.at, length};
}

static void
warning_print(void *unused, const PGresult *result)
{
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	(void)unused;
	if (severity != NULL && strcmp(severity, "WARNING") == 0)
		fprintf(stderr, "wuhao: warning: %s\n",
		    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
}

void
desk_connect(struct desk *desk)
{
	const char *conninfo = getenv("WUHAO_DATABASE");
	const char *const names[] = {"user", "dbname", "fallback_application_name", NULL};
	const char *values[] = {"wuhao", conninfo, "wuhao", NULL};
	struct slice message;

	if (conninfo == NULL || *conninfo == '\0')
		fail("WUHAO_DATABASE is not set; it says where the database is, "
		     "such as 'host=/run/wuhao dbname=wuhao'");
	desk->connection = PQconnectdbParams(names, values, 1);
	if (PQstatus(desk->connection) != CONNECTION_OK) {
		message = first_line(slice_of(PQerrorMessage(desk->connection)));
		fail("no connection to the database: %.*s", SLICE_PRINT(message));
	}
	PQsetNoticeReceiver(desk->connection, warning_print, NULL);
	PQsetClientEncoding(desk->connection, "UTF8");
	desk_do(desk, "connecting", "set client_min_messages = 'warning'");
}

void
desk_close(struct desk *desk)
{
	PQfinish(desk->connection);
	desk->connection = NULL;
}

static void
result_end(void *result)
{
	PQclear(result);
}

struct slice
result_sentence(struct arena *arena, const PGresult *result)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
	struct slice sentence;

	if (message == NULL)
		return first_line(slice_of(PQresultErrorMessage(result)));
	sentence = first_line(slice_of(message));
	if (detail != NULL)
		sentence = arena_format(arena, "%.*s: %.*s", SLICE_PRINT(sentence),
		    SLICE_PRINT(first_line(slice_of(detail))));
	if (context != NULL)
		sentence = arena_format(arena, "%.*s (%.*s)", SLICE_PRINT(sentence),
		    SLICE_PRINT(first_line(slice_of(context))));
	return sentence;
}

PGresult *
desk_run(struct desk *desk, const char *doing, const char *statement, const struct slice *values,
    size_t count)
{
	const char **texts = arena_alloc(desk->arena, (count + 1) * sizeof *texts);
	PGresult *result;
	struct slice sentence;
	ExecStatusType status;

	for (size_t i = 0; i < count; i++)
		texts[i] = values[i].at == NULL ? NULL : arena_string(desk->arena, values[i]);
	result = PQexecParams(desk->connection, statement, (int)count, NULL, texts, NULL, NULL, 0);
	arena_defer(desk->arena, result_end, result);
	status = PQresultStatus(result);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
		sentence = result_sentence(desk->arena, result);
		fail("%s: %.*s", doing, SLICE_PRINT(sentence));
	}
	return result;
}

struct slice
desk_value(struct desk *desk, const char *doing, const char *statement, const struct slice *values,
    size_t count)
{
	PGresult *result = desk_run(desk, doing, statement, values, count);

	if (PQntuples(result) == 0)
		return (struct slice){NULL, 0};
	return result_cell(result, 0, 0);
}

void
desk_do(struct desk *desk, const char *doing, const char *statement)
{
	desk_run(desk, doing, statement, NULL, 0);
}

struct slice
result_cell(const PGresult *result, int row, int column)
{
	if (PQgetisnull(result, row, column))
		return (struct slice){NULL, 0};
	return (struct slice){
	    PQgetvalue(result, row, column), (size_t)PQgetlength(result, row, column)};
}

const char *
words_option(struct words *words, const char *name)
{
	for (int i = 0; i < words->count; i++) {
		const char *value;

		if (strcmp(words->at[i], name) != 0)
			continue;
		if (i + 1 == words->count)
			fail("%s wants a value after it", name);
		value = words->at[i + 1];
		words->count -= 2;
		for (; i < words->count; i++)
			words->at[i] = words->at[i + 2];
		return value;
	}
	return NULL;
}

void
words_expect(const struct words *words, int count, const char *usage)
{
	if (words->count != count)
		fail("type: wuhao %s", usage);
}
