#include "form.h"

#include "uri.h"

enum { NAME_MOST = 200 };

/* Cuts `rest` at the first `end`: the part before it is returned, what follows stays. */
static struct slice
cut(struct slice *rest, char end)
{
	const char *found = rest->length == 0 ? NULL : memchr(rest->at, end, rest->length);
	struct slice part = *rest;

	if (found == NULL) {
		*rest = (struct slice){rest->at + rest->length, 0};
		return part;
	}
	part.length = (size_t)(found - rest->at);
	*rest = (struct slice){found + 1, rest->length - part.length - 1};
	return part;
}

static size_t
count_pairs(struct slice body)
{
	size_t count = 1;

	for (size_t i = 0; i < body.length; i++)
		count += body.at[i] == '&';
	return count;
}

bool
form_parse(struct arena *arena, struct slice body, struct form *form)
{
	struct form read = {0};
	size_t most = count_pairs(body);

	if (body.length == 0) {
		*form = read;
		return true;
	}
	if (most > FORM_MOST_FIELDS)
		most = FORM_MOST_FIELDS;
	read.fields = arena_alloc(arena, most * sizeof *read.fields);
	while (body.length > 0) {
		struct slice pair = cut(&body, '&');
		struct form_field *field = read.fields + read.count;
		struct slice name;

		if (pair.length == 0)
			continue;
		if (read.count == most)
			return false;
		name = cut(&pair, '=');
		if (!uri_decode_form(arena, name, &field->name) ||
		    !uri_decode_form(arena, pair, &field->value))
			return false;
		if (field->name.length == 0 || field->name.length > NAME_MOST)
			return false;
		read.count++;
	}
	*form = read;
	return true;
}

struct slice
form_get(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (slice_equal(form->fields[i].name, slice_of(name)))
			return form->fields[i].value;
	return (struct slice){0};
}
