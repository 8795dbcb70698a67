/* What ballot.form says is read, and what it can't say is refused. */
#include "ballot/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define UNITS \
	"\"units\":[{\"unit\":3,\"public_name\":\"窗口\",\"below\":\"支部\"},{\"unit\":4,\"public_name\":\"大厅\",\"below\":\"\"}]"
#define QUESTIONS                                                                                                                                                                     \
	"\"questions\":["                                                                                                                                                             \
	"{\"number\":1,\"kind\":\"scale\",\"text\":\"一\",\"hint\":null,\"required\":true,\"options\":[\"好\",\"不好\"],\"rows\":[],\"most\":null,\"longest\":null},"             \
	"{\"number\":2,\"kind\":\"matrix\",\"text\":\"二\",\"hint\":\"提示\",\"required\":false,\"options\":[\"好\"],\"rows\":[\"甲\",\"乙\"],\"most\":null,\"longest\":null}," \
	"{\"number\":3,\"kind\":\"multiple\",\"text\":\"三\",\"hint\":null,\"required\":false,\"options\":[\"子\",\"丑\",\"寅\"],\"rows\":[],\"most\":2,\"longest\":null},"       \
	"{\"number\":4,\"kind\":\"text\",\"text\":\"四\",\"hint\":null,\"required\":false,\"options\":[],\"rows\":[],\"most\":null,\"longest\":500},"                                \
	"{\"number\":5,\"kind\":\"single\",\"text\":\"五\",\"hint\":null,\"required\":false,\"options\":[\"是\",\"否\"],\"rows\":[],\"most\":null,\"longest\":null}]"

static void
a_form_is_read(void **arena)
{
	struct paper paper;

	assert_true(paper_read(*arena,
	    SLICE(
		"{\"mark\":\"7k3m9abc\",\"channel\":\"card\",\"stratum\":\"grassroots\",\"state\":\"open\","
		"\"office\":\"工委\",\"void_reason\":null,\"least\":5," UNITS "," QUESTIONS "}"),
	    &paper));
	assert_true(paper.by_card && paper.grassroots);
	assert_int_equal(paper.state, ROUND_OPEN);
	assert_int_equal(paper.least, 5);
	assert_null(paper.void_reason.at);
	assert_int_equal(paper.unit_count, 2);
	assert_ptr_equal(paper_unit(&paper, 4), paper.units + 1);
	assert_null(paper_unit(&paper, 5));
	assert_int_equal(paper.question_count, 5);
	assert_true(paper.questions[0].required && paper.questions[0].kind == QUESTION_SINGLE);
	assert_int_equal(paper.questions[1].kind, QUESTION_MATRIX);
	assert_int_equal(paper.questions[1].row_count, 2);
	assert_true(slice_equal(paper.questions[1].rows[1], SLICE("乙")));
	assert_true(slice_equal(paper.questions[1].hint, SLICE("提示")));
	assert_int_equal(paper.questions[2].kind, QUESTION_MULTIPLE);
	assert_int_equal(paper.questions[2].most, 2);
	assert_true(slice_equal(paper.questions[2].options[2], SLICE("寅")));
	assert_int_equal(paper.questions[3].kind, QUESTION_TEXT);
	assert_int_equal(paper.questions[3].longest, 500);
	assert_int_equal(paper_minutes(&paper), 2);
}

static void
a_round_has_four_states(void **arena)
{
	static const struct {
		const char *json;
		enum round_state state;
	} states[] = {
	    {"{\"state\":\"open\"," UNITS "," QUESTIONS "}", ROUND_OPEN},
	    {"{\"state\":\"soon\"," UNITS "," QUESTIONS "}", ROUND_SOON},
	    {"{\"state\":\"void\"," UNITS "," QUESTIONS "}", ROUND_VOID},
	    {"{\"state\":\"closed\"," UNITS "," QUESTIONS "}", ROUND_CLOSED},
	    {"{" UNITS "," QUESTIONS "}", ROUND_CLOSED},
	};
	struct paper paper;

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		assert_true(paper_read(*arena, slice_of(states[i].json), &paper));
		assert_int_equal(paper.state, states[i].state);
		assert_false(paper.by_card);
	}
}

static void
what_is_no_form_is_refused(void **arena)
{
	static const char *const others[] = {
	    "",
	    "null",
	    "[]",
	    "{}",
	    "{" UNITS "}",
	    "{" QUESTIONS "}",
	    "{\"units\":[],\"questions\":[]}",
	    "{\"units\":{},\"questions\":7}",
	};
	struct paper paper;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(paper_read(*arena, slice_of(others[i]), &paper));
}

static int
arena_begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int
arena_end(void **state)
{
	arena_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_form_is_read, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(a_round_has_four_states, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(what_is_no_form_is_refused, arena_begin, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
