#include "json.h"

#include "json_check.h"

#include <json-c/json_tokener.h>
#include <limits.h>

/* How many members all objects below `value` have together: fewer than written, if keys repeat. */
static size_t
members_count(struct json_object *value)
{
	size_t count = 0;

	if (json_object_is_type(value, json_type_object)) {
		json_object_object_foreach(value, name, member)
		{
			(void)name;
			count += 1 + members_count(member);
		}
	} else if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count += members_count(json_object_array_get_idx(value, i));
	}
	return count;
}

static void
object_end(void *object)
{
	json_object_put(object);
}

static void
tokener_end(void *tokener)
{
	json_tokener_free(tokener);
}

bool
json_read(struct arena *arena, struct slice text, struct json_object **root)
{
	struct json_tokener *tokener;
	struct json_object *value;
	size_t members;

	if (text.length >= INT_MAX || !json_check(text, &members))
		return false;
	/* json-c counts the levels of scalars too. */
	tokener = json_tokener_new_ex(JSON_MOST_DEPTH + 2);
	if (tokener == NULL)
		return false;
	arena_defer(arena, tokener_end, tokener);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
	/* The NUL after it ends a number that stands alone. */
	value = json_tokener_parse_ex(tokener, arena_string(arena, text), (int)text.length + 1);
	if (json_tokener_get_error(tokener) != json_tokener_success)
		return false;
	arena_defer(arena, object_end, value);
	if (members_count(value) != members)
		return false;
	*root = value;
	return true;
}

struct slice
json_text(struct arena *arena, struct json_object *object)
{
	size_t length;
	const char *text = json_object_to_json_string_length(
	    object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);

	return arena_copy(arena, (struct slice){text, length});
}

struct json_object *
json_member(struct json_object *object, const char *name)
{
	struct json_object *member;

	if (!json_object_is_type(object, json_type_object) ||
	    !json_object_object_get_ex(object, name, &member))
		return NULL;
	return member;
}

struct slice
json_member_text(struct json_object *object, const char *name)
{
	struct json_object *member = json_member(object, name);

	if (!json_object_is_type(member, json_type_string))
		return (struct slice){0};
	return (struct slice){
	    json_object_get_string(member), (size_t)json_object_get_string_len(member)};
}

long long
json_member_integer(struct json_object *object, const char *name)
{
	struct json_object *member = json_member(object, name);

	return json_object_is_type(member, json_type_int) ? json_object_get_int64(member) : 0;
}

bool
json_member_boolean(struct json_object *object, const char *name)
{
	struct json_object *member = json_member(object, name);

	return json_object_is_type(member, json_type_boolean) && json_object_get_boolean(member);
}
