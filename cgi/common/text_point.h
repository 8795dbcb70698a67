/* text_point.h: one character of UTF-8, for the library's own readers. */
#ifndef WUHAO_TEXT_POINT_H
#define WUHAO_TEXT_POINT_H

#include "slice.h"

#include <stdint.h>

/*
 * Reads the first character of `s`.
 * Returns its length in bytes (1 to 4) and sets `point`; 0 if `s` is empty or doesn't begin with a
 * character (RFC 3629).
 */
size_t text_point(struct slice s, uint32_t *point);

#endif
