/* sheet_table.h: where a header is, which column is which field, and CSV in all its dresses. */
#include "sheet_table.h"
#include "buffer.h"
#include "json.h"
#include "lab.h"

#include <stdlib.h>

/* clang-format off */
static const struct sheet_field fields[] = {
	{ "name", "姓名", VALUE_NAME, 30, true, {"党员姓名"}, "" },
	{ "unit", "支部", VALUE_LINE, 30, true, {NULL}, "" },
	{ "day",  "入党日期", VALUE_DATE, 10, false, {"入党时间"}, "" },
};
/* clang-format on */
static const char *const unread[] = {"身份证号", NULL};
static const struct sheet_kind kind = {"people", "人", fields, 3, unread};
static struct json_object *layout;
static struct sheet_refusal refusal;

/* The lines of a CSV; NULL where it isn't taken. */
static const char *
lines_by(void **arena, struct slice bytes, const struct sheet_choice *choice)
{
	struct sheet_book *book = sheet_open(*arena, bytes, &refusal);
	struct sheet_table table;

	if (book == NULL || !sheet_table_read(*arena, book, &kind, choice, &table, &refusal))
		return NULL;
	assert_true(json_read(*arena, table.layout, &layout));
	return arena_string(*arena, table.lines);
}

static const char *
lines_of(void **arena, struct slice bytes)
{
	return lines_by(arena, bytes, &(struct sheet_choice){0});
}

#define TABLE "姓名,支部,入党日期\n王强,一支部,2019.7.1\n"
#define LINES "2\t\t王强\t一支部\t2019-07-01"

/* UTF-8 as another set of characters, by pairs of bytes of ASCII and of what the test needs. */
static struct slice
utf16(void **arena, const char *text, bool big, bool mark)
{
	struct slice s = slice_of(text);
	char *at = arena_alloc(*arena, 2 * s.length + 2);
	size_t length = 0;

	if (mark) {
		at[length++] = big ? '\xfe' : '\xff';
		at[length++] = big ? '\xff' : '\xfe';
	}
	for (size_t i = 0; i < s.length; i++) {
		unsigned point = (unsigned char)s.at[i];

		if (point >= 0xe0) {
			point = (point & 15) << 12 | ((unsigned char)s.at[i + 1] & 63U) << 6 |
				((unsigned char)s.at[i + 2] & 63U);
			i += 2;
		}
		at[length++] = (char)(big ? point >> 8 : point & 255);
		at[length++] = (char)(big ? point & 255 : point >> 8);
	}
	return (struct slice){at, length};
}

static void
every_set_of_characters_gives_the_same(void **arena)
{
	assert_string_equal(lines_of(arena, SLICE(TABLE)), LINES);
	assert_string_equal(lines_of(arena, SLICE("\xef\xbb\xbf" TABLE)), LINES);
	assert_string_equal(lines_of(arena, utf16(arena, TABLE, false, true)), LINES);
	assert_string_equal(lines_of(arena, utf16(arena, TABLE, true, true)), LINES);
	assert_string_equal(
	    lines_of(arena, utf16(arena, "name,unit,a,b,c,d,e,f\n" TABLE, false, false)),
	    "3\t\t王强\t一支部\t2019-07-01");
	/* 姓名,支部\n王强,一支部\n in GB18030 */
	assert_string_equal(
	    lines_of(arena, SLICE("\xd0\xd5\xc3\xfb,\xd6\xa7\xb2\xbf\n\xcd\xf5\xc7\xbf,\xd2\xbb"
				  "\xd6\xa7\xb2\xbf\n")),
	    "2\t\t王强\t一支部\t");
}

static void
what_stands_between_cells_is_found(void **arena)
{
	assert_string_equal(lines_of(arena, SLICE("姓名\t支部\n王强\t一,二;三支部\n")),
	    "2\t\t王强\t一,二;三支部\t");
	assert_string_equal(
	    lines_of(arena, SLICE("姓名;支部\r\n王强;一支部\r\n")), "2\t\t王强\t一支部\t");
	assert_string_equal(
	    lines_of(arena, SLICE("sep=;\r\n姓名;支部\r\n王强;一支部\r\n")), "2\t\t王强\t一支部\t");
	assert_string_equal(lines_of(arena, SLICE("姓名,支部\n\"王\n强\",\"一\"\"支\"\"部\"\n")),
	    "2\t\t王强\t一\"支\"部\t");
	assert_string_equal(
	    lines_of(arena, SLICE("姓名,支部\r\n\r\n\r\n王强,一支部")), "4\t\t王强\t一支部\t");
}

static void
a_header_is_found_below_titles_and_in_two_rows(void **arena)
{
	assert_string_equal(
	    lines_of(arena, SLICE("党员名册,,\n填报单位：一支部,,\n\n姓　名,支 部（全称）,"
				  "*入党时间：\n王强,一支部,2019年7月\n")),
	    "5\t\t王强\t一支部\t2019-07-01");
	assert_int_equal(json_member_integer(layout, "header"), 4);
	assert_int_equal(json_member_integer(layout, "months"), 1);
	assert_string_equal(
	    lines_of(arena, SLICE("序号,基本,,时间\n,姓名,支部,入党\n1,王强,一支部,2019-7-1\n")),
	    "3\t\t王强\t一支部\t2019-07-01");
	assert_int_equal(json_member_integer(layout, "rows"), 2);
	/* a row of data below one header isn't its second row */
	assert_string_equal(
	    lines_of(arena, SLICE("姓名,支部\n李姓名,一支部\n")), "2\t\t李姓名\t一支部\t");
	assert_int_equal(json_member_integer(layout, "rows"), 1);
}

