/* field.h: checks one field by its row in the table. Sentences are those of words.md section 4. */
#ifndef WUHAO_FIELD_H
#define WUHAO_FIELD_H

#include "route.h"

struct json_object;

/* True if a request without it is refused. */
bool field_is_required(const struct field *field);

/*
 * Checks text from a path, query or form.
 *   text     UTF-8 without NUL; absent or empty counts as not filled
 *   value    set if it fits: what the verb gets; absent if the field is
 * Returns the Chinese sentence to show beside the field; absent (at == NULL) if it fits.
 */
struct slice field_check(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value);

/* The same for a JSON value, which must be of the kind's own type. NULL is null. */
struct slice field_check_json(
    struct arena *arena, const struct field *field, struct json_object *json, struct slice *value);

/* "这一项" or the field's label. */
const char *field_label(const struct field *field);

/*
 * The readers of single kinds: each returns a sentence as above, and sets `value`. `text` isn't
 * empty.
 */
struct slice field_check_text(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value);
struct slice field_check_day(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value);
struct slice field_check_time(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value);
struct slice field_check_list(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value);

/* True and the number if `text` is a whole number (with '-' or without) within 64 bits. */
bool field_integer(struct slice text, long long *number);

/* True if it is a-z and then a-z 0-9 _, at most 63 in all. */
bool field_is_word(struct slice text);

enum { FIELD_ID_DIGITS = 16 };
#define FIELD_ID_MOST 9007199254740991LL

#endif
