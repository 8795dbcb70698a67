#include "log.h"
#include "lab.h"

#include <stdio.h>
#include <unistd.h>

/* What log_line wrote while stderr was a pipe. */
static struct slice
written(struct arena *arena, const char *value)
{
	char *text = arena_zero(arena, 4096);
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t length;

	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	log_name("lab");
	log_line(LOG_WARNING, "event", "key", value, "second", "2", NULL);
	dup2(kept, STDERR_FILENO);
	close(ends[1]);
	length = read(ends[0], text, 4096);
	close(ends[0]);
	close(kept);
	assert_true(length > 0);
	return (struct slice){text, (size_t)length};
}

static void
a_line_is_logfmt(void **arena)
{
	struct slice line = written(*arena, "value");

	assert_true(slice_starts(line, SLICE("at=2")));
	assert_true(
	    contains(line, "+08:00 level=warning program=lab event=event key=value second=2\n"));
}

static void
a_value_cannot_begin_a_new_line_or_pair(void **arena)
{
	struct slice line = written(*arena, "a\nlevel=error b=\"c\\");

	assert_true(contains(line, "key=\"a level=error b=\\\"c\\\\\" second=2\n"));
	assert_ptr_equal(memchr(line.at, '\n', line.length), line.at + line.length - 1);
}

static void
missing_and_empty_values_are_written(void **arena)
{
	assert_true(contains(written(*arena, NULL), " key=- second=2\n"));
	assert_true(contains(written(*arena, ""), " key=\"\" second=2\n"));
}

static void
a_long_line_is_cut(void **arena)
{
	char *value = arena_zero(*arena, 3001);
	struct slice line;

	memset(value, 'x', 3000);
	line = written(*arena, value);
	assert_int_equal(line.length, 1001);
	assert_int_equal(line.at[1000], '\n');
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_line_is_logfmt),
	    FACT(a_value_cannot_begin_a_new_line_or_pair),
	    FACT(missing_and_empty_values_are_written),
	    FACT(a_long_line_is_cut),
	};

	return RUN(facts);
}
