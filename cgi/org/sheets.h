/* sheets.h: the routes of org that import and export. */
#ifndef WUHAO_ORG_SHEETS_H
#define WUHAO_ORG_SHEETS_H

#include "request.h"

/*
 * POST /org/import: reads a sheet, judges its rows and keeps the preview; answers org.import_show.
 * What can't be read is 413, 415 or 422 with the reason, and nothing is kept.
 */
void import_read(struct request *q);

/* POST /org/import/{import}/columns: the same file with other columns, remembered for the next. */
void import_read_again(struct request *q);

/* GET /org/import/{import}/bad.xlsx: the rows that can't be taken, with the reasons in a column. */
void import_bad_send(struct request *q);

/* GET /org/template/{kind}.xlsx: an empty sheet with headings, lists and a guide. */
void template_send(struct request *q);

/* GET /org/export/{kind}.xlsx and .csv: the units, members or posts of a subtree. */
void export_book_send(struct request *q);
void export_csv_send(struct request *q);

#endif
