#include "request.h"

#include "crypto.h"
#include "field.h"
#include "receive.h"
#include "text.h"

enum { PATH_MOST = 2000 };

struct slice
request_parameter(const struct request *q, const char *name)
{
	return slice_of(FCGX_GetParam(name, q->fcgi.envp));
}

struct slice
request_value(const struct request *q, const char *name)
{
	for (size_t i = 0; q->route != NULL && i < q->route->field_count; i++)
		if (strcmp(q->route->fields[i].name, name) == 0)
			return q->values[i];
	return (struct slice){0};
}

long long
request_integer(const struct request *q, const char *name)
{
	long long number = 0;

	return field_integer(request_value(q, name), &number) ? number : 0;
}

void
token_make(char token[TOKEN_SIZE])
{
	unsigned char bytes[TOKEN_LENGTH / 2];

	random_bytes(bytes, sizeof bytes);
	hex_into(bytes, sizeof bytes, token);
}

static bool
route_receive(struct request *q)
{
	if (q->path.length > PATH_MOST || !text_is_utf8(q->path) || text_has_control(q->path)) {
		problem_set(q, 400, NULL, NULL);
		return false;
	}
	q->route = route_find(q->program, q->arena, q->method, q->path, &q->values, &q->allowed);
	if (q->route == NULL && q->method == HEAD) {
		q->method = GET;
		q->route = route_find(q->program, q->arena, GET, q->path, &q->values, &q->allowed);
	}
	if (q->route == NULL)
		problem_set(q, q->allowed != 0 ? 405 : 404, NULL, NULL);
	return q->route != NULL;
}

bool
request_receive(struct request *q)
{
	/* First, for a refusal's page goes by it. */
	q->path = request_parameter(q, "PATH_INFO");
	q->query = request_parameter(q, "QUERY_STRING");
	q->method = method_of(request_parameter(q, "REQUEST_METHOD"));
	q->head = q->method == HEAD;
	if (!route_receive(q))
		return false;
	if (!q->program->plain && !credentials_receive(q))
		return false;
	if (method_writes(q->method) && !body_receive(q))
		return false;
	return fields_receive(q);
}
