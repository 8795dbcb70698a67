/* sheet_value.h: days, names and numbers as offices type them, and what can't be known of them. */
#include "sheet_value.h"
#include "lab.h"

static bool month_only;

/* What a cell is read as; "!" and the sentence where it isn't taken. */
static const char *
read_as(void **arena, enum value_kind kind, enum cell_kind cell_kind, const char *text)
{
	struct cell cell = {cell_kind, false, slice_of(text)};
	struct slice value, wrong;

	month_only = false;
	wrong = value_read(*arena, kind, 30, false, &cell, &value, &month_only);
	return wrong.at == NULL ? arena_string(*arena, value)
				: arena_format(*arena, "!%.*s", SLICE_PRINT(wrong)).at;
}

#define DAY(text)    read_as(arena, VALUE_DATE, CELL_TEXT, text)
#define SERIAL(text) read_as(arena, VALUE_DATE, CELL_NUMBER, text)
#define NAME(text)   read_as(arena, VALUE_NAME, CELL_TEXT, text)
#define CODE(text)   read_as(arena, VALUE_NUMBER, CELL_TEXT, text)

static void
days_are_read_in_every_way_that_offices_write_them(void **arena)
{
	static const char *const ways[] = {"2019.7.1", "2019-7-1", "2019/07/01", "2019年7月1日",
	    "20190701", "２０１９．７．１", " 2019 年 7 月 1 日 ", "2019年07月01",
	    "2019-07-01 00:00:00", "2019-07-01T08:30:00Z", "2019、7、1", "2019.7.1."};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_string_equal(DAY(ways[i]), "2019-07-01");
		assert_false(month_only);
	}
	assert_string_equal(SERIAL("20190701"), "2019-07-01");
	assert_string_equal(SERIAL("43647"), "2019-07-01");
	assert_string_equal(read_as(arena, VALUE_DATE, CELL_DATE, "2019-07-01"), "2019-07-01");
	assert_string_equal(DAY("2020-2-29"), "2020-02-29");
}

static void
a_month_is_its_first_day_and_says_so(void **arena)
{
	static const char *const ways[] = {
	    "2019-7", "2019.7", "2019年7月", "201907", "2019/07", "2019年7"};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_string_equal(DAY(ways[i]), "2019-07-01");
		assert_true(month_only);
	}
	assert_string_equal(SERIAL("2019.7"), "2019-07-01");
	assert_true(month_only);
}

static void
what_is_no_day_is_refused_with_the_reason(void **arena)
{
	static const char *const ways[] = {"2019", "19.7.1", "2019-13-1", "2019-2-29", "2019年13月",
	    "不详", "2019-7-1x", "2019-", "1.7.2019", "2019-7-32", "3019-1-1", "2019-00-10"};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		assert_int_equal(DAY(ways[i])[0], '!');
	assert_non_null(strstr(SERIAL("2019.1"), "分不清是1月还是10月"));
	assert_int_equal(SERIAL("0")[0], '!');
	assert_int_equal(SERIAL("-5")[0], '!');
	assert_int_equal(SERIAL("1e300")[0], '!');
	assert_non_null(
	    strstr(read_as(arena, VALUE_DATE, CELL_DATE, "1900-02-29"), "没有1900年2月29日这一天"));
}

static void
both_ways_to_count_days_are_known(void **arena)
{
	char day[11];

	(void)arena;
	assert_true(sheet_day(1, false, day));
	assert_string_equal(day, "1900-01-01");
	assert_true(sheet_day(59, false, day));
	assert_string_equal(day, "1900-02-28");
	assert_true(sheet_day(60, false, day));
	assert_string_equal(day, "1900-02-29");
	assert_true(sheet_day(61.75, false, day));
	assert_string_equal(day, "1900-03-01");
	assert_true(sheet_day(2958465, false, day));
	assert_string_equal(day, "9999-12-31");
	assert_true(sheet_day(0, true, day));
	assert_string_equal(day, "1904-01-01");
	assert_true(sheet_day(42185, true, day));
	assert_string_equal(day, "2019-07-01");
	assert_false(sheet_day(0, false, day));
	assert_false(sheet_day(2958466, false, day));
	assert_false(sheet_day(0.0 / 0.0, false, day));
}

