/*
 * code.h: codes that people type, in Crockford's base 32 (0-9 and A-Z without I, L, O, U).
 * A card's code is 15 random characters (75 bits) and a check character: over GF(32) with the
 * polynomial x^5 + x^2 + 1, the sum of a^(15-i) * character i, i from 0 to 15, is 0. All weights
 * differ, so any one wrong character and any two exchanged ones are noticed.
 */
#ifndef WUHAO_CODE_H
#define WUHAO_CODE_H

#include "slice.h"

enum {
	CODE_LENGTH = 16,     /* canonical: upper case, no '-', no NUL at its end */
	CODE_SHOWN_SIZE = 20, /* XXXX-XXXX-XXXX-XXXX and NUL */
	CODE_DIGEST_SIZE = 32,
	MARK_LENGTH = 8,
	MARK_SIZE = 9,   /* with NUL */
	NUMBER_SIZE = 9, /* 8 characters and NUL */
};

enum code_reading {
	CODE_OK,
	CODE_MISTYPED, /* looks like a code, but a character is wrong or one is missing or too many */
	CODE_NOT_A_CODE, /* empty, or something else */
};

/* A new code as it is shown, from the kernel's random source. */
void code_make(char shown[CODE_SHOWN_SIZE]);

/*
 * Reads what somebody typed: any case, full-width letters and digits, with or without '-', dashes
 * and spaces anywhere; O is 0, I and L are 1.
 *   canonical  set for CODE_OK only: CODE_LENGTH characters without NUL
 * CODE_MISTYPED: letters and digits only, 12 to 20 of them, but no code.
 */
enum code_reading code_read(struct slice typed, char canonical[CODE_LENGTH]);

/* The canonical code as it is shown, in fours. */
void code_show(const char canonical[CODE_LENGTH], char shown[CODE_SHOWN_SIZE]);

/*
 * The only form in which a code is stored: SHA-256 of
 *   00 00 00 0a "wuhao card" 00 00 00 10 canonical
 * (each field after its length in 4 bytes, big-endian).
 */
void code_digest(const char canonical[CODE_LENGTH], unsigned char digest[CODE_DIGEST_SIZE]);

/*
 * The card's receipt: the first 80 bits of SHA-256 of
 *   00 00 00 0d "wuhao receipt" 00 00 00 10 canonical
 * as 16 characters in fours (no check character). Always the same for a card; opens nothing.
 */
void code_receipt(const char canonical[CODE_LENGTH], char shown[CODE_SHOWN_SIZE]);

/* The only form in which a receipt is stored: SHA-256 of it as it is shown, 19 characters. */
void receipt_digest(const char shown[CODE_SHOWN_SIZE], unsigned char digest[CODE_DIGEST_SIZE]);

/*
 * Reads a typed receipt into its shown form, as forgiving as code_read. False if it can't be one.
 */
bool receipt_read(struct slice typed, char shown[CODE_SHOWN_SIZE]);

/* True if `typed` is a mark in any case; `mark` is then its lower-case form with NUL. */
bool mark_read(struct slice typed, char mark[MARK_SIZE]);

/* A random number to quote beside a 500 and in the log: 8 characters (40 bits) and NUL. */
void number_make(char number[NUMBER_SIZE]);

#endif
