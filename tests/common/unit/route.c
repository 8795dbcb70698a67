#include "json.h"
#include "lab.h"

#include <stdio.h>
#include <unistd.h>

/* clang-format off */
static const struct field one[] = {{"goal", FIELD_ID, 1, 0}, {"note", FIELD_TEXT, 0, 500, "备注"}};
static const struct field card[] = {{"mark", FIELD_MARK, 1, 0}, {"code", FIELD_LINE, 1, 60}};
static const struct route routes[] = {
	{ GET,  SIGNED_IN, "/goal/mine", "goal.mine", NO_FIELDS, NULL, "mine" },
	{ GET,  SIGNED_IN, "/goal/{goal}", "goal.show", ROWS(one), NULL, "show" },
	{ POST, SIGNED_IN, "/goal/{goal}/register", "goal.register", ROWS(one), NULL, "register" },
	{ GET,  ANYONE,    "/goal/{goal}.xlsx", "goal.sheet", ROWS(one), NULL, "sheet" },
	{ POST, CODE,      "/s/check", "box.check", NO_FIELDS, NULL, "check" },
	{ POST, CODE,      "/s/{mark}-{code}", "box.card", ROWS(card), NULL, "card" },
	{ POST, CODE,      "/s/{mark}", "box.open", ROWS(card), NULL, "open" },
};
/* clang-format on */
static const struct program program = {"goal", ROWS(routes)};

static const char *
verb_at(void **arena, enum method method, const char *path, struct slice **values)
{
	unsigned allowed;
	const struct route *route =
	    route_find(&program, *arena, method, slice_of(path), values, &allowed);

	return route == NULL ? "" : route->verb;
}

static void
a_row_is_found_by_its_path(void **arena)
{
	struct slice *values;

	assert_string_equal(verb_at(arena, GET, "/goal/7", &values), "goal.show");
	assert_slice(values[0], "7");
	assert_null(values[1].at);
	assert_string_equal(verb_at(arena, POST, "/goal/7/register", &values), "goal.register");
	assert_slice(values[0], "7");
}

static void
the_first_row_that_fits_counts(void **arena)
{
	struct slice *values;

	assert_string_equal(verb_at(arena, GET, "/goal/mine", &values), "goal.mine");
	assert_string_equal(verb_at(arena, POST, "/s/check", &values), "box.check");
}

static void
a_part_may_hold_two_names(void **arena)
{
	struct slice *values;

	assert_string_equal(
	    verb_at(arena, POST, "/s/ab12cd34-ABCD-EFGH 1234", &values), "box.card");
	assert_slice(values[0], "ab12cd34");
	assert_slice(values[1], "ABCD-EFGH 1234");
	assert_string_equal(verb_at(arena, POST, "/s/ab12cd34", &values), "box.open");
	assert_slice(values[0], "ab12cd34");
}

static void
other_paths_are_not_found(void **arena)
{
	static const char *const others[] = {"", "/", "/goal", "/goal/", "/goal/7/", "/goal/7/x",
	    "goal/7", "//goal/7", "/goal//7", "/goals/7", "/goal/7/register/", "/Goal/7"};
	struct slice *values;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_string_equal(verb_at(arena, GET, others[i], &values), "");
	assert_string_equal(verb_at(arena, POST, "/s/", &values), "");
}

static void
another_method_is_told_apart_from_another_path(void **arena)
{
	struct slice *values;
	unsigned allowed = 0;

	assert_null(route_find(&program, *arena, POST, SLICE("/goal/mine"), &values, &allowed));
	assert_int_equal(allowed, 1U << GET);
	assert_null(route_find(&program, *arena, POST, SLICE("/goal"), &values, &allowed));
	assert_int_equal(allowed, 0);
	assert_null(route_find(&program, *arena, GET, (struct slice){0}, &values, &allowed));
}

/* What routes_print wrote while stdout was a pipe. */
static struct slice
printed(struct arena *arena)
{
	char *text = arena_zero(arena, 16384);
	int ends[2], kept;
	ssize_t length;

	fflush(stdout);
	kept = dup(STDOUT_FILENO);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDOUT_FILENO);
	routes_print(&program);
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(ends[1]);
	length = read(ends[0], text, 16384);
	close(ends[0]);
	close(kept);
	assert_true(length > 0);
	return (struct slice){text, (size_t)length};
}

static void
each_row_is_printed_as_one_line_of_json(void **arena)
{
	struct slice text = printed(*arena);
	size_t lines = 0;

	while (text.length > 0) {
		size_t length =
		    (size_t)((const char *)memchr(text.at, '\n', text.length) - text.at);
		struct json_object *line;

		assert_true(json_read(*arena, (struct slice){text.at, length}, &line));
		assert_slice(json_member_text(line, "program"), "goal");
		assert_slice(json_member_text(line, "path"), routes[lines].path);
		assert_slice(json_member_text(line, "verb"), routes[lines].verb);
		assert_int_equal(json_object_array_length(json_member(line, "fields")),
		    routes[lines].field_count);
		text.at += length + 1;
		text.length -= length + 1;
		lines++;
	}
	assert_int_equal(lines, program.route_count);
}

static void
a_printed_field_says_where_it_comes_from_and_if_it_must(void **arena)
{
	assert_true(contains(printed(*arena),
	    "\"path\":\"/goal/{goal}/register\",\"verb\":\"goal.register\",\"fields\":["
	    "{\"name\":\"goal\",\"kind\":\"id\",\"least\":1,\"most\":0,\"required\":true,"
	    "\"in\":\"path\",\"label\":null},"
	    "{\"name\":\"note\",\"kind\":\"text\",\"least\":0,\"most\":500,\"required\":false,"
	    "\"in\":\"body\",\"label\":\"备注\"}]"));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_row_is_found_by_its_path),
	    FACT(the_first_row_that_fits_counts),
	    FACT(a_part_may_hold_two_names),
	    FACT(other_paths_are_not_found),
	    FACT(another_method_is_told_apart_from_another_path),
	    FACT(each_row_is_printed_as_one_line_of_json),
	    FACT(a_printed_field_says_where_it_comes_from_and_if_it_must),
	};

	return RUN(facts);
}
