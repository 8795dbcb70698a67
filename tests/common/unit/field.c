#include "field.h"
#include "json.h"
#include "lab.h"

/* The value that a verb would get; the sentence where it doesn't fit; "" where it is absent. */
static struct slice
checked(void **arena, struct field field, const char *text)
{
	struct slice value, sentence = field_check(*arena, &field, slice_of(text), &value);

	return sentence.at != NULL ? sentence : value.at == NULL ? SLICE("") : value;
}

static struct slice
checked_json(void **arena, struct field field, const char *text)
{
	struct json_object *json;
	struct slice value, sentence;

	assert_true(json_read(*arena, slice_of(text), &json));
	sentence = field_check_json(*arena, &field, json, &value);
	return sentence.at != NULL ? sentence : value.at == NULL ? SLICE("") : value;
}

static void
what_is_required_must_be_filled(void **arena)
{
	struct field note = {"note", FIELD_TEXT, 1, 10, "备注"}, id = {"id", FIELD_ID, 1, 0};

	assert_slice(checked(arena, note, ""), "备注没有填。");
	assert_slice(checked(arena, note, " 　\r\n"), "备注没有填。");
	assert_slice(checked(arena, note, NULL), "备注没有填。");
	assert_slice(checked_json(arena, note, "null"), "备注没有填。");
	assert_slice(checked(arena, id, NULL), "这一项没有填。");
}

static void
what_is_not_required_may_be_absent(void **arena)
{
	assert_slice(checked(arena, (struct field){"n", FIELD_TEXT, 0, 10}, ""), "");
	assert_slice(
	    checked(arena, (struct field){"n", FIELD_INTEGER, 1, 9, NULL, true}, NULL), "");
	assert_slice(checked(arena, (struct field){"n", FIELD_TEXT, 3, 9, NULL, true}, ""), "");
	assert_slice(checked_json(arena, (struct field){"n", FIELD_IDS, 0, 9}, "null"), "");
	assert_slice(
	    checked(arena, (struct field){"n", FIELD_INTEGER, 0, 9}, NULL), "这一项没有填。");
}

static void
ids_are_positive_and_exact(void **arena)
{
	struct field id = {"unit", FIELD_ID, 1, 0, "单位"};
	static const char *const wrong[] = {"0", "-1", "01", "1.0", "1e3", "x", "9007199254740992",
	    "99999999999999999999", "+1", "1 ", "１"};

	assert_slice(checked(arena, id, "1"), "1");
	assert_slice(checked(arena, id, "9007199254740991"), "9007199254740991");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_slice(checked(arena, id, wrong[i]), "单位要写成编号，例如12。");
	assert_slice(checked_json(arena, id, "12"), "12");
	assert_slice(checked_json(arena, id, "\"12\""), "单位要写成编号，例如12。");
	assert_slice(checked_json(arena, id, "12.0"), "单位要写成编号，例如12。");
}

static void
integers_keep_their_bounds(void **arena)
{
	struct field count = {"count", FIELD_INTEGER, 10, 1000, "张数"};

	assert_slice(checked(arena, count, "10"), "10");
	assert_slice(checked(arena, count, "1000"), "1000");
	assert_slice(checked(arena, count, "0100"), "100");
	assert_slice(checked(arena, count, "9"), "张数要写成10到1000之间的整数。");
	assert_slice(checked(arena, count, "1001"), "张数要写成10到1000之间的整数。");
	assert_slice(checked(arena, count, "-"), "张数要写成10到1000之间的整数。");
	assert_slice(checked_json(arena, count, "true"), "张数要写成10到1000之间的整数。");
	assert_slice(checked(arena, (struct field){"n", FIELD_INTEGER, -5, 5}, "-5"), "-5");
	assert_slice(checked(arena, (struct field){"n", FIELD_INTEGER, 1, 0}, "0"),
	    "这一项要写成不小于1的整数。");
}

