/* sheet_parts.c: what an .xlsx keeps apart from its rows: shared strings and formats. */
#include "sheet_private.h"

#include <stdlib.h>

/* ---- shared strings ------------------------------------------------------------------------ */

struct strings {
	struct sheet_book *book;
	struct sheet_refusal *refusal;
	bool in_text, phonetic;
};

static bool
strings_start(void *of, const char *name, const char **attributes)
{
	struct strings *strings = of;

	(void)attributes;
	if (strcmp(name, "rPh") == 0)
		strings->phonetic = true;
	else if (strcmp(name, "t") == 0)
		strings->in_text = !strings->phonetic;
	return true;
}

static bool
strings_text(void *of, struct slice text)
{
	struct strings *strings = of;
	struct xlsx *xlsx = strings->book->xlsx;

	if (!strings->in_text)
		return true;
	if (xlsx->strings.length + text.length > SHEET_STRINGS_MOST)
		return sheet_refuse(
		    strings->refusal, 413, "表格里的文字太多，没有读。请分成几个文件。");
	buffer_put(&xlsx->strings, text);
	return true;
}

static void
string_ends(struct xlsx *xlsx)
{
	if (xlsx->string_count == xlsx->string_room) {
		size_t room = xlsx->string_room == 0 ? 4096 : 2 * xlsx->string_room;
		uint32_t *more = arena_alloc(xlsx->strings.arena, room * sizeof *more);

		if (xlsx->string_count > 0)
			memcpy(more, xlsx->string_ends, xlsx->string_count * sizeof *more);
		xlsx->string_ends = more;
		xlsx->string_room = room;
	}
	xlsx->string_ends[xlsx->string_count++] = (uint32_t)xlsx->strings.length;
}

static bool
strings_end(void *of, const char *name)
{
	struct strings *strings = of;

	enum { STRINGS_MOST = 4 << 20 };
	if (strcmp(name, "t") == 0)
		strings->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		strings->phonetic = false;
	else if (strcmp(name, "si") == 0) {
		if (strings->book->xlsx->string_count == STRINGS_MOST)
			return sheet_refuse(
			    strings->refusal, 413, "表格里的文字太多，没有读。请分成几个文件。");
		string_ends(strings->book->xlsx);
	}
	return true;
}

/* ---- formats ------------------------------------------------------------------------------- */

enum { FORMATS_MOST = 65536, CODES_MOST = 4096 };

struct styles {
	struct sheet_book *book;
	bool in_cells;
	long dates[CODES_MOST]; /* numbers of formats of the file's own that show a day */
	size_t date_count;
};

/* A format shows a day if y or d stands in it outside quotes, brackets and escapes. */
static bool
code_is_date(const char *code)
{
	for (; *code != '\0'; code++) {
		char closes = *code == '"' ? '"' : *code == '[' ? ']' : '\0';

		if (*code == '\\' || *code == '_' || *code == '*') {
			if (code[1] == '\0')
				return false;
			code++;
		} else if (closes != '\0') {
			code = strchr(code + 1, closes);
			if (code == NULL)
				return false;
		} else if (strchr("yYdD", *code) != NULL) {
			return true;
		}
	}
	return false;
}

/* The numbers that every workbook has (ISO/IEC 29500-1, 18.8.30), those of Chinese ones included. */
static bool
number_is_date(const struct styles *styles, long number)
{
	if ((number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) ||
	    number == 36 || (number >= 50 && number <= 54) || number == 57 || number == 58)
		return true;
	for (size_t i = 0; i < styles->date_count; i++)
		if (styles->dates[i] == number)
			return true;
	return false;
}

static bool
styles_start(void *of, const char *name, const char **attributes)
{
	struct styles *styles = of;
	struct xlsx *xlsx = styles->book->xlsx;
	const char *number = xml_attribute(attributes, "numFmtId");

	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = true;
	else if (strcmp(name, "numFmt") == 0) {
		const char *code = xml_attribute(attributes, "formatCode");

		if (number != NULL && code != NULL && styles->date_count < CODES_MOST &&
		    code_is_date(code))
			styles->dates[styles->date_count++] = strtol(number, NULL, 10);
	} else if (styles->in_cells && strcmp(name, "xf") == 0 && xlsx->format_count < FORMATS_MOST)
		xlsx->is_date[xlsx->format_count++] =
		    number != NULL && number_is_date(styles, strtol(number, NULL, 10));
	return true;
}

static bool
styles_end(void *of, const char *name)
{
	/* what follows the cells' formats isn't needed */
	(void)of;
	return strcmp(name, "cellXfs") != 0;
}

static bool
styles_read(struct sheet_book *book, struct sheet_refusal *refusal)
{
	struct styles *styles = arena_zero(book->arena, sizeof *styles);
	struct xml_reader reader = {styles_start, styles_end, NULL, styles};

	styles->book = book;
	book->xlsx->is_date = arena_zero(book->arena, FORMATS_MOST * sizeof(bool));
	return book->xlsx->styles_path.length == 0 ||
	       xlsx_parse(book, book->xlsx->styles_path, &reader, refusal);
}

bool
xlsx_parts_read(struct sheet_book *book, struct sheet_refusal *refusal)
{
	struct strings strings = {.book = book, .refusal = refusal};
	struct xml_reader reader = {strings_start, strings_end, strings_text, &strings};

	if (book->xlsx->strings_read)
		return true;
	book->xlsx->strings_read = true;
	book->xlsx->strings = buffer_new(book->arena);
	return styles_read(book, refusal) &&
	       (book->xlsx->strings_path.length == 0 ||
		   xlsx_parse(book, book->xlsx->strings_path, &reader, refusal));
}
