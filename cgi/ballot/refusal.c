#include "refusal.h"

#include "notice.h"
#include "sheet.h"

bool
paper_fetch(struct request *q, struct paper *paper)
{
	struct parameter mark = PARAMETER("mark", request_value(q, "mark"));
	struct slice json;

	if (!db_call(q, "ballot.form", &mark, 1, &json))
		return false;
	if (paper_read(q->arena, json, paper))
		return true;
	problem_set(q, 500, NULL, NULL);
	return false;
}

void
paper_lay(struct request *q, struct page *page, const struct paper *paper)
{
	page->paper = paper;
	page->by_card = paper->by_card;
	page->unit = paper->unit_count == 1 ? paper->units : paper_unit(paper, typed_unit(q));
}

static bool
slug_is(const struct problem *problem, const char *slug)
{
	return slice_equal(problem->slug, slice_of(slug));
}

/* What is drawn on the form itself, its errors beside their fields. */
static bool
is_on_sheet(const struct problem *problem)
{
	return slug_is(problem, "ballot/incomplete") || slug_is(problem, "ballot/no-unit") ||
	       slug_is(problem, "ballot/no-code");
}

static bool
is_of_round(const struct problem *problem)
{
	return slug_is(problem, "ballot/closed") || slug_is(problem, "ballot/not-open") ||
	       slug_is(problem, "ballot/void");
}

/* About one card: its page names the round, but can do without. */
static bool
is_of_card(const struct problem *problem)
{
	return slug_is(problem, "ballot/used") || slug_is(problem, "ballot/no-card") ||
	       slug_is(problem, "ballot/voided-batch");
}

static struct slice
receipt_of(struct request *q)
{
	char canonical[CODE_LENGTH], shown[CODE_SHOWN_SIZE];

	if (code_read(typed_code(q), canonical) != CODE_OK)
		return (struct slice){0};
	code_receipt(canonical, shown);
	return arena_copy(q->arena, slice_of(shown));
}

bool
refusal_draw(struct request *q, const struct problem *problem)
{
	struct problem refused = *problem;
	struct page page;
	struct paper paper;

	if (!slice_starts(q->path, SLICE("/s")))
		return false;
	page = typed_page(q);
	if (is_on_sheet(&refused) || is_of_round(&refused) || is_of_card(&refused)) {
		if (paper_fetch(q, &paper))
			paper_lay(q, &page, &paper);
		else if (!is_of_card(&refused))
			refused = q->problem;
		q->problem = refused;
	}
	page.problem = &refused;
	if (is_on_sheet(&refused)) {
		bool code = slug_is(&refused, "ballot/no-code");

		page.resizable = true;
		if (slug_is(&refused, "ballot/no-unit"))
			page.unit = NULL;
		sheet_put(&page, code ? CODE_TO_REPLACE : CODE_IN_ADDRESS, (struct slice){0});
	} else {
		if (slug_is(&refused, "ballot/used"))
			page.receipt = receipt_of(q);
		notice_put(&page, &refused);
	}
	answer_html(q, refused.status, buffer_slice(&page.out));
	return true;
}
