#include "token.h"

#include "crypto.h"
#include "signature.h"
#include "text.h"

enum { IAT_MOST_SECONDS = 600 };

static int
base64url_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool
base64url_read(struct arena *arena, struct slice text, struct slice *bytes)
{
	char *out = arena_alloc(arena, text.length * 3 / 4 + 3);
	unsigned held = 0, bits = 0;
	size_t length = 0;

	if (text.at == NULL || text.length % 4 == 1)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		int value = base64url_value(text.at[i]);

		if (value < 0)
			return false;
		held = held << 6 | (unsigned)value;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[length++] = (char)(held >> bits & 0xff);
		}
		held &= (1U << bits) - 1;
	}
	*bytes = (struct slice){out, length};
	return held == 0;
}

/* The three parts between dots, and what is signed: the first two as they stand. */
struct parts {
	struct slice head, body, signature, signed_text;
};

static bool
parts_of(struct slice token, struct parts *parts)
{
	const char *first, *second, *end;

	if (token.at == NULL || token.length > TOKEN_TEXT_MOST)
		return false;
	end = token.at + token.length;
	first = memchr(token.at, '.', token.length);
	second = first == NULL ? NULL : memchr(first + 1, '.', (size_t)(end - first - 1));
	if (second == NULL || memchr(second + 1, '.', (size_t)(end - second - 1)) != NULL)
		return false;
	*parts = (struct parts){
	    .head = {token.at, (size_t)(first - token.at)},
	    .body = {first + 1, (size_t)(second - first - 1)},
	    .signature = {second + 1, (size_t)(end - second - 1)},
	    .signed_text = {token.at, (size_t)(second - token.at)},
	};
	return true;
}

static bool
object_read(struct arena *arena, struct slice part, struct json_object **object)
{
	struct slice text;

	return base64url_read(arena, part, &text) && text_is_utf8(text) &&
	       json_read(arena, text, object) && json_object_is_type(*object, json_type_object);
}

static bool
number_of(struct arena *arena, struct json_object *key, const char *name, struct slice *bytes)
{
	return base64url_read(arena, json_member_text(key, name), bytes);
}

/* True if the key is meant for this: of its type, for signing, called so. */
static bool
key_is_for(struct json_object *key, struct slice type, struct slice algorithm, struct slice name)
{
	struct slice use = json_member_text(key, "use"), own = json_member_text(key, "alg"),
		     called = json_member_text(key, "kid");

	return slice_equal(json_member_text(key, "kty"), type) &&
	       (use.at == NULL || slice_equal(use, SLICE("sig"))) &&
	       (own.at == NULL || slice_equal(own, algorithm)) &&
	       (name.at == NULL || slice_equal(called, name));
}

static bool
key_fits_token(struct arena *arena, struct json_object *key, bool rsa, const struct parts *parts)
{
	struct slice signature, one, other;

	if (!base64url_read(arena, parts->signature, &signature))
		return false;
	if (rsa)
		return number_of(arena, key, "n", &one) && number_of(arena, key, "e", &other) &&
		       rs256_fits(one, other, parts->signed_text, signature);
	return slice_equal(json_member_text(key, "crv"), SLICE("P-256")) &&
	       number_of(arena, key, "x", &one) && number_of(arena, key, "y", &other) &&
	       es256_fits(one, other, parts->signed_text, signature);
}

/* Verifies by the keys that may have signed it; NULL if one did, or a word that says what is wrong. */
static const char *
signature_fault(struct arena *arena, const struct parts *parts, struct json_object *keys)
{
	struct json_object *head, *list = json_member(keys, "keys");
	struct slice algorithm, name;
	const char *fault = "no_key";
	bool rsa;

	if (!object_read(arena, parts->head, &head) || json_member(head, "crit") != NULL)
		return "head";
	algorithm = json_member_text(head, "alg");
	name = json_member_text(head, "kid");
	rsa = slice_equal(algorithm, SLICE("RS256"));
	if (!rsa && !slice_equal(algorithm, SLICE("ES256")))
		return "algorithm";
	if (!json_object_is_type(list, json_type_array))
		return "no_key";
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *key = json_object_array_get_idx(list, i);

		if (!json_object_is_type(key, json_type_object) ||
		    !key_is_for(key, rsa ? SLICE("RSA") : SLICE("EC"), algorithm, name))
			continue;
		if (key_fits_token(arena, key, rsa, parts))
			return NULL;
		fault = "signature";
	}
	return fault;
}

/* True if the token is for this client: its audience, and where there are several, its party. */
static bool
audience_fits(struct json_object *claims, struct slice client)
{
	struct json_object *audience = json_member(claims, "aud");
	struct slice party = json_member_text(claims, "azp");
	bool found = false;
	size_t count = 1;

	if (json_object_is_type(audience, json_type_array)) {
		count = json_object_array_length(audience);
		for (size_t i = 0; i < count; i++) {
			struct json_object *one = json_object_array_get_idx(audience, i);

			found |= json_object_is_type(one, json_type_string) &&
				 slice_equal(slice_of(json_object_get_string(one)), client);
		}
	} else {
		found = slice_equal(json_member_text(claims, "aud"), client);
	}
	if (json_member(claims, "azp") != NULL || count > 1)
		found &= slice_equal(party, client);
	return found;
}

/* A time is a whole number here: what isn't is as good as none. */
static const char *
claims_fault(struct json_object *claims, const struct expected *expected)
{
	int64_t until = json_member_integer(claims, "exp"),
		made = json_member_integer(claims, "iat");
	struct slice nonce = json_member_text(claims, "nonce"),
		     who = json_member_text(claims, "sub");

	if (!slice_equal(json_member_text(claims, "iss"), expected->issuer))
		return "issuer";
	if (!audience_fits(claims, expected->client))
		return "audience";
	if (until <= expected->now - CLOCK_LEEWAY_SECONDS)
		return "expired";
	if (made > expected->now + CLOCK_LEEWAY_SECONDS || made < expected->now - IAT_MOST_SECONDS)
		return "made_at";
	if (nonce.length != expected->nonce.length ||
	    !equal_constant(nonce.at, expected->nonce.at, nonce.length))
		return "nonce";
	if (slice_is_empty(who) || who.length > 200 || text_has_control(who))
		return "subject";
	return NULL;
}

bool
token_read(struct arena *arena, struct slice token, struct json_object *keys,
    const struct expected *expected, struct json_object **claims, const char **fault)
{
	struct parts parts;

	*fault = "shape";
	if (!parts_of(token, &parts))
		return false;
	*fault = signature_fault(arena, &parts, keys);
	if (*fault != NULL)
		return false;
	*fault = "shape";
	if (!object_read(arena, parts.body, claims))
		return false;
	*fault = claims_fault(*claims, expected);
	return *fault == NULL;
}
