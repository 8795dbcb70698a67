#include "page.h"

static struct slice
number_said(struct page *page, long number)
{
	return arena_format(page->arena, "%ld", number);
}

/* A place of the round, where the page knows its paper. */
static struct slice
paper_word(const struct paper *paper, struct slice name)
{
	const struct {
		struct slice name, value;
	} words[] = {
	    {SLICE("until"), paper->until},
	    {SLICE("closed"), paper->until},
	    {SLICE("opens"), paper->opens},
	    {SLICE("period"), paper->period},
	    {SLICE("host"), paper->host},
	    {SLICE("publish_by"), paper->publish_by},
	    {SLICE("where"), paper->publish_where},
	    {SLICE("hotline"), paper->hotline},
	    {SLICE("reason"), paper->void_reason},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal(words[i].name, name))
			return words[i].value;
	return (struct slice){0};
}

static struct slice
word(struct page *page, struct slice name)
{
	const struct slice nothing = {0};

	if (slice_equal(name, SLICE("receipt")))
		return page->receipt;
	if (slice_equal(name, SLICE("day")))
		return page->day;
	if (slice_equal(name, SLICE("s")))
		return number_said(page, page->seconds);
	if (slice_equal(name, SLICE("n")))
		return number_said(page, page->count);
	if (slice_equal(name, SLICE("m")))
		return number_said(page, page->minutes);
	if (slice_equal(name, SLICE("public_name")))
		return page->unit == NULL ? nothing : page->unit->public_name;
	if (page->paper == NULL && slice_equal(name, SLICE("publish_by")))
		return page->publish_by;
	if (page->paper == NULL && slice_equal(name, SLICE("where")))
		return page->publish_where;
	if (page->paper != NULL && slice_equal(name, SLICE("least")))
		return number_said(page, page->paper->least);
	return page->paper == NULL ? nothing : paper_word(page->paper, name);
}

/* Appends a sentence; `markup`: its values are escaped and ** becomes strong. */
static void
sentence_put(struct page *page, struct buffer *out, struct slice sentence, bool markup)
{
	bool strong = false;

	for (size_t i = 0; i < sentence.length; i++) {
		const char *at = sentence.at + i;
		const char *end = *at == '{' ? memchr(at, '}', sentence.length - i) : NULL;

		if (end != NULL) {
			struct slice value =
			    word(page, (struct slice){at + 1, (size_t)(end - at - 1)});

			if (markup)
				buffer_html(out, value);
			else
				buffer_put(out, value);
			i += (size_t)(end - at);
		} else if (markup && i + 1 < sentence.length && at[0] == '*' && at[1] == '*') {
			buffer_text(out, strong ? "</strong>" : "<strong>");
			strong = !strong;
			i++;
		} else if (markup) {
			buffer_html(out, (struct slice){at, 1});
		} else {
			buffer_put(out, (struct slice){at, 1});
		}
	}
}

void
page_words(struct page *page, const char *sentence)
{
	sentence_put(page, &page->out, slice_of(sentence), true);
}

void
page_question(struct page *page, struct slice text)
{
	const struct slice place = SLICE("{public_name}");

	while (text.length > 0) {
		const char *found = memmem(text.at, text.length, place.at, place.length);
		size_t before = found == NULL ? text.length : (size_t)(found - text.at);

		buffer_html(&page->out, (struct slice){text.at, before});
		if (found == NULL)
			return;
		if (page->unit != NULL)
			buffer_html(&page->out, page->unit->public_name);
		text.at += before + place.length;
		text.length -= before + place.length;
	}
}

struct slice
page_sentence(struct page *page, const char *sentence)
{
	struct buffer out = buffer_new(page->arena);

	sentence_put(page, &out, slice_of(sentence), false);
	return buffer_slice(&out);
}
