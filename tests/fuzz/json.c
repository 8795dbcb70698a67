/* Whatever the JSON reader accepts is the same after writing and reading it again. */
#include "json.h"
#include "fuzz.h"
#include "text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct slice text = {(const char *)data, size};
	struct json_object *root, *again;

	if (json_read(arena, text, &root)) {
		struct slice written = json_text(arena, root);

		MUST(text_is_utf8(text) && text_is_utf8(written));
		MUST(memchr(written.at, '\0', written.length) == NULL);
		MUST(json_read(arena, written, &again));
		MUST(slice_equal(written, json_text(arena, again)));
	}
	arena_free(arena);
	return 0;
}
