/* slice.h: bytes with a length, owned by somebody else. Text here is never ended by NUL. */
#ifndef WUHAO_SLICE_H
#define WUHAO_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *at; /* NULL: absent, which is something else than empty */
	size_t length;  /* bytes */
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})

/* The two arguments of a "%.*s" (texts under 2 GiB). */
#define SLICE_PRINT(s) (int)(s).length, (s).at

/* A slice of a C string, which may be NULL (absent); borrowed. */
static inline struct slice
slice_of(const char *text)
{
	return (struct slice){text, text == NULL ? 0 : strlen(text)};
}

/* True if there is nothing in it: absent or of length 0. */
static inline bool
slice_is_empty(struct slice s)
{
	return s.length == 0;
}

/* True if both hold the same bytes; absent equals empty. Not for secrets: see equal_constant. */
static inline bool
slice_equal(struct slice a, struct slice b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/* True if `s` begins with `start`. */
static inline bool
slice_starts(struct slice s, struct slice start)
{
	return s.length >= start.length &&
	       (start.length == 0 || memcmp(s.at, start.at, start.length) == 0);
}

#endif