static void
text_is_counted_in_characters(void **arena)
{
	struct field note = {"note", FIELD_TEXT, 2, 5, "备注"};

	assert_slice(checked(arena, note, "满意度很高"), "满意度很高");
	assert_slice(checked(arena, note, "满意度很高吧"), "备注最多5字，现在6字。");
	assert_slice(checked(arena, note, "满"), "备注至少2字，现在1字。");
	assert_slice(checked(arena, note, "a\r\nb\r"), "a\nb\n");
	assert_slice(checked(arena, note, " a "), " a ");
	assert_slice(checked(arena, note, "a\x01"), "备注里有不能保存的字符。");
	assert_slice(checked_json(arena, note, "12"), "备注要写成文字。");
}

static void
a_line_is_trimmed_and_has_no_second(void **arena)
{
	struct field title = {"title", FIELD_LINE, 1, 5, "名称"};

	assert_slice(checked(arena, title, "　三 季度 "), "三 季度");
	assert_slice(checked(arena, title, "三\n季"), "名称里有不能保存的字符。");
	assert_slice(checked(arena, title, "三\xe2\x80\xae季\xe2\x80\xac"),
	    "名称里有看不见的字符，请删掉或重新输入。");
	assert_slice(
	    checked(arena, title, "三\xe2\x80\x8b季"), "名称里有看不见的字符，请删掉或重新输入。");
	assert_slice(checked(arena, title, "\xef\xbb\xbf三季\xe2\x80\x8b"), "三季");
}

static void
a_date_is_a_day_that_exists(void **arena)
{
	struct field day = {"day", FIELD_DATE, 1, 0, "日期"};

	assert_slice(checked(arena, day, "2026-09-30"), "2026-09-30");
	assert_slice(checked(arena, day, "2024-02-29"), "2024-02-29");
	assert_slice(checked(arena, day, "2026-02-29"), "2026-02-29不是有效日期。");
	assert_slice(checked(arena, day, "2100-02-29"), "2100-02-29不是有效日期。");
	assert_slice(checked(arena, day, "2026-13-01"), "2026-13-01不是有效日期。");
	assert_slice(checked(arena, day, "0026-01-01"), "0026-01-01不是有效日期。");
	assert_slice(checked(arena, day, "2026-9-30"), "日期要写成2026-09-30。");
	assert_slice(checked(arena, day, "2026-09-30x"), "日期要写成2026-09-30。");
	assert_slice(checked(arena, day, "now"), "日期要写成2026-09-30。");
	assert_slice(checked_json(arena, day, "20260930"), "日期要写成2026-09-30。");
}

static void
a_time_has_its_zone_or_chinas(void **arena)
{
	struct field time = {"closes", FIELD_TIME, 1, 0, "截止时间"};
	static const char *const wrong[] = {"2026-09-30", "2026-09-30 18:00", "2026-09-30T24:00",
	    "2026-09-30T18:60", "2026-09-30T18:00:00+8", "2026-09-30T18:00+99:00", "2026-09-30T18",
	    "2026-09-30T18:00:00.", "infinity", "2026-09-30T18:00Zx"};

	assert_slice(checked(arena, time, "2026-09-30T18:00"), "2026-09-30T18:00+08:00");
	assert_slice(checked(arena, time, "2026-09-30T18:00:05"), "2026-09-30T18:00:05+08:00");
	assert_slice(
	    checked(arena, time, "2026-09-30T18:00:00+08:00"), "2026-09-30T18:00:00+08:00");
	assert_slice(checked(arena, time, "2026-09-30T10:00:00.250Z"), "2026-09-30T10:00:00.250Z");
	assert_slice(checked(arena, time, "2026-02-30T18:00"), "2026-02-30不是有效日期。");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_slice(checked(arena, time, wrong[i]), "截止时间要写成2026-09-30T18:00。");
}

static void
booleans_are_true_or_false(void **arena)
{
	struct field box = {"box", FIELD_BOOLEAN, 1, 0, "抽签箱"};

	assert_slice(checked_json(arena, box, "true"), "true");
	assert_slice(checked_json(arena, box, "false"), "false");
	assert_slice(checked(arena, box, "on"), "true");
	assert_slice(checked(arena, box, "0"), "false");
	assert_slice(checked_json(arena, box, "1"), "抽签箱要写成true或false。");
	assert_slice(checked(arena, box, "yes"), "抽签箱要写成true或false。");
}

