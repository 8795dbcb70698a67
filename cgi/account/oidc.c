/*
 * oidc.c: signing in by a provider (OpenID Connect Core 3.1: the code flow, with PKCE, RFC 7636).
 *   start  makes state, nonce and verifier, remembers them, leads to the provider
 *   back   where the provider leads: another site's step, so that our cookies, which are SameSite=Strict,
 *          don't come along. It does nothing but lead on, from a page of ours, to
 *   enter  which takes the code to the provider, verifies the token and begins the session
 */
#include "answers.h"
#include "buffer.h"
#include "clock.h"
#include "crypto.h"
#include "fetch.h"
#include "handlers.h"
#include "log.h"
#include "outside.h"
#include "provider.h"
#include "token.h"
#include "tries.h"

enum { STARTED_SECONDS = 600 };

static const char not_signed_in[] = "没有登录上：统一登录没有确认，或者时间太久了。请再试一次。";

/* base64url of a digest (43 characters). */
static struct slice
base64url(struct arena *arena, const unsigned char *bytes, size_t size)
{
	static const char signs[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	struct buffer out = buffer_new(arena);
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < size; i++) {
		held = held << 8 | bytes[i];
		for (bits += 8; bits >= 6; bits -= 6)
			buffer_put(&out, (struct slice){&signs[held >> (bits - 6) & 63], 1});
	}
	if (bits > 0)
		buffer_put(&out, (struct slice){&signs[held << (6 - bits) & 63], 1});
	return buffer_slice(&out);
}

static struct slice
fresh_token(struct arena *arena)
{
	char *token = arena_alloc(arena, TOKEN_SIZE);

	token_make(token);
	return (struct slice){token, TOKEN_LENGTH};
}

static struct slice
digest_of(struct arena *arena, struct slice text)
{
	unsigned char *digest = arena_alloc(arena, DIGEST_SIZE);

	sha256(text, digest);
	return (struct slice){(const char *)digest, DIGEST_SIZE};
}

/* A path of our own that one may be led back to; absent for anything else. */
static struct slice
own_path(struct slice back)
{
	if (!slice_starts(back, SLICE("/console/")) || memchr(back.at, '\\', back.length) != NULL ||
	    memmem(back.at, back.length, "//", 2) != NULL)
		return (struct slice){0};
	return back;
}

static void
pair_put(struct buffer *out, const char *name, struct slice value)
{
	buffer_format(out, "%s%s=", out->length == 0 ? "" : "&", name);
	buffer_put(out, fetch_encode(out->arena, value));
}

void
oidc_start(struct request *q)
{
	struct provider provider;
	struct slice state = fresh_token(q->arena), nonce = fresh_token(q->arena),
		     verifier = fresh_token(q->arena), proof = digest_of(q->arena, verifier), json;
	const struct parameter parameters[] = {
	    PARAMETER_BYTEA("state", digest_of(q->arena, state)),
	    PARAMETER("nonce", nonce),
	    PARAMETER("verifier", verifier),
	    PARAMETER("back", own_path(request_value(q, "back"))),
	};
	struct buffer query = buffer_new(q->arena);

	if (!provider_read(q, false, &provider) ||
	    !db_call(q, "account.begin_handshake", ROWS(parameters), &json))
		return;
	pair_put(&query, "response_type", SLICE("code"));
	pair_put(&query, "scope", SLICE("openid profile"));
	pair_put(&query, "client_id", provider.client);
	pair_put(&query, "redirect_uri", provider.back);
	pair_put(&query, "state", state);
	pair_put(&query, "nonce", nonce);
	pair_put(&query, "code_challenge_method", SLICE("S256"));
	pair_put(&query, "code_challenge",
	    base64url(q->arena, (const unsigned char *)proof.at, DIGEST_SIZE));
	cookie_set(q, "entering", state, STARTED_SECONDS);
	header_set(q, "Location",
	    arena_format(q->arena, "%.*s%s%.*s", SLICE_PRINT(provider.begin),
		memchr(provider.begin.at, '?', provider.begin.length) == NULL ? "?" : "&",
		SLICE_PRINT(buffer_slice(&query))));
	answer_empty(q, 303);
}

