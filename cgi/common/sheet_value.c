#include "sheet_date.h"

#include "buffer.h"
#include "text.h"
#include "text_point.h"

#include <stdio.h>
#include <stdlib.h>

static const struct slice fits = {0};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_han(uint32_t point)
{
	return (point >= 0x3400 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff) ||
	       (point >= 0x20000 && point <= 0x3ffff) || point == 0x3007;
}

/* ---- characters ---------------------------------------------------------------------------- */

/* What a full-width character is narrow; blanks of all kinds become a space. */
static uint32_t
narrow(uint32_t point, bool signs)
{
	if (point == 0x3000 || point == 0xa0 || point == '\t' || point == '\n' || point == '\r')
		return ' ';
	if ((point >= 0xff10 && point <= 0xff19) || (point >= 0xff21 && point <= 0xff3a) ||
	    (point >= 0xff41 && point <= 0xff5a) || (signs && point >= 0xff01 && point <= 0xff5e))
		return point - 0xfee0;
	return point;
}

static struct slice
narrowed(struct arena *arena, struct slice text, bool signs)
{
	struct buffer out = buffer_new(arena);
	uint32_t point;

	text = text_trim(text);
	for (size_t length; (length = text_point(text, &point)) > 0;) {
		uint32_t made = narrow(point, signs);
		char one = (char)made;

		if (made == point)
			buffer_put(&out, (struct slice){text.at, length});
		else
			buffer_put(&out, (struct slice){&one, 1});
		text.at += length;
		text.length -= length;
	}
	return out.length == 0 ? SLICE("") : text_trim(buffer_slice(&out));
}

struct slice
value_narrow(struct arena *arena, struct slice text)
{
	return narrowed(arena, text, true);
}

/* True if nothing in it needs narrowing: most cells. */
static bool
is_plain(struct slice text)
{
	uint32_t point;

	for (size_t length; (length = text_point(text, &point)) > 0;) {
		if (point <= ' ' || narrow(point, true) != point)
			return false;
		text.at += length;
		text.length -= length;
	}
	return true;
}

struct slice
value_unquote(struct slice text)
{
	if (text.length > 1 && text.at[0] == '\'' && text_is_formula(text))
		return (struct slice){text.at + 1, text.length - 1};
	return text;
}

static struct slice
line_check(struct arena *arena, size_t most, struct slice text, struct slice *value)
{
	size_t length = text_length(text);

	if (text_has_control(text))
		return SLICE("有不能用的字符，请删掉重新填写。");
	if (text_has_hidden(text))
		return SLICE("有看不见的字符，请删掉重新填写。");
	if (length > most)
		return arena_format(arena, "最多%zu字，现在%zu字。", most, length);
	*value = text;
	return fits;
}

/* 张　三 is 张三; the dot of 阿卜杜拉·买买提 is one. A space between letters stays. */
static struct slice
name_tidy(struct arena *arena, struct slice text)
{
	static const uint32_t dots[] = {0x2022, 0x2027, 0x30fb, 0xff0e, 0x2219, 0x22c5, 0xff65};
	struct buffer out = buffer_new(arena);
	uint32_t point, last = 0;

	for (size_t length; (length = text_point(text, &point)) > 0;) {
		struct slice one = {text.at, length};
		uint32_t next = 0;

		text.at += length;
		text.length -= length;
		if (text_point(text, &next) == 0)
			next = 0;
		for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
			if (point == dots[i])
				one = SLICE("\xc2\xb7");
		if (point == ' ' && (is_han(last) || last == ' ' || next == ' ' || is_han(next)))
			continue;
		last = point;
		buffer_put(&out, one);
	}
	return out.length == 0 ? SLICE("") : buffer_slice(&out);
}

