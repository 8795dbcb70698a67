/* handlers.h: what account's routes do besides calling a verb: passwords, tokens and cookies. */
#ifndef WUHAO_ACCOUNT_HANDLERS_H
#define WUHAO_ACCOUNT_HANDLERS_H

#include "request.h"

void account_login(struct request *q);
void account_first(struct request *q);
void account_logout(struct request *q);
void account_me(struct request *q);
void account_password(struct request *q);

#endif
