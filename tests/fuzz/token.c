/*
 * An ID token, and the keys that it is verified by, as a provider may send them. Before the first line
 * feed stand the keys, behind it the token; what is not signed by a key that is there is never taken.
 */
/* A workflow's own file, which libwuhao hasn't. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "account/token.c"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct slice whole = {(const char *)data, size}, keys = whole, token = {0};
	const char *line = size == 0 ? NULL : memchr(data, '\n', size), *fault = NULL;
	const struct expected expected = {
	    .issuer = SLICE("https://sso.example"),
	    .client = SLICE("wuhao"),
	    .nonce = SLICE("nonce"),
	    .now = 1790000000,
	};
	struct json_object *object, *claims = NULL;

	if (line != NULL) {
		keys.length = (size_t)(line - keys.at);
		token = (struct slice){line + 1, size - keys.length - 1};
	}
	if (json_read(arena, keys, &object) && json_object_is_type(object, json_type_object)) {
		if (token_read(arena, token, object, &expected, &claims, &fault)) {
			MUST(fault == NULL);
			MUST(slice_equal(json_member_text(claims, "iss"), expected.issuer));
			MUST(json_object_array_length(json_member(object, "keys")) > 0);
		} else {
			MUST(fault != NULL);
		}
	}
	arena_free(arena);
	return 0;
}
