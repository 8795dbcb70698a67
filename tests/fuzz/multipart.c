/*
 * A form with a file. The first line is its type, the second how large the pieces are that it comes in;
 * in pieces it is the same as at once, and its fields are text.
 */
/* A workflow's own file, which libwuhao hasn't. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "evidence/multipart.c"
#include "buffer.h"
#include "fuzz.h"

struct heard {
	enum multipart end;
	struct slice bytes, name;
	size_t fields;
};

static struct heard
hear(struct arena *arena, struct slice type, struct slice body, size_t step)
{
	struct multipart_reader *reader = multipart_new(arena, type, SLICE("file"));
	struct heard heard = {MULTIPART_WRONG};
	struct buffer all = buffer_new(arena);

	if (reader == NULL)
		return heard;
	heard.end = MULTIPART_MORE;
	for (size_t at = 0; at < body.length; at += step) {
		struct slice in = {body.at + at, body.length - at < step ? body.length - at : step};
		struct slice bytes;

		do {
			heard.end = multipart_read(reader, &in, &bytes);
			if (heard.end == MULTIPART_BYTES) {
				MUST(bytes.length > 0);
				buffer_put(&all, bytes);
			}
		} while (heard.end == MULTIPART_FILE || heard.end == MULTIPART_BYTES);
	}
	heard.bytes = buffer_slice(&all);
	heard.name = multipart_file_name(reader);
	heard.fields = multipart_fields(reader)->count;
	for (size_t i = 0; i < heard.fields; i++)
		MUST(text_is_utf8(multipart_fields(reader)->fields[i].value));
	return heard;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = {(const char *)data, size}, type = rest;
	const char *line = size == 0 ? NULL : memchr(data, '\n', size);
	struct arena *arena;
	struct heard whole, pieces;
	size_t step;

	if (line == NULL || line + 1 == rest.at + size)
		return 0;
	type.length = (size_t)(line - type.at);
	step = (size_t)(unsigned char)line[1] + 1;
	rest = (struct slice){line + 2, size - type.length - 2};
	arena = arena_new();
	whole = hear(arena, type, rest, rest.length + 1);
	pieces = hear(arena, type, rest, step);
	MUST(whole.end == pieces.end);
	MUST(slice_equal(whole.bytes, pieces.bytes));
	MUST(slice_equal(whole.name, pieces.name) && whole.fields == pieces.fields);
	arena_free(arena);
	return 0;
}
