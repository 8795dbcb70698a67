/*
 * The tus protocol's headers. The first byte says which: metadata, a checksum, a number or a digest.
 * What is taken of metadata is text under keys of their own.
 */
/* A workflow's own file, which libwuhao hasn't. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "evidence/tus_text.c"
#include "fuzz.h"

static void
metadata_hold(struct arena *arena, struct slice header)
{
	struct form form;

	if (!tus_metadata(arena, header, &form))
		return;
	MUST(form.count <= METADATA_MOST_PAIRS && header.length <= METADATA_MOST);
	for (size_t i = 0; i < form.count; i++) {
		struct form_field *field = form.fields + i;

		MUST(
		    is_key(field->name) && memchr(field->name.at, ',', field->name.length) == NULL);
		MUST(text_is_utf8(field->value));
		for (size_t j = 0; j < i; j++)
			MUST(!slice_equal(form.fields[j].name, field->name));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice header = {(const char *)data + 1, size - 1};
	struct arena *arena;
	struct checksum checksum;
	unsigned char digest[DIGEST_SIZE];
	long long number;

	if (size == 0)
		return 0;
	arena = arena_new();
	switch (data[0] % 4) {
	case 0: metadata_hold(arena, header); break;
	case 1:
		if (tus_checksum(arena, header, &checksum))
			MUST(slice_starts(
			    header, checksum.is_sha1 ? SLICE("sha1 ") : SLICE("sha256 ")));
		break;
	case 2:
		if (tus_number(header, &number)) {
			MUST(number >= 0 && number <= FIELD_ID_MOST);
			MUST(tus_time(arena, number).at != NULL);
		}
		break;
	default:
		if (digest_read(header, digest))
			MUST(header.length == 2 * DIGEST_SIZE);
	}
	arena_free(arena);
	return 0;
}
