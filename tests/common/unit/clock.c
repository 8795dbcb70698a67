#include "clock.h"
#include "lab.h"

static void
the_offset_moves_the_clock(void **arena)
{
	int64_t before = time_now();

	(void)arena;
	clock_set_offset(86400);
	assert_true(time_now() - before >= 86400 && time_now() - before < 86400 + 3600);
	clock_set_offset(-86400);
	assert_true(time_now() < before);
	clock_set_offset(0);
	assert_true(time_now() >= before);
}

static void
the_monotonic_count_does_not_go_back(void **arena)
{
	int64_t before = time_elapsed();

	(void)arena;
	clock_set_offset(-86400);
	assert_true(time_elapsed() >= before);
	clock_set_offset(0);
}

static void
times_are_written_in_chinas_time(void **arena)
{
	char text[TIME_SIZE];

	(void)arena;
	time_format(0, text);
	assert_string_equal(text, "1970-01-01T08:00:00+08:00");
	time_format(1790762400, text);
	assert_string_equal(text, "2026-09-30T18:00:00+08:00");
	time_format(1709222400, text);
	assert_string_equal(text, "2024-03-01T00:00:00+08:00");
	time_format(INT64_MAX, text);
	assert_string_equal(text, "");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(the_offset_moves_the_clock),
	    FACT(the_monotonic_count_does_not_go_back),
	    FACT(times_are_written_in_chinas_time),
	};

	return RUN(facts);
}
