#include "uri.h"
#include "lab.h"

static void
percents_are_decoded_and_plus_is_a_space(void **arena)
{
	struct slice decoded;

	assert_true(uri_decode_form(*arena, SLICE("a%20b%E6%BB%A1%e6%84%8f"), &decoded));
	assert_slice(decoded, "a b满意");
	assert_true(uri_decode_form(*arena, SLICE(""), &decoded));
	assert_slice(decoded, "");
	assert_true(uri_decode_form(*arena, SLICE("a+b%2Bc"), &decoded));
	assert_slice(decoded, "a b+c");
}

static void
a_percent_without_two_digits_is_refused(void **arena)
{
	struct slice decoded = {0};

	assert_false(uri_decode_form(*arena, SLICE("%e5%9"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("%"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("a%g0"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("%0"), &decoded));
	assert_null(decoded.at);
}

static void
what_is_not_utf8_or_holds_nul_is_refused(void **arena)
{
	struct slice decoded;

	assert_false(uri_decode_form(*arena, SLICE("%00"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("a\0b"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("%ff"), &decoded));
	assert_false(uri_decode_form(*arena, SLICE("%c0%80"), &decoded));
}

static void
encoding_is_undone_by_decoding(void **arena)
{
	struct slice text = SLICE("满意/不满意?a=b&c~d-e_f.g+%"), decoded;

	assert_true(uri_decode_form(*arena, uri_encode(*arena, text), &decoded));
	assert_true(slice_equal(text, decoded));
	assert_slice(uri_encode(*arena, SLICE("a b/～")), "a%20b%2F%EF%BD%9E");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(percents_are_decoded_and_plus_is_a_space),
	    FACT(a_percent_without_two_digits_is_refused),
	    FACT(what_is_not_utf8_or_holds_nul_is_refused),
	    FACT(encoding_is_undone_by_decoding),
	};

	return RUN(facts);
}
