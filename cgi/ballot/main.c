/*
 * ballot.fcgi: the public form, a citizen's card or poster, answered once. Knows no session and no
 * other word.
 */
#include "json.h"
#include "notice.h"
#include "refusal.h"
#include "serve.h"
#include "sheet.h"
#include "text.h"

static void
page_answer(struct request *q, int status, struct page *page)
{
	answer_html(q, status, buffer_slice(&page->out));
}

/* A form that the keeper hasn't written yet. */
static void
sheet_show(struct request *q)
{
	struct page page = typed_page(q);
	struct paper paper;

	if (!paper_fetch(q, &paper))
		return;
	paper_lay(q, &page, &paper);
	if (paper.state == ROUND_OPEN)
		sheet_put(&page, CODE_IN_ADDRESS, (struct slice){0});
	else
		notice_state_put(&page);
	page_answer(q, 200, &page);
}

static void
state_refuse(struct request *q, enum round_state state)
{
	switch (state) {
	case ROUND_SOON: problem_set(q, 409, "ballot/not-open", "还没有开始。"); break;
	case ROUND_VOID: problem_set(q, 409, "ballot/void", "这次测评已作废。"); break;
	default: problem_set(q, 409, "ballot/closed", "这次测评已经结束。"); break;
	}
}

/* The form once more with all that was typed: another size, unit or card. Nothing is counted. */
static void
sheet_again(struct request *q, struct slice show)
{
	enum code_field code_field = CODE_IN_ADDRESS;
	struct page page = typed_page(q);
	struct paper paper;

	if (!paper_fetch(q, &paper))
		return;
	if (paper.state != ROUND_OPEN) {
		state_refuse(q, paper.state);
		return;
	}
	paper_lay(q, &page, &paper);
	if (slice_equal(show, SLICE("units")))
		page.unit = paper.unit_count > 1 ? NULL : page.unit;
	if (slice_equal(show, SLICE("card")))
		code_field = CODE_TO_REPLACE;
	else if (slice_equal(show, SLICE("code")))
		code_field = CODE_TO_CORRECT;
	page.resizable = true;
	sheet_put(&page, code_field, typed_code(q));
	page_answer(q, 200, &page);
}

/* The first step of a form about several units. */
static void
unit_choose(struct request *q)
{
	if (typed_unit(q) > 0) {
		sheet_again(q, (struct slice){0});
		return;
	}
	problem_set(q, 422, "ballot/no-unit", NULL);
	problem_field(q, "unit", "还没有选单位。");
}

static void
thanks_show(struct request *q, struct slice json, struct slice receipt)
{
	struct page page = typed_page(q);
	struct paper paper = {0};
	struct json_object *counted;

	if (json_read(q->arena, json, &counted)) {
		paper.office = json_member_text(counted, "office");
		paper.title = json_member_text(counted, "title");
		paper.publish_by = json_member_text(counted, "publish_by");
		paper.publish_where = json_member_text(counted, "publish_where");
	}
	page.paper = &paper;
	page.receipt = receipt;
	thanks_put(&page);
	page_answer(q, 200, &page);
}

/* One answer: one round trip. */
static void
answer_take(struct request *q)
{
	struct slice show = form_get(&q->form, "show"), code = typed_code(q), json;
	struct parameter parameters[ANSWER_PARAMETERS];
	char canonical[CODE_LENGTH], shown[CODE_SHOWN_SIZE];
	unsigned char digest[CODE_DIGEST_SIZE];
	struct slice card = {0}, receipt = {0};

	if (show.length > 0) {
		sheet_again(q, show);
		return;
	}
	if (slice_equal(form_get(&q->form, "step"), SLICE("unit"))) {
		unit_choose(q);
		return;
	}
	if (code.length > 0) {
		if (code_read(code, canonical) != CODE_OK) {
			problem_set(q, 422, "ballot/mistyped", NULL);
			return;
		}
		code_digest(canonical, digest);
		code_receipt(canonical, shown);
		card = (struct slice){(const char *)digest, sizeof digest};
		receipt = slice_of(shown);
	}
	typed_parameters(q, card, parameters);
	if (db_call(q, "ballot.answer", parameters, ANSWER_PARAMETERS, &json))
		thanks_show(q, json, receipt);
}

/* What ballot.state says of a code. False: the problem is set. */
static bool
card_find(struct request *q, const char canonical[CODE_LENGTH], struct json_object **card)
{
	unsigned char digest[CODE_DIGEST_SIZE];
	struct parameter parameter =
	    PARAMETER_BYTEA("card", ((struct slice){(const char *)digest, sizeof digest}));
	struct slice json;

	code_digest(canonical, digest);
	if (!db_call(q, "ballot.state", &parameter, 1, &json))
		return false;
	return json_read(q->arena, json, card);
}

static void
code_page_show(struct request *q)
{
	struct page page = typed_page(q);

	code_page_put(&page, (struct slice){0}, NULL, NULL);
	page_answer(q, 200, &page);
}

static void
code_page_refuse(struct request *q, int status, const char *title, const char *text)
{
	struct page page = typed_page(q);

	code_page_put(&page, typed_code(q), title, text);
	page_answer(q, status, &page);
}

