#include "signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

enum { P256_SIZE = 32, RSA_LEAST_BITS = 2048, RSA_MOST_BITS = 8192 };

static const unsigned char *
bytes_of(struct slice s)
{
	return (const unsigned char *)s.at;
}

/* A public key of these parts; NULL if they make none. Takes the builder. */
static EVP_PKEY *
key_make(const char *type, OSSL_PARAM_BLD *builder)
{
	OSSL_PARAM *parts = OSSL_PARAM_BLD_to_param(builder);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *key = NULL;

	if (parts == NULL || context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
	    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parts) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(context);
	OSSL_PARAM_free(parts);
	OSSL_PARAM_BLD_free(builder);
	return key;
}

/* Verifies with SHA-256 and gives the key back. */
static bool
key_fits(EVP_PKEY *key, struct slice data, const unsigned char *signature, size_t size)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool fits = key != NULL && context != NULL &&
		    EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
		    EVP_DigestVerify(context, signature, size, bytes_of(data), data.length) == 1;

	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	ERR_clear_error();
	return fits;
}

bool
rs256_fits(struct slice modulus, struct slice exponent, struct slice data, struct slice signature)
{
	OSSL_PARAM_BLD *builder;
	BIGNUM *n, *e;
	EVP_PKEY *key = NULL;

	if (modulus.length > RSA_MOST_BITS / 8 + 1 || exponent.length > 8)
		return false;
	n = BN_bin2bn(bytes_of(modulus), (int)modulus.length, NULL);
	e = BN_bin2bn(bytes_of(exponent), (int)exponent.length, NULL);
	builder = OSSL_PARAM_BLD_new();
	if (n != NULL && e != NULL && BN_num_bits(n) >= RSA_LEAST_BITS &&
	    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
	    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e) == 1)
		key = key_make("RSA", builder);
	else
		OSSL_PARAM_BLD_free(builder);
	BN_free(n);
	BN_free(e);
	return key_fits(key, data, bytes_of(signature), signature.length);
}

/* r and s as ASN.1 has them; NULL if they can't be. Freed by OPENSSL_free. */
static unsigned char *
signature_encode(struct slice signature, int *size)
{
	ECDSA_SIG *pair = ECDSA_SIG_new();
	unsigned char *encoded = NULL;
	BIGNUM *r = BN_bin2bn(bytes_of(signature), P256_SIZE, NULL);
	BIGNUM *s = BN_bin2bn(bytes_of(signature) + P256_SIZE, P256_SIZE, NULL);

	if (pair == NULL || r == NULL || s == NULL || ECDSA_SIG_set0(pair, r, s) != 1) {
		BN_free(r);
		BN_free(s);
	} else {
		*size = i2d_ECDSA_SIG(pair, &encoded);
	}
	ECDSA_SIG_free(pair);
	return encoded;
}

bool
es256_fits(struct slice x, struct slice y, struct slice data, struct slice signature)
{
	unsigned char point[1 + 2 * P256_SIZE] = {4}, *encoded;
	OSSL_PARAM_BLD *builder;
	EVP_PKEY *key = NULL;
	bool fits;
	int size = 0;

	if (x.length != P256_SIZE || y.length != P256_SIZE || signature.length != 2 * P256_SIZE)
		return false;
	memcpy(point + 1, x.at, P256_SIZE);
	memcpy(point + 1 + P256_SIZE, y.at, P256_SIZE);
	builder = OSSL_PARAM_BLD_new();
	if (OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) ==
		1 &&
	    OSSL_PARAM_BLD_push_octet_string(
		builder, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point) == 1)
		key = key_make("EC", builder);
	else
		OSSL_PARAM_BLD_free(builder);
	encoded = signature_encode(signature, &size);
	fits = encoded != NULL && size > 0 && key_fits(key, data, encoded, (size_t)size);
	if (encoded == NULL || size <= 0)
		EVP_PKEY_free(key);
	OPENSSL_free(encoded);
	return fits;
}
