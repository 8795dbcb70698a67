#include "problem.h"

#include "buffer.h"
#include "code.h"
#include "field.h"
#include "json.h"
#include "log.h"
#include "problem_words.h"
#include "request.h"

enum { WAIT_SECONDS = 5, WAIT_FULL_SECONDS = 600 };

static struct slice
number_new(struct arena *arena)
{
	char number[NUMBER_SIZE];

	number_make(number);
	return arena_copy(arena, slice_of(number));
}

/* The sentence with its {s} or {number} filled in. */
static struct slice
words_fill(struct arena *arena, const struct problem *problem, const char *words)
{
	const char *seconds = strstr(words, "{s}"), *number = strstr(words, "{number}");

	if (seconds != NULL)
		return arena_format(arena, "%.*s%d%s", (int)(seconds - words), words,
		    problem->retry_after, seconds + strlen("{s}"));
	if (number != NULL)
		return arena_format(arena, "%.*s%.*s%s", (int)(number - words), words,
		    SLICE_PRINT(problem->number), number + strlen("{number}"));
	return slice_of(words);
}

static void
problem_begin(struct request *q, int status, struct slice slug, struct slice detail)
{
	const struct problem_words *words = problem_words(status);
	struct problem *problem = &q->problem;

	problem->status = status;
	problem->slug = slug.length > 0 ? slug : slice_of(words->slug);
	problem->title = slice_of(words->title);
	if (status != 423 && status != 429 && status != 503 && status != 507)
		problem->retry_after = 0;
	else if (problem->retry_after == 0)
		problem->retry_after = status == 507 ? WAIT_FULL_SECONDS : WAIT_SECONDS;
	problem->number = status >= 500 && status != 503 && status != 507 ? number_new(q->arena)
									  : (struct slice){0};
	problem->detail = detail.length > 0 ? detail : words_fill(q->arena, problem, words->detail);
}

/* The log's line for a 500; its number is what the client sees. */
static void
problem_log(const struct request *q, const char *state, const char *why)
{
	const struct slice number = q->problem.number;

	if (number.length == 0 || q->program->plain)
		return;
	log_line(LOG_ERROR, "request_failed", "number", number.at, "route",
	    q->route == NULL ? NULL : q->route->path, "state", state, "why", why, NULL);
}

void
problem_say(struct request *q, int status, const char *slug, struct slice detail)
{
	problem_begin(
	    q, status, arena_copy(q->arena, slice_of(slug)), arena_copy(q->arena, detail));
	problem_log(q, NULL, NULL);
}

void
problem_set(struct request *q, int status, const char *slug, const char *detail)
{
	problem_say(q, status, slug, slice_of(detail));
}

void
problem_wait(struct request *q, int status, int seconds, const char *detail)
{
	q->problem.retry_after = seconds > 0 ? seconds : WAIT_SECONDS;
	problem_say(q, status, NULL, slice_of(detail));
}

static void
error_add(struct request *q, struct slice field, struct slice detail)
{
	struct problem_error *error = arena_zero(q->arena, sizeof *error);
	struct problem_error **last = &q->problem.errors;

	error->field = arena_copy(q->arena, field);
	error->detail = arena_copy(q->arena, detail);
	while (*last != NULL)
		last = &(*last)->next;
	*last = error;
	q->problem.error_count++;
	if (q->problem.status == 0)
		problem_begin(q, 422, (struct slice){0}, (struct slice){0});
	if (q->problem.status == 422)
		q->problem.title = arena_format(q->arena, "有%zu处要改", q->problem.error_count);
}

void
problem_field(struct request *q, const char *field, const char *detail)
{
	error_add(q, slice_of(field), slice_of(detail));
}

bool
problem_is_set(const struct request *q)
{
	return q->problem.status != 0;
}

/* Every object of the array [{"field","detail"}] that a verb raised. */
static void
errors_read(struct request *q, struct slice text)
{
	struct json_object *array;

	if (!json_read(q->arena, text, &array) || !json_object_is_type(array, json_type_array))
		return;
	for (size_t i = 0; i < json_object_array_length(array); i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		error_add(q, json_member_text(one, "field"), json_member_text(one, "detail"));
	}
}

/* A slug is a-z 0-9 - and /; anything else isn't one and stays inside. */
static struct slice
slug_of(struct arena *arena, struct slice message)
{
	for (size_t i = 0; i < message.length; i++) {
		char c = message.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/'))
			return (struct slice){0};
	}
	if (message.length > 80)
		message.length = 0;
	return arena_copy(arena, message);
}

