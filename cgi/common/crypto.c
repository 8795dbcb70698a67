#include "crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

struct digest {
	EVP_MD_CTX *context;
};

static _Noreturn void
provider_failed(void)
{
	fputs("level=error event=cryptography_failed\n", stderr);
	abort();
}

static void
digest_whole(struct slice data, const EVP_MD *kind, unsigned char digest[DIGEST_SIZE])
{
	if (EVP_Digest(data.at, data.length, digest, NULL, kind, NULL) != 1)
		provider_failed();
}

void
sha256(struct slice data, unsigned char digest[DIGEST_SIZE])
{
	digest_whole(data, EVP_sha256(), digest);
}

void
sm3(struct slice data, unsigned char digest[DIGEST_SIZE])
{
	digest_whole(data, EVP_sm3(), digest);
}

static void
hmac_whole(
    struct slice key, struct slice data, const EVP_MD *kind, unsigned char *digest, unsigned size)
{
	unsigned length = 0;
	const char *bytes = key.length == 0 ? "" : key.at;

	if (key.length > 1 << 20 ||
	    HMAC(kind, bytes, (int)key.length, (const unsigned char *)data.at, data.length, digest,
		&length) == NULL ||
	    length != size)
		provider_failed();
}

void
hmac_sha256(struct slice key, struct slice data, unsigned char digest[DIGEST_SIZE])
{
	hmac_whole(key, data, EVP_sha256(), digest, DIGEST_SIZE);
}

void
hmac_sha1(struct slice key, struct slice data, unsigned char digest[DIGEST_SHA1_SIZE])
{
	hmac_whole(key, data, EVP_sha1(), digest, DIGEST_SHA1_SIZE);
}

static EVP_CIPHER_CTX *
cipher_new(bool seals, const unsigned char *key, const unsigned char *nonce, struct slice context)
{
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	int length;

	if (cipher == NULL || context.length > 1 << 20 ||
	    EVP_CipherInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, nonce, seals) != 1 ||
	    EVP_CipherUpdate(
		cipher, NULL, &length, (const unsigned char *)context.at, (int)context.length) != 1)
		provider_failed();
	return cipher;
}

struct slice
aes_gcm_seal(struct arena *arena, const unsigned char key[CIPHER_KEY_SIZE], struct slice plain,
    struct slice context)
{
	size_t size = CIPHER_NONCE_SIZE + plain.length + CIPHER_TAG_SIZE;
	unsigned char *out = arena_alloc(arena, size), *text = out + CIPHER_NONCE_SIZE;
	EVP_CIPHER_CTX *cipher;
	int length;

	random_bytes(out, CIPHER_NONCE_SIZE);
	cipher = cipher_new(true, key, out, context);
	if (plain.length > 1 << 20 ||
	    EVP_CipherUpdate(
		cipher, text, &length, (const unsigned char *)plain.at, (int)plain.length) != 1 ||
	    EVP_CipherFinal_ex(cipher, text + plain.length, &length) != 1 ||
	    EVP_CIPHER_CTX_ctrl(
		cipher, EVP_CTRL_AEAD_GET_TAG, CIPHER_TAG_SIZE, text + plain.length) != 1)
		provider_failed();
	EVP_CIPHER_CTX_free(cipher);
	return (struct slice){(const char *)out, size};
}

bool
aes_gcm_open(struct arena *arena, const unsigned char key[CIPHER_KEY_SIZE], struct slice sealed,
    struct slice context, struct slice *plain)
{
	const unsigned char *nonce = (const unsigned char *)sealed.at;
	unsigned char tag[CIPHER_TAG_SIZE], *out;
	EVP_CIPHER_CTX *cipher;
	size_t size;
	int length;
	bool whole;

	if (sealed.length < CIPHER_NONCE_SIZE + CIPHER_TAG_SIZE || sealed.length > 1 << 20)
		return false;
	size = sealed.length - CIPHER_NONCE_SIZE - CIPHER_TAG_SIZE;
	out = arena_alloc(arena, size);
	memcpy(tag, nonce + CIPHER_NONCE_SIZE + size, sizeof tag);
	cipher = cipher_new(false, key, nonce, context);
	whole = EVP_CipherUpdate(cipher, out, &length, nonce + CIPHER_NONCE_SIZE, (int)size) == 1 &&
		EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag) == 1 &&
		EVP_CipherFinal_ex(cipher, out + size, &length) == 1;
	EVP_CIPHER_CTX_free(cipher);
	if (whole)
		*plain = (struct slice){(const char *)out, size};
	return whole;
}

static struct digest *
digest_of(const EVP_MD *kind)
{
	struct digest *digest = malloc(sizeof *digest);

	if (digest == NULL)
		provider_failed();
	digest->context = EVP_MD_CTX_new();
	if (digest->context == NULL || EVP_DigestInit_ex(digest->context, kind, NULL) != 1)
		provider_failed();
	return digest;
}

struct digest *
digest_new(void)
{
	return digest_of(EVP_sha256());
}

struct digest *
digest_new_sha1(void)
{
	return digest_of(EVP_sha1());
}

void
digest_add(struct digest *digest, struct slice data)
{
	if (EVP_DigestUpdate(digest->context, data.at, data.length) != 1)
		provider_failed();
}

void
digest_add_field(struct digest *digest, struct slice field)
{
	const char length[4] = {(char)(field.length >> 24 & 255), (char)(field.length >> 16 & 255),
	    (char)(field.length >> 8 & 255), (char)(field.length & 255)};

	if (field.length > 0xffffffff)
		provider_failed();
	digest_add(digest, (struct slice){length, sizeof length});
	digest_add(digest, field);
}

void
digest_done(struct digest *digest, unsigned char out[DIGEST_SIZE])
{
	if (EVP_DigestFinal_ex(digest->context, out, NULL) != 1)
		provider_failed();
	EVP_MD_CTX_free(digest->context);
	free(digest);
}

void
random_bytes(void *bytes, size_t size)
{
	if (sodium_init() < 0)
		provider_failed();
	randombytes_buf(bytes, size);
}

bool
equal_constant(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}

void
hex_into(const void *bytes, size_t size, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *at = bytes;

	for (size_t i = 0; i < size; i++) {
		out[2 * i] = digits[at[i] >> 4];
		out[2 * i + 1] = digits[at[i] & 15];
	}
	out[2 * size] = '\0';
}

struct slice
hex(struct arena *arena, const void *bytes, size_t size)
{
	char *out = arena_alloc(arena, 2 * size + 1);

	hex_into(bytes, size, out);
	return (struct slice){out, 2 * size};
}
