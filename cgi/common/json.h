/* json.h: JSON (RFC 8259) read strictly; json-c makes the tree. */
#ifndef WUHAO_JSON_H
#define WUHAO_JSON_H

#include "arena.h"

#include <json-c/json.h>

enum { JSON_MOST_DEPTH = 32 };

/*
 * Reads one JSON text.
 *   text  borrowed; the caller has limited its size
 *   root  set on success only; belongs to the arena (NULL stands for the value null)
 * Returns false (and sets no problem) for everything RFC 8259 doesn't allow (comments, NaN, single
 * quotes, a byte order mark, what follows the value) and for what json-c would take or change in
 * silence: bad UTF-8, the same key twice in an object, \u0000, a half surrogate, an integer outside
 * 64 bits, a number too large for a double, more than JSON_MOST_DEPTH levels.
 */
bool json_read(struct arena *arena, struct slice text, struct json_object **root);

/* The text of a value, without white space; lives as long as `arena`. NULL gives null. */
struct slice json_text(struct arena *arena, struct json_object *object);

/*
 * Members of an object that came from our own database, for handlers: absent (NULL, at == NULL, 0,
 * false) where the member is missing or of another type. Slices live as long as the object.
 */
struct json_object *json_member(struct json_object *object, const char *name);
struct slice json_member_text(struct json_object *object, const char *name);
long long json_member_integer(struct json_object *object, const char *name);
bool json_member_boolean(struct json_object *object, const char *name);

#endif
