#include "buffer.h"
#include "field.h"
#include "route.h"

#include <stdio.h>

static const char *
kind_name(enum kind kind)
{
	static const char *const names[] = {"id", "integer", "text", "line", "date", "time",
	    "boolean", "code", "mark", "word", "ids", "words", "json"};

	return names[kind];
}

static const char *
field_place(const struct route *route, const struct field *field)
{
	if (field_is_in_path(route, field))
		return "path";
	return !method_writes(route->method) || route->body == BODY_BYTES ||
		       route->body == BODY_STREAM
		   ? "query"
		   : "body";
}

static void
field_print(struct buffer *out, const struct route *route, const struct field *field)
{
	buffer_text(out, "{\"name\":");
	buffer_json(out, slice_of(field->name));
	buffer_format(out,
	    ",\"kind\":\"%s\",\"least\":%ld,\"most\":%ld,\"required\":%s,\"in\":\"%s\",\"label\":",
	    kind_name(field->kind), field->least, field->most,
	    field_is_required(field) ? "true" : "false", field_place(route, field));
	buffer_json(out, slice_of(field->label));
	buffer_text(out, "}");
}

static void
route_print(struct buffer *out, const struct program *program, const struct route *route)
{
	static const char *const doors[] = {"anyone", "code", "signed_in"};
	static const char *const bodies[] = {"json", "form", "none", "bytes", "stream"};

	buffer_format(out,
	    "{\"program\":\"%s\",\"method\":\"%s\",\"door\":\"%s\",\"path\":", program->name,
	    method_name(route->method), doors[route->door]);
	buffer_json(out, slice_of(route->path));
	buffer_text(out, ",\"verb\":");
	buffer_json(out, slice_of(route->verb));
	buffer_text(out, ",\"fields\":[");
	for (size_t i = 0; i < route->field_count; i++) {
		buffer_text(out, i == 0 ? "" : ",");
		field_print(out, route, route->fields + i);
	}
	buffer_text(out, "],\"summary\":");
	buffer_json(out, slice_of(route->summary));
	buffer_format(out, ",\"logged\":%s,\"body\":\"%s\",\"handler\":%s}\n",
	    route->logged ? "true" : "false",
	    method_writes(route->method) ? bodies[route->body] : "none",
	    route->handler == NULL ? "false" : "true");
}

void
routes_print(const struct program *program)
{
	struct arena *arena = arena_new();
	struct buffer out = buffer_new(arena);
	struct slice text;

	for (size_t i = 0; i < program->route_count; i++)
		route_print(&out, program, program->routes + i);
	text = buffer_slice(&out);
	fwrite(text.at, 1, text.length, stdout);
	arena_free(arena);
}
