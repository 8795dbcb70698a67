#include "field.h"

static const struct slice fits = {0};

/* Takes `count` digits off the front. */
static bool
digits_take(struct slice *text, size_t count, int *number)
{
	*number = 0;
	if (text->length < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		int digit = text->at[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		*number = *number * 10 + digit;
	}
	text->at += count;
	text->length -= count;
	return true;
}

static bool
byte_take(struct slice *text, char byte)
{
	if (text->length == 0 || text->at[0] != byte)
		return false;
	text->at++;
	text->length--;
	return true;
}

static int
days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* Takes YYYY-MM-DD off the front; `exists` says if there is such a day, 1900 to 2199. */
static bool
day_take(struct slice *text, bool *exists)
{
	int year, month, day;

	if (!digits_take(text, 4, &year) || !byte_take(text, '-') ||
	    !digits_take(text, 2, &month) || !byte_take(text, '-') || !digits_take(text, 2, &day))
		return false;
	*exists = year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
		  day <= days_in(year, month);
	return true;
}

/* HH:MM, then :SS or not, with a fraction or not. */
static bool
clock_take(struct slice *text)
{
	int hour, minute, second = 0, digit;

	if (!digits_take(text, 2, &hour) || !byte_take(text, ':') || !digits_take(text, 2, &minute))
		return false;
	if (byte_take(text, ':')) {
		if (!digits_take(text, 2, &second))
			return false;
		if (byte_take(text, '.')) {
			if (!digits_take(text, 1, &digit))
				return false;
			while (digits_take(text, 1, &digit))
				continue;
		}
	}
	return hour <= 23 && minute <= 59 && second <= 59;
}

/* Nothing, Z, or an offset up to 14 hours. */
static bool
zone_take(struct slice *text)
{
	int hours, minutes;

	if (text->length == 0 || byte_take(text, 'Z'))
		return true;
	if (!byte_take(text, '+') && !byte_take(text, '-'))
		return false;
	return digits_take(text, 2, &hours) && byte_take(text, ':') &&
	       digits_take(text, 2, &minutes) && hours <= 14 && minutes <= 59;
}

struct slice
field_check_day(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	struct slice rest = text;
	bool exists;

	if (!day_take(&rest, &exists) || rest.length > 0)
		return arena_format(arena, "%s要写成2026-09-30。", field_label(field));
	if (!exists)
		return arena_format(arena, "%.*s不是有效日期。", SLICE_PRINT(text));
	*value = text;
	return fits;
}

struct slice
field_check_time(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	struct slice rest = text;
	bool exists;

	if (text.length > 40 || !day_take(&rest, &exists) || !byte_take(&rest, 'T') ||
	    !clock_take(&rest) || !zone_take(&rest) || rest.length > 0)
		return arena_format(arena, "%s要写成2026-09-30T18:00。", field_label(field));
	if (!exists)
		return arena_format(arena, "%.*s不是有效日期。", 10, text.at);
	*value = text;
	/* Without a zone it is China's, whatever the database's session says. */
	if (memchr(text.at + 10, 'Z', text.length - 10) == NULL &&
	    memchr(text.at + 10, '+', text.length - 10) == NULL &&
	    memchr(text.at + 10, '-', text.length - 10) == NULL)
		*value = arena_format(arena, "%.*s+08:00", SLICE_PRINT(text));
	return fits;
}
