#include "sheet_private.h"

#include "text.h"

#include <stdio.h>

bool
sheet_refuse(struct sheet_refusal *refusal, int status, const char *detail)
{
	*refusal = (struct sheet_refusal){status, slice_of(detail)};
	return false;
}

/* ---- what a file is ------------------------------------------------------------------------ */

static bool
holds(struct slice bytes, const void *piece, size_t length)
{
	return bytes.length >= length && memmem(bytes.at, bytes.length, piece, length) != NULL;
}

/* The compound file of older programs (MS-CFB): an .xls, or an .xlsx under a password. */
static bool
compound_refuse(struct slice bytes, struct sheet_refusal *refusal)
{
	static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (holds(bytes, locked, sizeof locked - 1))
		return sheet_refuse(
		    refusal, 415, "这个文件加了密码，打不开。请去掉密码，另存一份再传。");
	return sheet_refuse(refusal, 415,
	    "这是旧格式的文件（.xls、.doc等）。请用WPS或Excel打开，另存为.xlsx再传。");
}

static bool
other_refuse(struct slice bytes, struct sheet_refusal *refusal)
{
	struct slice head = text_trim(bytes);

	if (slice_starts(bytes, SLICE("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return compound_refuse(bytes, refusal);
	if (slice_starts(head, SLICE("<")) || slice_starts(head, SLICE("\xef\xbb\xbf<")))
		return sheet_refuse(refusal, 415,
		    "这是网页或XML，只是改了名字，不是表格。请用WPS或Excel打开，另存为.xlsx再传。");
	if (slice_starts(head, SLICE("{\\rtf")) || slice_starts(head, SLICE("%PDF-")))
		return sheet_refuse(
		    refusal, 415, "这是文档，不是表格。请把内容放进表格，存为.xlsx或.csv再传。");
	return true;
}

struct sheet_book *
sheet_open(struct arena *arena, struct slice bytes, struct sheet_refusal *refusal)
{
	struct sheet_book *book = arena_zero(arena, sizeof *book);

	*refusal = (struct sheet_refusal){0};
	book->arena = arena;
	book->bytes = bytes;
	if (bytes.length == 0) {
		sheet_refuse(refusal, 422, "文件是空的，没有内容。");
		return NULL;
	}
	if (bytes.length > SHEET_FILE_MOST) {
		sheet_refuse(refusal, 413, "文件超过32 MB，没有收下。请分成几个文件。");
		return NULL;
	}
	if (slice_starts(bytes, SLICE("PK\x03\x04")) || slice_starts(bytes, SLICE("PK\x05\x06")))
		return xlsx_open(book, refusal) ? book : NULL;
	if (!other_refuse(bytes, refusal) || !csv_check(bytes, refusal))
		return NULL;
	book->count = 1;
	book->sheets = arena_zero(arena, sizeof *book->sheets);
	book->sheets[0].name = SLICE("");
	return book;
}

bool
sheet_read(struct sheet_book *book, size_t sheet, row_take *take, void *taker,
    struct sheet_refusal *refusal)
{
	*refusal = (struct sheet_refusal){0};
	if (book->xlsx == NULL)
		return csv_rows_read(book->bytes, take, taker, refusal);
	return xlsx_parts_read(book, refusal) && xlsx_rows_read(book, sheet, take, taker, refusal);
}

/* ---- a row that is being made -------------------------------------------------------------- */

void
row_begin(struct row_maker *maker)
{
	maker->count = 0;
	maker->texts.length = 0;
}

/* The beginning of `text`, at most SHEET_CELL_MOST characters. */
static struct slice
text_cut(struct slice text, bool *cut)
{
	size_t length = 0;

	for (size_t characters = 0; length < text.length; length++) {
		characters += ((unsigned char)text.at[length] & 0xc0) != 0x80;
		if (characters > SHEET_CELL_MOST)
			break;
	}
	*cut = length < text.length;
	return (struct slice){text.at, length};
}

bool
row_put(struct row_maker *maker, size_t column, enum cell_kind kind, struct slice text,
    struct sheet_refusal *refusal)
{
	bool cut;

	if (kind == CELL_EMPTY || (kind == CELL_TEXT && text.length == 0))
		return true;
	if (column >= SHEET_COLUMNS_MOST)
		return sheet_refuse(refusal, 422, "表格超过200列，没有读。请只留要导入的列。");
	while (maker->count <= column)
		maker->cells[maker->count++] = (struct cell){0};
	text = text_cut(text, &cut);
	maker->cells[column] = (struct cell){kind, cut, {NULL, text.length}};
	maker->starts[column] = maker->texts.length;
	buffer_put(&maker->texts, text);
	return true;
}

bool
row_give(struct row_maker *maker, long number, bool hidden, struct sheet_refusal *refusal)
{
	struct sheet_row row = {number, hidden, maker->count, maker->cells};
	struct slice texts = buffer_slice(&maker->texts);

	if (maker->count == 0)
		return true;
	if (++maker->rows > SHEET_ROWS_MOST)
		return sheet_refuse(refusal, 422, "表格超过10万行，没有读。请分成几个文件。");
	for (size_t i = 0; i < maker->count; i++)
		maker->cells[i].text.at =
		    maker->cells[i].kind == CELL_EMPTY ? NULL : texts.at + maker->starts[i];
	return maker->take(maker->taker, &row);
}

/* ---- days and letters ---------------------------------------------------------------------- */

/* Days since 1970-01-01 as a date of the Gregorian calendar. */
static void
day_write(long days, char day[11])
{
	/* Eras of 400 years that begin on 1 March. */
	long era = (days + 719468) / 146097;
	long rest = days + 719468 - era * 146097;
	long year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	long in_year = rest - (365 * year + year / 4 - year / 100);
	long month = (5 * in_year + 2) / 153;
	long of_month = in_year - (153 * month + 2) / 5 + 1;

	month += month < 10 ? 3 : -9;
	year += era * 400 + (month <= 2);
	snprintf(day, 11, "%04u-%02u-%02u", (unsigned)(year % 10000), (unsigned)(month % 100),
	    (unsigned)(of_month % 100));
}

bool
sheet_day(double serial, bool since_1904, char day[11])
{
	enum { LAST_1900 = 2958465, OFFSET_1900 = 25569, OFFSET_1904 = 24107, LEAP_1900 = 60 };
	long number;

	if (!(serial >= (since_1904 ? 0 : 1)) || serial >= LAST_1900 + 1.0)
		return false;
	number = (long)serial;
	if (since_1904) {
		day_write(number - OFFSET_1904, day);
		return true;
	}
	if (number == LEAP_1900) {
		/* Lotus 1-2-3 held 1900 for a leap year, and spreadsheets keep to that. */
		memcpy(day, "1900-02-29", 11);
		return true;
	}
	day_write(number - OFFSET_1900 + (number < LEAP_1900), day);
	return true;
}

void
sheet_letters(size_t column, char letters[4])
{
	char back[4];
	size_t count = 0;

	for (column++; column > 0 && count < 3; column = (column - 1) / 26)
		back[count++] = (char)('A' + (column - 1) % 26);
	for (size_t i = 0; i < count; i++)
		letters[i] = back[count - 1 - i];
	letters[count] = '\0';
}
