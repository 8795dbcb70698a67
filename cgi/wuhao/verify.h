/* verify.h: the two halves of `wuhao verify`. */
#ifndef WUHAO_VERIFY_H
#define WUHAO_VERIFY_H

#include "desk.h"

/*
 * Computes SHA-256 and SM3 of every file of the store ($WUHAO_EVIDENCE) anew, and says on stdout, a
 * sentence each, which are missing, changed, or known to nobody. Returns how many; 0 with a word
 * where the folder isn't named.
 */
int store_verify(struct desk *desk);

#endif
