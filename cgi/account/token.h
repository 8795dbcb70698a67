/*
 * token.h: an ID token (OpenID Connect Core section 2) as a provider signed it: a JSON Web Token
 * (RFC 7519) with RS256 or ES256. What is not signed, or by another way, is none.
 */
#ifndef WUHAO_ACCOUNT_TOKEN_H
#define WUHAO_ACCOUNT_TOKEN_H

#include "json.h"

#include <stdint.h>

/* What the token must say; all of it is the caller's. */
struct expected {
	struct slice issuer, client, nonce;
	int64_t now; /* seconds since 1970 */
};

enum { TOKEN_TEXT_MOST = 16384, CLOCK_LEEWAY_SECONDS = 60 };

/* Bytes of base64url without padding (RFC 4648 section 5); false for anything else. */
bool base64url_read(struct arena *arena, struct slice text, struct slice *bytes);

/*
 * Verifies the signature by the provider's keys (RFC 7517) and each claim that section 3.1.3.7 asks for:
 * iss, aud (and azp), exp, iat, nonce, sub.
 *   keys    the object that holds "keys"
 *   claims  set on success; lives as long as `arena`
 *   fault   set otherwise: one word for the log; "no_key" if no key fits the token's kid, which
 *           new keys of the provider's may mend
 */
bool token_read(struct arena *arena, struct slice token, struct json_object *keys,
    const struct expected *expected, struct json_object **claims, const char **fault);

#endif
