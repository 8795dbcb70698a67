#include "tus_text.h"

#include "field.h"
#include "text.h"

#include <sodium.h>
#include <time.h>

bool
tus_number(struct slice header, long long *number)
{
	if (header.length == 0 || header.length > FIELD_ID_DIGITS)
		return false;
	*number = 0;
	for (size_t i = 0; i < header.length; i++) {
		if (header.at[i] < '0' || header.at[i] > '9')
			return false;
		*number = *number * 10 + (header.at[i] - '0');
	}
	return *number <= FIELD_ID_MOST;
}

/* Padding may be missing, as some senders leave it out. */
static bool
base64_read(struct arena *arena, struct slice text, struct slice *bytes)
{
	size_t most = text.length / 4 * 3 + 3;
	char *out = arena_alloc(arena, most + 1);
	size_t length;

	while (text.length > 0 && text.at[text.length - 1] == '=')
		text.length--;
	if (sodium_base642bin((unsigned char *)out, most, text.length == 0 ? "" : text.at,
		text.length, NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
		return false;
	out[length] = '\0';
	*bytes = (struct slice){out, length};
	return true;
}

/* Takes what stands before the first `end` off the front; `end` goes too. */
static struct slice
cut(struct slice *rest, char end)
{
	const char *found = rest->length == 0 ? NULL : memchr(rest->at, end, rest->length);
	struct slice part = *rest;

	if (found != NULL)
		part.length = (size_t)(found - rest->at);
	rest->at += part.length + (found != NULL);
	rest->length -= part.length + (found != NULL);
	return part;
}

static bool
is_key(struct slice key)
{
	for (size_t i = 0; i < key.length; i++)
		if (key.at[i] <= ' ' || key.at[i] > '~')
			return false;
	return key.length > 0;
}

static struct slice
trimmed(struct slice text)
{
	while (text.length > 0 && text.at[0] == ' ') {
		text.at++;
		text.length--;
	}
	while (text.length > 0 && text.at[text.length - 1] == ' ')
		text.length--;
	return text;
}

static bool
pair_read(struct arena *arena, struct slice pair, struct form *form)
{
	struct form_field *field = form->fields + form->count;
	struct slice value = trimmed(pair);
	struct slice name = cut(&value, ' ');

	if (!is_key(name) || !base64_read(arena, value, &field->value) ||
	    !text_is_utf8(field->value) ||
	    (field->value.length > 0 && memchr(field->value.at, '\0', field->value.length) != NULL))
		return false;
	for (size_t i = 0; i < form->count; i++)
		if (slice_equal(form->fields[i].name, name))
			return false;
	field->name = name;
	form->count++;
	return true;
}

bool
tus_metadata(struct arena *arena, struct slice header, struct form *form)
{
	*form = (struct form){arena_zero(arena, METADATA_MOST_PAIRS * sizeof *form->fields), 0};
	if (header.length > METADATA_MOST)
		return false;
	/* A comma at the end is followed by a pair that is empty. */
	for (bool more = header.length > 0; more;) {
		more = memchr(header.at, ',', header.length) != NULL;
		if (form->count == METADATA_MOST_PAIRS ||
		    !pair_read(arena, cut(&header, ','), form))
			return false;
	}
	return true;
}

bool
tus_checksum(struct arena *arena, struct slice header, struct checksum *checksum)
{
	struct slice name = cut(&header, ' ');
	struct slice digest;
	size_t size;

	if (header.length > 4 * DIGEST_SIZE || !base64_read(arena, header, &digest))
		return false;
	checksum->is_sha1 = slice_equal(name, SLICE("sha1"));
	if (!checksum->is_sha1 && !slice_equal(name, SLICE("sha256")))
		return false;
	size = checksum->is_sha1 ? DIGEST_SHA1_SIZE : DIGEST_SIZE;
	if (digest.length != size)
		return false;
	memcpy(checksum->digest, digest.at, size);
	return true;
}

bool
digest_read(struct slice text, unsigned char digest[DIGEST_SIZE])
{
	size_t length;

	return text.length == 2 * DIGEST_SIZE &&
	       sodium_hex2bin(digest, DIGEST_SIZE, text.at, text.length, NULL, &length, NULL) ==
		   0 &&
	       length == DIGEST_SIZE;
}

struct slice
tus_time(struct arena *arena, long long time)
{
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t seconds = (time_t)time;
	struct tm day;

	if (gmtime_r(&seconds, &day) == NULL)
		return SLICE("");
	return arena_format(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day.tm_wday],
	    day.tm_mday, months[day.tm_mon], day.tm_year + 1900, day.tm_hour, day.tm_min,
	    day.tm_sec);
}
