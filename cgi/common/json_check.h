/* json_check.h: the part of json.c that looks at the text before json-c does. */
#ifndef WUHAO_JSON_CHECK_H
#define WUHAO_JSON_CHECK_H

#include "slice.h"

/*
 * True if `text` is one JSON value as json.h wants it, but for keys that come twice.
 *   members  set on success: how many members all its objects have together, as written
 */
bool json_check(struct slice text, size_t *members);

#endif
