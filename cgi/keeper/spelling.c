#include "spelling.h"

#include "log.h"

#include <stdlib.h>
#include <unicode/uclean.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { SPELLING_MOST = 1024 /* UTF-16 units; names are 60 characters at most */ };

struct speller {
	UTransliterator *person, *unit;
};

/* The diaeresis stays: ü is u and v. */
#define REST "; NFD; [[:Nonspacing Mark:]-[\\u0308]] Remove; Lower"

static UTransliterator *
transliterator_open(const char *id)
{
	UChar wide[128];
	UErrorCode error = U_ZERO_ERROR;
	UTransliterator *opened;

	u_uastrcpy(wide, id);
	opened = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
	if (U_SUCCESS(error))
		return opened;
	log_line(LOG_ERROR, "no_transliterator", "reason", u_errorName(error), NULL);
	return NULL;
}

struct speller *
speller_open(void)
{
	struct speller *speller = malloc(sizeof *speller);

	if (speller == NULL)
		abort();
	speller->person = transliterator_open("Han-Latin/Names" REST);
	speller->unit = transliterator_open("Han-Latin" REST);
	return speller;
}

void
speller_close(struct speller *speller)
{
	if (speller->person != NULL)
		utrans_close(speller->person);
	if (speller->unit != NULL)
		utrans_close(speller->unit);
	u_cleanup(); /* what ICU keeps for the next */
	free(speller);
}

/* The words, with ü as u and a diaeresis behind; absent where ICU can't. */
static struct slice
words_read(const UTransliterator *transliterator, struct arena *arena, struct slice name)
{
	UChar wide[SPELLING_MOST];
	char *words = arena_alloc(arena, 3 * SPELLING_MOST);
	UErrorCode error = U_ZERO_ERROR;
	int32_t length, limit, bytes;

	if (transliterator == NULL || name.length > SPELLING_MOST)
		return (struct slice){0};
	u_strFromUTF8(wide, SPELLING_MOST, &length, name.at, (int32_t)name.length, &error);
	limit = length;
	utrans_transUChars(transliterator, wide, &length, SPELLING_MOST, 0, &limit, &error);
	u_strToUTF8(words, 3 * SPELLING_MOST, &bytes, wide, length, &error);
	if (U_FAILURE(error))
		return (struct slice){0};
	return (struct slice){words, (size_t)bytes};
}

/* The words with this letter for ü. */
static struct slice
words_typed(struct arena *arena, struct slice words, char letter)
{
	static const char diaeresis[] = "\xcc\x88"; /* U+0308 */
	char *typed = arena_alloc(arena, words.length);
	size_t length = 0;

	for (size_t i = 0; i < words.length; i++) {
		if (i + 1 < words.length && memcmp(words.at + i, diaeresis, 2) == 0) {
			if (length > 0 && typed[length - 1] == 'u')
				typed[length - 1] = letter;
			i++;
		} else {
			typed[length++] = words.at[i];
		}
	}
	return (struct slice){typed, length};
}

void
spelling_put(const struct speller *speller, struct buffer *buffer, bool person, struct slice name)
{
	struct slice words =
	    words_read(person ? speller->person : speller->unit, buffer->arena, name);
	struct slice plain = words_typed(buffer->arena, words, 'u');
	struct slice other = words_typed(buffer->arena, words, 'v');

	buffer_text(buffer, "[");
	if (!slice_is_empty(plain))
		buffer_json(buffer, plain);
	if (!slice_equal(plain, other)) {
		buffer_text(buffer, ",");
		buffer_json(buffer, other);
	}
	buffer_text(buffer, "]");
}
