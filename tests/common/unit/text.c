#include "text.h"
#include "lab.h"

static void
the_edges_of_utf8_are_valid(void **arena)
{
	static const char *const valid[] = {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80",
	    "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	    "党员服务"};

	(void)arena;
	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
		assert_true(text_is_utf8(slice_of(valid[i])));
	assert_true(text_is_utf8(SLICE("a\0b")));
}

static void
what_rfc_3629_excludes_is_not_utf8(void **arena)
{
	static const char *const broken[] = {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2",
	    "\xc2"
	    "a",
	    "\xe0\x9f\xbf", "\xe1\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe", "ok\xe4\xbd",
	    "\xe4\xbd"
	    "a"};

	(void)arena;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		assert_false(text_is_utf8(slice_of(broken[i])));
}

static void
characters_are_code_points(void **arena)
{
	(void)arena;
	assert_int_equal(text_length(SLICE("")), 0);
	assert_int_equal(text_length(SLICE("abc")), 3);
	assert_int_equal(text_length(SLICE("满意度")), 3);
	assert_int_equal(text_length(SLICE("\xf0\x9f\x98\x80x")), 2);
}

static void
white_space_goes_at_both_ends_only(void **arena)
{
	(void)arena;
	assert_slice(text_trim(SLICE(" \t\r\n　a b　\xc2\xa0\xef\xbb\xbf")), "a b");
	assert_slice(text_trim(SLICE("党 员")), "党 员");
	assert_int_equal(text_trim(SLICE(" 　 ")).length, 0);
	assert_null(text_trim((struct slice){0}).at);
}

static void
control_characters_are_seen(void **arena)
{
	(void)arena;
	assert_false(text_has_control(SLICE("一行 text!")));
	assert_true(text_has_control(SLICE("a\nb")));
	assert_true(text_has_control(SLICE("a\x7f")));
	assert_true(text_has_control(SLICE("a\xc2\x85")));
	assert_true(text_has_control(SLICE("a\xe2\x80\xa8"
					   "b")));
	assert_true(text_has_control(SLICE("a\0b")));
	assert_false(text_has_control_but_lines(SLICE("a\n\tb")));
	assert_true(text_has_control_but_lines(SLICE("a\rb")));
	assert_true(text_has_control_but_lines(SLICE("a\x1b[0m")));
}

/* The character in the middle of a word; `text` holds it. */
static struct slice
point_between(uint32_t point, char text[16])
{
	size_t length = 1;

	text[0] = 'a';
	if (point < 0x80) {
		text[length++] = (char)point;
	} else if (point < 0x800) {
		text[length++] = (char)(0xc0 | point >> 6);
	} else if (point < 0x10000) {
		text[length++] = (char)(0xe0 | point >> 12);
		text[length++] = (char)(0x80 | (point >> 6 & 0x3f));
	} else {
		text[length++] = (char)(0xf0 | point >> 18);
		text[length++] = (char)(0x80 | (point >> 12 & 0x3f));
		text[length++] = (char)(0x80 | (point >> 6 & 0x3f));
	}
	if (point >= 0x80)
		text[length++] = (char)(0x80 | (point & 0x3f));
	text[length++] = 'b';
	return (struct slice){text, length};
}

static void
what_nobody_sees_is_found(void **arena)
{
	static const uint32_t seen[] = {0x20, 0xac, 0xae, 0x61b, 0x61d, 0x200a, 0x2010, 0x2027,
	    0x202f, 0x205f, 0x2070, 0x3000, 0x4e00, 0xfe0f, 0xfefe, 0xff00, 0xfff8, 0xfffc, 0x1f600,
	    0x20000, 0xdffff, 0xe0080, 0xe0100};
	static const uint32_t unseen[] = {0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
	    0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067, 0x2068,
	    0x2069, 0x206f, 0xfeff, 0xfff9, 0xfffb, 0xe0000, 0xe0001, 0xe0041, 0xe007f};
	char text[16];

	(void)arena;
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		assert_false(text_has_hidden(point_between(seen[i], text)));
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		assert_true(text_has_hidden(point_between(unseen[i], text)));
	assert_false(text_has_hidden(SLICE("")));
}

static void
what_a_spreadsheet_takes_for_a_formula_is_known(void **arena)
{
	static const char *const taken[] = {"=1+1", "+86", "-5", "@SUM(1)", "＝1", "＋1", "－1",
	    "＠x", "\t=1", "\r=1", "\n=1", "'=1", "''＝", "="};
	static const char *const plain[] = {"", "a=1", "1-2", "'", "'a", " x", "＞", "党"};

	(void)arena;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		assert_true(text_is_formula(slice_of(taken[i])));
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		assert_false(text_is_formula(slice_of(plain[i])));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(the_edges_of_utf8_are_valid),
	    FACT(what_rfc_3629_excludes_is_not_utf8),
	    FACT(characters_are_code_points),
	    FACT(white_space_goes_at_both_ends_only),
	    FACT(control_characters_are_seen),
	    FACT(what_nobody_sees_is_found),
	    FACT(what_a_spreadsheet_takes_for_a_formula_is_known),
	};

	return RUN(facts);
}
