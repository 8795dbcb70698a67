#include "clock.h"
#include "database_private.h"
#include "fake_libpq.h"

static struct database_error error;
static struct slice value;

static enum outcome
run(void **arena, struct database *database, bool repeatable)
{
	const struct slice values[] = {SLICE("7"), {0}};
	const struct statement both[] = {
	    {SLICE("select one()"), NULL, 0}, {SLICE("select two($1, $2)"), values, 2}};

	value = (struct slice){0};
	return database_run(database, *arena, both, 2, repeatable, &value, &error);
}

static void
a_run_is_one_pipeline_with_one_sync(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0}, {0});
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_slice(value, "{\"a\":1}");
	assert_string_equal(fake.log, "[connect wuhao_lab][prepare select one()][run]"
				      "[prepare select two($1, $2)][run 7 null][sync]");
	fake.log[0] = '\0';
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_string_equal(fake.log, "[run][run 7 null][sync]");
	database_close(database);
}

static void
connecting_takes_over_the_databases_clock(void **arena)
{
	struct database *database = database_open("lab");
	int64_t before;

	clock_set_offset(0);
	before = time_now();
	TURNS({0});
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_true(time_now() >= before + 3600);
	clock_set_offset(0);
	database_close(database);
}

static void
an_error_is_told_with_its_statement(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.state = "WH409", .fails_at = 3, .message = "a/b", .detail = "不能"},
	    {.state = "WH401", .fails_at = 0, .message = "x"},
	    {.state = "WH422", .fails_at_sync = true});
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_int_equal(error.at, 1);
	assert_slice(error.state, "WH409");
	assert_slice(error.message, "a/b");
	assert_slice(error.detail, "不能");
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_int_equal(error.at, 0);
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_int_equal(error.at, 2);
	assert_int_equal(fake.connects, 1);
	database_close(database);
}

static void
a_statement_that_was_not_parsed_is_prepared_again(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.state = "WH401", .fails_at = 1}, {0});
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	fake.log[0] = '\0';
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_string_equal(fake.log, "[run][prepare select two($1, $2)][run 7 null][sync]");
	database_close(database);
}

static void
a_deadlock_is_tried_once_more(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.state = "40P01", .fails_at = 3}, {0}, {.state = "40001", .fails_at_sync = true},
	    {.state = "40001", .fails_at = 0});
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_int_equal(fake.turn, 4);
	assert_int_equal(fake.connects, 1);
	database_close(database);
}

static void
rebuilt_verbs_are_prepared_anew_on_a_new_connection(void **arena)
{
	static char stale[][6] = {"0A000", "42883", "42P01", "42501", "3F000", "26000", "XX000"};

	for (size_t i = 0; i < sizeof stale / sizeof *stale; i++) {
		struct database *database = database_open("lab");

		TURNS({0}, {.state = stale[i], .fails_at = 1}, {0});
		assert_int_equal(run(arena, database, false), OUTCOME_DONE);
		fake.log[0] = '\0';
		assert_int_equal(run(arena, database, false), OUTCOME_DONE);
		assert_non_null(strstr(fake.log, "[connect wuhao_lab][prepare select one()]"));
		assert_int_equal(fake.connects, 2);
		database_close(database);
	}
}

static void
another_schema_is_no_database(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0});
	fake.schema = SCHEMA_NUMBER "0";
	assert_int_equal(run(arena, database, true), OUTCOME_AWAY);
	assert_int_equal(fake.turn, 0);
	assert_int_equal(fake.ends, 1);
	assert_true(database_differs(database));
	database_close(database);
}

static void
a_schema_that_changes_under_us_is_no_database_any_more(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0}, {.state = "WHNEW", .fails_at = 0}, {0});
	assert_int_equal(run(arena, database, true), OUTCOME_DONE);
	fake.schema = SCHEMA_NUMBER "0";
	assert_int_equal(run(arena, database, true), OUTCOME_AWAY);
	assert_int_equal(fake.turn, 2);
	assert_true(database_differs(database));
	fake.schema = SCHEMA_NUMBER;
	database->failed_at = 1; /* long ago */
	assert_int_equal(run(arena, database, true), OUTCOME_DONE);
	assert_false(database_differs(database));
	database_close(database);
}

