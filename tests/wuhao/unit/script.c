/* How a file of SQL falls apart into statements, each with its line and its part. */
#include "wuhao/script.h"

#include "../../common/unit/lab.h"

static struct script
script_of(const char *text)
{
	return (struct script){.path = "sql/made.sql", .text = slice_of(text)};
}

/* The next statement is this one and begins on this line. */
static void
expect(struct script *script, const char *text, int line)
{
	struct script_statement statement;

	assert_true(script_next(script, &statement));
	assert_slice(statement.text, text);
	assert_int_equal(statement.line, line);
}

static void
expect_end(struct script *script)
{
	struct script_statement statement;

	assert_false(script_next(script, &statement));
}

static void
statements_end_at_semicolons_and_know_their_line(void **arena)
{
	struct script script = script_of("-- a note\n\nselect 1;\nselect\n\t2; select 3");

	(void)arena;
	expect(&script, "select 1", 3);
	expect(&script, "select\n\t2", 4);
	expect(&script, "select 3", 5);
	expect_end(&script);
}

static void
nothing_holds_no_statement(void **arena)
{
	struct script empty = script_of(""),
		      note = script_of("  -- only a note; of one line\n/* ; */\n"),
		      semicolons = script_of(" ; ;\n;");

	(void)arena;
	expect_end(&empty);
	expect_end(&note);
	expect_end(&semicolons);
}

static void
semicolons_in_strings_names_and_notes_end_nothing(void **arena)
{
	struct script script = script_of(
	    "select ';', 'it''s;', E'a\\';''\\';', \";\" -- ; here\n/* ; /* ; */ ; */ + 1;"
	    "select 2");

	(void)arena;
	expect(&script,
	    "select ';', 'it''s;', E'a\\';''\\';', \";\" -- ; here\n/* ; /* ; */ ; */ + 1", 1);
	expect(&script, "select 2", 2);
	expect_end(&script);
}

static void
a_backslash_hides_nothing_in_a_plain_string(void **arena)
{
	struct script script = script_of("select '\\'; select like_e'\\'; select 3");

	(void)arena;
	expect(&script, "select '\\'", 1);
	expect(&script, "select like_e'\\'", 1);
	expect(&script, "select 3", 1);
}

static void
bodies_in_dollars_stay_whole(void **arena)
{
	struct script script =
	    script_of("do $$ begin; $1 $ x$$; select $1, a$b$c; do $_t1$ $$ ; $_t$ ; $_t1$;");

	(void)arena;
	expect(&script, "do $$ begin; $1 $ x$$", 1);
	expect(&script, "select $1, a$b$c", 1);
	expect(&script, "do $_t1$ $$ ; $_t$ ; $_t1$", 1);
}

static void
a_body_in_dollars_may_hold_other_tags(void **arena)
{
	struct script script = script_of("do $a$ ; $b$ ; $$ ; $a$;\nselect 2");

	(void)arena;
	expect(&script, "do $a$ ; $b$ ; $$ ; $a$", 1);
	expect(&script, "select 2", 2);
}

static void
a_body_that_never_ends_is_one_statement(void **arena)
{
	struct script dollars = script_of("do $$ ; ;"), string = script_of("select '; ;"),
		      escape = script_of("select E'; \\");

	(void)arena;
	expect(&dollars, "do $$ ; ;", 1);
	expect_end(&dollars);
	expect(&string, "select '; ;", 1);
	expect_end(&string);
	expect(&escape, "select E'; \\", 1);
	expect_end(&escape);
}

static void
semicolons_in_brackets_belong_to_a_rule(void **arena)
{
	struct script script =
	    script_of("create rule r as on insert to t do (select 1; select 2); select 3");

	(void)arena;
	expect(&script, "create rule r as on insert to t do (select 1; select 2)", 1);
	expect(&script, "select 3", 1);
}

static void
a_statement_is_of_the_part_named_last_before_it(void **arena)
{
	struct script script = script_of("select 0;\n-- part: base\nselect 1; -- a note\n"
					 "-- part: house\n\n-- more\nselect 2;");
	struct script_statement statement;

	(void)arena;
	assert_true(script_next(&script, &statement));
	assert_true(slice_is_empty(statement.part));
	assert_true(script_next(&script, &statement));
	assert_slice(statement.part, "base");
	assert_true(script_next(&script, &statement));
	assert_slice(statement.part, "house");
	assert_int_equal(statement.line, 7);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(statements_end_at_semicolons_and_know_their_line),
	    FACT(nothing_holds_no_statement),
	    FACT(semicolons_in_strings_names_and_notes_end_nothing),
	    FACT(a_backslash_hides_nothing_in_a_plain_string),
	    FACT(bodies_in_dollars_stay_whole),
	    FACT(a_body_in_dollars_may_hold_other_tags),
	    FACT(a_body_that_never_ends_is_one_statement),
	    FACT(semicolons_in_brackets_belong_to_a_rule),
	    FACT(a_statement_is_of_the_part_named_last_before_it),
	};

	return RUN(facts);
}
