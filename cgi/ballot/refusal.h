/* refusal.h: every problem of the ballot as a page that keeps what was typed. */
#ifndef WUHAO_BALLOT_REFUSAL_H
#define WUHAO_BALLOT_REFUSAL_H

#include "typed.h"

/* Fetches what ballot.form says of the request's mark. False: the problem is set. */
bool paper_fetch(struct request *q, struct paper *paper);

/* Puts a paper on a page, with its unit where that is known by itself or by what was typed. */
void paper_lay(struct request *q, struct page *page, const struct paper *paper);

/* Draws a problem (route.h, problem_page). False for the interface, which gets problem+json. */
bool refusal_draw(struct request *q, const struct problem *problem);

#endif
