#include "database_private.h"

#include "clock.h"
#include "log.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

/* After a failed connect the next one waits this long, so that a rush doesn't hammer the server. */
enum { AGAIN_AFTER = 200 /* milliseconds */ };

struct database *
database_open(const char *word)
{
	struct database *database = calloc(1, sizeof *database);

	if (database == NULL)
		abort();
	database->word = word;
	database->arena = arena_new();
	return database;
}

void
database_disconnect(struct database *database)
{
	PQfinish(database->connection);
	database->connection = NULL;
	memset(database->prepared, 0, sizeof database->prepared);
	database->prepared_count = 0;
	database->sentences = NULL;
	arena_reset(database->arena);
}

void
database_close(struct database *database)
{
	if (database == NULL)
		return;
	database_disconnect(database);
	arena_free(database->arena);
	free(database);
}

/* Notices of the server go to its own log. */
static void
notice_drop(void *nothing, const PGresult *result)
{
	(void)nothing;
	(void)result;
}

static PGconn *
connection_start(const char *word)
{
	const char *conninfo = getenv("WUHAO_DATABASE");
	char role[64];
	/* clang-format off */
	const char *const keywords[] = {"connect_timeout", "client_encoding", "options",
		"dbname", "user", "application_name", NULL};
	const char *const values[] = {"3", "UTF8", "-c TimeZone=Asia/Shanghai -c DateStyle=ISO",
		conninfo == NULL ? "" : conninfo, role, role, NULL};
	/* clang-format on */

	snprintf(role, sizeof role, "wuhao_%s", word);
	return PQconnectdbParams(keywords, values, 1);
}

/* Reads the clock's offset and compares the schema's number; what is wrong is said once. */
static bool
house_check(struct database *database)
{
	PGconn *connection = database->connection;
	PGresult *result = PQexec(connection,
	    "select extract(epoch from base.clock_offset())::bigint, base.schema_number()");
	bool fits = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;

	if (!fits) {
		if (database->failed_at == 0)
			log_line(LOG_ERROR, "schema_missing", "state",
			    PQresultErrorField(result, PG_DIAG_SQLSTATE), NULL);
	} else {
		fits = strcmp(PQgetvalue(result, 0, 1), SCHEMA_NUMBER) == 0;
		if (fits)
			clock_set_offset(strtoll(PQgetvalue(result, 0, 0), NULL, 10));
		else if (!database->differs)
			log_line(LOG_ERROR, "schema_differs", "schema", PQgetvalue(result, 0, 1),
			    "expected", SCHEMA_NUMBER, NULL);
		database->differs = !fits;
	}
	PQclear(result);
	return fits;
}

/*
 * True if the idle connection still stands. A server that ended it has closed it, or has said so:
 * then there is something to read, and behind it the end.
 */
static bool
connection_lives(PGconn *connection)
{
	struct pollfd server = {.fd = PQsocket(connection), .events = POLLIN};

	while (PQstatus(connection) == CONNECTION_OK) {
		if (poll(&server, 1, 0) == 0)
			return true;
		if ((server.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 ||
		    PQconsumeInput(connection) != 1)
			return false;
	}
	return false;
}

bool
database_connect(struct database *database)
{
	bool lost = database->connection != NULL;

	if (lost && connection_lives(database->connection))
		return true;
	if (lost)
		database_disconnect(database);
	if (database->failed_at != 0 && time_elapsed() - database->failed_at < AGAIN_AFTER)
		return false;
	database->connection = connection_start(database->word);
	PQsetNoticeReceiver(database->connection, notice_drop, NULL);
	if (PQstatus(database->connection) != CONNECTION_OK || !house_check(database) ||
	    PQenterPipelineMode(database->connection) != 1) {
		if (database->failed_at == 0)
			log_line(LOG_WARNING, "database_away", NULL);
		database->failed_at = time_elapsed();
		database_disconnect(database);
		return false;
	}
	if (lost || database->failed_at != 0)
		log_line(LOG_INFO, "database_back", NULL);
	database->failed_at = 0;
	return true;
}
