/* workbook_file.h: an .xlsx that libxlsxwriter writes into memory, and no disk. */
#ifndef WUHAO_WORKBOOK_FILE_H
#define WUHAO_WORKBOOK_FILE_H

#include "arena.h"

#include <xlsxwriter.h>

struct workbook_file {
	lxw_workbook *book; /* to be filled; nobody else closes it */
	int file;
};

/* An empty workbook; false if there is no memory for it. What was begun must be ended. */
bool workbook_file_begin(struct arena *arena, struct workbook_file *file);

/*
 * Closes the workbook.
 *   bytes  set on success: the whole file; lives as long as `arena`
 * Returns false if it could not be written.
 */
bool workbook_file_end(struct arena *arena, struct workbook_file *file, struct slice *bytes);

#endif
