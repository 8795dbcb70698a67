#include "answer.h"

#include "cookie.h"
#include "problem.h"
#include "request.h"
#include "text.h"
#include "uri.h"

#include <stdlib.h>

static void
header_add(struct request *q, const char *name, struct slice value)
{
	struct header *header = arena_zero(q->arena, sizeof *header);
	struct header **last = &q->answer.headers;

	header->name = arena_copy(q->arena, slice_of(name));
	header->value = arena_copy(q->arena, value);
	while (*last != NULL)
		last = &(*last)->next;
	*last = header;
}

static bool
is_token(const char *name)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	if (*name == '\0')
		return false;
	for (; *name != '\0'; name++)
		if (!((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') ||
			(*name >= '0' && *name <= '9') || strchr(others, *name) != NULL))
			return false;
	return true;
}

void
header_set(struct request *q, const char *name, struct slice value)
{
	if (!is_token(name) || text_has_control(value)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	header_add(q, name, value);
}

void
answer_bytes(struct request *q, int status, const char *type, struct slice body)
{
	q->answer.status = status;
	q->answer.type = type;
	q->answer.body = body;
}

void
answer_json(struct request *q, int status, struct slice body)
{
	answer_bytes(q, status, "application/json", body);
}

void
answer_html(struct request *q, int status, struct slice body)
{
	answer_bytes(q, status, "text/html; charset=utf-8", body);
}

void
answer_empty(struct request *q, int status)
{
	answer_bytes(q, status, NULL, (struct slice){0});
}

void
answer_redirect(struct request *q, struct slice path)
{
	/* "//elsewhere" and "/\elsewhere" are other hosts to a browser. */
	if (path.length == 0 || path.at[0] != '/' ||
	    (path.length > 1 && (path.at[1] == '/' || path.at[1] == '\\'))) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	header_set(q, "Location", path);
	answer_empty(q, 303);
}

void
answer_attachment(struct request *q, struct slice file_name)
{
	const char *dot =
	    file_name.length == 0 ? NULL : memrchr(file_name.at, '.', file_name.length);
	struct slice ending = {0};

	if (dot != NULL)
		ending =
		    (struct slice){dot + 1, file_name.length - (size_t)(dot + 1 - file_name.at)};
	for (size_t i = 0; i < ending.length; i++)
		if (!((ending.at[i] >= 'a' && ending.at[i] <= 'z') ||
			(ending.at[i] >= '0' && ending.at[i] <= '9')))
			ending.length = 0;
	header_set(q, "Content-Disposition",
	    arena_format(q->arena, "attachment; filename=\"download%s%.*s\"; filename*=UTF-8''%.*s",
		ending.length > 0 ? "." : "", SLICE_PRINT(ending),
		SLICE_PRINT(uri_encode(q->arena, file_name))));
}

bool
cookie_is_secure(void)
{
	const char *secure = getenv("WUHAO_SECURE"); /* never set while threads run */

	return secure != NULL && strcmp(secure, "1") == 0;
}

static bool
is_cookie_text(struct slice s)
{
	for (size_t i = 0; i < s.length; i++)
		if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= 'A' && s.at[i] <= 'Z') ||
			(s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '-' || s.at[i] == '_'))
			return false;
	return true;
}

void
cookie_set(struct request *q, const char *name, struct slice value, int64_t seconds)
{
	bool secure = cookie_is_secure();
	struct slice age = {0};

	if (!is_cookie_text(slice_of(name)) || *name == '\0' || !is_cookie_text(value)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	if (seconds != 0)
		age =
		    arena_format(q->arena, "; Max-Age=%lld", seconds < 0 ? 0 : (long long)seconds);
	header_add(q, "Set-Cookie",
	    arena_format(q->arena, "%s%s=%.*s; Path=/%.*s; HttpOnly; SameSite=Strict%s",
		secure ? "__Host-" : "", name, SLICE_PRINT(value), SLICE_PRINT(age),
		secure ? "; Secure" : ""));
}

struct slice
cookie_get(const struct request *q, const char *name)
{
	return cookie_find(request_parameter(q, "HTTP_COOKIE"),
	    slice_of(cookie_is_secure() ? "__Host-" : ""), slice_of(name));
}
