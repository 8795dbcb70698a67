/* cookie.h: the Cookie header as it comes (RFC 6265 section 5.4). */
#ifndef WUHAO_COOKIE_H
#define WUHAO_COOKIE_H

#include "slice.h"

/*
 * The value of the first cookie called prefix and name together; borrowed from `header`.
 * Absent if there is none. The value may be any bytes but ';'.
 */
struct slice cookie_find(struct slice header, struct slice prefix, struct slice name);

#endif
