/* spelling.h: how a Chinese name is typed in Latin letters, by ICU. */
#ifndef WUHAO_SPELLING_H
#define WUHAO_SPELLING_H

#include "buffer.h"

struct speller;

/* Opens ICU's transliterators. Never NULL: where ICU has none, names have no spelling. */
struct speller *speller_open(void);

void speller_close(struct speller *speller);

/*
 * Appends a JSON array of a name's spellings: syllables apart by blanks, lower case, without tones
 * ("zhang wei"). Where it holds ü there are two, for that is typed as u and as v.
 *   person  true: read as a person's name (单 is shan, 曾 is zeng)
 *   name    borrowed, UTF-8
 * What is no Chinese character stays as it is. An empty array where ICU can't.
 */
void spelling_put(
    const struct speller *speller, struct buffer *buffer, bool person, struct slice name);

#endif
