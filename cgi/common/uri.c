#include "uri.h"

#include "text.h"

#include <stdlib.h>

static int
digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

bool
uri_decode_form(struct arena *arena, struct slice part, struct slice *decoded)
{
	char *out = arena_alloc(arena, part.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < part.length; i++) {
		char byte = part.at[i];

		if (byte == '%') {
			int high = part.length - i > 2 ? digit_value(part.at[i + 1]) : -1;
			int low = part.length - i > 2 ? digit_value(part.at[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			byte = (char)(unsigned char)(high << 4 | low);
			i += 2;
		} else if (byte == '+') {
			byte = ' ';
		}
		if (byte == '\0')
			return false;
		out[length++] = byte;
	}
	out[length] = '\0';
	if (!text_is_utf8((struct slice){out, length}))
		return false;
	*decoded = (struct slice){out, length};
	return true;
}

static bool
is_unreserved(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
	       byte == '~';
}

struct slice
uri_encode(struct arena *arena, struct slice text)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out;
	size_t length = 0;

	if (text.length > (size_t)-1 / 8)
		abort();
	out = arena_alloc(arena, text.length * 3 + 1);
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		if (is_unreserved(text.at[i])) {
			out[length++] = text.at[i];
			continue;
		}
		out[length++] = '%';
		out[length++] = digits[byte >> 4];
		out[length++] = digits[byte & 15];
	}
	out[length] = '\0';
	return (struct slice){out, length};
}