static void
codes_and_marks_become_canonical(void **arena)
{
	struct field code = {"code", FIELD_CODE, 1, 0}, mark = {"mark", FIELD_MARK, 1, 0, "号码"};

	assert_slice(checked(arena, code, "0000 0000-0000-000o"), "0000000000000000");
	assert_slice(checked(arena, code, "0000-0000-0000-0001"),
	    "号码不对。请对照卡片再看一遍：可能有一位打错了。");
	assert_slice(checked(arena, mark, "AB12CD34"), "ab12cd34");
	assert_slice(checked(arena, mark, "AB12CD3"), "号码要写成8位字母和数字。");
}

static void
words_are_names_of_things(void **arena)
{
	struct field word = {"stratum", FIELD_WORD, 1, 12, "人群"};
	static const char *const wrong[] = {
	    "Masses", "1a", "a-b", "a b", "群众", "a'", "abcdefghijklm"};

	assert_slice(checked(arena, word, "grass_roots2"), "grass_roots2");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_slice(checked(arena, word, wrong[i]), "人群要写成小写字母和数字。");
}

static void
lists_become_postgresqls_arrays(void **arena)
{
	struct field ids = {"units", FIELD_IDS, 2, 3, "单位"};
	struct field words = {"strata", FIELD_WORDS, 1, 2, "人群"};

	assert_slice(checked_json(arena, ids, "[1,2,3]"), "{1,2,3}");
	assert_slice(checked(arena, ids, "1,2"), "{1,2}");
	assert_slice(checked_json(arena, ids, "[1]"), "单位至少2个，现在1个。");
	assert_slice(checked_json(arena, ids, "[1,2,3,4]"), "单位最多3个，现在4个。");
	assert_slice(checked_json(arena, ids, "[]"), "单位没有填。");
	assert_slice(checked_json(arena, (struct field){"n", FIELD_IDS, 0, 9}, "[]"), "{}");
	assert_slice(checked_json(arena, words, "[\"masses\"]"), "{masses}");
	assert_slice(checked_json(arena, words, "[\"a,b\"]"), "人群要写成一组小写字母和数字。");
	assert_slice(checked_json(arena, words, "[\"a}\"]"), "人群要写成一组小写字母和数字。");
	assert_slice(checked_json(arena, words, "\"masses\""), "人群要写成一组小写字母和数字。");
	assert_slice(checked_json(arena, ids, "[1,\"2\"]"), "单位要写成一组编号。");
	assert_slice(checked_json(arena, ids, "[1,null]"), "单位要写成一组编号。");
	assert_slice(checked(arena, ids, "1,,2"), "单位要写成一组编号。");
	assert_slice(checked(arena, ids, "1,2,"), "单位要写成一组编号。");
	assert_slice(checked(arena, ids, "{1,2}"), "单位要写成一组编号。");
}

static void
json_is_passed_on_as_its_text(void **arena)
{
	struct field any = {"questions", FIELD_JSON, 1, 20, "题目"};

	assert_slice(checked_json(arena, any, "{ \"a\" : [1, \"b\"] }"), "{\"a\":[1,\"b\"]}");
	assert_slice(checked(arena, any, "[1, 2]"), "[1,2]");
	assert_slice(checked(arena, any, "[1,"), "题目要写成JSON。");
	assert_slice(checked_json(arena, any, "[1,2,3,4,5,6,7,8,9,10]"), "题目太长了。");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(what_is_required_must_be_filled),
	    FACT(what_is_not_required_may_be_absent),
	    FACT(ids_are_positive_and_exact),
	    FACT(integers_keep_their_bounds),
	    FACT(text_is_counted_in_characters),
	    FACT(a_line_is_trimmed_and_has_no_second),
	    FACT(a_date_is_a_day_that_exists),
	    FACT(a_time_has_its_zone_or_chinas),
	    FACT(booleans_are_true_or_false),
	    FACT(codes_and_marks_become_canonical),
	    FACT(words_are_names_of_things),
	    FACT(lists_become_postgresqls_arrays),
	    FACT(json_is_passed_on_as_its_text),
	};

	return RUN(facts);
}
