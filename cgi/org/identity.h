/* identity.h: identity numbers (GB 11643-1999): 17 digits and a check sign. */
#ifndef WUHAO_ORG_IDENTITY_H
#define WUHAO_ORG_IDENTITY_H

#include "arena.h"

enum { IDENTITY_LENGTH = 18, IDENTITY_SHOWN = 4 };

/*
 * Reads a number as it is typed: blanks at its ends don't count, a small x is one.
 *   today      "2026-09-30": nobody is born later
 *   canonical  set where it is one: 18 characters, no NUL
 * Returns NULL, or the Chinese sentence that says what is wrong.
 */
const char *identity_read(struct slice typed, const char *today, char canonical[IDENTITY_LENGTH]);

/* Its last four, with signs for the rest. */
struct slice identity_mask(struct arena *arena, struct slice identity);

#endif
