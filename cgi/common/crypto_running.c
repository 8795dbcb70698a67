/*
 * A SHA-256 that can be put away. OpenSSL's EVP contexts can't be; its plain SHA256_CTX can: words
 * and bytes only. It uses the same assembler (and the processor's own instructions).
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto.h"

#include <openssl/opensslv.h>
#include <openssl/sha.h>

_Static_assert(sizeof(SHA256_CTX) == RUNNING_SIZE, "another SHA256_CTX");

static SHA256_CTX *
context(struct running *running)
{
	return (SHA256_CTX *)(void *)running->bytes;
}

void
running_begin(struct running *running)
{
	memset(running, 0, sizeof *running);
	SHA256_Init(context(running));
}

void
running_add(struct running *running, struct slice data)
{
	if (data.length > 0)
		SHA256_Update(context(running), data.at, data.length);
}

void
running_digest(const struct running *running, unsigned char out[DIGEST_SIZE])
{
	struct running copy = *running;

	SHA256_Final(out, context(&copy));
}

unsigned long
running_kind(void)
{
	return OPENSSL_VERSION_MAJOR;
}
