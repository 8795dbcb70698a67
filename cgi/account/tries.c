#include "tries.h"

#include "crypto.h"

enum { BROWSER_SECONDS = 365 * 24 * 3600 };

struct slice
login_lower(struct arena *arena, struct slice login)
{
	char *lower = arena_string(arena, login);

	for (char *at = lower; at < lower + login.length; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return (struct slice){lower, login.length};
}

static struct slice
try_digest(struct arena *arena, struct slice kind, struct slice a, struct slice b)
{
	struct digest *digest = digest_new();
	unsigned char *bytes = arena_alloc(arena, DIGEST_SIZE);

	digest_add_field(digest, SLICE("wuhao try"));
	digest_add_field(digest, kind);
	digest_add_field(digest, a);
	digest_add_field(digest, b);
	digest_done(digest, bytes);
	return (struct slice){(const char *)bytes, DIGEST_SIZE};
}

/* The cookie's value, if it can be one of ours; absent otherwise. */
static struct slice
browser_cookie(const struct request *q)
{
	struct slice cookie = cookie_get(q, "browser");

	if (cookie.length != TOKEN_LENGTH || strspn(cookie.at, "0123456789abcdef") < TOKEN_LENGTH)
		return (struct slice){0};
	return cookie;
}

struct tries
tries_of(struct request *q, struct slice login)
{
	struct slice browser = browser_cookie(q);
	struct tries tries = {
	    .pair = try_digest(q->arena, SLICE("pair"), login, q->network),
	    .network = try_digest(q->arena, SLICE("network"), q->network, (struct slice){0}),
	};

	if (browser.at != NULL)
		tries.browser = try_digest(q->arena, SLICE("browser"), login, browser);
	return tries;
}

struct slice
browser_remember(struct request *q, struct slice login)
{
	struct slice browser = browser_cookie(q);

	if (browser.at == NULL) {
		char *made = arena_alloc(q->arena, TOKEN_SIZE);

		token_make(made);
		browser = (struct slice){made, TOKEN_LENGTH};
	}
	cookie_set(q, "browser", browser, BROWSER_SECONDS);
	return try_digest(q->arena, SLICE("browser"), login, browser);
}
