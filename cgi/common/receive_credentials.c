#include "crypto.h"
#include "receive.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>

/* The session cookie, if it can be one; anything else counts as no cookie. */
static struct slice
token_read(const struct request *q)
{
	struct slice token = cookie_get(q, "session");

	if (token.length != TOKEN_LENGTH)
		return (struct slice){0};
	for (size_t i = 0; i < token.length; i++)
		if (!((token.at[i] >= '0' && token.at[i] <= '9') ||
			(token.at[i] >= 'a' && token.at[i] <= 'f')))
			return (struct slice){0};
	return token;
}

/*
 * A write from another site's page is refused: where the browser names an Origin, its host must be
 * the one the request was sent to. ("null" is another site.) A client that names none is no
 * browser's page: SameSite=Strict and application/json keep those out.
 */
static bool
origin_fits(const struct request *q)
{
	struct slice origin = request_parameter(q, "HTTP_ORIGIN");
	struct slice host = request_parameter(q, "HTTP_HOST");
	size_t scheme = slice_starts(origin, SLICE("http://"))    ? strlen("http://")
			: slice_starts(origin, SLICE("https://")) ? strlen("https://")
								  : 0;

	if (origin.length == 0)
		return true;
	return scheme > 0 && host.length > 0 && origin.length - scheme == host.length &&
	       strncasecmp(origin.at + scheme, host.at, host.length) == 0;
}

/* Idempotency-Key: 1 to 64 visible ASCII characters. */
static bool
key_receive(struct request *q)
{
	struct slice key = request_parameter(q, "HTTP_IDEMPOTENCY_KEY");

	if (key.length == 0)
		return true;
	if (key.length > KEY_MOST)
		return false;
	for (size_t i = 0; i < key.length; i++)
		if (key.at[i] <= ' ' || key.at[i] > '~')
			return false;
	/* Kept answers belong to an account: without a session there is nobody to keep them for. */
	if (q->route->door == SIGNED_IN)
		q->key = key;
	return true;
}

/* If-Match: "12" (RFC 9110 section 13.1.1); weak and several tags aren't ours. */
static bool
version_receive(struct request *q)
{
	struct slice tag = request_parameter(q, "HTTP_IF_MATCH");

	if (tag.length == 0)
		return true;
	if (tag.length < 3 || tag.length > 20 || tag.at[0] != '"' || tag.at[tag.length - 1] != '"')
		return false;
	for (size_t i = 1; i < tag.length - 1; i++)
		if (tag.at[i] < '0' || tag.at[i] > '9')
			return false;
	q->version = (struct slice){tag.at + 1, tag.length - 2};
	return true;
}

/* "192.0.2.0/24" or "2001:db8:1::/48": what limits and delays are counted by. */
static struct slice
network_read(const struct request *q)
{
	struct slice address = request_parameter(q, "REMOTE_ADDR");
	char text[INET6_ADDRSTRLEN];
	struct in6_addr six;
	struct in_addr four;

	if (address.length == 0)
		return (struct slice){0};
	if (inet_pton(AF_INET6, address.at, &six) == 1) {
		if (!IN6_IS_ADDR_V4MAPPED(&six)) {
			memset(six.s6_addr + 6, 0, sizeof six.s6_addr - 6);
			inet_ntop(AF_INET6, &six, text, sizeof text);
			return arena_format(q->arena, "%s/48", text);
		}
		memcpy(&four, six.s6_addr + 12, sizeof four);
	} else if (inet_pton(AF_INET, address.at, &four) != 1) {
		return (struct slice){0};
	}
	four.s_addr &= htonl(0xffffff00);
	inet_ntop(AF_INET, &four, text, sizeof text);
	return arena_format(q->arena, "%s/24", text);
}

bool
credentials_receive(struct request *q)
{
	q->token = token_read(q);
	q->network = network_read(q);
	if (q->route->door == SIGNED_IN && q->token.length == 0) {
		problem_set(q, 401, NULL, NULL);
		return false;
	}
	if (!method_writes(q->method))
		return true;
	if (!origin_fits(q)) {
		problem_set(
		    q, 403, "origin", "这次请求来自别的网站，没有任何改动。请从本系统的页面再试。");
		return false;
	}
	if (!key_receive(q) || !version_receive(q)) {
		problem_set(q, 400, NULL, NULL);
		return false;
	}
	return true;
}
