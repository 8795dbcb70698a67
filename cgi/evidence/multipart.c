#include "multipart.h"

#include "text.h"

#include <strings.h>

enum place { PREAMBLE, AFTER_BOUNDARY, HEAD, FIELD, BYTES, END, WRONG };

enum { HELD_MOST = 4 + BOUNDARY_MOST };

struct multipart_reader {
	struct arena *arena;
	struct slice file; /* the field that is the file */
	enum place place;
	char boundary[HELD_MOST]; /* CR LF - - boundary */
	size_t boundary_length;
	size_t matched;       /* how much of the boundary the last bytes were */
	char held[HELD_MOST]; /* of it, when it turned out to be none */
	char tail[2];         /* what comes after a boundary: CR LF or - - */
	size_t tail_length;
	char head[PART_HEAD_MOST];
	size_t head_length;
	char value[PART_FIELD_MOST];
	size_t value_length;
	struct slice name; /* of the part */
	struct slice file_name;
	bool has_file;
	size_t parts;
	struct form form;
};

/* The parameter `name` of a header's value: quoted, or a token; absent if there is none. */
static struct slice
parameter(struct slice header, struct slice name)
{
	for (size_t i = 0; i < header.length; i++) {
		struct slice rest = {header.at + i, header.length - i}, value;
		const char *end;

		if (header.at[i] == '"') { /* a quoted value is passed over as a whole */
			end = memchr(rest.at + 1, '"', rest.length - 1);
			if (end == NULL)
				break;
			i += (size_t)(end - rest.at);
			continue;
		}
		if ((i > 0 && header.at[i - 1] != ';' && header.at[i - 1] != ' ') ||
		    rest.length <= name.length || rest.at[name.length] != '=' ||
		    strncasecmp(rest.at, name.at, name.length) != 0)
			continue;
		value = (struct slice){rest.at + name.length + 1, rest.length - name.length - 1};
		if (value.length > 0 && value.at[0] == '"') {
			end = memchr(value.at + 1, '"', value.length - 1);
			return end == NULL
				   ? (struct slice){0}
				   : (struct slice){value.at + 1, (size_t)(end - value.at) - 1};
		}
		end = value.length == 0 ? NULL : memchr(value.at, ';', value.length);
		return text_trim((struct slice){
		    value.at, end == NULL ? value.length : (size_t)(end - value.at)});
	}
	return (struct slice){0};
}

struct multipart_reader *
multipart_new(struct arena *arena, struct slice type, struct slice file)
{
	static const char wanted[] = "multipart/form-data";
	struct multipart_reader *reader;
	struct slice boundary;

	if (type.length < sizeof wanted || strncasecmp(type.at, wanted, sizeof wanted - 1) != 0)
		return NULL;
	boundary = parameter(type, SLICE("boundary"));
	if (boundary.length == 0 || boundary.length > BOUNDARY_MOST || text_has_control(boundary))
		return NULL;
	reader = arena_zero(arena, sizeof *reader);
	reader->arena = arena;
	reader->file = file;
	memcpy(reader->boundary, "\r\n--", 4);
	memcpy(reader->boundary + 4, boundary.at, boundary.length);
	reader->boundary_length = boundary.length + 4;
	reader->matched = 2; /* the first one needs no line end before it */
	reader->form.fields = arena_zero(arena, PARTS_MOST * sizeof *reader->form.fields);
	return reader;
}

/* One line of a part's head; only Content-Disposition means something. */
static void
head_line(struct multipart_reader *reader, struct slice line)
{
	static const char wanted[] = "content-disposition:";
	struct slice name, file_name;

	if (line.length < sizeof wanted - 1 || strncasecmp(line.at, wanted, sizeof wanted - 1) != 0)
		return;
	name = parameter(line, SLICE("name"));
	file_name = parameter(line, SLICE("filename"));
	reader->name = arena_copy(reader->arena, name);
	if (slice_equal(name, reader->file))
		reader->file_name = arena_copy(reader->arena, file_name);
}

/* The head is whole: what its part is. */
static bool
head_done(struct multipart_reader *reader)
{
	struct slice rest = {reader->head, reader->head_length};
	bool is_file;

	reader->name = (struct slice){0};
	while (rest.length > 0) {
		const char *end = memmem(rest.at, rest.length, "\r\n", 2);
		size_t length = end == NULL ? rest.length : (size_t)(end - rest.at);

		head_line(reader, (struct slice){rest.at, length});
		length += end == NULL ? 0 : 2;
		rest.at += length;
		rest.length -= length;
	}
	is_file = slice_equal(reader->name, reader->file);
	if (reader->name.length == 0 || !text_is_utf8(reader->name) ||
	    !text_is_utf8(reader->file_name) || (is_file && reader->has_file))
		return false;
	reader->has_file |= is_file;
	reader->place = is_file ? BYTES : FIELD;
	reader->value_length = 0;
	return true;
}

/* A field is whole. */
static bool
field_done(struct multipart_reader *reader)
{
	struct slice value = {reader->value, reader->value_length};
	struct form_field *field = reader->form.fields + reader->form.count;

	if (!text_is_utf8(value) ||
	    (value.length > 0 && memchr(value.at, '\0', value.length) != NULL))
		return false;
	field->name = reader->name;
	field->value = arena_copy(reader->arena, value);
	reader->form.count++;
	return true;
}

