/*
 * crypto.h: the one place where cryptography comes from (OpenSSL 3 and libsodium today), so that
 * another provider can be put in. All lengths are bytes. Each function ends the process if its
 * provider fails: no caller could go on.
 */
#ifndef WUHAO_CRYPTO_H
#define WUHAO_CRYPTO_H

#include "arena.h"

enum {
	DIGEST_SIZE = 32,
	DIGEST_SHA1_SIZE = 20,
	CIPHER_KEY_SIZE = 32,
	CIPHER_NONCE_SIZE = 12,
	CIPHER_TAG_SIZE = 16
};

/* SHA-256 (FIPS 180-4). */
void sha256(struct slice data, unsigned char digest[DIGEST_SIZE]);

/* SM3 (GB/T 32905-2016). */
void sm3(struct slice data, unsigned char digest[DIGEST_SIZE]);

/* HMAC (RFC 2104) with SHA-256. */
void hmac_sha256(struct slice key, struct slice data, unsigned char digest[DIGEST_SIZE]);

/* HMAC with SHA-1, which one-time passwords are made of (RFC 6238); for nothing else. */
void hmac_sha1(struct slice key, struct slice data, unsigned char digest[DIGEST_SHA1_SIZE]);

/*
 * AES-256-GCM (NIST SP 800-38D) under a random nonce: nonce, ciphertext, tag, one after the other,
 * from the arena: 28 bytes more than `plain`.
 *   context  authenticated and not kept ("person/12"): what was sealed for one row opens in no other
 */
struct slice aes_gcm_seal(struct arena *arena, const unsigned char key[CIPHER_KEY_SIZE],
    struct slice plain, struct slice context);

/* The way back. False, and `plain` unset, if key, context or a byte of it isn't the one it was. */
bool aes_gcm_open(struct arena *arena, const unsigned char key[CIPHER_KEY_SIZE],
    struct slice sealed, struct slice context, struct slice *plain);

/*
 * A SHA-256 in pieces, or a SHA-1 (for what a protocol checks by it; nothing is trusted for its
 * sake). digest_done also frees it; it writes DIGEST_SIZE or DIGEST_SHA1_SIZE bytes.
 */
struct digest;
struct digest *digest_new(void);
struct digest *digest_new_sha1(void);
void digest_add(struct digest *digest, struct slice data);
void digest_add_field(struct digest *digest, struct slice field); /* 4 bytes of length first */
void digest_done(struct digest *digest, unsigned char out[DIGEST_SIZE]);

/*
 * A SHA-256 in pieces that may be put away as it stands, as bytes, and taken up again by the same
 * version of the provider (running_kind): for a file that comes over days.
 */
enum { RUNNING_SIZE = 112 };
struct running {
	_Alignas(8) unsigned char bytes[RUNNING_SIZE];
};
void running_begin(struct running *running);
void running_add(struct running *running, struct slice data);
/* The digest of what was added so far; more may be added after it. */
void running_digest(const struct running *running, unsigned char out[DIGEST_SIZE]);
/* A number that changes where what was put away may no longer be taken up. */
unsigned long running_kind(void);

/* Random bytes fit for keys and tokens. */
void random_bytes(void *bytes, size_t size);

/* True if equal, in a time that doesn't tell where they differ. */
bool equal_constant(const void *a, const void *b, size_t size);

/* Lower-case hexadecimal, two characters a byte; ended by NUL too. */
struct slice hex(struct arena *arena, const void *bytes, size_t size);

/* The same into the caller's array of 2 * size + 1. */
void hex_into(const void *bytes, size_t size, char *out);

#endif
