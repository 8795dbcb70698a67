/* sheet_book.h: sheets that go out: exports, templates to fill, rows to mend. */
#ifndef WUHAO_ORG_SHEET_BOOK_H
#define WUHAO_ORG_SHEET_BOOK_H

#include "sheet_table.h"

/*
 * An .xlsx of a kind's columns, all cells text, so that = + - @ begin no formula.
 *   lines   a line for each row, cells with tabs between; may be empty
 *   extras  headings of further columns behind the kind's; NULL ends them
 *   guide   a template: lists to choose from, and a second sheet that says how to fill it
 *   bytes   set on success; lives as long as `arena`
 * Returns false if there is no memory or no temporary file to be had; sets no problem.
 */
bool sheet_book_of(struct arena *arena, const struct sheet_kind *kind, struct slice lines,
    const char *const *extras, bool guide, struct slice *bytes);

/*
 * The same rows as CSV (RFC 4180) in UTF-8 with a byte order mark. A cell that a spreadsheet would
 * take for a formula gets ' in front, which the import drops.
 */
struct slice sheet_csv_of(struct arena *arena, const struct sheet_kind *kind, struct slice lines);

#endif