static void
a_server_that_is_away_is_not_asked_again_at_once(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0});
	fake.unreachable = true;
	assert_int_equal(run(arena, database, true), OUTCOME_AWAY);
	database->failed_at = time_elapsed() + 60000; /* just now, however slow this machine is */
	assert_int_equal(run(arena, database, true), OUTCOME_AWAY);
	assert_int_equal(fake.connects, 1);
	fake.unreachable = false;
	database->failed_at = time_elapsed() - 60000;
	assert_int_equal(run(arena, database, true), OUTCOME_DONE);
	assert_int_equal(fake.connects, 2);
	database_close(database);
}

static void
a_connection_that_ended_while_idle_is_made_anew_before_sending(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0}, {0});
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	fake.idle_end = true;
	assert_int_equal(write(fake.pipe[1], "x", 1), 1);
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_int_equal(fake.connects, 2);
	database_close(database);
}

static void
nobody_knows_what_became_of_a_write_without_a_key(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.breaks = true}, {0});
	assert_int_equal(run(arena, database, false), OUTCOME_UNKNOWN);
	assert_int_equal(fake.turn, 1);
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	database_close(database);
}

static void
what_may_be_repeated_is_sent_once_more(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.breaks = true}, {0}, {.breaks = true}, {.breaks = true});
	assert_int_equal(run(arena, database, true), OUTCOME_DONE);
	assert_int_equal(run(arena, database, true), OUTCOME_UNKNOWN);
	assert_int_equal(fake.turn, 4);
	database_close(database);
}

static void
a_server_that_says_it_ends_has_changed_nothing(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.state = "57P01", .fails_at = 1, .breaks = true}, {0},
	    {.state = "57P01", .fails_at_sync = true, .breaks = true},
	    {.state = "57P02", .fails_at = 1, .breaks = true});
	assert_int_equal(run(arena, database, false), OUTCOME_DONE);
	assert_int_equal(run(arena, database, false), OUTCOME_UNKNOWN);
	assert_int_equal(run(arena, database, false), OUTCOME_UNKNOWN);
	database_close(database);
}

static void
a_broken_constraint_brings_its_comment_once_a_connection(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({.state = "23514", .fails_at = 3}, {0}, {.state = "23514", .fails_at = 1});
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_slice(error.sentence, "{\"a\":1}");
	assert_slice(error.sentence_column, "note");
	error = (struct database_error){0};
	assert_int_equal(run(arena, database, false), OUTCOME_REFUSED);
	assert_slice(error.sentence, "{\"a\":1}");
	assert_int_equal(fake.turn, 3);
	database_close(database);
}

static void
many_statements_do_not_fill_the_connection(void **arena)
{
	enum { MANY = 600 };
	static const struct turn turns[MANY];
	struct database *database = database_open("lab");

	fake_begin(turns, MANY);
	for (int i = 0; i < MANY; i++) {
		struct statement one = {arena_format(*arena, "select %d", i), NULL, 0};

		fake.log[0] = '\0';
		assert_int_equal(
		    database_run(database, *arena, &one, 1, false, &value, &error), OUTCOME_DONE);
	}
	assert_true(fake.connects > 1 && fake.connects < 10);
	database_close(database);
}

static void
every_result_is_cleared(void **arena)
{
	struct database *database = database_open("lab");

	TURNS({0}, {.state = "WH409", .fails_at = 1}, {.state = "23514", .fails_at_sync = true},
	    {0}, {.breaks = true});
	for (int i = 0; i < 4; i++)
		(void)run(arena, database, false);
	assert_int_equal(fake.turn, 5);
	arena_reset(*arena);
	assert_int_equal(fake.results, 0);
	database_close(database);
	assert_int_equal(fake.connects, fake.ends);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_run_is_one_pipeline_with_one_sync),
	    FACT(connecting_takes_over_the_databases_clock),
	    FACT(an_error_is_told_with_its_statement),
	    FACT(a_statement_that_was_not_parsed_is_prepared_again),
	    FACT(a_deadlock_is_tried_once_more),
	    FACT(rebuilt_verbs_are_prepared_anew_on_a_new_connection),
	    FACT(another_schema_is_no_database),
	    FACT(a_schema_that_changes_under_us_is_no_database_any_more),
	    FACT(a_server_that_is_away_is_not_asked_again_at_once),
	    FACT(a_connection_that_ended_while_idle_is_made_anew_before_sending),
	    FACT(nobody_knows_what_became_of_a_write_without_a_key),
	    FACT(what_may_be_repeated_is_sent_once_more),
	    FACT(a_server_that_says_it_ends_has_changed_nothing),
	    FACT(a_broken_constraint_brings_its_comment_once_a_connection),
	    FACT(many_statements_do_not_fill_the_connection),
	    FACT(every_result_is_cleared),
	};

	return RUN(facts);
}