static bool
value_put(struct multipart_reader *reader, struct slice bytes)
{
	if (bytes.length > sizeof reader->value - reader->value_length)
		return false;
	if (bytes.length > 0)
		memcpy(reader->value + reader->value_length, bytes.at, bytes.length);
	reader->value_length += bytes.length;
	return true;
}

/* Two bytes follow a boundary. */
static bool
tail_take(struct multipart_reader *reader, char c)
{
	reader->tail[reader->tail_length++] = c;
	if (reader->tail_length < sizeof reader->tail)
		return true;
	reader->tail_length = 0;
	reader->head_length = 0;
	if (memcmp(reader->tail, "--", 2) == 0)
		reader->place = END;
	else if (memcmp(reader->tail, "\r\n", 2) == 0 && reader->parts++ < PARTS_MOST)
		reader->place = HEAD;
	else
		return false;
	return true;
}

/* The head ends with an empty line; an empty head is one such line. */
static bool
head_take(struct multipart_reader *reader, char c)
{
	if (reader->head_length == sizeof reader->head)
		return false;
	reader->head[reader->head_length++] = c;
	if (reader->head_length >= 4 &&
	    memcmp(reader->head + reader->head_length - 4, "\r\n\r\n", 4) == 0) {
		reader->head_length -= 4;
		return head_done(reader);
	}
	return reader->head_length != 2 || memcmp(reader->head, "\r\n", 2) != 0;
}

/* A boundary was read: what stood before it is whole. */
static bool
boundary_done(struct multipart_reader *reader)
{
	bool good = reader->place != FIELD || field_done(reader);

	reader->matched = 0;
	reader->place = AFTER_BOUNDARY;
	return good;
}

/*
 * Takes what isn't boundary off the front of `in`; `bytes` may be what was held for the beginning of
 * one and is none. Stops behind a boundary. The only place where a boundary can begin anew within
 * itself is its first byte: it has one CR.
 */
static struct slice
content_take(struct multipart_reader *reader, struct slice *in, bool *ended)
{
	const char *start, *found;
	size_t length;

	*ended = false;
	while (in->length > 0 && reader->matched > 0) {
		if (in->at[0] == reader->boundary[reader->matched]) {
			in->at++;
			in->length--;
			if (++reader->matched == reader->boundary_length) {
				*ended = true;
				return (struct slice){0};
			}
			continue;
		}
		memcpy(reader->held, reader->boundary, reader->matched);
		length = reader->matched;
		reader->matched = 0;
		return (struct slice){reader->held, length};
	}
	if (in->length == 0)
		return (struct slice){0};
	start = in->at;
	found = memchr(start, '\r', in->length);
	length = found == NULL ? in->length : (size_t)(found - start);
	in->at += length;
	in->length -= length;
	if (found != NULL) {
		reader->matched = 1;
		in->at++;
		in->length--;
	}
	return (struct slice){start, length};
}

/* Of a preamble, a field or the file. */
static enum multipart
content_read(struct multipart_reader *reader, struct slice *in, struct slice *bytes)
{
	bool ended;

	*bytes = content_take(reader, in, &ended);
	if (ended)
		return boundary_done(reader) ? MULTIPART_MORE : MULTIPART_WRONG;
	/* Nothing but a boundary may come first: what stands before it is nobody's. */
	if (reader->place == PREAMBLE)
		return bytes->length == 0 ? MULTIPART_MORE : MULTIPART_WRONG;
	if (reader->place == FIELD)
		return value_put(reader, *bytes) ? MULTIPART_MORE : MULTIPART_WRONG;
	return bytes->length > 0 ? MULTIPART_BYTES : MULTIPART_MORE;
}

static enum multipart
step(struct multipart_reader *reader, struct slice *in, struct slice *bytes)
{
	enum place was = reader->place;
	bool good;

	if (was == PREAMBLE || was == FIELD || was == BYTES)
		return content_read(reader, in, bytes);
	good = was == HEAD ? head_take(reader, in->at[0]) : tail_take(reader, in->at[0]);
	in->at++;
	in->length--;
	if (!good)
		return MULTIPART_WRONG;
	if (reader->place == END)
		return reader->has_file ? MULTIPART_END : MULTIPART_WRONG;
	return was == HEAD && reader->place == BYTES ? MULTIPART_FILE : MULTIPART_MORE;
}

enum multipart
multipart_read(struct multipart_reader *reader, struct slice *in, struct slice *bytes)
{
	enum multipart found = MULTIPART_MORE;

	if (reader->place == WRONG)
		return MULTIPART_WRONG;
	if (reader->place == END)
		return MULTIPART_END;
	while (found == MULTIPART_MORE && in->length > 0)
		found = step(reader, in, bytes);
	if (found == MULTIPART_WRONG)
		reader->place = WRONG;
	return found;
}

const struct form *
multipart_fields(const struct multipart_reader *reader)
{
	return &reader->form;
}

struct slice
multipart_file_name(const struct multipart_reader *reader)
{
	return reader->file_name;
}
