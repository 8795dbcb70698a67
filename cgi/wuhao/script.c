/* script.c: splits SQL files into statements and runs them. */
#include "script.h"

#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FILE_MOST = 16 * 1024 * 1024 };

const char *
script_folder(struct arena *arena, const char *told)
{
	char path[PATH_MAX];
	ssize_t length;
	char *slash;

	if (told == NULL)
		told = getenv("WUHAO_SQL");
	if (told != NULL)
		return told;
	length = readlink("/proc/self/exe", path, sizeof path - 1);
	if (length < 0)
		fail("the folder sql is not found; name it by --sql");
	path[length] = '\0';
	while ((slash = strrchr(path, '/')) != NULL) {
		const char *folder;

		*slash = '\0';
		folder = arena_format(arena, "%s/sql", path).at;
		if (access(arena_format(arena, "%s/base.sql", folder).at, R_OK) == 0)
			return folder;
	}
	fail("the folder sql is not found; name it by --sql");
}

struct script
script_read(struct arena *arena, const char *folder, const char *name)
{
	struct slice path = arena_format(arena, "%s/%s", folder, name);
	struct script script = {.path = arena_format(arena, "sql/%s", name).at};
	FILE *file = fopen(path.at, "rb");
	char *text;
	long size;

	if (file == NULL)
		fail("%s can't be opened: %s", path.at, strerror(errno));
	if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0 || size > FILE_MOST)
		fail("%s is not a file of SQL", path.at);
	rewind(file);
	text = arena_alloc(arena, (size_t)size + 1);
	if (fread(text, 1, (size_t)size, file) != (size_t)size)
		fail("%s can't be read: %s", path.at, strerror(errno));
	fclose(file);
	text[size] = '\0';
	script.text = (struct slice){text, (size_t)size};
	if (!text_is_utf8(script.text) || memchr(text, '\0', (size_t)size) != NULL)
		fail("%s is not UTF-8", script.path);
	return script;
}

/* The byte at a place, NUL past the end (the text itself holds none). */
static char
byte_at(const struct script *script, size_t place)
{
	return place < script->text.length ? script->text.at[place] : '\0';
}

/* The end of the line that `place` is in: its line feed, or the end of the text. */
static size_t
line_end(const struct script *script, size_t place)
{
	while (place < script->text.length && script->text.at[place] != '\n')
		place++;
	return place;
}

/* Past a line comment; keeps the word of `-- part: word`. */
static size_t
skip_line(struct script *script, size_t place)
{
	size_t end = line_end(script, place);
	struct slice line = {script->text.at + place, end - place};
	const struct slice mark = SLICE("-- part: ");

	if (slice_starts(line, mark))
		script->part = (struct slice){line.at + mark.length, line.length - mark.length};
	return end;
}

/* Past a comment between slash and star; they nest. */
static size_t
skip_comment(const struct script *script, size_t place)
{
	int depth = 0;

	do {
		if (byte_at(script, place) == '/' && byte_at(script, place + 1) == '*') {
			depth++;
			place += 2;
		} else if (byte_at(script, place) == '*' && byte_at(script, place + 1) == '/') {
			depth--;
			place += 2;
		} else {
			place++;
		}
	} while (depth > 0 && place < script->text.length);
	return place;
}

/* True for what a name may go on with; a quote or dollar right behind it is part of something else. */
static bool
is_of_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Past a quoted string or name; in E'…' a backslash hides the next character. */
static size_t
skip_quoted(const struct script *script, size_t place)
{
	char quote = byte_at(script, place);
	bool escapes = quote == '\'' && place > 0 && (byte_at(script, place - 1) | 32) == 'e' &&
		       (place < 2 || !is_of_name(byte_at(script, place - 2)));

	place++;
	while (place < script->text.length) {
		char c = byte_at(script, place);

		if ((escapes && c == '\\') || (c == quote && byte_at(script, place + 1) == quote))
			place++;
		else if (c == quote)
			return place + 1;
		place++;
	}
	return place;
}

