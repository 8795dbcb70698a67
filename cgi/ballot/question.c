#include "sheet.h"

enum { ROWS_A_BLOCK = 7 };

/* What is wrong with a question; NULL: nothing. */
static const struct problem_error *
error_of(const struct page *page, struct slice name)
{
	const struct problem_error *error = page->problem == NULL ? NULL : page->problem->errors;

	while (error != NULL && !slice_equal(error->field, name))
		error = error->next;
	return error;
}

static bool
says(struct slice text, struct slice word)
{
	return text.length > 0 && memmem(text.at, text.length, word.at, word.length) != NULL;
}

/* `1. 总的来说……`, with what the question itself doesn't say already. */
static void
label_put(struct page *page, const struct question *question, bool continued)
{
	buffer_format(&page->out, "<span class=\"number\">%ld.</span> ", question->number);
	page_question(page, question->text);
	if (continued)
		page_markup(page, "（续）");
	if (question->required && !says(question->text, SLICE("必答")))
		page_markup(page, "<small>（必答）</small>");
	if (!question->required && question->kind == QUESTION_TEXT &&
	    !says(question->text, SLICE("可以不写")))
		page_markup(page, "<small>（可以不写）</small>");
}

/* The line under the question, and what is wrong with it. */
static void
hint_put(struct page *page, const struct question *question, struct slice name)
{
	const struct problem_error *error = error_of(page, name);
	bool several = question->kind == QUESTION_MULTIPLE;

	buffer_format(&page->out, "<div class=\"hint\" id=\"%.*s-hint\">", SLICE_PRINT(name));
	if (question->hint.length > 0)
		page_text(page, question->hint);
	else if (question->kind == QUESTION_TEXT)
		page_words(page, "请不要写姓名、电话和太具体的经过，以免别人认出您。");
	else if (several && question->most > 0 && question->most < (long)question->option_count)
		buffer_format(&page->out, "最多选%ld项", question->most);
	else
		page_words(page, several ? "可以选几项，也可以不选" : "选一项");
	if (error != NULL) {
		page_markup(page, "<p class=\"error\">");
		page_text(page, error->detail);
		page_markup(page, "</p>");
	}
	page_markup(page, "</div>\n");
}

static const char *
class_of(const struct page *page, struct slice name)
{
	return error_of(page, name) == NULL ? "question" : "question wrong";
}

/* The options of a question or of a matrix's row. */
static void
options_put(struct page *page, const struct question *question, struct slice name)
{
	bool several = question->kind == QUESTION_MULTIPLE;
	const char *type = several ? "checkbox" : "radio";

	page_markup(page, "<div class=\"options\">\n");
	if (several) /* what may be chosen together shares a name */
		page_markup(page, "<!-- [html-validate-disable-block form-dup-name] -->\n");
	for (size_t i = 0; i < question->option_count; i++) {
		buffer_format(&page->out,
		    "<label class=\"option\"><input type=\"%s\" name=\"%.*s\" ", type,
		    SLICE_PRINT(name));
		if (i == 0)
			buffer_format(&page->out, "id=\"%.*s-1\" ", SLICE_PRINT(name));
		buffer_format(&page->out, "value=\"%zu\"%s><span>", i + 1,
		    page_chosen(page, name, i + 1) ? " checked" : "");
		page_text(page, question->options[i]);
		page_markup(page, "</span></label>\n");
	}
	page_markup(page, "</div>\n");
}

static void
choice_put(struct page *page, const struct question *question, struct slice name)
{
	buffer_format(&page->out,
	    "<fieldset class=\"%s\" aria-describedby=\"%.*s-hint\">\n<legend>",
	    class_of(page, name), SLICE_PRINT(name));
	label_put(page, question, false);
	page_markup(page, "</legend>\n");
	hint_put(page, question, name);
	options_put(page, question, name);
	page_markup(page, "</fieldset>\n");
}

/* One row: a group of its own with the row's words as its name. */
static void
row_put(struct page *page, const struct question *question, struct slice name, size_t row)
{
	struct slice field = arena_format(page->arena, "%.*s_%zu", SLICE_PRINT(name), row + 1);
	bool missing = error_of(page, name) != NULL && page_typed(page, field).at == NULL;

	buffer_format(
	    &page->out, "<fieldset class=\"row%s\">\n<legend>", missing ? " missing" : "");
	page_question(page, question->rows[row]);
	page_markup(page, "</legend>\n");
	options_put(page, question, field);
	page_markup(page, "</fieldset>\n");
}

static void
matrix_put(struct page *page, const struct question *question, struct slice name)
{
	for (size_t first = 0; first < question->row_count; first += ROWS_A_BLOCK) {
		size_t end = first + ROWS_A_BLOCK;

		buffer_format(&page->out, "<fieldset class=\"%s matrix\"", class_of(page, name));
		if (first == 0)
			buffer_format(
			    &page->out, " aria-describedby=\"%.*s-hint\"", SLICE_PRINT(name));
		page_markup(page, ">\n<legend>");
		label_put(page, question, first > 0);
		page_markup(page, "</legend>\n");
		if (first == 0)
			hint_put(page, question, name);
		for (size_t row = first; row < end && row < question->row_count; row++)
			row_put(page, question, name, row);
		page_markup(page, "</fieldset>\n");
	}
}

static void
words_box_put(struct page *page, const struct question *question, struct slice name)
{
	buffer_format(&page->out, "<div class=\"%s\">\n<label class=\"legend\" for=\"%.*s-1\">",
	    class_of(page, name), SLICE_PRINT(name));
	label_put(page, question, false);
	page_markup(page, "</label>\n");
	hint_put(page, question, name);
	/* HTML drops the first line break after the tag, so one more is given to it. */
	buffer_format(&page->out,
	    "<textarea name=\"%.*s\" id=\"%.*s-1\" rows=\"4\" data-longest=\"%ld\" "
	    "aria-describedby=\"%.*s-hint\">\n",
	    SLICE_PRINT(name), SLICE_PRINT(name), question->longest, SLICE_PRINT(name));
	page_text(page, page_typed(page, name));
	page_markup(page, "</textarea>\n</div>\n");
}

void
question_put(struct page *page, const struct question *question)
{
	struct slice name = arena_format(page->arena, "q%ld", question->number);

	switch (question->kind) {
	case QUESTION_MATRIX: matrix_put(page, question, name); break;
	case QUESTION_TEXT: words_box_put(page, question, name); break;
	default: choice_put(page, question, name); break;
	}
}

struct slice
question_anchor(struct page *page, const struct question *question)
{
	for (size_t row = 1; question->kind == QUESTION_MATRIX && row <= question->row_count;
	     row++) {
		struct slice field = arena_format(page->arena, "q%ld_%zu", question->number, row);

		if (page_typed(page, field).at == NULL)
			return arena_format(page->arena, "%.*s-1", SLICE_PRINT(field));
	}
	if (question->kind == QUESTION_MATRIX)
		return arena_format(page->arena, "q%ld_1-1", question->number);
	return arena_format(page->arena, "q%ld-1", question->number);
}
