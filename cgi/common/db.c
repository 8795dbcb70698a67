#include "db.h"

#include "buffer.h"
#include "carry.h"
#include "code.h"
#include "crypto.h"
#include "database.h"

/* A call of a verb on its way: enter (if the program has sessions) and the verb. */
struct call {
	const char *verb;
	const struct parameter *parameters;
	size_t count;
	bool kept; /* under the request's key */
};

static bool
is_read_only(const struct request *q)
{
	return !method_writes(q->method) && !q->route->logged;
}

/* select [session.keep($1, ]org.tree(unit => $2)[)] */
static struct slice
verb_text(struct arena *arena, const struct call *call)
{
	struct buffer text = buffer_new(arena);
	size_t number = 1;

	buffer_text(&text, "select ");
	if (call->kept)
		buffer_format(&text, "session.keep($%zu, ", number++);
	buffer_text(&text, call->verb);
	buffer_text(&text, "(");
	for (size_t i = 0; i < call->count; i++)
		buffer_format(
		    &text, "%s%s => $%zu", i == 0 ? "" : ", ", call->parameters[i].name, number++);
	buffer_text(&text, call->kept ? "))" : ")");
	return buffer_slice(&text);
}

static struct statement
verb_statement(struct request *q, const struct call *call)
{
	struct slice *values = arena_alloc(q->arena, (call->count + 1) * sizeof *values);
	bool *is_bytes = arena_zero(q->arena, (call->count + 1) * sizeof *is_bytes);
	size_t count = 0;

	if (call->kept)
		values[count++] = q->key;
	for (size_t i = 0; i < call->count; i++) {
		is_bytes[count] = call->parameters[i].kind == PARAMETER_BYTES;
		values[count++] = call->parameters[i].value;
	}
	return (struct statement){verb_text(q->arena, call), values, count, is_bytes};
}

enum { ENTER_VALUES = 7 };

static struct statement
enter_statement(const struct request *q, const struct call *call, struct slice values[ENTER_VALUES])
{
	values[0] = q->token;
	values[1] = slice_of(call->verb);
	values[2] = call->kept ? q->key : (struct slice){0};
	values[3] = call->kept ? slice_of(q->body_digest) : (struct slice){0};
	values[4] = q->version;
	values[5] = is_read_only(q) ? SLICE("true") : SLICE("false");
	values[6] = SLICE(SCHEMA_NUMBER);
	return (struct statement){
	    SLICE("select session.enter($1, $2, $3, $4, $5, $6, $7)"), values, ENTER_VALUES};
}

/*
 * Enter (or the guard alone, for who has no sessions), verb, Sync. Behind an open door a session that has ended counts as none: who comes with an
 * old cookie can sign in.
 */
static enum outcome
call_run(
    struct request *q, const struct call *call, struct slice *value, struct database_error *error)
{
	bool repeatable = is_read_only(q) || call->kept;
	struct slice entered[ENTER_VALUES];
	struct statement both[2];
	enum outcome outcome;

	both[0] = q->program->plain ? database_guard() : enter_statement(q, call, entered);
	both[1] = verb_statement(q, call);
	outcome = database_run(q->database, q->arena, both, 2, repeatable, value, error);
	if (outcome != OUTCOME_REFUSED || q->route->door == SIGNED_IN || q->token.at == NULL ||
	    error->at != 0 || !slice_equal(error->state, SLICE("WH401")))
		return outcome;
	q->token = entered[0] = (struct slice){0};
	return database_run(q->database, q->arena, both, 2, repeatable, value, error);
}

static void
refusal_answer(struct request *q, const struct database_error *error)
{
	if (slice_equal(error->state, SLICE("WH200"))) {
		q->repeated = true;
		answer_json(q, 200, error->detail);
		return;
	}
	problem_from_sqlstate(
	    q, &(struct refusal){.state = error->state,
		   .message = error->message,
		   .detail = error->detail,
		   .hint = error->hint,
		   .column = error->column.length > 0 ? error->column : error->sentence_column,
		   .constraint = error->constraint,
		   .sentence = error->sentence});
}

static bool
call_answer(struct request *q, const struct call *call, struct slice *json)
{
	struct database_error error;
	struct slice value = {0};

	switch (call_run(q, call, &value, &error)) {
	case OUTCOME_DONE: *json = value.at == NULL ? SLICE("null") : value; return true;
	case OUTCOME_REFUSED: refusal_answer(q, &error); return false;
	case OUTCOME_UNKNOWN:
		/* A read changes nothing, so for it there is nothing unknown. */
		if (!is_read_only(q)) {
			problem_set(q, 500, NULL, NULL);
			return false;
		}
		break;
	case OUTCOME_AWAY:
		if (database_differs(q->database)) {
			problem_wait(q, 503, DATABASE_RETRY,
			    "系统正在升级。没有保存，您写的还在，请稍后再试。");
			return false;
		}
		break;
	}
	problem_wait(q, 503, DATABASE_RETRY, NULL);
	return false;
}

static bool
call_make(struct request *q, const struct call *call, struct slice *json)
{
	bool done;

	if (!q->carried)
		return call_answer(q, call, json);
	q->database = database_lend(q->program);
	done = call_answer(q, call, json);
	database_give_back(q->database);
	q->database = NULL;
	return done;
}

/* A card's code never leaves C: the verb gets its digest. */
static struct parameter
field_parameter(struct request *q, const struct field *field, struct slice value)
{
	unsigned char *digest;

	if (field->kind != FIELD_CODE || value.at == NULL)
		return (struct parameter){field->name, value, PARAMETER_TEXT};
	digest = arena_alloc(q->arena, CODE_DIGEST_SIZE);
	code_digest(value.at, digest);
	return (struct parameter){
	    field->name, {(const char *)digest, CODE_DIGEST_SIZE}, PARAMETER_BYTES};
}

bool
db_verb(struct request *q, struct slice *json)
{
	const struct route *route = q->route;
	struct parameter *parameters =
	    arena_alloc(q->arena, (route->field_count + 1) * sizeof *parameters);
	struct call call = {route->verb, parameters, route->field_count, q->key.length > 0};

	for (size_t i = 0; i < route->field_count; i++)
		parameters[i] = field_parameter(q, route->fields + i, q->values[i]);
	return call_make(q, &call, json);
}

bool
db_call(struct request *q, const char *verb, const struct parameter *parameters, size_t count,
    struct slice *json)
{
	return call_make(q, &(struct call){verb, parameters, count, false}, json);
}

bool
db_call_kept(struct request *q, const char *verb, const struct parameter *parameters, size_t count,
    struct slice *json)
{
	return call_make(q, &(struct call){verb, parameters, count, q->key.length > 0}, json);
}