int
problem_status(struct slice state)
{
	if (state.length != 5)
		return 500;
	if (slice_starts(state, SLICE("WH"))) {
		int status = 0;

		for (size_t i = 2; i < 5; i++)
			status = status * 10 + (state.at[i] - '0');
		return status >= 400 && status <= 599 ? status : 500;
	}
	if (slice_equal(state, SLICE("23505")) || slice_equal(state, SLICE("23503")) ||
	    slice_equal(state, SLICE("23P01")))
		return 409;
	if (slice_starts(state, SLICE("23")) || slice_starts(state, SLICE("22")))
		return 422;
	if (slice_starts(state, SLICE("08")) || slice_starts(state, SLICE("53")) ||
	    slice_starts(state, SLICE("57")) || slice_equal(state, SLICE("55P03")) ||
	    slice_equal(state, SLICE("40001")) || slice_equal(state, SLICE("40P01")))
		return 503;
	return slice_equal(state, SLICE("42501")) ? 403 : 500;
}

/* The name of the route's field that is called like a column; absent if there is none. */
static struct slice
field_named(const struct request *q, struct slice column)
{
	for (size_t i = 0; q->route != NULL && i < q->route->field_count; i++)
		if (slice_equal(slice_of(q->route->fields[i].name), column))
			return column;
	return (struct slice){0};
}

/* A verb's own refusal: everything it said goes out. */
static void
refused_by_verb(struct request *q, int status, const struct refusal *refusal)
{
	bool many = slice_equal(refusal->hint, SLICE("errors"));
	struct slice sentence = arena_copy(q->arena, refusal->detail);
	long long seconds;

	if (field_integer(refusal->hint, &seconds) && seconds > 0 && seconds <= 86400)
		q->problem.retry_after = (int)seconds;
	if (many)
		sentence.length = 0;
	problem_begin(q, status, slug_of(q->arena, refusal->message), sentence);
	if (many)
		errors_read(q, refusal->detail);
	else if (refusal->column.length > 0)
		error_add(q, refusal->column, refusal->detail);
}

void
problem_from_sqlstate(struct request *q, const struct refusal *refusal)
{
	const char *state = arena_string(q->arena, refusal->state);
	int status = problem_status(refusal->state);
	/* Class 42 speaks of our own names only. */
	const char *why = slice_starts(refusal->state, SLICE("42"))
			      ? arena_string(q->arena, refusal->message)
			      : arena_string(q->arena, refusal->constraint);

	if (slice_starts(refusal->state, SLICE("WH"))) {
		refused_by_verb(q, status, refusal);
	} else {
		struct slice field = field_named(q, refusal->column);

		problem_begin(
		    q, status, (struct slice){0}, arena_copy(q->arena, refusal->sentence));
		if (field.length > 0 && (status == 409 || status == 422))
			error_add(q, field,
			    slice_equal(refusal->state, SLICE("23502")) ? SLICE("这一项没有填。")
									: q->problem.detail);
		if (status == 403 && !q->program->plain)
			log_line(LOG_ERROR, "grant_missing", "verb",
			    q->route == NULL ? NULL : q->route->verb, "why", why, NULL);
	}
	problem_log(q, state, why);
}

struct slice
problem_json(struct arena *arena, const struct problem *problem)
{
	struct buffer out = buffer_new(arena);
	const struct problem_error *error;

	buffer_text(&out, "{\"type\":");
	buffer_json(&out, arena_format(arena, "/problems/%.*s", SLICE_PRINT(problem->slug)));
	buffer_text(&out, ",\"title\":");
	buffer_json(&out, problem->title);
	buffer_format(&out, ",\"status\":%d,\"detail\":", problem->status);
	buffer_json(&out, problem->detail);
	buffer_text(&out, ",\"errors\":[");
	for (error = problem->errors; error != NULL; error = error->next) {
		buffer_text(&out, error == problem->errors ? "{\"field\":" : ",{\"field\":");
		buffer_json(&out, error->field);
		buffer_text(&out, ",\"detail\":");
		buffer_json(&out, error->detail);
		buffer_text(&out, "}");
	}
	buffer_text(&out, "]");
	if (problem->number.length > 0) {
		buffer_text(&out, ",\"number\":");
		buffer_json(&out, problem->number);
	}
	buffer_text(&out, "}");
	return buffer_slice(&out);
}
