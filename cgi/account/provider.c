#include "provider.h"

#include "answers.h"
#include "clock.h"
#include "fetch.h"
#include "keys.h"
#include "log.h"
#include "outside.h"

#include <pthread.h>
#include <stdlib.h>

enum { KEEP_MS = 3600 * 1000, AGAIN_MS = 60 * 1000 };

/* What was fetched last, as texts: a request makes its own objects of them. */
static struct {
	pthread_mutex_t mutex;
	char *issuer, *said, *keys;
	int64_t at; /* time_elapsed */
} kept = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static void
keep_text(char **place, const char *text)
{
	free(*place);
	*place = strdup(text);
	if (*place == NULL)
		abort();
}

/* Makes the kept texts this request's; false if there are none that are young enough. */
static bool
kept_read(
    struct arena *arena, struct slice issuer, bool fresh, struct slice *said, struct slice *keys)
{
	bool young;

	pthread_mutex_lock(&kept.mutex);
	young = kept.issuer != NULL && slice_equal(slice_of(kept.issuer), issuer) &&
		time_elapsed() - kept.at < (fresh ? AGAIN_MS : KEEP_MS);
	if (young) {
		*said = arena_copy(arena, slice_of(kept.said));
		*keys = arena_copy(arena, slice_of(kept.keys));
	}
	pthread_mutex_unlock(&kept.mutex);
	return young;
}

static bool
fetch_text(struct request *q, const struct provider *provider, struct slice url, struct slice *text)
{
	const struct question question = {.url = url, .ca = provider->ca};
	struct json_object *object;
	long status;

	if (!fetch_object(q->arena, &question, &object, &status))
		return false;
	*text = json_text(q->arena, object);
	return true;
}

/* Asks the provider: its description, which must be about itself, and then its keys. */
static bool
provider_ask(
    struct request *q, const struct provider *provider, struct slice *said, struct slice *keys)
{
	struct slice root = provider->issuer;
	struct json_object *object;

	if (root.length > 0 && root.at[root.length - 1] == '/')
		root.length--;
	if (!fetch_text(q, provider,
		arena_format(q->arena, "%.*s/.well-known/openid-configuration", SLICE_PRINT(root)),
		said) ||
	    !json_read(q->arena, *said, &object))
		return false;
	if (!slice_equal(json_member_text(object, "issuer"), provider->issuer)) {
		log_line(LOG_ERROR, "provider_failed", "reason", "it is another issuer", NULL);
		return false;
	}
	if (!fetch_text(q, provider, json_member_text(object, "jwks_uri"), keys))
		return false;
	pthread_mutex_lock(&kept.mutex);
	keep_text(&kept.issuer, arena_string(q->arena, provider->issuer));
	keep_text(&kept.said, arena_string(q->arena, *said));
	keep_text(&kept.keys, arena_string(q->arena, *keys));
	kept.at = time_elapsed();
	pthread_mutex_unlock(&kept.mutex);
	return true;
}

/* True if the provider takes the secret in the form and not by the head that is the standard's default. */
static bool
posts_secret(struct json_object *said)
{
	struct json_object *ways = json_member(said, "token_endpoint_auth_methods_supported");
	bool basic = false, post = false;

	if (!json_object_is_type(ways, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(ways); i++) {
		const char *way = json_object_get_string(json_object_array_get_idx(ways, i));

		basic |= way != NULL && strcmp(way, "client_secret_basic") == 0;
		post |= way != NULL && strcmp(way, "client_secret_post") == 0;
	}
	return post && !basic;
}

static bool
settings_read(struct request *q, struct provider *provider)
{
	struct json_object *set = call_object(q, "account.provider", NULL, 0);
	struct slice site;

	if (set == NULL)
		return false;
	site = json_member_text(set, "site");
	provider->issuer = json_member_text(set, "issuer");
	provider->client = json_member_text(set, "client");
	provider->ca = json_member_text(set, "ca");
	provider->back = arena_format(q->arena, "%.*s/api/account/oidc/back", SLICE_PRINT(site));
	if (slice_is_empty(provider->issuer) || slice_is_empty(provider->client) ||
	    slice_is_empty(site)) {
		problem_set(
		    q, 404, "account/no-provider", "这里没有设置统一登录，请用账号和密码登录。");
		return false;
	}
	if (key_text(q->arena, "oidc", &provider->secret))
		return true;
	outside_away(q);
	return false;
}

bool
provider_read(struct request *q, bool fresh, struct provider *provider)
{
	struct slice said, keys;
	struct json_object *object;
	bool told;

	*provider = (struct provider){0};
	if (!settings_read(q, provider))
		return false;
	told = kept_read(q->arena, provider->issuer, fresh, &said, &keys);
	if (!told) {
		if (!outside_enter(q))
			return false;
		told = provider_ask(q, provider, &said, &keys);
		outside_leave();
	}
	if (told && json_read(q->arena, said, &object) &&
	    json_read(q->arena, keys, &provider->keys)) {
		provider->begin = json_member_text(object, "authorization_endpoint");
		provider->exchange = json_member_text(object, "token_endpoint");
		provider->posts_secret = posts_secret(object);
		if (fetch_address_fits(provider->begin) && fetch_address_fits(provider->exchange))
			return true;
	}
	outside_away(q);
	return false;
}
