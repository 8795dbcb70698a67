/* Whatever the form reader accepts is UTF-8 without NUL, and encodes to a form that reads the same. */
#include "form.h"
#include "buffer.h"
#include "fuzz.h"
#include "text.h"
#include "uri.h"

static struct slice
form_written(struct arena *arena, const struct form *form)
{
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < form->count; i++) {
		buffer_put(&out, uri_encode(arena, form->fields[i].name));
		buffer_text(&out, "=");
		buffer_put(&out, uri_encode(arena, form->fields[i].value));
		buffer_text(&out, "&");
	}
	return buffer_slice(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct form form, again;

	if (form_parse(arena, (struct slice){(const char *)data, size}, &form)) {
		MUST(form.count <= FORM_MOST_FIELDS);
		MUST(form_parse(arena, form_written(arena, &form), &again));
		MUST(again.count == form.count);
		for (size_t i = 0; i < form.count; i++) {
			struct slice value = form.fields[i].value;

			MUST(text_is_utf8(value) && value.at != NULL);
			MUST(value.length == 0 || memchr(value.at, '\0', value.length) == NULL);
			MUST(slice_equal(form.fields[i].name, again.fields[i].name));
			MUST(slice_equal(value, again.fields[i].value));
		}
	}
	arena_free(arena);
	return 0;
}
