/*
 * What a failed call answers: JSON always, and of PostgreSQL's own message, detail and hint nothing.
 * The input is SQLSTATE (5 bytes), then message, detail, hint and column, each ended by NUL.
 */
#include "fuzz.h"
#include "json.h"
#include "request.h"
#include "text.h"

#define SECRET "citizen's text"

static struct slice
piece(const uint8_t **data, size_t *size)
{
	const uint8_t *end = *size == 0 ? NULL : memchr(*data, '\0', *size);
	struct slice s = {(const char *)*data, end == NULL ? *size : (size_t)(end - *data)};
	size_t taken = s.length + (end != NULL);

	*data += taken;
	*size -= taken;
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct program program = {"fuzz", NULL, 0, .plain = true};
	struct arena *arena = arena_new();
	struct request q = {.arena = arena, .program = &program};
	struct refusal refusal;
	struct json_object *root;
	struct slice json;

	if (size >= 5) {
		refusal = (struct refusal){.state = {(const char *)data, 5}};
		data += 5;
		size -= 5;
		refusal.message = piece(&data, &size);
		refusal.detail = piece(&data, &size);
		refusal.hint = piece(&data, &size);
		refusal.column = piece(&data, &size);
		if (!slice_starts(refusal.state, SLICE("WH"))) {
			refusal.message = refusal.hint = SLICE(SECRET);
			refusal.detail = SLICE("Failing row contains (" SECRET ").");
		}
		problem_from_sqlstate(&q, &refusal);
		json = problem_json(arena, &q.problem);
		MUST(q.problem.status >= 400 && q.problem.status <= 599);
		/* PostgreSQL sends UTF-8; other bytes don't come. */
		if (text_is_utf8(refusal.detail) && text_is_utf8(refusal.column))
			MUST(json_read(arena, json, &root));
		MUST(slice_starts(refusal.state, SLICE("WH")) ||
		     memmem(json.at, json.length, SECRET, strlen(SECRET)) == NULL);
	}
	arena_free(arena);
	return 0;
}
