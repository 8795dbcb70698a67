#include "json.h"
#include "buffer.h"
#include "lab.h"

static bool
reads(struct arena *arena, const char *text)
{
	struct json_object *root;

	return json_read(arena, slice_of(text), &root);
}

static void
every_kind_of_value_is_read(void **arena)
{
	static const char *const valid[] = {"{}", "[]", "\"\"", "0", "-0", "1", "-1.5e+3", "1E2",
	    "true", "false", "null", " { \"a\" : [ 1 , { } ] } \r\n\t", "\"\\u00e9\\n\\/\\\"\\\\\"",
	    "\"\\ud83d\\ude00\"", "\"满意\"", "9223372036854775807", "-9223372036854775808",
	    "{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}]}", "1.7e308"};

	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
		if (!reads(*arena, valid[i]))
			fail_msg("%s", valid[i]);
}

static void
what_rfc_8259_does_not_allow_is_refused(void **arena)
{
	static const char *const broken[] = {"", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}",
	    "{'a':1}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1", "0x10", "tru", "True", "nul",
	    "NULL", "\"", "\"\n\"", "\"\\x\"", "\"\\u12\"", "{\"a\"}", "{\"a\":}", "{} {}", "{}x",
	    "/**/{}", "{}//", "\xef\xbb\xbf{}", "[1],", "undefined"};

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		if (reads(*arena, broken[i]))
			fail_msg("%s", broken[i]);
}

static void
what_json_c_would_take_in_silence_is_refused(void **arena)
{
	static const char *const broken[] = {"NaN", "Infinity", "-Infinity", "{\"a\":NaN}",
	    "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"\\u0061\":2}}", "[{\"a\":1,\"a\":1}]",
	    "\"\\u0000\"", "{\"\\u0000\":1}", "9223372036854775808", "-9223372036854775809",
	    "123456789012345678901234567890", "1e400", "-1e999", "\"\\ud800\"", "\"\\udc00\"",
	    "\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"\xff\"", "\"\xed\xa0\x80\"", "\"\xc0\x80\""};

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		if (reads(*arena, broken[i]))
			fail_msg("%s", broken[i]);
}

static void
a_nul_byte_is_refused_anywhere(void **arena)
{
	struct json_object *root;

	assert_false(json_read(*arena, SLICE("{}\0"), &root));
	assert_false(json_read(*arena, SLICE("\0{}"), &root));
	assert_false(json_read(*arena, SLICE("\"a\0b\""), &root));
}

static struct slice
nested(struct arena *arena, int depth)
{
	struct buffer b = buffer_new(arena);

	for (int i = 0; i < depth; i++)
		buffer_text(&b, "[");
	for (int i = 0; i < depth; i++)
		buffer_text(&b, "]");
	return buffer_slice(&b);
}

static void
thirty_two_levels_are_the_most(void **arena)
{
	struct json_object *root;

	assert_true(json_read(*arena, nested(*arena, JSON_MOST_DEPTH), &root));
	assert_false(json_read(*arena, nested(*arena, JSON_MOST_DEPTH + 1), &root));
	assert_false(json_read(*arena, nested(*arena, 100000), &root));
}

static void
text_comes_out_as_it_went_in(void **arena)
{
	struct slice text = SLICE("{\"a\":[1,-2,1.50,\"很\\\"满意\\\"</b>\",null,true],\"b\":{}}");
	struct json_object *root;

	assert_true(json_read(*arena, text, &root));
	assert_true(slice_equal(json_text(*arena, root), text));
	assert_slice(json_text(*arena, NULL), "null");
}

static void
members_of_another_type_count_as_missing(void **arena)
{
	struct json_object *root;

	assert_true(
	    json_read(*arena, SLICE("{\"t\":\"文\",\"i\":7,\"b\":true,\"n\":null}"), &root));
	assert_slice(json_member_text(root, "t"), "文");
	assert_int_equal(json_member_integer(root, "i"), 7);
	assert_true(json_member_boolean(root, "b"));
	assert_null(json_member_text(root, "i").at);
	assert_null(json_member_text(root, "none").at);
	assert_int_equal(json_member_integer(root, "t"), 0);
	assert_false(json_member_boolean(root, "i"));
	assert_null(json_member(root, "n"));
	assert_null(json_member(NULL, "n"));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(every_kind_of_value_is_read),
	    FACT(what_rfc_8259_does_not_allow_is_refused),
	    FACT(what_json_c_would_take_in_silence_is_refused),
	    FACT(a_nul_byte_is_refused_anywhere),
	    FACT(thirty_two_levels_are_the_most),
	    FACT(text_comes_out_as_it_went_in),
	    FACT(members_of_another_type_count_as_missing),
	};

	return RUN(facts);
}
