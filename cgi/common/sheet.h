/*
 * sheet.h: tables as offices send them, row by row: .xlsx (ISO/IEC 29500-1) and CSV (RFC 4180, with
 * comma, tab or semicolon) in UTF-8, GB18030 or UTF-16. Nothing is believed of a file: it is
 * streamed, never stored expanded, and held to the limits below; entities and document types,
 * external targets and encryption are refused.
 */
#ifndef WUHAO_SHEET_H
#define WUHAO_SHEET_H

#include "arena.h"

enum {
	SHEET_FILE_MOST = 32 << 20,      /* bytes of a file */
	SHEET_EXPANDED_MOST = 256 << 20, /* bytes of all that is unpacked */
	SHEET_ENTRIES_MOST = 2000,       /* files in an .xlsx */
	SHEET_SHEETS_MOST = 100,
	SHEET_ROWS_MOST = 100000, /* rows that hold something */
	SHEET_COLUMNS_MOST = 200,
	SHEET_CELL_MOST = 2000,        /* characters; what is longer is cut and says so */
	SHEET_STRINGS_MOST = 24 << 20, /* bytes of an .xlsx's shared strings */
};

enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_NUMBER,  /* text: as the file has it */
	CELL_DATE,    /* a number that a spreadsheet shows as a day; text: yyyy-mm-dd */
	CELL_ERROR,   /* text: #N/A and the like */
	CELL_FORMULA, /* one whose value the file doesn't hold */
};

struct cell {
	enum cell_kind kind;
	bool cut;          /* longer than SHEET_CELL_MOST: only its beginning is here */
	struct slice text; /* UTF-8, may hold line feeds */
};

struct sheet_row {
	long number; /* as a spreadsheet counts, from 1 */
	bool hidden;
	size_t count; /* up to the last cell that isn't empty */
	const struct cell *cells;
};

struct sheet_name {
	struct slice name;
	bool hidden;
};

struct sheet_book {
	struct arena *arena;
	struct slice bytes;
	size_t count;
	struct sheet_name *sheets; /* in the order of the file; of a CSV one without a name */
	bool since_1904;           /* day 0 is 1904-01-01, not 1899-12-31 */
	struct xlsx *xlsx;         /* NULL: a CSV */
};

/* Why a file isn't taken: a status (413, 415 or 422) and a Chinese sentence. */
struct sheet_refusal {
	int status;
	struct slice detail;
};

/*
 * Looks into a file: what it is, and its sheets.
 *   bytes    borrowed; must live as long as the book
 *   refusal  set where NULL is returned
 * All of it belongs to `arena`.
 */
struct sheet_book *sheet_open(
    struct arena *arena, struct slice bytes, struct sheet_refusal *refusal);

/*
 * Hands the rows of a sheet that hold something to `take`, in order. A row and its texts live until
 * `take` returns; where it returns false, reading ends there (and well).
 * Returns false with `refusal` set where the sheet breaks a rule.
 */
bool sheet_read(struct sheet_book *book, size_t sheet,
    bool (*take)(void *taker, const struct sheet_row *row), void *taker,
    struct sheet_refusal *refusal);

/* yyyy-mm-dd of a spreadsheet's day number; false for none. 1900's 29 February is written so. */
bool sheet_day(double serial, bool since_1904, char day[11]);

/* "A", "Z", "AA" of a column from 0; `letters` has room for 4. */
void sheet_letters(size_t column, char letters[4]);

#endif
