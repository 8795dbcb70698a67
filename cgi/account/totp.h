/* totp.h: one-time passwords by the clock (RFC 6238): SHA-1, 6 digits, 30 seconds. */
#ifndef WUHAO_ACCOUNT_TOTP_H
#define WUHAO_ACCOUNT_TOTP_H

#include "arena.h"

#include <stdint.h>

enum {
	TOTP_SECRET_SIZE = 20, /* as RFC 4226 section 4 recommends */
	TOTP_SECONDS = 30,
	TOTP_DIGITS = 6,
	TOTP_DRIFT = 1, /* steps that a device's clock may be ahead or behind */
};

/* The number of a step: HOTP (RFC 4226) of the secret and the step, below 10^6. */
uint32_t totp_number(struct slice secret, uint64_t step);

/*
 * Reads what somebody typed: six digits, half- or full-width, with spaces anywhere.
 * Returns false if it is anything else.
 */
bool totp_read(struct slice typed, uint32_t *number);

/*
 * The step, within TOTP_DRIFT of `seconds` since 1970, whose number this is; 0 if there is none. Takes
 * the same time for every number. That no step is taken twice is the database's to see to.
 */
uint64_t totp_step(struct slice secret, uint32_t number, int64_t seconds);

/* Base 32 (RFC 4648 section 6) without padding, as authenticators read secrets. */
struct slice base32(struct arena *arena, struct slice bytes);

#endif
