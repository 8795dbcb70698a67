#include "json.h"
#include "log.h"
#include "worker.h"

enum outcome
worker_call(struct worker *worker, const char *text, const struct slice *values, size_t count,
    struct json_object **answer, struct slice *sentence)
{
	const struct statement both[] = {database_guard(), {slice_of(text), values, count}};
	struct database_error error = {0};
	struct slice json;
	enum outcome outcome =
	    database_run(worker->database, worker->arena, both, 2, true, &json, &error);

	if (outcome == OUTCOME_DONE) {
		if (json.at != NULL && json_read(worker->arena, json, answer))
			return OUTCOME_DONE;
		log_line(LOG_ERROR, "verb_unreadable", "verb", text, NULL);
		return OUTCOME_AWAY;
	}
	if (outcome != OUTCOME_REFUSED)
		return outcome; /* that the server is away is said once, where it is noticed */
	*sentence =
	    slice_starts(error.state, SLICE("WH4")) ? error.detail : (struct slice){NULL, 0};
	log_line(LOG_ERROR, "verb_failed", "verb", text, "state",
	    arena_string(worker->arena, error.state), "constraint",
	    arena_string(worker->arena, error.constraint), NULL);
	return OUTCOME_REFUSED;
}

struct slice
worker_number(struct worker *worker, long long number)
{
	return arena_format(worker->arena, "%lld", number);
}
