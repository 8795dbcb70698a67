/*
 * workbook.h: the published cells of a round as an .xlsx (ISO/IEC 29500) that Excel, WPS and
 * LibreOffice open: a sheet for each stratum and channel, units in official order, shares as
 * numbers with a per cent format, the sentence in place of what is withheld.
 */
#ifndef WUHAO_SURVEY_WORKBOOK_H
#define WUHAO_SURVEY_WORKBOOK_H

#include "arena.h"

#include <json-c/json_object.h>

/*
 * Draws a result.
 *   result  what survey.result answers
 *   bytes   set on success only; lives as long as `arena`
 * Returns false if there is no memory or no temporary file to be had; sets no problem.
 */
bool workbook_of(struct arena *arena, struct json_object *result, struct slice *bytes);

#endif
