/* carry.h: what serve and db need of requests that are carried (request_carry in request.h). */
#ifndef WUHAO_CARRY_H
#define WUHAO_CARRY_H

#include "request.h"

/* A connection as the program's role, for one call; waits for one. Give it back right after. */
struct database *database_lend(const struct program *program);
void database_give_back(struct database *database);

/* True if nginx passes the body on as it comes, and some of it may still be on its way. */
bool request_is_flowing(const struct request *q);

/* Cuts what is still being read; what is carried from now on reads nothing. */
void carried_stop(void);

/* Closes what was lent, when all of them have ended. */
void carried_close(void);

#endif
