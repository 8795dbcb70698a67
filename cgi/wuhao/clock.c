/* clock.c: `wuhao clock`. */
#include "commands.h"

#include <stdio.h>

/*
 * Only a demonstration's clock may be moved. An installation without a single unit is nobody's yet:
 * moving its clock makes it a demonstration.
 */
static void
demonstration_check(struct desk *desk)
{
	struct slice may = desk_value(desk, "looking at the clock",
	    "select (select demonstration from base.clock) or not exists (select from data.unit)",
	    NULL, 0);

	if (!slice_equal(may, SLICE("t")))
		fail("this installation is not a demonstration; its clock stays with the server's");
}

/*
 * The day changes, the hour stays. Counted in hours, for a day of the server's own time zone may
 * have 23 of them.
 */
static void
clock_set(struct desk *desk, const char *date)
{
	const struct slice values[] = {slice_of(date)};

	desk_do(desk, "setting the clock", "begin");
	desk_run(desk, "setting the clock",
	    "update base.clock set demonstration = true, ahead = case when $1 = 'today' then '0'"
	    " else ahead + make_interval(hours => 24 * (to_date($1, 'YYYY-MM-DD') - base.today())) end",
	    values, 1);
	desk_run(desk, "setting the clock",
	    "select base.record('wuhao.clock', 'clock', jsonb_build_object('date', $1::text))",
	    values, 1);
	desk_do(desk, "setting the clock", "commit");
}

/* The number that `count` digits of the text make; -1 where one isn't a digit. */
static int
digits_read(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = 10 * number + text[i] - '0';
	}
	return number;
}

/* True for a date that exists, as YYYY-MM-DD, or the word today. */
static bool
date_is_valid(const char *date)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year, month, day;
	bool leaps;

	if (strcmp(date, "today") == 0)
		return true;
	if (strlen(date) != 10 || date[4] != '-' || date[7] != '-')
		return false;
	year = digits_read(date, 4);
	month = digits_read(date + 5, 2);
	day = digits_read(date + 8, 2);
	leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return year >= 2000 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] + (month == 2 && leaps);
}

void
command_clock(struct desk *desk, struct words *words)
{
	const char *date = words_option(words, "--date");
	struct slice now;

	words_expect(words, 0, "clock [--date YYYY-MM-DD | --date today]");
	desk_connect(desk);
	if (date != NULL) {
		if (!date_is_valid(date))
			fail("'%s' is no date; write it as 2026-09-28", date);
		demonstration_check(desk);
		clock_set(desk, date);
	}
	now = desk_value(desk, "looking at the clock",
	    "select to_char(base.now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')", NULL,
	    0);
	printf("%.*s in China\n", SLICE_PRINT(now));
}
