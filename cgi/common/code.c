#include "code.h"

#include "crypto.h"
#include "text_point.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Times x in GF(32), polynomial x^5 + x^2 + 1. */
static unsigned
times_x(unsigned value)
{
	value <<= 1;
	return value & 32 ? value ^ 0x25 : value;
}

/* The place of an upper-case character in the alphabet; -1 if it has none. */
static int
place(char c)
{
	const char *found = c == '\0' ? NULL : strchr(alphabet, c);

	return found == NULL ? -1 : (int)(found - alphabet);
}

/* The sum of x^(count-1-i) * character i. */
static unsigned
sum(const char *characters, size_t count)
{
	unsigned total = 0;

	for (size_t i = 0; i < count; i++)
		total = times_x(total) ^ (unsigned)place(characters[i]);
	return total;
}

static void
random_characters(char *out, size_t count)
{
	random_bytes(out, count);
	for (size_t i = 0; i < count; i++)
		out[i] = alphabet[(unsigned char)out[i] & 31];
}

void
code_make(char shown[CODE_SHOWN_SIZE])
{
	char canonical[CODE_LENGTH];

	random_characters(canonical, CODE_LENGTH - 1);
	canonical[CODE_LENGTH - 1] = alphabet[times_x(sum(canonical, CODE_LENGTH - 1))];
	code_show(canonical, shown);
}

void
code_show(const char canonical[CODE_LENGTH], char shown[CODE_SHOWN_SIZE])
{
	size_t out = 0;

	for (size_t i = 0; i < CODE_LENGTH; i++) {
		if (i > 0 && i % 4 == 0)
			shown[out++] = '-';
		shown[out++] = canonical[i];
	}
	shown[out] = '\0';
}

static bool
is_separator(uint32_t point)
{
	return point == '-' || point == ' ' || (point >= '\t' && point <= '\r') || point == 0xa0 ||
	       (point >= 0x2010 && point <= 0x2015) || point == 0x200b || point == 0x2212 ||
	       point == 0x3000 || point == 0xfeff || point == 0xff0d;
}

/* Upper-case ASCII of a letter or digit, also of a full-width one; O is 0, I and L are 1. */
static char
as_character(uint32_t point)
{
	if (point >= 0xff10 && point <= 0xff5a)
		point -= 0xff10 - '0';
	if (point >= 'a' && point <= 'z')
		point -= 'a' - 'A';
	if (point == 'O')
		return '0';
	if (point == 'I' || point == 'L')
		return '1';
	if ((point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z'))
		return (char)point;
	return '\0';
}

enum { TYPED_MOST = 20 };

/* What was typed without separators: its length; 0 for anything but letters, or too many. */
static size_t
typed_read(struct slice typed, char out[TYPED_MOST])
{
	size_t count = 0;

	while (typed.length > 0) {
		uint32_t point;
		size_t length = text_point(typed, &point);
		char c;

		if (length == 0)
			return 0;
		typed.at += length;
		typed.length -= length;
		if (is_separator(point))
			continue;
		c = as_character(point);
		if (c == '\0' || count == TYPED_MOST)
			return 0;
		out[count++] = c;
	}
	return count;
}

static bool
all_in_alphabet(const char *characters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (place(characters[i]) < 0)
			return false;
	return true;
}

enum code_reading
code_read(struct slice typed, char canonical[CODE_LENGTH])
{
	char read[TYPED_MOST];
	size_t count = typed_read(typed, read);

	if (count < 12)
		return CODE_NOT_A_CODE;
	if (count != CODE_LENGTH || !all_in_alphabet(read, count) || sum(read, count) != 0)
		return CODE_MISTYPED;
	memcpy(canonical, read, CODE_LENGTH);
	return CODE_OK;
}

static void
digest_of(struct slice domain, const char canonical[CODE_LENGTH], unsigned char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	digest_add_field(digest, domain);
	digest_add_field(digest, (struct slice){canonical, CODE_LENGTH});
	digest_done(digest, out);
}

void
code_digest(const char canonical[CODE_LENGTH], unsigned char digest[CODE_DIGEST_SIZE])
{
	digest_of(SLICE("wuhao card"), canonical, digest);
}

void
code_receipt(const char canonical[CODE_LENGTH], char shown[CODE_SHOWN_SIZE])
{
	unsigned char digest[DIGEST_SIZE];
	char characters[CODE_LENGTH];

	digest_of(SLICE("wuhao receipt"), canonical, digest);
	for (size_t i = 0; i < CODE_LENGTH; i++) {
		size_t bit = i * 5;
		unsigned two = (unsigned)digest[bit / 8] << 8 | digest[bit / 8 + 1];

		characters[i] = alphabet[two >> (11 - bit % 8) & 31];
	}
	code_show(characters, shown);
}

void
receipt_digest(const char shown[CODE_SHOWN_SIZE], unsigned char digest[CODE_DIGEST_SIZE])
{
	sha256(slice_of(shown), digest);
}

bool
receipt_read(struct slice typed, char shown[CODE_SHOWN_SIZE])
{
	char read[TYPED_MOST];
	size_t count = typed_read(typed, read);

	if (count != CODE_LENGTH || !all_in_alphabet(read, count))
		return false;
	code_show(read, shown);
	return true;
}

static void
lower(char *characters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (characters[i] >= 'A' && characters[i] <= 'Z')
			characters[i] = (char)(characters[i] - 'A' + 'a');
}

bool
mark_read(struct slice typed, char mark[MARK_SIZE])
{
	if (typed.length != MARK_LENGTH)
		return false;
	for (size_t i = 0; i < MARK_LENGTH; i++) {
		mark[i] = as_character((unsigned char)typed.at[i]);
		if (place(mark[i]) < 0)
			return false;
	}
	lower(mark, MARK_LENGTH);
	mark[MARK_LENGTH] = '\0';
	return true;
}

void
number_make(char number[NUMBER_SIZE])
{
	random_characters(number, NUMBER_SIZE - 1);
	number[NUMBER_SIZE - 1] = '\0';
}
