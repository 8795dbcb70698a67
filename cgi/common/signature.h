/*
 * signature.h: signatures of others that are verified here (OpenSSL 3 today; see crypto.h). Numbers are
 * big-endian without a sign, as RFC 7518 section 6 has them.
 */
#ifndef WUHAO_SIGNATURE_H
#define WUHAO_SIGNATURE_H

#include "slice.h"

/*
 * RSASSA-PKCS1-v1_5 with SHA-256 (RS256, RFC 7518 section 3.3). False too for a key that is none,
 * or under 2048 or over 8192 bits.
 */
bool rs256_fits(
    struct slice modulus, struct slice exponent, struct slice data, struct slice signature);

/* ECDSA on P-256 with SHA-256 (ES256, section 3.4): a signature of 64 bytes, a point of 32 and 32. */
bool es256_fits(struct slice x, struct slice y, struct slice data, struct slice signature);

#endif
