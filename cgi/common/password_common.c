#include "common_passwords.h"
#include "password.h"

#include <stdint.h>

/*
 * A password is cut into as few pieces as possible: words of the list, runs of neighbours,
 * repetitions, and single characters. Few pieces mean few guesses.
 */
enum { LOOK_MOST = 128, PIECES_COMMON = 4, RUN_LEAST = 3, WHITE = ' ' };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The letter that a digit or sign usually stands for. */
static char
letter_meant(char c)
{
	static const char written[] = "@431!057$8", meant[] = "aaeiiostsb";
	const char *found = strchr(written, c);

	return c == '\0' || found == NULL ? c : meant[found - written];
}

static bool
word_is_listed(const char *word, size_t length)
{
	size_t low = 0, high = common_password_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strncmp(common_passwords[middle], word, length);

		if (order == 0 && common_passwords[middle][length] == '\0')
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* True if b follows a in the alphabet, the digits or on a keyboard's row or column, either way. */
static bool
are_neighbours(char a, char b)
{
	static const char rows[] = "`1234567890-= qwertyuiop[] asdfghjkl;' zxcvbnm,./ !@#$%^&*()_+ "
				   "1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik, 9ol. 0p;/ 90 01";

	if (a == WHITE || b == WHITE)
		return false;
	if (a == b || ((a >= 'a' && a <= 'z') && (b == a + 1 || b == a - 1)))
		return true;
	for (const char *at = rows; at[1] != '\0'; at++)
		if ((at[0] == a && at[1] == b) || (at[0] == b && at[1] == a))
			return true;
	return false;
}

/* The length of the run of neighbours at the start. */
static size_t
run_length(const char *at, size_t length)
{
	size_t count = 1;

	while (count < length && are_neighbours(at[count - 1], at[count]))
		count++;
	return count;
}

/* How far a repetition of the `unit` bytes before `at` goes on; 0 if not at all. */
static size_t
repeat_length(const char *start, const char *at, size_t unit, size_t length)
{
	size_t count = 0;

	if ((size_t)(at - start) < unit)
		return 0;
	while (count < length && at[count] == at[count - unit])
		count++;
	return count >= unit ? count : 0;
}

static void
lessen(uint8_t *pieces, uint8_t by)
{
	if (*pieces > by)
		*pieces = by;
}

/* All pieces that begin at `from`; `pieces[i]` is the least number of them in front of i. */
static void
pieces_from(const char *text, const char *meant, size_t length, size_t from, uint8_t *pieces)
{
	const uint8_t next = (uint8_t)(pieces[from] + 1);
	size_t rest = length - from, run = run_length(text + from, rest);

	lessen(pieces + from + 1, next);
	for (size_t l = RUN_LEAST; l <= run; l++)
		lessen(pieces + from + l, next);
	for (size_t l = COMMON_PASSWORD_LEAST; l <= rest && l <= COMMON_PASSWORD_MOST; l++)
		if (word_is_listed(text + from, l) || word_is_listed(meant + from, l))
			lessen(pieces + from + l, next);
	for (size_t unit = 1; unit <= from; unit++)
		lessen(pieces + from + repeat_length(text, text + from, unit, rest), next);
	/* A year: 1900 to 2099. */
	if (rest >= 4 && (memcmp(text + from, "19", 2) == 0 || memcmp(text + from, "20", 2) == 0) &&
	    strspn(text + from, "0123456789") >= 4)
		lessen(pieces + from + 4, next);
}

bool
password_is_common(struct slice password)
{
	char text[LOOK_MOST + 1], meant[LOOK_MOST + 1];
	uint8_t pieces[LOOK_MOST + 1];
	size_t length = password.length;

	if (length > LOOK_MOST)
		length = LOOK_MOST;
	for (size_t i = 0; i < length; i++) {
		text[i] = lower(password.at[i]);
		meant[i] = letter_meant(text[i]);
	}
	text[length] = meant[length] = '\0';
	/* Digits alone are a birthday or a telephone. */
	if (strspn(text, "0123456789- ") == length)
		return true;
	memset(pieces, LOOK_MOST, sizeof pieces);
	pieces[0] = 0;
	for (size_t i = 0; i < length; i++)
		pieces_from(text, meant, length, i, pieces);
	return pieces[length] <= PIECES_COMMON;
}
