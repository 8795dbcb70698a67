#include "field.h"
#include "json.h"
#include "receive.h"

static bool
is_refused(struct request *q)
{
	problem_set(q, 400, NULL, NULL);
	return false;
}

static const struct field *
field_of(const struct route *route, struct slice name)
{
	for (size_t i = 0; i < route->field_count; i++)
		if (slice_equal(slice_of(route->fields[i].name), name) &&
		    !field_is_in_path(route, route->fields + i))
			return route->fields + i;
	return NULL;
}

/*
 * A part of the path that isn't what the table says is an address that doesn't exist; only a code,
 * which people type, gets its sentence.
 */
static bool
path_receive(struct request *q)
{
	for (size_t i = 0; i < q->route->field_count; i++) {
		const struct field *field = q->route->fields + i;
		struct slice value, sentence;

		if (!field_is_in_path(q->route, field))
			continue;
		sentence = field_check(q->arena, field, q->values[i], &value);
		q->values[i] = value;
		if (sentence.at == NULL)
			continue;
		if (field->kind != FIELD_CODE) {
			problem_set(q, 404, NULL, NULL);
			return false;
		}
		problem_field(q, field->name, sentence.at);
	}
	return true;
}

static bool
form_receive(struct request *q, const struct form *form, bool strict)
{
	for (size_t i = 0; strict && i < form->count; i++)
		if (field_of(q->route, form->fields[i].name) == NULL)
			return is_refused(q);
	for (size_t i = 0; i < q->route->field_count; i++) {
		const struct field *field = q->route->fields + i;
		struct slice sentence;

		if (field_is_in_path(q->route, field))
			continue;
		sentence = field_check(q->arena, field, form_get(form, field->name), q->values + i);
		if (sentence.at != NULL)
			problem_field(q, field->name, sentence.at);
	}
	return !problem_is_set(q);
}

/* The member `version` of a route that has no such field is the version that If-Match names. */
static bool
version_member(struct request *q, struct json_object *version)
{
	if (version == NULL)
		return true;
	if (!json_object_is_type(version, json_type_int) || json_object_get_int64(version) < 0)
		return false;
	q->version = slice_of(json_object_get_string(version));
	return true;
}

static bool
members_are_known(struct request *q)
{
	json_object_object_foreach(q->json, name, member)
	{
		if (field_of(q->route, slice_of(name)) != NULL)
			continue;
		if (q->program->plain || strcmp(name, "version") != 0 || !version_member(q, member))
			return false;
	}
	return true;
}

static bool
json_receive(struct request *q)
{
	if (!json_read(q->arena, q->body, &q->json) ||
	    !json_object_is_type(q->json, json_type_object) || !members_are_known(q))
		return is_refused(q);
	for (size_t i = 0; i < q->route->field_count; i++) {
		const struct field *field = q->route->fields + i;
		struct slice sentence;

		if (field_is_in_path(q->route, field))
			continue;
		sentence = field_check_json(
		    q->arena, field, json_member(q->json, field->name), q->values + i);
		if (sentence.at != NULL)
			problem_field(q, field->name, sentence.at);
	}
	return !problem_is_set(q);
}

static bool
body_fields_receive(struct request *q)
{
	switch (q->route->body) {
	case BODY_JSON: return json_receive(q);
	case BODY_FORM: return form_receive(q, &q->form, false);
	default: return !problem_is_set(q);
	}
}

bool
fields_receive(struct request *q)
{
	bool posted = method_writes(q->method);
	struct form query;

	/* First, so that a page about what follows can keep what was typed. */
	if (posted && q->route->body == BODY_FORM && !form_parse(q->arena, q->body, &q->form))
		return is_refused(q);
	if (!path_receive(q))
		return false;
	if (posted && q->route->body != BODY_BYTES && q->route->body != BODY_STREAM)
		return body_fields_receive(q);
	if (!form_parse(q->arena, q->query, &query))
		return is_refused(q);
	return form_receive(q, &query, !q->program->plain && !q->route->open_query);
}
