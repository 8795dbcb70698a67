/* Sentences, values and hidden fields of a page: filled in, escaped, carried. */
#include "ballot/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct unit window = {3, {"窗口<1>", 9}, {"一支部", 9}};

static struct page
page_with(struct arena *arena, struct paper *paper)
{
	struct page page = page_new(arena, SLICE(""));

	*paper = (struct paper){.until = SLICE("9月30日18:00"),
	    .publish_by = SLICE("10月15日"),
	    .publish_where = SLICE("公示栏 & \"网站\""),
	    .period = SLICE("这三个月"),
	    .least = 5};
	page.paper = paper;
	page.unit = &window;
	page.count = 6;
	page.minutes = 2;
	return page;
}

static const char *
text_of(struct page *page)
{
	return arena_string(page->arena, buffer_slice(&page->out));
}

static void
a_sentence_is_filled_in_and_escaped(void **arena)
{
	struct paper paper;
	struct page page = page_with(*arena, &paper);

	page_words(&page, "**一共{n}题**，大约{m}分钟，{until}前。{where}。{least}份");
	assert_string_equal(text_of(&page),
	    "<strong>一共6题</strong>，大约2分钟，9月30日18:00前。公示栏 &amp; "
	    "&quot;网站&quot;。5份");
}

static void
a_sentence_for_a_title_is_plain(void **arena)
{
	struct paper paper;
	struct page page = page_with(*arena, &paper);

	assert_true(slice_equal(page_sentence(&page, "{public_name}，{period}办事怎么样？"),
	    SLICE("窗口<1>，这三个月办事怎么样？")));
}

static void
a_name_that_is_not_known_stays_empty(void **arena)
{
	struct page page = page_new(*arena, SLICE(""));

	page_words(&page, "{closed}截止，{nothing}{public_name}{receipt}。{");
	assert_string_equal(text_of(&page), "截止，。{");
}

static void
a_question_is_the_officers_text(void **arena)
{
	struct paper paper;
	struct page page = page_with(*arena, &paper);

	page_question(&page, SLICE("<b>{until}</b>{public_name}和{public_name}**"));
	assert_string_equal(
	    text_of(&page), "&lt;b&gt;{until}&lt;/b&gt;窗口&lt;1&gt;和窗口&lt;1&gt;**");
}

static void
variants_are_told_apart(void **arena)
{
	static const struct {
		const char *name, *kept, *query;
	} variants[] = {
	    {"", "", ""},
	    {"big", "big", "?big"},
	    {"counter", "counter", "?counter"},
	    {"big.counter", "big.counter", "?big&amp;counter"},
	    {"BIG", "", ""},
	    {"big.counter.big", "", ""},
	};

	for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
		struct page page = page_new(*arena, slice_of(variants[i].name));

		assert_string_equal(page_variant(&page), variants[i].kept);
		assert_string_equal(page_query(&page), variants[i].query);
	}
}

static void
only_fields_of_ours_are_carried(void **arena)
{
	static const char *const except[] = {"code", "unit", NULL};
	struct page page = page_new(*arena, SLICE(""));
	struct form form;

	assert_true(form_parse(*arena,
	    SLICE(
		"q1=2&q5=1&q5=3&q2_4=6&q6=%22%3C%26&code=AB&unit=4&key=k&pressure=1&v=big&show=card"
		"&step=unit&qx=1&q=1&query=1&q123456789=1"),
	    &form));
	page.typed = &form;
	page_carry(&page, except);
	assert_string_equal(text_of(&page),
	    "<input type=\"hidden\" name=\"q1\" value=\"2\">\n<input type=\"hidden\" name=\"q5\" value=\"1\">\n"
	    "<input type=\"hidden\" name=\"q5\" value=\"3\">\n<input type=\"hidden\" name=\"q2_4\" value=\"6\">\n"
	    "<input type=\"hidden\" name=\"q6\" value=\"&quot;&lt;&amp;\">\n"
	    "<input type=\"hidden\" name=\"key\" value=\"k\">\n"
	    "<input type=\"hidden\" name=\"pressure\" value=\"1\">\n");
}

static void
what_was_chosen_is_found(void **arena)
{
	struct page page = page_new(*arena, SLICE(""));
	struct form form;

	assert_false(page_chosen(&page, SLICE("q5"), 1));
	assert_null(page_typed(&page, SLICE("q5")).at);
	assert_true(form_parse(*arena, SLICE("q5=1&q5=3&q6="), &form));
	page.typed = &form;
	assert_true(page_chosen(&page, SLICE("q5"), 1));
	assert_false(page_chosen(&page, SLICE("q5"), 2));
	assert_true(page_chosen(&page, SLICE("q5"), 3));
	assert_non_null(page_typed(&page, SLICE("q6")).at);
	assert_int_equal(page_typed(&page, SLICE("q6")).length, 0);
}

static void
the_style_is_the_sheet(void **arena)
{
	(void)arena;
	assert_true(page_style().length > 1000);
	assert_true(slice_starts(page_style(), SLICE(":root{")));
	assert_int_equal(page_style().at[page_style().length - 1], '\n');
	assert_null(memmem(page_style().at, page_style().length, "</", 2));
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
	    cmocka_unit_test_setup_teardown(
		a_sentence_is_filled_in_and_escaped, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(
		a_sentence_for_a_title_is_plain, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(
		a_name_that_is_not_known_stays_empty, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(
		a_question_is_the_officers_text, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(variants_are_told_apart, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(
		only_fields_of_ours_are_carried, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(what_was_chosen_is_found, arena_begin, arena_end),
	    cmocka_unit_test_setup_teardown(the_style_is_the_sheet, arena_begin, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
