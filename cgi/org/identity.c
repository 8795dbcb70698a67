#include "identity.h"

#include "text.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number that stands in these digits. */
static int
number_at(const char *at, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++)
		number = number * 10 + (at[i] - '0');
	return number;
}

/* True if positions 7 to 14 are a day from 1900 on, and not after today. */
static bool
birthday_is_one(const char *canonical, const char *today)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year = number_at(canonical + 6, 4), month = number_at(canonical + 10, 2);
	int day = number_at(canonical + 12, 2);
	int now =
	    number_at(today, 4) * 10000 + number_at(today + 5, 2) * 100 + number_at(today + 8, 2);
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < 1900 || month < 1 || month > 12 || day < 1)
		return false;
	if (day > lengths[month - 1] + (month == 2 && leap ? 1 : 0))
		return false;
	return year * 10000 + month * 100 + day <= now;
}

/* The last sign that the first 17 digits want: ISO 7064, MOD 11-2. */
static char
check_sign(const char *canonical)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < IDENTITY_LENGTH - 1; i++)
		sum += weights[i] * (canonical[i] - '0');
	return "10X98765432"[sum % 11];
}

const char *
identity_read(struct slice typed, const char *today, char canonical[IDENTITY_LENGTH])
{
	struct slice text = text_trim(typed);

	if (text.length != IDENTITY_LENGTH)
		return "身份证号要有18位。";
	memcpy(canonical, text.at, IDENTITY_LENGTH);
	for (int i = 0; i < IDENTITY_LENGTH - 1; i++)
		if (!is_digit(canonical[i]))
			return "身份证号的前17位要是数字。";
	if (canonical[IDENTITY_LENGTH - 1] == 'x')
		canonical[IDENTITY_LENGTH - 1] = 'X';
	if (!birthday_is_one(canonical, today))
		return "身份证号里的出生日期不对。";
	if (canonical[IDENTITY_LENGTH - 1] != check_sign(canonical))
		return "身份证号的最后一位对不上，请再核对。";
	return NULL;
}

struct slice
identity_mask(struct arena *arena, struct slice identity)
{
	char *masked = arena_string(arena, identity);

	for (size_t i = 0; i + IDENTITY_SHOWN < identity.length; i++)
		masked[i] = '*';
	return (struct slice){masked, identity.length};
}
