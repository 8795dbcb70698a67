#include "database.h"
#include "db.h"
#include "receive.h"
#include "serve_private.h"

static bool
is_health(const struct request *q)
{
	struct slice path = request_parameter(q, "PATH_INFO");

	return slice_equal(path, SLICE("/healthz")) || slice_starts(path, SLICE("/healthz/"));
}

static void
health_answer(struct request *q)
{
	bool up = database_is_up(q->database);

	answer_json(q, up ? 200 : 503,
	    arena_format(q->arena, "{\"program\":\"%s\",\"database\":%s}", q->program->name,
		up ? "true" : "false"));
	if (!up)
		header_set(q, "Retry-After", arena_format(q->arena, "%d", DATABASE_RETRY));
}

void
request_run(struct request *q)
{
	struct slice json;

	if (is_health(q))
		health_answer(q);
	else if (!request_receive(q))
		return;
	else if (q->route->handler != NULL)
		q->route->handler(q);
	else if (db_verb(q, &json))
		answer_json(q, 200, json);
}
