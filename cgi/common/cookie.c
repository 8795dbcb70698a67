#include "cookie.h"

#include "text.h"

struct slice
cookie_find(struct slice header, struct slice prefix, struct slice name)
{
	while (header.length > 0) {
		const char *end = memchr(header.at, ';', header.length);
		struct slice pair = header;
		size_t named = prefix.length + name.length;

		if (end != NULL)
			pair.length = (size_t)(end - header.at);
		header.at += pair.length + (end != NULL);
		header.length -= pair.length + (end != NULL);
		pair = text_trim(pair);
		if (pair.length > named && pair.at[named] == '=' && slice_starts(pair, prefix) &&
		    memcmp(pair.at + prefix.length, name.at, name.length) == 0)
			return text_trim(
			    (struct slice){pair.at + named + 1, pair.length - named - 1});
	}
	return (struct slice){0};
}
