/* person.c: what C adds to members' pages: refused looks as 403, and identity numbers. */
#include "clock.h"
#include "crypto.h"
#include "db.h"
#include "handlers.h"
#include "identity.h"
#include "json.h"
#include "keys.h"

#include <stdlib.h>

static struct json_object *
answer_read(struct request *q, struct slice text)
{
	struct json_object *answer;

	if (json_read(q->arena, text, &answer) && json_object_is_type(answer, json_type_object))
		return answer;
	problem_set(q, 500, NULL, NULL);
	return NULL;
}

/* True, with 403 set, if the verb has refused and remembered it. */
static bool
is_refused(struct request *q, struct json_object *answer)
{
	if (json_member(answer, "refused") == NULL)
		return false;
	problem_say(q, 403, "org/no-roster", json_member_text(answer, "refused"));
	return true;
}

void
refusal_show(struct request *q)
{
	struct json_object *answer;
	struct slice text;

	if (!db_verb(q, &text) || (answer = answer_read(q, text)) == NULL)
		return;
	if (!is_refused(q, answer))
		answer_json(q, 200, text);
}

static void
key_away(struct request *q)
{
	problem_wait(q, 503, 60, "身份证号的密钥读不到，没有保存。请联系系统管理员。");
}

/* What a number is sealed for: it opens in this row alone. */
static struct slice
context_of(struct request *q)
{
	return arena_format(q->arena, "person/%lld", request_integer(q, "person"));
}

/* The number behind the hexadecimal text; absent if it is none of ours, or the key is away. */
static struct slice
identity_open(struct request *q, struct slice sealed)
{
	unsigned char key[KEY_SIZE];
	char *bytes = arena_alloc(q->arena, sealed.length / 2 + 1), pair[3] = "";
	struct slice identity = {0};

	if (!key_read("identity", key))
		return identity;
	for (size_t i = 0; i < sealed.length / 2; i++) {
		memcpy(pair, sealed.at + 2 * i, 2);
		bytes[i] = (char)strtol(pair, NULL, 16);
	}
	if (!aes_gcm_open(
		q->arena, key, (struct slice){bytes, sealed.length / 2}, context_of(q), &identity))
		return (struct slice){0};
	return identity;
}

/* {"known", "masked"} in the place of `sealed`, which is there only where numbers are kept. */
static void
identity_replace(struct request *q, struct json_object *answer)
{
	struct slice sealed = json_member_text(answer, "sealed"), identity = {0}, masked;
	struct json_object *shown = json_object_new_object();

	if (sealed.at != NULL)
		identity = identity_open(q, sealed);
	json_object_object_add(shown, "known", json_object_new_boolean(sealed.at != NULL));
	if (identity.at != NULL) {
		masked = identity_mask(q->arena, identity);
		json_object_object_add(
		    shown, "masked", json_object_new_string_len(masked.at, (int)masked.length));
	} else
		json_object_object_add(shown, "masked", NULL);
	json_object_object_del(answer, "sealed");
	json_object_object_add(answer, "identity", shown);
}

void
person_show(struct request *q)
{
	struct json_object *answer;
	struct slice text;

	if (!db_verb(q, &text) || (answer = answer_read(q, text)) == NULL)
		return;
	if (json_object_object_get_ex(answer, "sealed", NULL)) {
		identity_replace(q, answer);
		text = json_text(q->arena, answer);
	}
	answer_json(q, 200, text);
}

/* The number that was typed; false with the problem set if there are none here, or it isn't one. */
static bool
identity_typed(struct request *q, char canonical[IDENTITY_LENGTH])
{
	char today[TIME_SIZE];
	const char *fault;
	struct slice ignored;

	if (!db_call(q, "org.identity_kept", NULL, 0, &ignored))
		return false;
	time_format(time_now(), today);
	fault = identity_read(request_value(q, "identity"), today, canonical);
	if (fault != NULL)
		problem_field(q, "identity", fault);
	return fault == NULL;
}

/* Its keyed digest, by which it is found; false with 503 set where the key is away. */
static bool
identity_digest(struct request *q, const char *canonical, unsigned char digest[DIGEST_SIZE])
{
	unsigned char key[KEY_SIZE];

	if (!key_read("identity-digest", key)) {
		key_away(q);
		return false;
	}
	hmac_sha256((struct slice){(const char *)key, sizeof key},
	    (struct slice){canonical, IDENTITY_LENGTH}, digest);
	return true;
}

/*
 * Keeps a number. It has no key, for a kept digest of this body could be guessed from; done twice
 * it is the same.
 */
void
identity_set(struct request *q)
{
	unsigned char key[KEY_SIZE], digest[DIGEST_SIZE];
	char canonical[IDENTITY_LENGTH];
	struct json_object *answer;
	struct slice json;

	if (!identity_typed(q, canonical) || !identity_digest(q, canonical, digest))
		return;
	if (!key_read("identity", key)) {
		key_away(q);
		return;
	}
	const struct parameter parameters[] = {
	    PARAMETER("person", request_value(q, "person")),
	    PARAMETER_BYTEA(
		"cipher", aes_gcm_seal(q->arena, key, (struct slice){canonical, IDENTITY_LENGTH},
			      context_of(q))),
	    PARAMETER_BYTEA("digest", ((struct slice){(const char *)digest, DIGEST_SIZE})),
	};
	if (!db_call(q, "org.set_identity", ROWS(parameters), &json) ||
	    (answer = answer_read(q, json)) == NULL)
		return;
	if (json_member(answer, "taken") == NULL)
		answer_json(q, 200, json);
	else
		problem_say(q, 409, "org/identity-taken", json_member_text(answer, "taken"));
}

void
identity_show(struct request *q)
{
	const struct parameter parameters[] = {
	    PARAMETER("person", request_value(q, "person")),
	    PARAMETER("purpose", request_value(q, "purpose")),
	};
	struct json_object *answer;
	struct slice json, sealed, identity;

	if (!db_call(q, "org.identity", ROWS(parameters), &json) ||
	    (answer = answer_read(q, json)) == NULL || is_refused(q, answer))
		return;
	sealed = json_member_text(answer, "sealed");
	if (sealed.at == NULL) {
		answer_json(q, 200, SLICE("{\"identity\":null}"));
		return;
	}
	identity = identity_open(q, sealed);
	if (identity.at == NULL)
		key_away(q);
	else
		answer_json(q, 200,
		    arena_format(q->arena, "{\"identity\":\"%.*s\"}", SLICE_PRINT(identity)));
}

void
identity_find(struct request *q)
{
	unsigned char digest[DIGEST_SIZE];
	char canonical[IDENTITY_LENGTH];
	struct slice json;

	if (!identity_typed(q, canonical) || !identity_digest(q, canonical, digest))
		return;
	const struct parameter parameters[] = {
	    PARAMETER_BYTEA("digest", ((struct slice){(const char *)digest, DIGEST_SIZE})),
	    PARAMETER("purpose", request_value(q, "purpose")),
	};
	if (db_call(q, "org.find_identity", ROWS(parameters), &json))
		answer_json(q, 200, json);
}