static void
names_lose_what_only_aligns_them(void **arena)
{
	assert_string_equal(NAME("张　三"), "张三");
	assert_string_equal(NAME(" 王 小 明　"), "王小明");
	assert_string_equal(NAME("阿卜杜拉•买买提"), "阿卜杜拉·买买提");
	assert_string_equal(NAME("阿卜杜拉・买买提"), "阿卜杜拉·买买提");
	assert_string_equal(NAME("阿卜杜拉·买买提"), "阿卜杜拉·买买提");
	assert_string_equal(NAME("Anna Maria"), "Anna Maria");
	assert_string_equal(NAME("𠅤㛃䶮"), "𠅤㛃䶮");
	assert_string_equal(NAME("ＷＡＮＧ"), "WANG");
	assert_int_equal(NAME("张\xe2\x80\x8b三")[0], '!');
	assert_int_equal(NAME("张\x01三")[0], '!');
}

static void
numbers_that_a_spreadsheet_spoiled_are_found(void **arena)
{
	assert_string_equal(CODE("Ａ００１２"), "A0012");
	assert_string_equal(read_as(arena, VALUE_NUMBER, CELL_NUMBER, "1024"), "1024");
	assert_string_equal(read_as(arena, VALUE_NUMBER, CELL_NUMBER, "12.0"), "12");
	assert_string_equal(CODE("110101199003078515"), "110101199003078515");
	assert_non_null(strstr(
	    read_as(arena, VALUE_NUMBER, CELL_NUMBER, "1.1010119900307853E+17"), "已经丢了"));
	assert_non_null(
	    strstr(read_as(arena, VALUE_NUMBER, CELL_NUMBER, "110101199003078000"), "已经丢了"));
	assert_non_null(strstr(CODE("1.10101E+17"), "已经丢了"));
	assert_int_equal(CODE("12 34")[0], '!');
}

static void
formulas_errors_and_long_cells_say_what_to_do(void **arena)
{
	struct cell cut = {CELL_TEXT, true, SLICE("x")};
	struct slice value;

	assert_non_null(strstr(read_as(arena, VALUE_LINE, CELL_FORMULA, ""), "粘贴为数值"));
	assert_int_equal(read_as(arena, VALUE_LINE, CELL_ERROR, "#N/A")[0], '!');
	assert_slice(
	    value_read(*arena, VALUE_LINE, 30, false, &cut, &value, &month_only), "超过2000字。");
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_TEXT, "'=1+1"), "=1+1");
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_TEXT, "'＝1+1"), "＝1+1");
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_TEXT, "''=1+1"), "'=1+1");
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_TEXT, "'甲"), "'甲");
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_TEXT, "党群\n工作"), "党群 工作");
	assert_non_null(
	    strstr(read_as(arena, VALUE_LINE, CELL_TEXT,
		       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"),
		"最多30字，现在31字"));
	assert_string_equal(read_as(arena, VALUE_INTEGER, CELL_NUMBER, "3.0"), "3");
	assert_int_equal(read_as(arena, VALUE_INTEGER, CELL_NUMBER, "3.5")[0], '!');
	assert_int_equal(read_as(arena, VALUE_INTEGER, CELL_TEXT, "第三")[0], '!');
	assert_string_equal(read_as(arena, VALUE_LINE, CELL_EMPTY, ""), "");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(days_are_read_in_every_way_that_offices_write_them),
	    FACT(a_month_is_its_first_day_and_says_so),
	    FACT(what_is_no_day_is_refused_with_the_reason),
	    FACT(both_ways_to_count_days_are_known),
	    FACT(names_lose_what_only_aligns_them),
	    FACT(numbers_that_a_spreadsheet_spoiled_are_found),
	    FACT(formulas_errors_and_long_cells_say_what_to_do),
	};

	return RUN(facts);
}
