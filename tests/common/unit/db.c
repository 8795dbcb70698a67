#include "db.h"
#include "fake_libpq.h"

/* clang-format off */
static const struct field fields[] = {
	{"goal", FIELD_ID, 1, 0}, {"note", FIELD_TEXT, 0, 500}, {"code", FIELD_CODE, 0, 0},
};
static const struct route reading = {GET, SIGNED_IN, "/goal/{goal}", "goal.show", ROWS(fields), NULL, "x"};
static const struct route logged = {GET, SIGNED_IN, "/goal/{goal}", "goal.show", ROWS(fields), NULL, "x", true};
static const struct route writing = {POST, SIGNED_IN, "/goal/{goal}", "goal.write", ROWS(fields), NULL, "x"};
static const struct route open = {POST, ANYONE, "/login", "account.find", NO_FIELDS, NULL, "x"};
/* clang-format on */
static const struct program program = {"goal", NULL, 0};
static const struct program plain = {"goal", NULL, 0, .plain = true};
static struct slice json;

#define TOKEN "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
#define ENTER "[prepare select session.enter($1, $2, $3, $4, $5, $6, $7)]"

static struct request *
asked(void **arena, const struct route *route)
{
	static const struct slice values[] = {{"7", 1}, {0}, {0}};
	struct request *q = request_made(*arena, &program, (const char *const[]){NULL}, NULL);

	q->route = route;
	q->method = route->method;
	q->values = arena_alloc(*arena, sizeof values);
	memcpy(q->values, values, sizeof values);
	q->token = SLICE(TOKEN);
	q->database = database_open("goal");
	fake.log[0] = '\0';
	return q;
}

static void
a_read_enters_read_only_and_calls_by_name(void **arena)
{
	struct request *q = asked(arena, &reading);

	TURNS({0});
	assert_true(db_verb(q, &json));
	assert_slice(json, "{\"a\":1}");
	assert_string_equal(fake.log,
	    "[connect wuhao_goal]" ENTER "[run " TOKEN " goal.show null null null true 1]"
	    "[prepare select goal.show(goal => $1, note => $2, code => $3)][run 7 null null][sync]");
	database_close(q->database);
}

static void
a_logged_read_may_write_and_is_not_repeated(void **arena)
{
	struct request *q = asked(arena, &logged);

	TURNS({.breaks = true}, {0});
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 500);
	assert_non_null(strstr(fake.log, "[run " TOKEN " goal.show null null null false 1]"));
	database_close(q->database);
}

static void
a_write_with_a_key_is_kept(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({0});
	q->key = SLICE("k-1");
	q->version = SLICE("3");
	strcpy(q->body_digest, "abcd");
	assert_true(db_verb(q, &json));
	assert_non_null(strstr(fake.log, "[run " TOKEN " goal.write k-1 abcd 3 false 1]"));
	assert_non_null(strstr(fake.log,
	    "[prepare select session.keep($1, goal.write(goal => $2, note => $3, code => $4))]"
	    "[run k-1 7 null null]"));
	database_close(q->database);
}

static void
a_kept_answer_is_passed_on_and_is_no_success(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({.state = "WH200", .fails_at = 1, .message = "done", .detail = "{\"id\":1}"});
	q->key = SLICE("k-1");
	assert_false(db_verb(q, &json));
	assert_true(q->repeated);
	assert_false(problem_is_set(q));
	assert_int_equal(q->answer.status, 200);
	assert_slice(q->answer.body, "{\"id\":1}");
	database_close(q->database);
}

static void
only_the_kept_step_of_a_handler_uses_the_key(void **arena)
{
	struct request *q = asked(arena, &writing);
	const struct parameter parameters[] = {
	    PARAMETER("login", SLICE("zhou")), PARAMETER_BYTEA("digest", SLICE("\x01\xff"))};

	TURNS({0}, {0});
	q->key = SLICE("k-1");
	assert_true(db_call(q, "account.find", parameters, 2, &json));
	assert_null(strstr(fake.log, "k-1"));
	assert_non_null(strstr(fake.log,
	    "[prepare select account.find(login => $1, digest => $2)][run zhou \\x01ff]"));
	assert_true(db_call_kept(q, "account.change", NULL, 0, &json));
	assert_non_null(strstr(fake.log, "select session.keep($1, account.change())"));
	database_close(q->database);
}

static void
a_code_leaves_as_its_digest_only(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({0});
	q->values[2] = SLICE("0123456789ABCDEF");
	assert_true(db_verb(q, &json));
	assert_null(strstr(fake.log, "0123456789ABCDEF"));
	assert_non_null(strstr(fake.log, "[run 7 null \\x"));
	database_close(q->database);
}

static void
an_old_session_counts_as_none_behind_an_open_door(void **arena)
{
	struct request *q = asked(arena, &open);

	TURNS({.state = "WH401", .fails_at = 1, .message = "x"}, {0});
	assert_true(db_verb(q, &json));
	assert_non_null(strstr(fake.log, "[run null account.find null null null false 1]"));
	assert_null(q->token.at);
	database_close(q->database);
}

static void
the_verbs_own_401_is_an_answer(void **arena)
{
	struct request *q = asked(arena, &open);

	TURNS({.state = "WH401", .fails_at = 3, .message = "account/wrong", .detail = "不对。"});
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 401);
	assert_slice(q->problem.detail, "不对。");
	database_close(q->database);
	q = asked(arena, &reading);
	TURNS({.state = "WH401", .fails_at = 1, .message = "session/ended", .detail = "已退出。"});
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 401);
	database_close(q->database);
}

static void
a_plain_program_enters_nothing(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({0});
	q->program = &plain;
	assert_true(db_verb(q, &json));
	assert_string_equal(fake.log, "[connect wuhao_goal][prepare select base.expect_schema($1)]"
				      "[run 1][prepare select goal.write(goal => $1, "
				      "note => $2, code => $3)][run 7 null null][sync]");
	database_close(q->database);
}

static void
a_server_that_is_away_is_503_with_a_time(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({0});
	fake.unreachable = true;
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 503);
	assert_int_equal(q->problem.retry_after, DATABASE_RETRY);
	database_close(q->database);
}

static void
an_unknown_end_is_500_for_a_write_and_503_for_a_read(void **arena)
{
	struct request *q = asked(arena, &writing);

	TURNS({.breaks = true});
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 500);
	database_close(q->database);
	q = asked(arena, &reading);
	TURNS({.breaks = true}, {.breaks = true});
	assert_false(db_verb(q, &json));
	assert_int_equal(q->problem.status, 503);
	database_close(q->database);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_read_enters_read_only_and_calls_by_name),
	    FACT(a_logged_read_may_write_and_is_not_repeated),
	    FACT(a_write_with_a_key_is_kept),
	    FACT(a_kept_answer_is_passed_on_and_is_no_success),
	    FACT(only_the_kept_step_of_a_handler_uses_the_key),
	    FACT(a_code_leaves_as_its_digest_only),
	    FACT(an_old_session_counts_as_none_behind_an_open_door),
	    FACT(the_verbs_own_401_is_an_answer),
	    FACT(a_plain_program_enters_nothing),
	    FACT(a_server_that_is_away_is_503_with_a_time),
	    FACT(an_unknown_end_is_500_for_a_write_and_503_for_a_read),
	};

	return RUN(facts);
}
