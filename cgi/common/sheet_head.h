/* sheet_head.h: which row is the header of a sheet, and which of its columns is which field. */
#ifndef WUHAO_SHEET_HEAD_H
#define WUHAO_SHEET_HEAD_H

#include "sheet_table.h"

enum { HEAD_ROWS_MOST = 30, FIELD_NONE = -1, FIELD_UNREAD = -2 };

struct head_column {
	struct slice head; /* as it stands there */
	int field;         /* of the kind; FIELD_NONE; FIELD_UNREAD: kind->unread */
};

/* Rows that were kept from the beginning of a sheet. */
struct head_rows {
	size_t count;
	struct sheet_row rows[HEAD_ROWS_MOST];
};

struct head {
	long row;    /* 0: none was found */
	size_t rows; /* 1 or 2 */
	size_t at;   /* of the first among the kept rows */
	size_t known;
	size_t count;
	struct head_column columns[SHEET_COLUMNS_MOST];
};

/* Looks for the header: choice->header where it is given, else the row with most known headings. */
void head_find(struct arena *arena, const struct sheet_kind *kind,
    const struct sheet_choice *choice, const struct head_rows *rows, struct head *head);

#endif
