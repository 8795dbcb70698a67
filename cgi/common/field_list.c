#include "buffer.h"
#include "field.h"
#include "json.h"

static const struct slice fits = {0};

static struct slice
list_wrong(struct arena *arena, const struct field *field)
{
	return arena_format(arena, "%s要写成一组%s。", field_label(field),
	    field->kind == FIELD_IDS ? "编号" : "小写字母和数字");
}

static bool
element_fits(const struct field *field, struct slice element)
{
	long long number;

	if (field->kind == FIELD_WORDS)
		return field_is_word(element);
	return field_integer(element, &number) && number >= 1 && number <= FIELD_ID_MOST &&
	       element.at[0] != '0';
}

/* "1,2,3" becomes "{1,2,3}", an array's text in PostgreSQL. */
struct slice
field_check_list(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	struct slice rest = text;
	long count = 0;

	for (bool more = true; more; count++) {
		const char *comma = memchr(rest.at, ',', rest.length);
		struct slice element = rest;

		more = comma != NULL;
		if (more)
			element.length = (size_t)(comma - rest.at);
		if (!element_fits(field, element))
			return list_wrong(arena, field);
		rest.at += element.length + more;
		rest.length -= element.length + more;
	}
	if (field->most > 0 && count > field->most)
		return arena_format(
		    arena, "%s最多%ld个，现在%ld个。", field_label(field), field->most, count);
	if (count < field->least)
		return arena_format(
		    arena, "%s至少%ld个，现在%ld个。", field_label(field), field->least, count);
	*value = arena_format(arena, "{%.*s}", SLICE_PRINT(text));
	return fits;
}

/* An array's elements with commas between; false if one isn't of the kind's type. */
static bool
array_text(
    struct arena *arena, const struct field *field, struct json_object *array, struct slice *text)
{
	enum json_type type = field->kind == FIELD_IDS ? json_type_int : json_type_string;
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < json_object_array_length(array); i++) {
		struct json_object *element = json_object_array_get_idx(array, i);
		struct slice one;

		if (!json_object_is_type(element, type))
			return false;
		one = (struct slice){
		    json_object_get_string(element), (size_t)json_object_get_string_len(element)};
		if (type == json_type_int)
			one = slice_of(json_object_get_string(element));
		if (!element_fits(field, one))
			return false;
		buffer_text(&out, i == 0 ? "" : ",");
		buffer_put(&out, one);
	}
	*text = buffer_slice(&out);
	return true;
}

/* The text that a JSON value of the kind's own type has in a form. */
static bool
json_as_text(
    struct arena *arena, const struct field *field, struct json_object *json, struct slice *text)
{
	switch (field->kind) {
	case FIELD_ID:
	case FIELD_INTEGER:
		*text = slice_of(json_object_get_string(json));
		return json_object_is_type(json, json_type_int);
	case FIELD_BOOLEAN:
		*text = slice_of(json_object_get_string(json));
		return json_object_is_type(json, json_type_boolean);
	case FIELD_IDS:
	case FIELD_WORDS:
		return json_object_is_type(json, json_type_array) &&
		       array_text(arena, field, json, text);
	case FIELD_JSON: *text = json_text(arena, json); return true;
	default:
		*text = (struct slice){
		    json_object_get_string(json), (size_t)json_object_get_string_len(json)};
		return json_object_is_type(json, json_type_string);
	}
}

/* An empty array is a list of nothing, not an absent one. */
static bool
is_empty_list(const struct field *field, struct json_object *json)
{
	return (field->kind == FIELD_IDS || field->kind == FIELD_WORDS) &&
	       json_object_is_type(json, json_type_array) && json_object_array_length(json) == 0;
}

struct slice
field_check_json(
    struct arena *arena, const struct field *field, struct json_object *json, struct slice *value)
{
	struct slice text = {0};

	if (json != NULL && !json_as_text(arena, field, json, &text)) {
		*value = (struct slice){0};
		if (field->kind == FIELD_IDS || field->kind == FIELD_WORDS)
			return list_wrong(arena, field);
		/* A sentence that says how it is written comes from the kind's own check. */
		text = SLICE("?");
		if (field->kind == FIELD_TEXT || field->kind == FIELD_LINE)
			return arena_format(arena, "%s要写成文字。", field_label(field));
	}
	if (json != NULL && field->kind == FIELD_JSON) {
		*value = text;
		if (field->most > 0 && text.length > (size_t)field->most)
			return arena_format(arena, "%s太长了。", field_label(field));
		return fits;
	}
	if (is_empty_list(field, json) && !field_is_required(field)) {
		*value = SLICE("{}");
		return fits;
	}
	return field_check(arena, field, text, value);
}
