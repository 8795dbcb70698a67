#include "totp.h"

#include "crypto.h"

uint32_t
totp_number(struct slice secret, uint64_t step)
{
	unsigned char counter[8], digest[DIGEST_SHA1_SIZE];
	const unsigned char *at;

	for (int i = 7; i >= 0; i--, step >>= 8)
		counter[i] = (unsigned char)step;
	hmac_sha1(secret, (struct slice){(const char *)counter, sizeof counter}, digest);
	/* RFC 4226 section 5.3: four bytes from where the last one says, without their sign */
	at = digest + (digest[DIGEST_SHA1_SIZE - 1] & 15);
	return ((uint32_t)(at[0] & 127) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
		   at[3]) %
	       1000000;
}

/* The digit at the start, half- or full-width (U+FF10 to U+FF19), and its bytes; -1 for others. */
static int
digit_at(struct slice typed, size_t *bytes)
{
	const unsigned char *at = (const unsigned char *)typed.at;

	*bytes = 1;
	if (at[0] >= '0' && at[0] <= '9')
		return at[0] - '0';
	*bytes = 3;
	if (typed.length >= 3 && at[0] == 0xef && at[1] == 0xbc && at[2] >= 0x90 && at[2] <= 0x99)
		return at[2] - 0x90;
	return -1;
}

bool
totp_read(struct slice typed, uint32_t *number)
{
	int digits = 0;

	*number = 0;
	while (typed.length > 0) {
		size_t bytes;
		int digit = digit_at(typed, &bytes);

		if (typed.at[0] == ' ') {
			bytes = 1;
		} else if (digit < 0 || ++digits > TOTP_DIGITS) {
			return false;
		} else {
			*number = *number * 10 + (uint32_t)digit;
		}
		typed = (struct slice){typed.at + bytes, typed.length - bytes};
	}
	return digits == TOTP_DIGITS;
}

uint64_t
totp_step(struct slice secret, uint32_t number, int64_t seconds)
{
	uint64_t now = (uint64_t)seconds / TOTP_SECONDS, found = 0;

	for (uint64_t step = now - TOTP_DRIFT; step <= now + TOTP_DRIFT; step++) {
		uint32_t right = totp_number(secret, step);

		if (equal_constant(&right, &number, sizeof number))
			found = step;
	}
	return found;
}

struct slice
base32(struct arena *arena, struct slice bytes)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	size_t length = (bytes.length * 8 + 4) / 5;
	char *text = arena_alloc(arena, length + 1);

	for (size_t i = 0; i < length; i++) {
		size_t bit = i * 5;
		unsigned two = (unsigned)(unsigned char)bytes.at[bit / 8] << 8;

		if (bit / 8 + 1 < bytes.length)
			two |= (unsigned char)bytes.at[bit / 8 + 1];
		text[i] = alphabet[two >> (11 - bit % 8) & 31];
	}
	text[length] = '\0';
	return (struct slice){text, length};
}
