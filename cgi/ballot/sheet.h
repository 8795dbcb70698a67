/* sheet.h: the form itself: promise, questions, button; or, first, the choice of the unit. */
#ifndef WUHAO_BALLOT_SHEET_H
#define WUHAO_BALLOT_SHEET_H

#include "page.h"

/* How a code is asked for on the form. */
enum code_field {
	CODE_IN_ADDRESS, /* it isn't: the address holds it */
	CODE_TO_REPLACE, /* 换一张卡: an empty field */
	CODE_TO_CORRECT, /* 改号码: a field with what was typed */
};

/*
 * The whole page of an open round: the questions about page->unit, or the choice of a unit where
 * that is NULL. What was typed is filled in and page->problem's errors stand beside their fields.
 *   code   the code as it was typed, for CODE_TO_CORRECT
 */
void sheet_put(struct page *page, enum code_field code_field, struct slice code);

/* One question with its fields q1, or q2_1 … for the rows of a matrix. */
void question_put(struct page *page, const struct question *question);

/* The id of the first field that an error of this question leads to. */
struct slice question_anchor(struct page *page, const struct question *question);

#endif
