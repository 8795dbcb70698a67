#include "buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEAST_ROOM = 256, ESCAPE_SIZE = 7 };

struct buffer
buffer_new(struct arena *arena)
{
	return (struct buffer){.arena = arena};
}

/* Makes room for `more` bytes and a NUL. */
static void
buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t room = buffer->room < LEAST_ROOM ? LEAST_ROOM : buffer->room;
	char *at;

	if (more >= SIZE_MAX / 4 - buffer->length)
		abort();
	if (buffer->room - buffer->length > more)
		return;
	while (room - buffer->length <= more)
		room *= 2;
	at = arena_alloc(buffer->arena, room);
	if (buffer->length > 0)
		memcpy(at, buffer->at, buffer->length);
	buffer->at = at;
	buffer->room = room;
}

void
buffer_put(struct buffer *buffer, struct slice s)
{
	if (s.length == 0)
		return;
	buffer_reserve(buffer, s.length);
	memcpy(buffer->at + buffer->length, s.at, s.length);
	buffer->length += s.length;
}

void
buffer_text(struct buffer *buffer, const char *text)
{
	buffer_put(buffer, slice_of(text));
}

void
buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	buffer_reserve(buffer, LEAST_ROOM / 2);
	va_start(arguments, format);
	length = vsnprintf(
	    buffer->at + buffer->length, buffer->room - buffer->length, format, arguments);
	va_end(arguments);
	if (length < 0)
		abort();
	if ((size_t)length >= buffer->room - buffer->length) {
		buffer_reserve(buffer, (size_t)length);
		va_start(arguments, format);
		vsnprintf(
		    buffer->at + buffer->length, buffer->room - buffer->length, format, arguments);
		va_end(arguments);
	}
	buffer->length += (size_t)length;
}

/* What stands for a byte; NULL: itself. `room` is for those that are made. */
typedef const char *escape_of(unsigned char byte, char *room);

/* Appends `s`, and for each byte that has an escape the escape instead. */
static void
buffer_escaped(struct buffer *buffer, struct slice s, escape_of *escape)
{
	char room[ESCAPE_SIZE];
	size_t from = 0;

	for (size_t i = 0; i < s.length; i++) {
		const char *escaped = escape((unsigned char)s.at[i], room);

		if (escaped == NULL)
			continue;
		buffer_put(buffer, (struct slice){s.at + from, i - from});
		buffer_text(buffer, escaped);
		from = i + 1;
	}
	if (s.length > from)
		buffer_put(buffer, (struct slice){s.at + from, s.length - from});
}

static const char *
json_escape(unsigned char byte, char *room)
{
	switch (byte) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\t': return "\\t";
	default: break;
	}
	if (byte >= 0x20 && byte != '<' && byte != 0x7f)
		return NULL;
	snprintf(room, ESCAPE_SIZE, "\\u%04x", byte);
	return room;
}

void
buffer_json(struct buffer *buffer, struct slice s)
{
	if (s.at == NULL) {
		buffer_text(buffer, "null");
		return;
	}
	buffer_text(buffer, "\"");
	buffer_escaped(buffer, s, json_escape);
	buffer_text(buffer, "\"");
}

static const char *
html_escape(unsigned char byte, char *room)
{
	room[0] = '\0'; /* needs none */
	switch (byte) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

void
buffer_html(struct buffer *buffer, struct slice s)
{
	buffer_escaped(buffer, s, html_escape);
}

struct slice
buffer_slice(const struct buffer *buffer)
{
	return (struct slice){buffer->length == 0 ? "" : buffer->at, buffer->length};
}
