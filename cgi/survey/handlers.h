/* handlers.h: the three routes of survey that need C: card codes, codes as pictures, a workbook. */
#ifndef WUHAO_SURVEY_HANDLERS_H
#define WUHAO_SURVEY_HANDLERS_H

#include "request.h"

/*
 * POST /survey/round/{round}/cards: makes `count` codes, hands the digests of codes and receipts
 * to survey.add_cards, and answers
 *   {"batch", "cards": [{"code", "address", "qr", "modules"}], "sheet": {…}}
 * The codes are in this answer alone. The same key once more: 409, void the batch and make another.
 */
void cards_make(struct request *q);

/* GET /survey/mark/{mark}/qr: what survey.mark says, with "path" and "modules" of its address. */
void poster_send(struct request *q);

/* GET /survey/round/{round}/result.xlsx: what survey.result says, as a workbook to keep. */
void result_workbook_send(struct request *q);

#endif
