/* sheet_private.h: what sheet*.c share; nobody else includes it. */
#ifndef WUHAO_SHEET_PRIVATE_H
#define WUHAO_SHEET_PRIVATE_H

#include "buffer.h"
#include "sheet.h"

#include <stdint.h>
#include <zip.h>

typedef bool row_take(void *taker, const struct sheet_row *row);

/* Sets a refusal and returns false. `detail` is a literal. */
bool sheet_refuse(struct sheet_refusal *refusal, int status, const char *detail);

/* An .xlsx that is open. */
struct xlsx {
	zip_t *zip;
	uint64_t expanded;   /* bytes unpacked so far */
	struct slice *paths; /* of each sheet; empty: it can't be read */
	struct slice strings_path, styles_path;
	bool strings_read;
	struct buffer strings; /* all shared strings, one behind the other */
	uint32_t *string_ends;
	size_t string_count, string_room;
	bool *is_date; /* by the number of a cell's format */
	size_t format_count;
};

/* Opens the package and reads what sheets it has; the book's `xlsx` and `sheets` are set. */
bool xlsx_open(struct sheet_book *book, struct sheet_refusal *refusal);

/* Strings and formats, once; needed before rows. */
bool xlsx_parts_read(struct sheet_book *book, struct sheet_refusal *refusal);

bool xlsx_rows_read(struct sheet_book *book, size_t sheet, row_take *take, void *taker,
    struct sheet_refusal *refusal);

/* Of XML: the handlers get local names, without prefix. `text` may be NULL. */
struct xml_reader {
	bool (*start)(void *of, const char *name, const char **attributes);
	bool (*end)(void *of, const char *name);
	bool (*text)(void *of, struct slice text);
	void *of;
};

/*
 * Unpacks one file of the package and parses it on the way. A handler that returns false ends it:
 * with `refusal->status` set it failed, else it has what it wanted.
 */
bool xlsx_parse(struct sheet_book *book, struct slice path, const struct xml_reader *reader,
    struct sheet_refusal *refusal);

/* The value of an attribute; NULL without one. Prefixes of the attribute's name are dropped. */
const char *xml_attribute(const char **attributes, const char *name);

/* True for "1" and "true". */
bool xml_is_true(const char *value);

/* CSV. */
bool csv_check(struct slice bytes, struct sheet_refusal *refusal);
bool csv_rows_read(struct slice bytes, row_take *take, void *taker, struct sheet_refusal *refusal);

/* One row while it is being read; the cells' texts are offsets until row_give. */
struct row_maker {
	struct cell cells[SHEET_COLUMNS_MOST];
	size_t starts[SHEET_COLUMNS_MOST];
	size_t count;
	long rows; /* that held something */
	struct buffer texts;
	row_take *take;
	void *taker;
};

void row_begin(struct row_maker *maker);

/* Adds a cell; what it holds is copied and cut. False with `refusal`: too many columns. */
bool row_put(struct row_maker *maker, size_t column, enum cell_kind kind, struct slice text,
    struct sheet_refusal *refusal);

/* Hands the row over, if it holds something. False: the taker has enough, or `refusal` is set. */
bool row_give(struct row_maker *maker, long number, bool hidden, struct sheet_refusal *refusal);

#endif