static bool
has_dot_or_space(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] == ' ' || (unsigned char)text.at[i] == 0xe2 ||
		    (unsigned char)text.at[i] == 0xef ||
		    ((unsigned char)text.at[i] == 0xe3 && i + 1 < text.length &&
			(unsigned char)text.at[i + 1] == 0x83))
			return true;
	return false;
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* True for 1.10101E+17 and the like. */
static bool
is_power(struct slice text)
{
	const char *e = text.length < 2 ? NULL : memchr(text.at, 'E', text.length - 1);

	if (e == NULL && text.length > 1)
		e = memchr(text.at, 'e', text.length - 1);
	if (e == NULL || e == text.at || !is_digit(text.at[0]) || e[1] != '+')
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!is_digit(text.at[i]) && strchr(".+-eE", text.at[i]) == NULL)
			return false;
	return text.at[text.length - 1] >= '0' && text.at[text.length - 1] <= '9';
}

static struct slice
lost_said(struct arena *arena, struct slice text)
{
	return arena_format(arena,
	    "表格把它当成了数字（%.*s），超过15位的部分已经丢了。请在原表里把这一列设成文本，重新填写。",
	    SLICE_PRINT(text));
}

/* A number as people would write it: 12, not 12.0; false where digits may be lost. */
static bool
number_write(struct arena *arena, struct slice text, struct slice *value)
{
	enum { EXACT = 15 };
	char *end;
	char *string = arena_string(arena, text);
	double number = strtod(string, &end);

	if (*end != '\0' || end == string || number < 0 || number >= 1e15)
		return false;
	if (number == (double)(long long)number)
		*value = arena_format(arena, "%lld", (long long)number);
	else
		*value = text;
	return value->length <= EXACT + 2;
}

static struct slice
number_read(struct arena *arena, size_t most, const struct cell *cell, struct slice *value)
{
	struct slice text = cell->text;

	if (cell->kind == CELL_NUMBER) {
		if (!number_write(arena, text, value))
			return lost_said(arena, text);
		return fits;
	}
	if (!is_plain(text))
		text = value_narrow(arena, text);
	text = value_unquote(text);
	if (is_power(text))
		return lost_said(arena, text);
	if (text.length > 0 && memchr(text.at, ' ', text.length) != NULL)
		return SLICE("编号中间有空格，请删掉。");
	return line_check(arena, most, text, value);
}

static struct slice
integer_read(struct arena *arena, const struct cell *cell, struct slice *value)
{
	struct slice text = value_narrow(arena, cell->text);

	if (cell->kind == CELL_NUMBER && !number_write(arena, cell->text, &text))
		text = SLICE("?");
	for (size_t i = 0; i < text.length; i++)
		if (!is_digit(text.at[i]))
			return SLICE("要写成数字，例如12。");
	if (text.length > 6)
		return SLICE("最大999999。");
	*value = text;
	return fits;
}

/* ---- a cell -------------------------------------------------------------------------------- */

static struct slice
line_read(struct arena *arena, enum value_kind kind, size_t most, const struct cell *cell,
    struct slice *value)
{
	struct slice text = cell->text, number;

	if (cell->kind == CELL_NUMBER && number_write(arena, text, &number))
		text = number;
	else if (!is_plain(text))
		text = narrowed(arena, text, false);
	text = value_unquote(text);
	if (kind == VALUE_NAME && has_dot_or_space(text))
		text = name_tidy(arena, text);
	return line_check(arena, most, text, value);
}

struct slice
value_read(struct arena *arena, enum value_kind kind, size_t most, bool since_1904,
    const struct cell *cell, struct slice *value, bool *month_only)
{
	*value = SLICE("");
	if (cell->kind == CELL_EMPTY || text_trim(cell->text).length == 0) {
		if (cell->kind == CELL_FORMULA)
			return SLICE(
			    "这一格是公式，文件里没有算出的结果。请在原表里复制，粘贴为数值再传。");
		return fits;
	}
	if (cell->kind == CELL_ERROR)
		return SLICE("这一格是错误值，请改成正确的内容。");
	if (cell->cut)
		return SLICE("超过2000字。");
	switch (kind) {
	case VALUE_NUMBER: return number_read(arena, most, cell, value);
	case VALUE_DATE: return value_date(arena, since_1904, cell, value, month_only);
	case VALUE_INTEGER: return integer_read(arena, cell, value);
	default: return line_read(arena, kind, most, cell, value);
	}
}
