/*
 * page.h: what every page of the ballot has: its frame, its sentences, and what was typed before.
 * A page is one buffer of HTML. Everything that comes from elsewhere goes through buffer_html.
 */
#ifndef WUHAO_BALLOT_PAGE_H
#define WUHAO_BALLOT_PAGE_H

#include "buffer.h"
#include "form.h"
#include "paper.h"
#include "problem.h"

struct page {
	struct arena *arena;
	struct buffer out;
	bool big;                      /* 大字版 */
	bool counter;                  /* a counter's device: no draft, and 下一位 afterwards */
	bool by_card;                  /* channel B, also where no paper is known */
	bool posted;                   /* the answer to a form: a link would lose what was typed */
	bool resizable;                /* a form with id "form" is on it that takes show=big */
	const struct paper *paper;     /* NULL: not known */
	const struct unit *unit;       /* the one asked about; NULL: not chosen */
	const struct form *typed;      /* NULL: nothing */
	const struct problem *problem; /* its errors stand beside their questions; NULL: none */
	struct slice receipt;          /* in fours; absent: none */
	struct slice publish_by, publish_where; /* where no paper is known */
	struct slice day;                       /* when to ask again for a receipt */
	long count, minutes;                    /* {n} and {m} of a sentence */
	long seconds;                           /* {s} */
};

/* An empty page; `variant` is '', big, counter or big.counter, anything else counts as ''. */
struct page page_new(struct arena *arena, struct slice variant);

/* The variant's name as it stands in files, in the hidden field `v` and in FORM_VARIANT. */
const char *page_variant(const struct page *page);

/* "?big&counter", "?big", "?counter" or "" (ready for an attribute). */
const char *page_query(const struct page *page);

/* Doctype to the opening of main; `title` is the tab's, plain text. */
void page_begin(struct page *page, struct slice title);

/* The end of main to the end of the document. */
void page_end(struct page *page);

/* Appends markup, a literal of ours. */
void page_markup(struct page *page, const char *markup);

/* Appends text, escaped. */
void page_text(struct page *page, struct slice text);

/*
 * Appends a sentence of words.md as it stands there: {publish_by}, {where} … are filled in and
 * escaped, **…** becomes strong. A name that the page doesn't know stays empty.
 */
void page_words(struct page *page, const char *sentence);

/* Appends a question or a row as the officer wrote it, with {public_name} filled in, escaped. */
void page_question(struct page *page, struct slice text);

/* The same as page_words as plain text, for a title or an attribute. */
struct slice page_sentence(struct page *page, const char *sentence);

/* What was typed in a field; absent if nothing was. */
struct slice page_typed(const struct page *page, struct slice name);

/* True if an option (from 1) of a field was chosen, be it one of several. */
bool page_chosen(const struct page *page, struct slice name, size_t option);

/* The page's heading for its unit (or for several), as words.md has it; parts in spans. */
void page_heading(struct page *page);

/*
 * Hidden fields with all that was typed and that a form of ours may hold (answers, unit, pressure,
 * key), save those whose name begins with one of `except` (a NULL-ended list).
 */
void page_carry(struct page *page, const char *const *except);

/* One hidden field. */
void page_hidden(struct page *page, const char *name, struct slice value);

/* What nginx's policy names by its digest: the style of every page, as it stands in it. */
struct slice page_style(void);

#endif
