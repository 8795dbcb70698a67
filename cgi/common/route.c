#include "route.h"

static const char *const methods[] = {"GET", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS", ""};

const char *
method_name(enum method method)
{
	return methods[method];
}

enum method
method_of(struct slice name)
{
	enum method method = GET;

	while (method != OTHER && !slice_equal(name, slice_of(methods[method])))
		method++;
	return method;
}

bool
method_writes(enum method method)
{
	return method == POST || method == PATCH || method == DELETE;
}

/* Takes the next part (between slashes) off the front of `path`; the slash goes too. */
static struct slice
part_next(struct slice *path)
{
	struct slice part = *path;
	const char *slash = path->length == 0 ? NULL : memchr(path->at, '/', path->length);

	if (slash != NULL)
		part.length = (size_t)(slash - path->at);
	path->at += part.length + (slash != NULL);
	path->length -= part.length + (slash != NULL);
	return part;
}

static void
value_put(const struct route *route, struct slice name, struct slice value, struct slice *values)
{
	for (size_t i = 0; i < route->field_count; i++)
		if (slice_equal(slice_of(route->fields[i].name), name))
			values[i] = value;
}

/* Takes {name} off the front of `pattern` and what it stands for off the front of `part`. */
static bool
name_fits(
    const struct route *route, struct slice *pattern, struct slice *part, struct slice *values)
{
	const char *close = memchr(pattern->at, '}', pattern->length);
	struct slice name, value = *part;

	if (close == NULL)
		return false;
	name = (struct slice){pattern->at + 1, (size_t)(close - pattern->at) - 1};
	pattern->length -= name.length + 2;
	pattern->at = close + 1;
	if (pattern->length > 0) {
		const char *found =
		    part->length == 0 ? NULL : memchr(part->at, pattern->at[0], part->length);

		if (found == NULL)
			return false;
		value.length = (size_t)(found - part->at);
	}
	if (value.length == 0)
		return false;
	part->at += value.length;
	part->length -= value.length;
	value_put(route, name, value, values);
	return true;
}

static bool
part_fits(const struct route *route, struct slice pattern, struct slice part, struct slice *values)
{
	while (pattern.length > 0) {
		if (pattern.at[0] == '{') {
			if (!name_fits(route, &pattern, &part, values))
				return false;
			continue;
		}
		if (part.length == 0 || part.at[0] != pattern.at[0])
			return false;
		pattern.at++;
		pattern.length--;
		part.at++;
		part.length--;
	}
	return part.length == 0;
}

static bool
path_fits(const struct route *route, struct slice path, struct slice *values)
{
	struct slice pattern = slice_of(route->path);

	for (;;) {
		bool more = memchr(pattern.at, '/', pattern.length) != NULL;

		if (more != (path.length > 0 && memchr(path.at, '/', path.length) != NULL))
			return false;
		if (!part_fits(route, part_next(&pattern), part_next(&path), values))
			return false;
		if (!more)
			return true;
	}
}

bool
field_is_in_path(const struct route *route, const struct field *field)
{
	size_t length = strlen(field->name);

	for (const char *at = strchr(route->path, '{'); at != NULL; at = strchr(at + 1, '{'))
		if (strncmp(at + 1, field->name, length) == 0 && at[1 + length] == '}')
			return true;
	return false;
}

const struct route *
route_find(const struct program *program, struct arena *arena, enum method method,
    struct slice path, struct slice **values, unsigned *allowed)
{
	size_t most = 1;
	struct slice *found;

	for (size_t i = 0; i < program->route_count; i++)
		if (program->routes[i].field_count > most)
			most = program->routes[i].field_count;
	found = arena_alloc(arena, most * sizeof *found);
	*allowed = 0;
	for (size_t i = 0; i < program->route_count; i++) {
		const struct route *route = program->routes + i;

		memset(found, 0, most * sizeof *found);
		if (!path_fits(route, path, found))
			continue;
		if (route->method == method) {
			*values = found;
			return route;
		}
		*allowed |= 1U << route->method;
	}
	return NULL;
}