/* A page of ours with one way on, which is taken by itself; works without scripts. */
static struct slice
page(struct arena *arena, const char *title, struct slice text, struct slice way, const char *label,
    bool at_once)
{
	struct buffer out = buffer_new(arena);

	buffer_text(&out,
	    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	if (at_once) {
		buffer_text(&out, "<meta http-equiv=\"refresh\" content=\"0; url=");
		buffer_html(&out, way);
		buffer_text(&out, "\">\n");
	}
	buffer_format(&out, "<title>%s · 双五好</title>\n", title);
	buffer_text(&out, "<link rel=\"icon\" href=\"/assets/common/seal.svg\">\n"
			  "<link rel=\"stylesheet\" href=\"/assets/common/console.css\">\n"
			  "</head>\n<body>\n<main class=\"state\" id=\"main\">\n");
	buffer_format(&out, "<h1>%s</h1>\n<p>", title);
	buffer_html(&out, text);
	buffer_text(&out, "</p>\n<p><a class=\"btn\" href=\"");
	buffer_html(&out, way);
	buffer_format(&out, "\">%s</a></p>\n</main>\n</body>\n</html>\n", label);
	return buffer_slice(&out);
}

void
oidc_back(struct request *q)
{
	static const char *const names[] = {"state", "code", "iss", "error"};
	struct buffer query = buffer_new(q->arena);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (request_value(q, names[i]).at != NULL)
			pair_put(&query, names[i], request_value(q, names[i]));
	answer_html(q, 200,
	    page(q->arena, "正在登录", SLICE("马上就好。没有自动打开，请点下面。"),
		arena_format(
		    q->arena, "/api/account/oidc/enter?%.*s", SLICE_PRINT(buffer_slice(&query))),
		"继续登录", true));
}

bool
oidc_problem(struct request *q, const struct problem *problem)
{
	if (!slice_starts(q->path, SLICE("/account/oidc/")))
		return false;
	answer_html(q, problem->status,
	    page(q->arena, "没有登录上", problem->detail, SLICE("/console/login"), "回到登录页",
		false));
	return true;
}

/* Who this browser said it was about to sign in as, once; NULL with the problem set. */
static struct json_object *
handshake_take(struct request *q)
{
	struct slice state = request_value(q, "state"), own = cookie_get(q, "entering");
	const struct parameter parameters[] = {
	    PARAMETER_BYTEA("state", digest_of(q->arena, state)),
	};
	struct json_object *begun;

	if (own.length != state.length || state.length == 0 ||
	    !equal_constant(own.at, state.at, state.length)) {
		problem_set(q, 401, "account/not-begun", not_signed_in);
		return NULL;
	}
	begun = call_object(q, "account.take_handshake", ROWS(parameters));
	if (begun != NULL && json_member(begun, "nonce") == NULL) {
		problem_set(q, 401, "account/not-begun", not_signed_in);
		return NULL;
	}
	return begun;
}

/* Takes the code to the provider; the ID token that comes back, or absent with the problem set. */
static struct slice
code_exchange(struct request *q, const struct provider *provider, struct json_object *begun)
{
	struct buffer form = buffer_new(q->arena);
	struct question question = {.url = provider->exchange, .ca = provider->ca};
	struct json_object *answer = NULL;
	long status = 0;
	bool told;

	pair_put(&form, "grant_type", SLICE("authorization_code"));
	pair_put(&form, "code", request_value(q, "code"));
	pair_put(&form, "redirect_uri", provider->back);
	pair_put(&form, "code_verifier", json_member_text(begun, "verifier"));
	if (provider->posts_secret) {
		pair_put(&form, "client_id", provider->client);
		pair_put(&form, "client_secret", provider->secret);
	} else {
		struct slice name = fetch_encode(q->arena, provider->client),
			     secret = fetch_encode(q->arena, provider->secret);

		question.user =
		    arena_format(q->arena, "%.*s:%.*s", SLICE_PRINT(name), SLICE_PRINT(secret));
	}
	question.form = buffer_slice(&form);
	if (!outside_enter(q))
		return (struct slice){0};
	told = fetch_object(q->arena, &question, &answer, &status);
	outside_leave();
	if (told && json_member_text(answer, "id_token").at != NULL)
		return json_member_text(answer, "id_token");
	if (told || (status >= 400 && status < 500))
		problem_set(q, 401, "account/not-confirmed", not_signed_in);
	else
		outside_away(q);
	return (struct slice){0};
}

/* Verifies the token, with the provider's newest keys if those that are kept have none for it. */
static struct json_object *
token_verify(
    struct request *q, struct provider *provider, struct slice token, struct json_object *begun)
{
	const struct expected expected = {
	    .issuer = provider->issuer,
	    .client = provider->client,
	    .nonce = json_member_text(begun, "nonce"),
	    .now = time_now(),
	};
	struct json_object *claims;
	const char *fault;

	if (token_read(q->arena, token, provider->keys, &expected, &claims, &fault))
		return claims;
	if (strcmp(fault, "no_key") == 0) {
		if (!provider_read(q, true, provider))
			return NULL;
		if (token_read(q->arena, token, provider->keys, &expected, &claims, &fault))
			return claims;
	}
	log_line(LOG_WARNING, "token_refused", "fault", fault, NULL);
	problem_set(q, 401, "account/not-confirmed", not_signed_in);
	return NULL;
}

/* It is sure who it is: begins the session and goes on to where one wanted to. */
static void
provider_admit(struct request *q, struct json_object *claims, struct json_object *begun)
{
	struct slice token = fresh_token(q->arena), who = json_member_text(claims, "sub"),
		     login = login_lower(q->arena, json_member_text(claims, "preferred_username")),
		     back = own_path(json_member_text(begun, "back")), text;
	struct tries tries = tries_of(q, who);
	const struct parameter parameters[] = {
	    PARAMETER("subject", who),
	    PARAMETER("login", login),
	    PARAMETER("token", token),
	    PARAMETER_BYTEA("pair", tries.pair),
	    PARAMETER_BYTEA("network", tries.network),
	    PARAMETER_BYTEA("browser", browser_remember(q, who)),
	};
	struct json_object *me;

	if (!db_call(q, "account.enter_by_provider", ROWS(parameters), &text))
		return;
	if (json_read(q->arena, text, &me) && json_member(me, "sentence") != NULL) {
		problem_say(q, 403, "account/shut-out", json_member_text(me, "sentence"));
		return;
	}
	cookie_set(q, "entering", SLICE(""), -1);
	cookie_set(q, "session", token, 0);
	answer_redirect(q, back.at == NULL ? SLICE("/console/") : back);
}

void
oidc_enter(struct request *q)
{
	struct slice issuer = request_value(q, "iss"), token;
	struct json_object *begun = handshake_take(q), *claims;
	struct provider provider;

	if (begun == NULL || !provider_read(q, false, &provider))
		return;
	if (request_value(q, "error").at != NULL || request_value(q, "code").at == NULL ||
	    (issuer.at != NULL && !slice_equal(issuer, provider.issuer))) {
		problem_set(q, 401, "account/not-confirmed", not_signed_in);
		return;
	}
	token = code_exchange(q, &provider, begun);
	if (token.at == NULL)
		return;
	claims = token_verify(q, &provider, token, begun);
	if (claims != NULL)
		provider_admit(q, claims, begun);
}
