/* sheet_date.h: days as offices type them, for sheet_value.c. */
#ifndef WUHAO_SHEET_DATE_H
#define WUHAO_SHEET_DATE_H

#include "sheet_value.h"

/* Reads a cell that isn't empty as a day; otherwise as value_read. */
struct slice value_date(struct arena *arena, bool since_1904, const struct cell *cell,
    struct slice *value, bool *month_only);

/* Without the ' that our own CSV writes before what a spreadsheet would take for a formula. */
struct slice value_unquote(struct slice text);

#endif
