/* typed.h: what a posted form says besides its answers, and the answers as ballot.answer takes them. */
#ifndef WUHAO_BALLOT_TYPED_H
#define WUHAO_BALLOT_TYPED_H

#include "code.h"
#include "db.h"
#include "page.h"

/* The page that answers this request: its variant, and, for a form, what was typed. */
struct page typed_page(struct request *q);

/*
 * The code that counts: the form's own field where it has one, otherwise the address's; absent
 * where neither is filled in.
 */
struct slice typed_code(struct request *q);

/* The id in the field `unit`; 0 if there is none. */
long long typed_unit(struct request *q);

enum { ANSWER_PARAMETERS = 7 };

/*
 * Fills in the arguments of ballot.answer.
 *   card  CODE_DIGEST_SIZE bytes, or absent
 * All of it lives as long as the request.
 */
void typed_parameters(
    struct request *q, struct slice card, struct parameter parameters[ANSWER_PARAMETERS]);

#endif