/* Leads from the card's number to its form. */
static void
code_enter(struct request *q)
{
	char canonical[CODE_LENGTH], shown[CODE_SHOWN_SIZE];
	struct json_object *card;
	struct page page = typed_page(q);
	struct slice state;

	if (form_get(&q->form, "show").length > 0) {
		code_page_show(q);
		return;
	}
	if (code_read(typed_code(q), canonical) != CODE_OK) {
		code_page_refuse(q, 422, "号码不对", "请对照卡片再看一遍：可能有一位打错了。");
		return;
	}
	if (!card_find(q, canonical, &card))
		return;
	state = json_member_text(card, "state");
	code_show(canonical, shown);
	if (slice_equal(state, SLICE("unknown")))
		code_page_refuse(
		    q, 404, "没有找到这张卡", "请核对号码。还是不行，请换一张卡，您写的会保留。");
	else if (slice_equal(state, SLICE("used")))
		problem_set(q, 409, "ballot/used", NULL);
	else if (slice_equal(state, SLICE("voided")))
		problem_set(q, 409, "ballot/voided-batch", NULL);
	else
		answer_redirect(
		    q, arena_format(q->arena, "/s/%.*s-%s%s%s",
			   SLICE_PRINT(json_member_text(card, "mark")), shown,
			   *page_variant(&page) == '\0' ? "" : "?",
			   page.big && page.counter ? "big&counter" : page_variant(&page)));
}

static void
check_page_show(struct request *q)
{
	struct page page = typed_page(q);

	check_page_put(&page, (struct slice){0}, NULL);
	page_answer(q, 200, &page);
}

static const char *
check_said(struct slice state)
{
	if (slice_equal(state, SLICE("sealed")))
		return "这张卡已经算进去了。";
	if (slice_equal(state, SLICE("waiting")))
		return "已经收到，等着一起封存，{day}后再查。";
	return "没有找到这个回执，请核对号码。";
}

static void
check_receipt(struct request *q)
{
	struct slice typed = form_get(&q->form, "receipt"), json = SLICE("{}");
	char shown[CODE_SHOWN_SIZE];
	unsigned char digest[CODE_DIGEST_SIZE];
	struct parameter receipt =
	    PARAMETER_BYTEA("receipt", ((struct slice){(const char *)digest, sizeof digest}));
	struct page page = typed_page(q);
	struct json_object *found = NULL;

	if (receipt_read(typed, shown)) {
		receipt_digest(shown, digest);
		if (!db_call(q, "ballot.check", &receipt, 1, &json))
			return;
	}
	if (json_read(q->arena, json, &found))
		page.day = json_member_text(found, "day");
	check_page_put(&page, typed, check_said(json_member_text(found, "state")));
	page_answer(q, 200, &page);
}

/* For the page's script: whether the card can still be used, and its receipt where it was. */
static void
state_tell(struct request *q)
{
	char shown[CODE_SHOWN_SIZE];
	struct json_object *card;
	struct buffer out = buffer_new(q->arena);
	struct slice json;

	if (!db_verb(q, &json) || !json_read(q->arena, json, &card))
		return;
	buffer_text(&out, "{\"mark\":");
	buffer_json(&out, json_member_text(card, "mark"));
	buffer_text(&out, ",\"state\":");
	buffer_json(&out, json_member_text(card, "state"));
	buffer_text(&out, ",\"round\":");
	buffer_json(&out, json_member_text(card, "round"));
	if (slice_equal(json_member_text(card, "state"), SLICE("used"))) {
		code_receipt(request_value(q, "card").at, shown);
		buffer_text(&out, ",\"receipt\":");
		buffer_json(&out, slice_of(shown));
	}
	buffer_text(&out, "}");
	answer_json(q, 200, buffer_slice(&out));
}

enum { SHEET_MOST = 65536 };

/* clang-format off */
static const struct field address_fields[] = {
	{ "mark", FIELD_MARK, 1, 0  },
	{ "card", FIELD_LINE, 1, 60 }, /* as it was typed */
};
static const struct field card_fields[] = {
	{ "card", FIELD_CODE, 1, 0, "号码" },
};
static const struct route routes[] = {
	{ GET,  CODE, "/s/", NULL, NO_FIELDS, code_page_show, "The page that asks for a card's code" },
	{ POST, CODE, "/s/", NULL, NO_FIELDS, code_enter, "From a typed code to its form",
	  .body = BODY_FORM, .limit = SHEET_MOST },
	{ GET,  CODE, "/s/check", NULL, NO_FIELDS, check_page_show, "The page that asks for a receipt" },
	{ POST, CODE, "/s/check", NULL, NO_FIELDS, check_receipt, "Whether a receipt's card was counted",
	  .body = BODY_FORM, .limit = SHEET_MOST },
	{ GET,  CODE, "/s/{mark}-{card}", NULL, ROWS(address_fields), sheet_show, "A card's form" },
	{ GET,  CODE, "/s/{mark}", "ballot.form", address_fields, 1, sheet_show, "A poster's form" },
	{ POST, CODE, "/s/{mark}-{card}", "ballot.answer", ROWS(address_fields), answer_take, "One answer by a card",
	  .body = BODY_FORM, .limit = SHEET_MOST },
	{ POST, CODE, "/s/{mark}", "ballot.answer", address_fields, 1, answer_take, "One answer by a poster",
	  .body = BODY_FORM, .limit = SHEET_MOST },
	{ POST, CODE, "/ballot/state", "ballot.state", ROWS(card_fields), state_tell, "Whether a card can still be used" },
};
/* clang-format on */
static const struct program ballot = {
    "ballot", ROWS(routes), .plain = true, .problem_page = refusal_draw, .threads = 16};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &ballot);
}
