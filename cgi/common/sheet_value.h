/*
 * sheet_value.h: what is in a cell as people type it, in the plain form in which it is compared and
 * kept: days as yyyy-mm-dd, digits and spaces narrow, names without the blanks that only align them.
 */
#ifndef WUHAO_SHEET_VALUE_H
#define WUHAO_SHEET_VALUE_H

#include "sheet.h"

enum value_kind {
	VALUE_LINE,   /* one line */
	VALUE_NAME,   /* of a person */
	VALUE_NUMBER, /* digits and letters that are a name, such as an internal number */
	VALUE_DATE,
	VALUE_INTEGER, /* 0 … 999999 */
};

/*
 * Reads a cell.
 *   most        characters that a line may have
 *   since_1904  how the book counts days
 *   value       set where it fits: one line without tab, or empty
 *   month_only  set to true where a day was written as a month; it is its first then
 * Returns the Chinese sentence that says what is wrong; absent (at == NULL) if it fits.
 */
struct slice value_read(struct arena *arena, enum value_kind kind, size_t most, bool since_1904,
    const struct cell *cell, struct slice *value, bool *month_only);

/* Narrow letters, digits, signs and blanks (Unicode's full-width forms), without blanks around. */
struct slice value_narrow(struct arena *arena, struct slice text);

#endif
