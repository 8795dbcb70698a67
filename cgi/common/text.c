#include "text.h"

#include "text_point.h"

#include <stdint.h>

/* RFC 3629, section 4: the second byte's range depends on the first. */
size_t
text_point(struct slice s, uint32_t *point)
{
	const unsigned char *at = (const unsigned char *)s.at;
	unsigned char low = 0x80, high = 0xbf;
	size_t length;

	if (s.length == 0)
		return 0;
	if (at[0] < 0x80) {
		*point = at[0];
		return 1;
	}
	if (at[0] < 0xc2 || at[0] > 0xf4)
		return 0;
	length = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
	if (s.length < length)
		return 0;
	switch (at[0]) {
	case 0xe0: low = 0xa0; break;
	case 0xed: high = 0x9f; break;
	case 0xf0: low = 0x90; break;
	case 0xf4: high = 0x8f; break;
	default: break;
	}
	if (at[1] < low || at[1] > high)
		return 0;
	*point = at[0] & (0xffU >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (at[i] & 0x3f);
	}
	return length;
}

bool
text_is_utf8(struct slice s)
{
	while (s.length > 0) {
		uint32_t point;
		size_t length = text_point(s, &point);

		if (length == 0)
			return false;
		s.at += length;
		s.length -= length;
	}
	return true;
}

size_t
text_length(struct slice s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.length; i++)
		count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
	return count;
}

static bool
is_white(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xa0 ||
	       point == 0x200b || point == 0x3000 || point == 0xfeff;
}

/* Where the last character of `s` begins; `s` isn't empty. */
static size_t
last_start(struct slice s)
{
	size_t i = s.length - 1;

	while (i > 0 && ((unsigned char)s.at[i] & 0xc0) == 0x80)
		i--;
	return i;
}

struct slice
text_trim(struct slice s)
{
	uint32_t point;

	while (s.length > 0) {
		size_t length = text_point(s, &point);

		if (length == 0 || !is_white(point))
			break;
		s.at += length;
		s.length -= length;
	}
	while (s.length > 0) {
		size_t start = last_start(s);
		struct slice last = {s.at + start, s.length - start};

		if (text_point(last, &point) != last.length || !is_white(point))
			break;
		s.length = start;
	}
	return s;
}

static bool
has_control(struct slice s, bool lines)
{
	while (s.length > 0) {
		uint32_t point;
		size_t length = text_point(s, &point);

		if (length == 0)
			return true;
		if (point < 0x20 && !(lines && (point == '\n' || point == '\t')))
			return true;
		if ((point >= 0x7f && point <= 0x9f) ||
		    (!lines && (point == 0x2028 || point == 0x2029)))
			return true;
		s.at += length;
		s.length -= length;
	}
	return false;
}

/* What text_has_hidden() finds, in order. */
static const struct {
	uint32_t first, last;
} hidden[] = {
    {0xad, 0xad},       /* soft hyphen */
    {0x61c, 0x61c},     /* Arabic letter mark */
    {0x200b, 0x200f},   /* zero-width space and joiners, marks of direction */
    {0x2028, 0x202e},   /* line and paragraph separators, embeddings and overrides */
    {0x2060, 0x206f},   /* word joiner, invisible operators, isolates, deprecated formats */
    {0xfeff, 0xfeff},   /* byte order mark */
    {0xfff9, 0xfffb},   /* interlinear annotation */
    {0xe0000, 0xe007f}, /* tags */
};

bool
text_has_hidden(struct slice s)
{
	uint32_t point;

	for (size_t length; (length = text_point(s, &point)) > 0;) {
		for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
			if (point >= hidden[i].first && point <= hidden[i].last)
				return true;
		s.at += length;
		s.length -= length;
	}
	return false;
}

bool
text_has_control(struct slice s)
{
	return has_control(s, false);
}

bool
text_has_control_but_lines(struct slice s)
{
	return has_control(s, true);
}

bool
text_is_formula(struct slice s)
{
	static const uint32_t signs[] = {
	    '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20, '\t', '\r', '\n'};
	uint32_t point;

	while (s.length > 0 && s.at[0] == '\'') {
		s.at++;
		s.length--;
	}
	if (text_point(s, &point) == 0)
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (point == signs[i])
			return true;
	return false;
}
