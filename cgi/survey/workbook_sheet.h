/* workbook_sheet.h: one table of a result on one sheet. */
#ifndef WUHAO_SURVEY_WORKBOOK_SHEET_H
#define WUHAO_SURVEY_WORKBOOK_SHEET_H

#include "arena.h"

#include <json-c/json_object.h>
#include <xlsxwriter.h>

struct looks {
	lxw_format *title, *head, *text, *share, *sum, *sum_share, *note;
};

/*
 * Fills a sheet.
 *   result  what survey.result answers, for its title, formula and order
 *   table   one of its tables
 */
void sheet_fill(struct arena *arena, lxw_worksheet *sheet, const struct looks *looks,
    struct json_object *result, struct json_object *table);

#endif
