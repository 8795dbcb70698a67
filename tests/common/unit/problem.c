#include "json.h"
#include "lab.h"

static const struct field fields[] = {{"note", FIELD_TEXT, 0, 5}};
static const struct route route = {
    POST, SIGNED_IN, "/goal/add", "goal.add", ROWS(fields), NULL, "add"};
/* Plain: a 500 writes no line. */
static const struct program program = {"goal", &route, 1, .plain = true};

static struct request *
asked(void **arena)
{
	struct request *q = request_made(*arena, &program, (const char *const[]){NULL}, NULL);

	q->route = &route;
	return q;
}

static struct problem *
refused(struct request *q, const char *state, const char *message, const char *detail,
    const char *hint, const char *column)
{
	problem_from_sqlstate(q, &(struct refusal){.state = slice_of(state),
				     .message = slice_of(message),
				     .detail = slice_of(detail),
				     .hint = slice_of(hint),
				     .column = slice_of(column)});
	return &q->problem;
}

static void
each_state_has_its_status(void **arena)
{
	static const struct {
		const char *state;
		int status;
	} known[] = {{"WH400", 400}, {"WH404", 404}, {"WH409", 409}, {"WH422", 422}, {"WH429", 429},
	    {"WH507", 507}, {"WH000", 500}, {"WH999", 500}, {"WHABC", 500}, {"23505", 409},
	    {"23503", 409}, {"23P01", 409}, {"23502", 422}, {"23514", 422}, {"22P02", 422},
	    {"22003", 422}, {"08006", 503}, {"53300", 503}, {"57014", 503}, {"55P03", 503},
	    {"40001", 503}, {"40P01", 503}, {"42501", 403}, {"42883", 500}, {"XX000", 500},
	    {"P0001", 500}, {"", 500}, {"55000", 500}};

	(void)arena;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(problem_status(slice_of(known[i].state)), known[i].status);
}

static void
a_verbs_refusal_goes_out_whole(void **arena)
{
	struct request *q = asked(arena);

	refused(q, "WH409", "flow/not-open", "不能登记。", NULL, "goal");
	assert_slice(problem_json(*arena, &q->problem),
	    "{\"type\":\"/problems/flow/not-open\",\"title\":\"现在不能这样办\",\"status\":409,"
	    "\"detail\":\"不能登记。\",\"errors\":[{\"field\":\"goal\",\"detail\":\"不能登记。\"}]}");
}

static void
many_fields_come_as_json(void **arena)
{
	struct problem *problem = refused(asked(arena), "WH422", "survey/fields",
	    "[{\"field\":\"basis\",\"detail\":\"甲\"},{\"field\":\"closes\",\"detail\":\"乙\"}]",
	    "errors", NULL);

	assert_slice(problem->title, "有2处要改");
	assert_slice(problem->detail, "请改好标出的地方再提交。");
	assert_slice(problem->errors->next->field, "closes");
	assert_slice(problem->errors->next->detail, "乙");
}

static void
a_hint_of_digits_is_the_time_to_wait(void **arena)
{
	assert_int_equal(refused(asked(arena), "WH429", "a/b", "x", "7", NULL)->retry_after, 7);
	assert_int_equal(refused(asked(arena), "WH429", "a/b", "x", NULL, NULL)->retry_after, 5);
	assert_int_equal(refused(asked(arena), "55P03", "x", NULL, NULL, NULL)->retry_after, 5);
	assert_int_equal(refused(asked(arena), "WH409", "a/b", "x", "7", NULL)->retry_after, 0);
}

static void
postgresqls_own_words_never_go_out(void **arena)
{
	static const char *const states[] = {"23514", "23505", "23502", "22P02", "42501", "42883",
	    "XX000", "P0001", "57014", "40001"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct request *q = asked(arena);

		refused(q, states[i], "secret message", "Failing row contains (secret)",
		    "secret hint", "secret_column");
		assert_false(contains(problem_json(*arena, &q->problem), "secret"));
	}
}

static void
a_constraint_speaks_by_its_comment(void **arena)
{
	struct request *q = asked(arena);

	problem_from_sqlstate(q, &(struct refusal){.state = SLICE("23514"),
				     .detail = SLICE("secret"),
				     .column = SLICE("note"),
				     .constraint = SLICE("thing_note_short"),
				     .sentence = SLICE("备注太长了。")});
	assert_int_equal(q->problem.status, 422);
	assert_slice(q->problem.detail, "备注太长了。");
	assert_slice(q->problem.errors->field, "note");
	assert_slice(q->problem.errors->detail, "备注太长了。");
}

static void
a_missing_value_names_its_field(void **arena)
{
	struct problem *problem = refused(asked(arena), "23502", "x", "y", NULL, "note");

	assert_slice(problem->errors->detail, "这一项没有填。");
	assert_int_equal(refused(asked(arena), "23502", "x", "y", NULL, "other")->error_count, 0);
}

static void
a_500_has_a_number_and_says_it(void **arena)
{
	struct request *q = asked(arena);

	problem_set(q, 500, NULL, NULL);
	assert_int_equal(q->problem.number.length, 8);
	assert_true(contains(q->problem.detail, q->problem.number.at));
	assert_true(contains(problem_json(*arena, &q->problem), "\"number\":\""));
}

static void
other_problems_have_none(void **arena)
{
	struct request *q = asked(arena);

	problem_wait(q, 503, 9, NULL);
	assert_int_equal(q->problem.number.length, 0);
	assert_int_equal(q->problem.retry_after, 9);
	assert_slice(q->problem.detail, "没有保存，您写的还在。请等9秒再试。");
	assert_slice(q->problem.title, "系统暂时忙");
}

static void
a_slug_that_is_none_stays_inside(void **arena)
{
	assert_slice(
	    refused(asked(arena), "WH404", "Not a slug!", "x", NULL, NULL)->slug, "not-found");
	assert_slice(refused(asked(arena), "WH404", NULL, NULL, NULL, NULL)->detail,
	    "地址不对，内容已移走，或者当前身份看不到。");
}

static void
fields_gather_and_the_title_counts_them(void **arena)
{
	struct request *q = asked(arena);

	assert_false(problem_is_set(q));
	problem_field(q, "a", "甲");
	problem_field(q, "b", "乙");
	problem_field(q, "c", "丙");
	assert_int_equal(q->problem.status, 422);
	assert_slice(q->problem.title, "有3处要改");
	assert_slice(q->problem.errors->field, "a");
	assert_slice(q->problem.errors->next->next->field, "c");
}

static void
the_answer_is_json_whatever_the_sentences_hold(void **arena)
{
	struct request *q = asked(arena);
	struct json_object *root;

	problem_say(q, 409, "a/b", SLICE("“引号” \"quotes\" \\ \n </script>"));
	assert_true(json_read(*arena, problem_json(*arena, &q->problem), &root));
	assert_slice(json_member_text(root, "detail"), "“引号” \"quotes\" \\ \n </script>");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(each_state_has_its_status),
	    FACT(a_verbs_refusal_goes_out_whole),
	    FACT(many_fields_come_as_json),
	    FACT(a_hint_of_digits_is_the_time_to_wait),
	    FACT(postgresqls_own_words_never_go_out),
	    FACT(a_constraint_speaks_by_its_comment),
	    FACT(a_missing_value_names_its_field),
	    FACT(a_500_has_a_number_and_says_it),
	    FACT(other_problems_have_none),
	    FACT(a_slug_that_is_none_stays_inside),
	    FACT(fields_gather_and_the_title_counts_them),
	    FACT(the_answer_is_json_whatever_the_sentences_hold),
	};

	return RUN(facts);
}
