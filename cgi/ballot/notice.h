/* notice.h: what is said instead of the form or in answer to it: refusals, thanks, card and receipt. */
#ifndef WUHAO_BALLOT_NOTICE_H
#define WUHAO_BALLOT_NOTICE_H

#include "page.h"

/*
 * A refusal as words.md has it, chosen by the problem's slug or, for what isn't the ballot's own,
 * by its status. What was typed is carried by the ways out, or, after closing, shown to be copied.
 */
void notice_put(struct page *page, const struct problem *problem);

/* A round that takes no answers now, for a reader: before its time, after it, or void. */
void notice_state_put(struct page *page);

/* 收到了，谢谢您. page->receipt is absent in channel C. */
void thanks_put(struct page *page);

/* `/s/`: the field for a card's code. `code`: what was typed; `title`, `text`: what is wrong with it. */
void code_page_put(struct page *page, struct slice code, const char *title, const char *text);

/* `/s/check`: the field for a receipt. `receipt`: what was typed; `said`: what became of it, or NULL. */
void check_page_put(struct page *page, struct slice receipt, const char *said);

#endif
