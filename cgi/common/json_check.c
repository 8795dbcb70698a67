#include "json_check.h"

#include "json.h"
#include "text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { NUMBER_MOST = 64 }; /* characters of a number */

struct reader {
	const char *at, *end;
	int depth;
	size_t members;
};

static bool value_check(struct reader *r);

static void
white_skip(struct reader *r)
{
	while (
	    r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

static bool
take(struct reader *r, char byte)
{
	if (r->at == r->end || *r->at != byte)
		return false;
	r->at++;
	return true;
}

static bool
word_check(struct reader *r, struct slice word)
{
	if (!slice_starts((struct slice){r->at, (size_t)(r->end - r->at)}, word))
		return false;
	r->at += word.length;
	return true;
}

/* Four hexadecimal digits; -1 if they aren't there. */
static long
unit_read(struct reader *r)
{
	long unit = 0;

	for (int i = 0; i < 4; i++, r->at++) {
		char c;

		if (r->at == r->end)
			return -1;
		c = *r->at;
		if (c >= '0' && c <= '9')
			unit = unit * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			unit = unit * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			unit = unit * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return unit;
}

/* After a backslash. \u0000 and half surrogates are refused. */
static bool
escape_check(struct reader *r)
{
	long unit;

	if (r->at == r->end)
		return false;
	if (*r->at != 'u')
		return strchr("\"\\/bfnrt", *r->at++) != NULL;
	r->at++;
	unit = unit_read(r);
	if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return false;
	if (unit < 0xd800 || unit > 0xdbff)
		return true;
	if (!take(r, '\\') || !take(r, 'u'))
		return false;
	unit = unit_read(r);
	return unit >= 0xdc00 && unit <= 0xdfff;
}

static bool
string_check(struct reader *r)
{
	if (!take(r, '"'))
		return false;
	while (r->at < r->end) {
		unsigned char byte = (unsigned char)*r->at++;

		if (byte == '"')
			return true;
		if (byte < 0x20 || (byte == '\\' && !escape_check(r)))
			return false;
	}
	return false;
}

static bool
digits_skip(struct reader *r)
{
	const char *start = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return r->at > start;
}

/* RFC 8259, section 6, within 64 bits or a finite double. */
static bool
number_check(struct reader *r)
{
	char copy[NUMBER_MOST + 1];
	const char *start = r->at;
	bool whole = true;
	size_t length;

	(void)take(r, '-');
	if (!take(r, '0') && !digits_skip(r))
		return false;
	if (take(r, '.')) {
		whole = false;
		if (!digits_skip(r))
			return false;
	}
	if (take(r, 'e') || take(r, 'E')) {
		whole = false;
		if (!take(r, '+'))
			(void)take(r, '-');
		if (!digits_skip(r))
			return false;
	}
	length = (size_t)(r->at - start);
	if (length > NUMBER_MOST)
		return false;
	memcpy(copy, start, length);
	copy[length] = '\0';
	errno = 0;
	if (whole) {
		(void)strtoll(copy, NULL, 10);
		return errno == 0;
	}
	return isfinite(strtod(copy, NULL)) != 0;
}

static bool
member_check(struct reader *r)
{
	white_skip(r);
	if (!string_check(r))
		return false;
	white_skip(r);
	if (!take(r, ':'))
		return false;
	r->members++;
	return value_check(r);
}

/* An object or array after its opening bracket. */
static bool
inside_check(struct reader *r, char close, bool (*one)(struct reader *))
{
	if (++r->depth > JSON_MOST_DEPTH)
		return false;
	white_skip(r);
	if (!take(r, close)) {
		do {
			if (!one(r))
				return false;
			white_skip(r);
		} while (take(r, ','));
		if (!take(r, close))
			return false;
	}
	r->depth--;
	return true;
}

static bool
value_check(struct reader *r)
{
	white_skip(r);
	if (r->at == r->end)
		return false;
	switch (*r->at) {
	case '{': r->at++; return inside_check(r, '}', member_check);
	case '[': r->at++; return inside_check(r, ']', value_check);
	case '"': return string_check(r);
	case 't': return word_check(r, SLICE("true"));
	case 'f': return word_check(r, SLICE("false"));
	case 'n': return word_check(r, SLICE("null"));
	default: return number_check(r);
	}
}

bool
json_check(struct slice text, size_t *members)
{
	struct reader r = {.at = text.at, .end = text.at + text.length};

	if (text.length == 0 || !text_is_utf8(text))
		return false;
	if (!value_check(&r))
		return false;
	white_skip(&r);
	*members = r.members;
	return r.at == r.end;
}
