/* first_code.h: one-time codes for a first log-in, as the desk makes them. */
#ifndef WUHAO_FIRST_CODE_H
#define WUHAO_FIRST_CODE_H

#include "desk.h"

/* A new one-time code for the account, as it is shown; earlier codes of the account go. */
const char *code_renew(struct desk *desk, struct slice account);

#endif
