/*
 * card.h: a card as it is made, in a print or for the demonstration. Its code is known to whoever
 * holds it alone; what is stored are digests.
 */
#ifndef WUHAO_CARD_H
#define WUHAO_CARD_H

#include "buffer.h"
#include "code.h"

/*
 * Makes a card with a new random code (code.h).
 *   digests, receipts  lists that begin with "{": the digests of the code and of the card's receipt
 *                      are appended in hexadecimal, as elements of arrays for PostgreSQL
 *   shown              set to the code as it is printed
 */
void card_make(struct buffer *digests, struct buffer *receipts, char shown[CODE_SHOWN_SIZE]);

#endif
