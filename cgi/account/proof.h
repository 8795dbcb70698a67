/* proof.h: what is typed beside a password: a one-time password, or a recovery code. */
#ifndef WUHAO_ACCOUNT_PROOF_H
#define WUHAO_ACCOUNT_PROOF_H

#include "buffer.h"
#include "crypto.h"
#include "db.h"
#include "json.h"

/* What the database uses up; one of the two is there. */
struct proof {
	struct slice step;     /* digits */
	struct slice recovery; /* digest, raw */
};

enum { RECOVERY_COUNT = 10 };

/* The secret as it is kept: sealed under the key "totp" for this account. False with 503 set. */
bool secret_seal(struct request *q, long long account, struct slice secret, struct slice *sealed);

/*
 * Judges the code that was typed.
 *   kept   "account" and "secret" (hexadecimal, sealed) from account.second or account.own_second
 *   proof  set on success only
 * Returns false for a code that isn't right, and, with 503 set, where there is no key to open the
 * secret with.
 */
bool proof_of(struct request *q, struct json_object *kept, struct slice typed, struct proof *proof);

/* Appends a digest to a list that begins with "{": an element of a bytea[] for PostgreSQL. */
void digest_append(struct buffer *list, const unsigned char digest[DIGEST_SIZE]);

/*
 * RECOVERY_COUNT new recovery codes: appends them to `shown` as a JSON array, and gives their digests
 * as PostgreSQL reads bytea[]. A digest is SHA-256 of "wuhao recovery" and the canonical code, each
 * after its length (crypto.h, digest_add_field).
 */
struct slice recovery_make(struct arena *arena, struct buffer *shown);

#endif
