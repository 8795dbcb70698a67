/* Each kind of field, by the first byte, with any text: it is refused in words, or safe for SQL. */
#include "field.h"
#include "fuzz.h"
#include "json.h"
#include "text.h"

static void
value_check(const struct field *field, struct slice value)
{
	MUST(text_is_utf8(value));
	MUST(value.length == 0 || memchr(value.at, '\0', value.length) == NULL);
	if (field->kind == FIELD_TEXT || field->kind == FIELD_LINE)
		MUST(text_length(value) <= (size_t)field->most);
	if (field->kind == FIELD_IDS || field->kind == FIELD_WORDS)
		for (size_t i = 1; i + 1 < value.length; i++)
			MUST(strchr(",_abcdefghijklmnopqrstuvwxyz0123456789", value.at[i]) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct field field = {"f", FIELD_TEXT, 1, 50};
	struct json_object *json;
	struct slice text, value, sentence;

	if (size > 0) {
		field.kind = (enum kind)(data[0] % (FIELD_JSON + 1));
		text = (struct slice){(const char *)data + 1, size - 1};
		if (text_is_utf8(text) &&
		    (size == 1 || memchr(text.at, '\0', text.length) == NULL)) {
			sentence = field_check(arena, &field, text, &value);
			if (sentence.at == NULL)
				value_check(&field, value);
			MUST(text_is_utf8(sentence));
		}
		if (json_read(arena, text, &json)) {
			sentence = field_check_json(arena, &field, json, &value);
			if (sentence.at == NULL)
				value_check(&field, value);
		}
	}
	arena_free(arena);
	return 0;
}