static void
columns_are_chosen_or_remembered(void **arena)
{
	struct sheet_choice choice = {0};
	static const char sheet[] = "称呼,支部,备注\n王强,一支部,李明\n";

	assert_string_equal(lines_of(arena, slice_of(sheet)), "");
	assert_int_equal(json_object_array_length(json_member(layout, "missing")), 1);
	assert_true(
	    json_read(*arena, SLICE("{\"称呼\":\"name\",\"支部\":\"unit\"}"), &choice.heads));
	assert_string_equal(lines_by(arena, slice_of(sheet), &choice), "2\t\t王强\t一支部\t");
	assert_true(json_read(*arena,
	    SLICE("{\"3\":\"name\",\"2\":\"unit\",\"1\":null,\"x\":\"name\"}"), &choice.columns));
	assert_string_equal(lines_by(arena, slice_of(sheet), &choice), "2\t\t李明\t一支部\t");
	choice = (struct sheet_choice){.header = 2};
	assert_string_equal(lines_by(arena, slice_of(sheet), &choice), "");
	assert_int_equal(json_member_integer(layout, "header"), 2);
	assert_string_equal(
	    lines_of(arena, SLICE("姓名,支部,身份证号\n王强,一支部,11010519491231002X\n")),
	    "2\t\t王强\t一支部\t");
	assert_true(json_member_boolean(
	    json_object_array_get_idx(json_member(layout, "columns"), 2), "unread"));
	assert_int_equal(
	    json_object_array_length(json_member(
		json_object_array_get_idx(json_member(layout, "columns"), 2), "samples")),
	    0);
}

static void
what_is_not_read_is_not_read_by_choice_either(void **arena)
{
	struct sheet_choice choice = {0};
	static const char sheet[] = "姓名,支部,身份证号\n王强,一支部,11010519491231002X\n";

	assert_true(json_read(*arena, SLICE("{\"1\":\"unit\",\"3\":\"name\"}"), &choice.columns));
	assert_null(strstr(lines_by(arena, slice_of(sheet), &choice), "1101"));
	choice = (struct sheet_choice){0};
	assert_true(
	    json_read(*arena, SLICE("{\"身份证号\":\"name\",\"姓名\":\"unit\"}"), &choice.heads));
	assert_null(strstr(lines_by(arena, slice_of(sheet), &choice), "1101"));
}

static void
a_bad_cell_is_named_and_its_row_kept(void **arena)
{
	assert_string_equal(lines_of(arena, SLICE("姓名,支部,入党日期\n王强,一支部,不详\n")),
	    "2\t[{\"field\":\"day\",\"value\":\"不详\",\"detail\":"
	    "\"看不懂这个日期，请写成2019-07-01这样。\",\"shape\":true}]\t王强\t一支部\t");
	assert_string_equal(lines_of(arena, SLICE("姓名,支部,其他\n,,合计\n王强,一支部,\n")),
	    "3\t\t王强\t一支部\t");
}

static void
what_is_no_table_is_refused(void **arena)
{
	static const struct {
		struct slice bytes;
		int status;
	} files[] = {
	    {{"", 0}, 422},
	    {{"<html><table>", 13}, 415},
	    {{"  <?xml version='1.0'?>", 23}, 415},
	    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", 12}, 415},
	    {{"%PDF-1.7", 8}, 415},
	    {{"PK\x03\x04nothing", 11}, 415},
	    {{"\xff\xff\xff\xff", 4}, 415},
	    {{"\x7f"
	      "ELF\0\0\0\1\2\3\0\0",
		 12},
		415},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		assert_null(lines_of(arena, files[i].bytes));
		assert_int_equal(refusal.status, files[i].status);
		assert_true(refusal.detail.length > 0);
	}
	assert_null(lines_of(arena, SLICE("姓名,支部\n\"王强,一支部\n李明,二支部\n")));
	assert_true(contains(refusal.detail, "引号"));
}

static void
limits_hold(void **arena)
{
	char *wide = arena_alloc(*arena, 1000);
	struct buffer tall = buffer_new(*arena);

	memset(wide, ',', 300);
	memcpy(wide + 300, "x\n", 3);
	assert_null(lines_of(arena, slice_of(wide)));
	assert_true(contains(refusal.detail, "200列"));
	buffer_text(&tall, "姓名,支部\n");
	for (long row = 0; row <= SHEET_ROWS_MOST; row++)
		buffer_text(&tall, "a,b\n");
	assert_null(lines_of(arena, buffer_slice(&tall)));
	assert_true(contains(refusal.detail, "10万行"));
}

static void
columns_have_letters(void **arena)
{
	char letters[4];

	(void)arena;
	sheet_letters(0, letters);
	assert_string_equal(letters, "A");
	sheet_letters(25, letters);
	assert_string_equal(letters, "Z");
	sheet_letters(26, letters);
	assert_string_equal(letters, "AA");
	sheet_letters(199, letters);
	assert_string_equal(letters, "GR");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(every_set_of_characters_gives_the_same),
	    FACT(what_stands_between_cells_is_found),
	    FACT(a_header_is_found_below_titles_and_in_two_rows),
	    FACT(columns_are_chosen_or_remembered),
	    FACT(what_is_not_read_is_not_read_by_choice_either),
	    FACT(a_bad_cell_is_named_and_its_row_kept),
	    FACT(what_is_no_table_is_refused),
	    FACT(limits_hold),
	    FACT(columns_have_letters),
	};

	return RUN(facts);
}