/* Past $tag$ … $tag$, or past the '$' where it opens nothing ($1, a$b). */
static size_t
skip_dollar(const struct script *script, size_t place)
{
	size_t end = place + 1;
	struct slice tag;

	if (place > 0 && is_of_name(byte_at(script, place - 1)))
		return end;
	while (is_of_name(byte_at(script, end)))
		end++;
	if (byte_at(script, end) != '$' || isdigit((unsigned char)byte_at(script, place + 1)))
		return place + 1;
	tag = (struct slice){script->text.at + place, end + 1 - place};
	for (place = end + 1; place + tag.length <= script->text.length; place++)
		if (memcmp(script->text.at + place, tag.at, tag.length) == 0)
			return place + tag.length;
	return script->text.length;
}

/* Past white space and comments. */
static size_t
skip_blank(struct script *script, size_t place)
{
	for (;;) {
		if (isspace((unsigned char)byte_at(script, place)))
			place++;
		else if (byte_at(script, place) == '-' && byte_at(script, place + 1) == '-')
			place = skip_line(script, place);
		else if (byte_at(script, place) == '/' && byte_at(script, place + 1) == '*')
			place = skip_comment(script, place);
		else
			return place;
	}
}

/* One token further inside a statement; keeps the depth of brackets. */
static size_t
skip_token(struct script *script, size_t place, int *depth)
{
	switch (byte_at(script, place)) {
	case '\'':
	case '"': return skip_quoted(script, place);
	case '$': return skip_dollar(script, place);
	case '(': ++*depth; return place + 1;
	case ')': --*depth; return place + 1;
	case '-':
		if (byte_at(script, place + 1) == '-')
			return line_end(script, place);
		return place + 1;
	case '/':
		if (byte_at(script, place + 1) == '*')
			return skip_comment(script, place);
		return place + 1;
	default: return place + 1;
	}
}

/* The line of a place, from 1. */
static int
line_of(const struct script *script, size_t place)
{
	int line = 1;

	for (size_t i = 0; i < place; i++)
		line += script->text.at[i] == '\n';
	return line;
}

bool
script_next(struct script *script, struct script_statement *statement)
{
	size_t start = skip_blank(script, script->at);
	size_t place = start;
	int depth = 0;

	while (start < script->text.length && byte_at(script, start) == ';')
		start = place = skip_blank(script, start + 1);
	while (place < script->text.length && (byte_at(script, place) != ';' || depth > 0))
		place = skip_token(script, place, &depth);
	if (place > script->text.length)
		place = script->text.length;
	statement->text = (struct slice){script->text.at + start, place - start};
	statement->part = script->part;
	statement->line = line_of(script, start);
	script->at = place + 1 < script->text.length ? place + 1 : script->text.length;
	return start < script->text.length;
}

/* The line inside a statement of PostgreSQL's position, which counts characters from 1. */
static int
lines_before(struct slice text, const char *position)
{
	long left = position == NULL ? 0 : strtol(position, NULL, 10) - 1;
	int lines = 0;

	for (size_t i = 0; i < text.length && left > 0; i++) {
		lines += text.at[i] == '\n';
		left -= ((unsigned char)text.at[i] & 0xc0) != 0x80;
	}
	return lines;
}

void
script_run(struct desk *desk, const struct script *script, const struct script_statement *statement)
{
	PGresult *result = PQexec(desk->connection, arena_string(desk->arena, statement->text));
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		int line =
		    statement->line + lines_before(statement->text,
					  PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION));
		struct slice sentence = result_sentence(desk->arena, result);

		fail("%s:%d: %.*s", script->path, line, SLICE_PRINT(sentence));
	}
	PQclear(result);
}

void
script_run_all(struct desk *desk, struct script *script)
{
	struct script_statement statement;

	while (script_next(script, &statement))
		script_run(desk, script, &statement);
	desk_do(desk, script->path, "reset role");
}
