/*
 * password.h: Argon2id (RFC 9106) by libsodium, and what is too common to be a password.
 */
#ifndef WUHAO_PASSWORD_H
#define WUHAO_PASSWORD_H

#include "arena.h"

enum {
	PASSWORD_LEAST = 12, /* characters */
	PASSWORD_MOST = 200,
};

/* The hash to store: `$argon2id$v=19$…`, with its own salt; lives as long as `arena`. */
struct slice password_hash(struct arena *arena, struct slice password);

/*
 * True if the password is the hash's. An empty or unknown hash costs the same time and gives
 * false, so that a caller may ask with an empty one where there is no such account.
 */
bool password_matches(struct slice hash, struct slice password);

/* True if the hash was made with other limits than password_hash uses today: hash it anew. */
bool password_is_outdated(struct slice hash);

/*
 * True if it is easily guessed: a common password, alone or doubled or with digits around it, a
 * repetition, a run of neighbours in the alphabet, the digits or on the keyboard, or only such
 * pieces one after the other. Case and the usual substitutions (0 for o, @ for a …) don't help.
 */
bool password_is_common(struct slice password);

#endif
