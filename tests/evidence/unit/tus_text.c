#include "evidence/tus_text.h"
#include "buffer.h"

#include "../../common/unit/lab.h"

static struct form
read_metadata(void **arena, const char *header)
{
	struct form form;

	assert_true(tus_metadata(*arena, slice_of(header), &form));
	return form;
}

static void
metadata_is_keys_with_base64(void **arena)
{
	struct form form =
	    read_metadata(arena, "filename 54Wn54mHLmpwZw==,restricted,note ,unit MTI=");

	assert_int_equal(form.count, 4);
	assert_slice(form_get(&form, "filename"), "照片.jpg");
	assert_slice(form_get(&form, "restricted"), "");
	assert_slice(form_get(&form, "note"), "");
	assert_slice(form_get(&form, "unit"), "12");
	assert_null(form_get(&form, "other").at);
}

static void
padding_and_blanks_may_be_left_out(void **arena)
{
	struct form form = read_metadata(arena, "filename 54Wn54mHLmpwZw, unit MTI");

	assert_slice(form_get(&form, "filename"), "照片.jpg");
	assert_slice(form_get(&form, "unit"), "12");
	assert_int_equal(read_metadata(arena, "").count, 0);
}

static void
what_is_no_metadata_is_refused(void **arena)
{
	static const char *const wrong[] = {",", "a,", "a,,b", "a eA==,a eA==", "a b c", "a !",
	    "a gA==", "a AA==", "\xc3\xa9 eA==", "a eA==\t", "a\x01 eA=="};
	struct form form;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (tus_metadata(*arena, slice_of(wrong[i]), &form))
			fail_msg("taken: %s", wrong[i]);
}

static void
metadata_has_bounds(void **arena)
{
	char *long_key = arena_zero(*arena, METADATA_MOST + 2);
	struct buffer header = buffer_new(*arena);
	struct form form;

	for (int i = 0; i < METADATA_MOST_PAIRS; i++)
		buffer_format(&header, "%sk%d", i == 0 ? "" : ",", i);
	assert_true(tus_metadata(*arena, buffer_slice(&header), &form));
	buffer_format(&header, ",k%d", METADATA_MOST_PAIRS);
	assert_false(tus_metadata(*arena, buffer_slice(&header), &form));
	memset(long_key, 'a', METADATA_MOST + 1);
	assert_false(tus_metadata(*arena, slice_of(long_key), &form));
}

static void
numbers_are_digits(void **arena)
{
	static const char *const wrong[] = {
	    "", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9007199254740992", "99999999999999999"};
	long long number;

	(void)arena;
	assert_true(tus_number(SLICE("0"), &number) && number == 0);
	assert_true(tus_number(SLICE("9007199254740991"), &number) && number == 9007199254740991LL);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(tus_number(slice_of(wrong[i]), &number));
	assert_false(tus_number((struct slice){0}, &number));
}

static void
a_checksum_is_sha1_or_sha256(void **arena)
{
	static const char *const wrong[] = {"", "sha1", "sha1 ",
	    "md5 1B2M2Y8AsgTpgAmY7PhCfg==", "SHA1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
	    "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu",
	    "sha1 Kq5sNclPz7QV2-lfQIuc6R7oRu0="};
	struct checksum checksum;
	struct digest *digest = digest_new_sha1();
	unsigned char computed[DIGEST_SIZE];

	/* The protocol's own example. */
	digest_add(digest, SLICE("hello world"));
	digest_done(digest, computed);
	assert_true(tus_checksum(*arena, SLICE("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="), &checksum));
	assert_true(checksum.is_sha1);
	assert_memory_equal(checksum.digest, computed, DIGEST_SHA1_SIZE);
	assert_true(tus_checksum(
	    *arena, SLICE("sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="), &checksum));
	assert_false(checksum.is_sha1);
	sha256(SLICE("hello world"), computed);
	assert_memory_equal(checksum.digest, computed, DIGEST_SIZE);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (tus_checksum(*arena, slice_of(wrong[i]), &checksum))
			fail_msg("taken: %s", wrong[i]);
}

static void
a_digest_is_64_digits(void **arena)
{
	unsigned char digest[DIGEST_SIZE], wanted[DIGEST_SIZE];
	struct slice text;

	sha256(SLICE("x"), wanted);
	text = hex(*arena, wanted, sizeof wanted);
	assert_true(digest_read(text, digest));
	assert_memory_equal(digest, wanted, sizeof wanted);
	assert_false(digest_read((struct slice){text.at, 63}, digest));
	assert_false(digest_read(SLICE("zz"), digest));
	assert_false(digest_read((struct slice){0}, digest));
}

static void
a_time_is_written_as_http_does(void **arena)
{
	assert_slice(tus_time(*arena, 1403712000), "Wed, 25 Jun 2014 16:00:00 GMT");
	assert_slice(tus_time(*arena, 0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

static void
a_running_digest_goes_on_where_it_was_put_away(void **arena)
{
	char text[1000];
	unsigned char whole[DIGEST_SIZE], pieces[DIGEST_SIZE];

	(void)arena;
	memset(text, 'a', sizeof text);
	sha256((struct slice){text, sizeof text}, whole);
	for (size_t cut = 0; cut <= sizeof text; cut += 37) {
		struct running first, second;

		running_begin(&first);
		running_add(&first, (struct slice){text, cut});
		memcpy(&second, &first, sizeof second);
		running_add(&second, (struct slice){text + cut, sizeof text - cut});
		running_digest(&second, pieces);
		assert_memory_equal(pieces, whole, sizeof whole);
		running_digest(&second, pieces); /* asking changes nothing */
		assert_memory_equal(pieces, whole, sizeof whole);
	}
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(metadata_is_keys_with_base64),
	    FACT(padding_and_blanks_may_be_left_out),
	    FACT(what_is_no_metadata_is_refused),
	    FACT(metadata_has_bounds),
	    FACT(numbers_are_digits),
	    FACT(a_checksum_is_sha1_or_sha256),
	    FACT(a_digest_is_64_digits),
	    FACT(a_time_is_written_as_http_does),
	    FACT(a_running_digest_goes_on_where_it_was_put_away),
	};

	return RUN(facts);
}
