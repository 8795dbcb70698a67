/*
 * form.h: application/x-www-form-urlencoded (WHATWG URL, section 5), for bodies and queries.
 */
#ifndef WUHAO_FORM_H
#define WUHAO_FORM_H

#include "arena.h"

enum { FORM_MOST_FIELDS = 1000 };

struct form_field {
	struct slice name;  /* UTF-8, 1 to 200 bytes */
	struct slice value; /* UTF-8, may be empty, never absent */
};

struct form {
	struct form_field *fields; /* in the order they came; a name may come again */
	size_t count;
};

/*
 * Parses a body or query.
 *   body  borrowed; empty gives a form without fields
 *   form  set on success only; lives as long as `arena`
 * Returns false (and sets no problem) for a broken '%', bad UTF-8, NUL, an empty or too long name,
 * more than FORM_MOST_FIELDS fields. Empty pairs (`a=1&&b=2`) are skipped.
 */
bool form_parse(struct arena *arena, struct slice body, struct form *form);

/* The first value of that name; absent (at == NULL) if there is none. */
struct slice form_get(const struct form *form, const char *name);

#endif
