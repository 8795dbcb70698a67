/*
 * buffer.h: text that grows, in an arena. For answers, statements and pages.
 */
#ifndef WUHAO_BUFFER_H
#define WUHAO_BUFFER_H

#include "arena.h"

struct buffer {
	struct arena *arena;
	char *at;
	size_t length;
	size_t room;
};

/* An empty buffer; its bytes live as long as the arena. */
struct buffer buffer_new(struct arena *arena);

/* Appends bytes; an absent slice appends nothing. */
void buffer_put(struct buffer *buffer, struct slice s);

/* Appends a C string. */
void buffer_text(struct buffer *buffer, const char *text);

/* Appends by printf. */
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Appends a JSON string (RFC 8259 section 7) with its quotes; `s` is UTF-8.
 * Escapes quotes, backslashes, control characters and '<' (so that it may stand in a script).
 * An absent slice appends null.
 */
void buffer_json(struct buffer *buffer, struct slice s);

/* Appends text for HTML, in elements and in quoted attributes: & < > " ' are escaped. */
void buffer_html(struct buffer *buffer, struct slice s);

/* What was appended so far. Valid until the next append; afterwards take it again. */
struct slice buffer_slice(const struct buffer *buffer);

#endif
