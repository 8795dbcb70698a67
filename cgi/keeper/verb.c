#include "json.h"
#include "keeper.h"
#include "log.h"

bool
verb_text(struct keeper *keeper, struct database *database, struct slice text,
    const struct slice *values, size_t count, struct slice *answer)
{
	const struct statement both[] = {database_guard(), {text, values, count}};
	struct database_error error = {0};
	enum outcome outcome = database_run(database, keeper->arena, both, 2, true, answer, &error);

	if (outcome == OUTCOME_DONE && answer->at != NULL)
		return true;
	/* that the server is away is said once, where it is noticed */
	if (outcome == OUTCOME_REFUSED || outcome == OUTCOME_DONE)
		log_line(LOG_ERROR, "verb_failed", "verb", arena_string(keeper->arena, text),
		    "state", arena_string(keeper->arena, error.state), "constraint",
		    arena_string(keeper->arena, error.constraint), NULL);
	return false;
}

bool
verb_call(struct keeper *keeper, struct database *database, struct slice text,
    const struct slice *values, size_t count, struct json_object **answer)
{
	struct slice json;

	if (!verb_text(keeper, database, text, values, count, &json))
		return false;
	if (json_read(keeper->arena, json, answer))
		return true;
	log_line(LOG_ERROR, "verb_unreadable", "verb", arena_string(keeper->arena, text), NULL);
	return false;
}

struct slice
number_text(struct keeper *keeper, long long number)
{
	return arena_format(keeper->arena, "%lld", number);
}
