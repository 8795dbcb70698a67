#include "sheet_date.h"

#include "text.h"

#include <stdlib.h>

static const struct slice fits = {0};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char not_a_day[] = "看不懂这个日期，请写成2019-07-01这样。";

static struct slice
day_make(struct arena *arena, long year, long month, long day, struct slice *value)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1900 || year > 2100)
		return SLICE("年份要在1900年到2100年之间，写四位。");
	if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1] + (month == 2 && leap))
		return arena_format(arena, "没有%ld年%ld月%ld日这一天。", year, month, day);
	*value = arena_format(arena, "%04ld-%02ld-%02ld", year, month, day);
	return fits;
}

/* Digits without anything between: 20190701, 201907. */
static struct slice
digits_day(struct arena *arena, struct slice text, struct slice *value, bool *month_only)
{
	char *string = arena_string(arena, text);
	long number = strtol(string, NULL, 10);

	if (text.length == 8)
		return day_make(arena, number / 10000, number / 100 % 100, number % 100, value);
	if (text.length != 6)
		return text.length == 4 ? SLICE("只写了年份，请写到月或日，例如2019-07-01。")
					: slice_of(not_a_day);
	*month_only = true;
	return day_make(arena, number / 100, number % 100, 1, value);
}

/* Takes a number of up to four digits off the front; -1 without one. */
static long
part_take(struct slice *text)
{
	long number = 0;
	size_t length = 0;

	while (length < text->length && length < 4 && is_digit(text->at[length]))
		number = number * 10 + (text->at[length++] - '0');
	text->at += length;
	text->length -= length;
	return length == 0 ? -1 : number;
}

/* Takes what stands between the parts of a day: one of - . / or 年 月 日, with blanks. */
static bool
sign_take(struct slice *text)
{
	static const char *const signs[] = {"-", ".", "/", "年", "月", "日", "号", "。", "、", "—"};
	bool found = false;

	*text = text_trim(*text);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_starts(*text, slice_of(signs[i]))) {
			text->at += strlen(signs[i]);
			text->length -= strlen(signs[i]);
			found = true;
			break;
		}
	*text = text_trim(*text);
	return found;
}

static struct slice
text_day(struct arena *arena, struct slice text, struct slice *value, bool *month_only)
{
	size_t digits = 0;
	long year, month, day;

	text = value_unquote(value_narrow(arena, text));
	while (digits < text.length && is_digit(text.at[digits]))
		digits++;
	if (digits == text.length)
		return digits_day(arena, text, value, month_only);
	year = part_take(&text);
	if (digits == 2)
		return SLICE("年份要写四位，例如2019。");
	if (digits != 4 || !sign_take(&text) || text.length == 0)
		return slice_of(not_a_day);
	month = part_take(&text);
	if (month < 0)
		return slice_of(not_a_day);
	sign_take(&text);
	day = part_take(&text);
	if (day < 0) {
		*month_only = true;
		return text.length > 0 ? slice_of(not_a_day)
				       : day_make(arena, year, month, 1, value);
	}
	sign_take(&text);
	/* A time of day behind it is dropped; anything else isn't understood. */
	if (text.length > 0 && strspn(arena_string(arena, text), "0123456789:.TZ ") != text.length)
		return slice_of(not_a_day);
	return day_make(arena, year, month, day, value);
}

/* A number that no format makes a day: 20190701, 201907, 2019.7, or a day's number. */
static struct slice
number_day(
    struct arena *arena, struct slice text, bool since_1904, struct slice *value, bool *month_only)
{
	double number = strtod(arena_string(arena, text), NULL);
	long whole = number > 0 && number < 1e9 ? (long)number : 0;
	char day[11];

	if ((double)whole != number) {
		/* 2019.10 typed into a spreadsheet is 2019.1 afterwards */
		const char *point = memchr(text.at, '.', text.length);

		if (whole >= 1900 && whole <= 2100 && point != NULL &&
		    text.length - (size_t)(point - text.at) == 2 && point[1] == '1')
			return SLICE("分不清是1月还是10月，请写成2019-01-01这样。");
		return text_day(arena, text, value, month_only);
	}
	if (whole >= 100000)
		return digits_day(arena, arena_format(arena, "%ld", whole), value, month_only);
	if (whole >= 1900 && whole <= 2100)
		return SLICE("只写了年份，请写到月或日，例如2019-07-01。");
	if (!sheet_day(number, since_1904, day))
		return slice_of(not_a_day);
	return text_day(arena, arena_copy(arena, slice_of(day)), value, month_only);
}

struct slice
value_date(struct arena *arena, bool since_1904, const struct cell *cell, struct slice *value,
    bool *month_only)
{
	if (cell->kind == CELL_NUMBER)
		return number_day(arena, cell->text, since_1904, value, month_only);
	return text_day(arena, cell->text, value, month_only);
}
