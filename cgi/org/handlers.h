/* handlers.h: the handlers of org's routes; main.c has their table. */
#ifndef WUHAO_ORG_HANDLERS_H
#define WUHAO_ORG_HANDLERS_H

#include "request.h"

/*
 * person.c: passes the verb's JSON on; {"refused": sentence} becomes 403, for the verb has written
 * the look down and committed.
 */
void refusal_show(struct request *q);

/* The same for a member's page, where `sealed` becomes {"identity": {"known", "masked"}}. */
void person_show(struct request *q);

/* Identity numbers, where that rule is on; 404 where it is off. */
void identity_set(struct request *q);
void identity_show(struct request *q);
void identity_find(struct request *q);

#endif
