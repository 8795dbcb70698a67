#include "page.h"

struct page
page_new(struct arena *arena, struct slice variant)
{
	struct page page = {.arena = arena, .out = buffer_new(arena)};

	page.big = slice_equal(variant, SLICE("big")) || slice_equal(variant, SLICE("big.counter"));
	page.counter =
	    slice_equal(variant, SLICE("counter")) || slice_equal(variant, SLICE("big.counter"));
	return page;
}

const char *
page_variant(const struct page *page)
{
	if (page->big)
		return page->counter ? "big.counter" : "big";
	return page->counter ? "counter" : "";
}

const char *
page_query(const struct page *page)
{
	if (page->big)
		return page->counter ? "?big&amp;counter" : "?big";
	return page->counter ? "?counter" : "";
}

void
page_markup(struct page *page, const char *markup)
{
	buffer_text(&page->out, markup);
}

void
page_text(struct page *page, struct slice text)
{
	buffer_html(&page->out, text);
}

/* The other size: a link where nothing was typed, otherwise a button that keeps it. */
static void
size_put(struct page *page)
{
	struct page other = {.big = !page->big, .counter = page->counter};
	const char *name = page->big ? "普通版" : "大字版";
	const char *query = page_query(&other);

	/* The first button of a form is what Enter presses, so one that sends comes before this one. */
	if (page->posted && page->resizable)
		buffer_format(&page->out,
		    "<button type=\"submit\" form=\"form\" hidden>提交</button><button type=\"submit\" class=\"size\" form=\"form\" name=\"show\" value=\"%s\">%s</button>",
		    page->big ? "normal" : "big", name);
	else if (!page->posted)
		buffer_format(&page->out, "<a class=\"size\" href=\"%s\">%s</a>",
		    *query == '\0' ? "?" : query, name);
}

void
page_begin(struct page *page, struct slice title)
{
	page_markup(page, "<!doctype html>\n<html lang=\"zh-CN\"");
	page_markup(page, page->big ? " class=\"elder\">\n" : ">\n");
	page_markup(page,
	    "<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"format-detection\" content=\"telephone=no\">\n"
	    "<meta name=\"robots\" content=\"noindex\">\n"
	    "<title>");
	page_text(page, title);
	page_markup(page, "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>");
	buffer_put(&page->out, page_style());
	page_markup(page, "</style>\n<script type=\"module\" src=\"/assets/ballot/form.js\">"
			  "</script>\n</head>\n<body>\n<header class=\"top\">"
			  "<span class=\"seal\" aria-hidden=\"true\">五好</span><p>");
	if (page->paper != NULL) {
		page_text(page, page->paper->office);
		page_markup(page, "　<span>");
		page_text(page, page->paper->title);
		page_markup(page, "</span>");
	} else {
		page_markup(page, "群众意见");
	}
	page_markup(page, "</p>");
	size_put(page);
	page_markup(page, "</header>\n<main id=\"main\">\n");
}

void
page_end(struct page *page)
{
	page_markup(page, "</main>\n</body>\n</html>\n");
}

void
page_hidden(struct page *page, const char *name, struct slice value)
{
	page_markup(page, "<input type=\"hidden\" name=\"");
	page_text(page, slice_of(name));
	page_markup(page, "\" value=\"");
	page_text(page, value);
	page_markup(page, "\">\n");
}

struct slice
page_typed(const struct page *page, struct slice name)
{
	for (size_t i = 0; page->typed != NULL && i < page->typed->count; i++)
		if (slice_equal(page->typed->fields[i].name, name))
			return page->typed->fields[i].value;
	return (struct slice){0};
}

bool
page_chosen(const struct page *page, struct slice name, size_t option)
{
	struct slice number = arena_format(page->arena, "%zu", option);

	for (size_t i = 0; page->typed != NULL && i < page->typed->count; i++)
		if (slice_equal(page->typed->fields[i].name, name) &&
		    slice_equal(page->typed->fields[i].value, number))
			return true;
	return false;
}

/* unit, pressure, key, code and q1, q2_3 …: what a form of ours holds. */
static bool
is_ours(struct slice name)
{
	static const char *const names[] = {"unit", "pressure", "key", "code"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_equal(name, slice_of(names[i])))
			return true;
	if (name.length < 2 || name.length > 8 || name.at[0] != 'q')
		return false;
	for (size_t i = 1; i < name.length; i++)
		if (!((name.at[i] >= '0' && name.at[i] <= '9') || name.at[i] == '_'))
			return false;
	return true;
}

static bool
is_excepted(struct slice name, const char *const *except)
{
	for (; except != NULL && *except != NULL; except++)
		if (slice_starts(name, slice_of(*except)))
			return true;
	return false;
}

void
page_carry(struct page *page, const char *const *except)
{
	for (size_t i = 0; page->typed != NULL && i < page->typed->count; i++) {
		const struct form_field *field = page->typed->fields + i;

		if (is_ours(field->name) && !is_excepted(field->name, except))
			page_hidden(page, arena_string(page->arena, field->name), field->value);
	}
}

void
page_heading(struct page *page)
{
	page_markup(page, "<h1>");
	if (page->unit == NULL) {
		page_markup(page, "<span>这几个单位办事怎么样？</span><span>请您说一说</span>");
	} else {
		page_markup(page, "<span>");
		page_words(page, "{public_name}，");
		page_markup(page, "</span><span>");
		page_words(page,
		    page->paper->grassroots ? "{period}服务基层怎么样？" : "{period}办事怎么样？");
		page_markup(page, "</span>");
	}
	page_markup(page, "</h1>\n");
	if (page->unit != NULL && page->unit->below.length > 0) {
		page_markup(page, "<p class=\"below\">");
		page_text(page, page->unit->below);
		page_markup(page, "</p>\n");
	}
}
