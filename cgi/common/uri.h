/* uri.h: percent-encoding (RFC 3986 section 2.1). */
#ifndef WUHAO_URI_H
#define WUHAO_URI_H

#include "arena.h"

/*
 * Decodes one name or value of application/x-www-form-urlencoded: '+' means a space. (Paths come
 * decoded by nginx.)
 *   part     borrowed, any bytes
 *   decoded  set on success only: UTF-8 (RFC 3629) without NUL, lives as long as `arena`
 * Returns false for a '%' without two hex digits and for what isn't UTF-8; sets no problem.
 */
bool uri_decode_form(struct arena *arena, struct slice part, struct slice *decoded);

/* Percent-encodes all but unreserved characters (A-Z a-z 0-9 - . _ ~). */
struct slice uri_encode(struct arena *arena, struct slice text);

#endif
