#include "evidence/multipart.h"

#include "../../common/unit/lab.h"
#include "buffer.h"

#define TYPE "multipart/form-data; boundary=XyZ"

/* What a body is, read in pieces of `step` bytes: the file's bytes, and how it ended. */
struct heard {
	enum multipart end;
	struct slice bytes;
	const struct multipart_reader *reader;
	size_t fields_at_file;
};

static struct heard
hear(struct arena *arena, struct slice body, size_t step)
{
	struct multipart_reader *reader = multipart_new(arena, SLICE(TYPE), SLICE("file"));
	struct heard heard = {MULTIPART_MORE, {0}, reader, 99};
	struct buffer all = buffer_new(arena);

	assert_non_null(reader);
	for (size_t at = 0; at < body.length; at += step) {
		struct slice in = {body.at + at, body.length - at < step ? body.length - at : step};
		struct slice bytes;

		do {
			heard.end = multipart_read(reader, &in, &bytes);
			if (heard.end == MULTIPART_FILE)
				heard.fields_at_file = multipart_fields(reader)->count;
			if (heard.end == MULTIPART_BYTES)
				buffer_put(&all, bytes);
		} while (heard.end == MULTIPART_FILE || heard.end == MULTIPART_BYTES);
	}
	heard.bytes = buffer_slice(&all);
	return heard;
}

#define FIELD(name, value) \
	"--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_OF(name, bytes)                                                                \
	"--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" name "\"\r\n" \
	"Content-Type: text/plain\r\n\r\n" bytes "\r\n"
#define LAST "--XyZ--\r\n"

static void
a_body_is_read_in_pieces_of_any_size(void **arena)
{
	static const char body[] = FIELD("note", "现场") FIELD("unit", "")
	    FILE_OF("照片;一.jpg", "a\r\n--Xy\r\r\n\r\n--XyY\r\n-") LAST;

	for (size_t step = 1; step < sizeof body; step++) {
		struct heard heard = hear(*arena, (struct slice){body, sizeof body - 1}, step);

		assert_int_equal(heard.end, MULTIPART_END);
		assert_slice(heard.bytes, "a\r\n--Xy\r\r\n\r\n--XyY\r\n-");
		assert_int_equal(heard.fields_at_file, 2);
		assert_slice(form_get(multipart_fields(heard.reader), "note"), "现场");
		assert_slice(multipart_file_name(heard.reader), "照片;一.jpg");
	}
}

static void
an_empty_file_has_no_bytes(void **arena)
{
	struct heard heard = hear(*arena, SLICE(FILE_OF("a.txt", "") LAST), 7);

	assert_int_equal(heard.end, MULTIPART_END);
	assert_int_equal(heard.bytes.length, 0);
}

static void
what_is_not_of_the_form_is_wrong(void **arena)
{
	static const char *const wrong[] = {
	    "x" FILE_OF("a", "b") LAST,
	    LAST,
	    FIELD("note", "x") LAST,
	    FILE_OF("a", "b") FILE_OF("a", "b") LAST,
	    "--XyZ\r\n\r\nx\r\n" LAST,
	    "--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n" LAST,
	    "--XyZ\r\nContent-Disposition: form-data; name=\"no\xff\"\r\n\r\nx\r\n" LAST,
	    "--XyZxx" LAST,
	    FIELD("note", "\xff") FILE_OF("a", "b") LAST,
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		for (size_t step = 1; step < 100; step += 9)
			if (hear(*arena, slice_of(wrong[i]), step).end != MULTIPART_WRONG)
				fail_msg("taken: %s", wrong[i]);
}

static void
what_has_no_end_is_never_whole(void **arena)
{
	assert_int_equal(hear(*arena, SLICE(FILE_OF("a", "b")), 5).end, MULTIPART_MORE);
	assert_int_equal(hear(*arena, SLICE(FILE_OF("a", "b") "--XyZ-"), 5).end, MULTIPART_MORE);
}

static void
heads_fields_and_parts_have_bounds(void **arena)
{
	struct buffer body = buffer_new(*arena);

	buffer_text(&body, "--XyZ\r\nX: ");
	for (int i = 0; i < PART_HEAD_MOST; i++)
		buffer_text(&body, "y");
	assert_int_equal(hear(*arena, buffer_slice(&body), 100).end, MULTIPART_WRONG);
	body = buffer_new(*arena);
	buffer_text(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n");
	for (int i = 0; i <= PART_FIELD_MOST; i++)
		buffer_text(&body, "y");
	assert_int_equal(hear(*arena, buffer_slice(&body), 100).end, MULTIPART_WRONG);
	body = buffer_new(*arena);
	for (int i = 0; i <= PARTS_MOST; i++)
		buffer_text(&body, FIELD("n", "x"));
	assert_int_equal(hear(*arena, buffer_slice(&body), 100).end, MULTIPART_WRONG);
}

static void
the_type_names_a_boundary(void **arena)
{
	static const char *const wrong[] = {"", "multipart/form-data",
	    "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
	    "multipart/mixed; boundary=x", "multipart/form-data; charset=\"boundary=x\"",
	    "multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345"
	    "6789012345678901"};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_null(multipart_new(*arena, slice_of(wrong[i]), SLICE("file")));
	assert_non_null(multipart_new(
	    *arena, SLICE("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), SLICE("file")));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_body_is_read_in_pieces_of_any_size),
	    FACT(an_empty_file_has_no_bytes),
	    FACT(what_is_not_of_the_form_is_wrong),
	    FACT(what_has_no_end_is_never_whole),
	    FACT(heads_fields_and_parts_have_bounds),
	    FACT(the_type_names_a_boundary),
	};

	return RUN(facts);
}
