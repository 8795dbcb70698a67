#include "log.h"

#include "clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 1000 };

struct line {
	char text[LINE_MOST + 1];
	size_t length;
};

static const char *name = "wuhao";

void
log_name(const char *program)
{
	name = program;
}

static void
add(struct line *line, const char *text, size_t length)
{
	if (length > LINE_MOST - line->length)
		length = LINE_MOST - line->length;
	memcpy(line->text + line->length, text, length);
	line->length += length;
}

static bool
is_bare(const char *value)
{
	if (*value == '\0')
		return false;
	for (; *value != '\0'; value++)
		if ((unsigned char)*value <= ' ' || *value == '"' || *value == '=' ||
		    *value == '\\')
			return false;
	return true;
}

/* logfmt: quoted where it must be; what can't stand in a line becomes a space. */
static void
add_value(struct line *line, const char *value)
{
	if (value == NULL)
		value = "-";
	if (is_bare(value)) {
		add(line, value, strlen(value));
		return;
	}
	add(line, "\"", 1);
	for (; *value != '\0'; value++) {
		if (*value == '"' || *value == '\\')
			add(line, "\\", 1);
		add(line, (unsigned char)*value < ' ' ? " " : value, 1);
	}
	add(line, "\"", 1);
}

static void
add_pair(struct line *line, const char *key, const char *value)
{
	if (line->length > 0)
		add(line, " ", 1);
	add(line, key, strlen(key));
	add(line, "=", 1);
	add_value(line, value);
}

void
log_pairs(enum log_level level, const char *event, const char *const *pairs)
{
	static const char *const levels[] = {"info", "warning", "error"};
	struct line line = {.length = 0};
	char at[TIME_SIZE];

	time_format(time_now(), at);
	add_pair(&line, "at", at);
	add_pair(&line, "level", levels[level]);
	add_pair(&line, "program", name);
	add_pair(&line, "event", event);
	for (; *pairs != NULL; pairs += 2)
		add_pair(&line, pairs[0], pairs[1]);
	line.text[line.length++] = '\n';
	if (write(STDERR_FILENO, line.text, line.length) < 0)
		return; /* nowhere to say it */
}
