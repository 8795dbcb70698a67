/* A cookie's value is a piece of the header without ';' and without white space around it. */
#include "cookie.h"
#include "fuzz.h"
#include "text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice header = {(const char *)data, size};
	struct slice value = cookie_find(header, SLICE(""), SLICE("session"));

	if (value.at != NULL) {
		MUST(value.at >= header.at && value.at + value.length <= header.at + header.length);
		MUST(value.length == 0 || memchr(value.at, ';', value.length) == NULL);
		MUST(text_trim(value).length == value.length);
	}
	return 0;
}
