#include "notice.h"

enum way {
	WAY_CORRECT = 1, /* 改号码 */
	WAY_OTHER = 2,   /* 换一张卡 */
	WAY_START = 4,   /* to the code page */
	WAY_COPY = 8,    /* what was typed, to be copied */
};

struct notice {
	const char *slug; /* of the ballot's own refusals; NULL: by status */
	int status;
	const char *title, *text;
	const char *text_open; /* where channel C is told something else */
	unsigned ways;
};

/* clang-format off */
static const struct notice notices[] = {
	{"ballot/mistyped", 422, "号码不对", "请对照卡片再看一遍：可能有一位打错了。", NULL, WAY_CORRECT},
	{"ballot/no-card", 404, "没有找到这张卡",
	 "请核对号码。还是不行，请换一张卡，您写的会保留。", NULL, WAY_CORRECT | WAY_OTHER},
	{"ballot/voided-batch", 409, "这批卡已作废", "请换一张新卡，您写的会保留。", NULL, WAY_OTHER},
	{"ballot/used", 409, "这张卡的意见已经收到，不用再交",
	 "一张卡只算第一次交的；这次写的没有记入。如果上次不是您交的，请换一张卡，您写的会保留。", NULL, WAY_OTHER},
	{"ballot/not-open", 409, "还没有开始", "{opens}开始。卡片请收好，到时再填。", "{opens}开始。", WAY_COPY},
	{"ballot/closed", 409, "这次测评已经结束",
	 "{closed}截止。您写的没有交上去，也没有保存；下面可以复制。结果{publish_by}前公布在{where}。急事请打{hotline}。",
	 NULL, WAY_COPY},
	{"ballot/void", 409, "这次测评已作废", "原因：{reason}。收到的意见不再使用。", NULL, WAY_COPY},
	{NULL, 404, "没有找到", "没有找到这个地址，请对照卡片或海报再看一遍。", NULL, WAY_START},
	{NULL, 413, "写得太长了", "意见没有交上去。请按返回键，删短一些再交；您写的一般还在。", NULL, 0},
	{NULL, 429, "请过一会儿再交",
	 "这一刻填的人多。您的意见还没有交上去。请等{s}秒，按返回键再交；您写的一般还在。", NULL, 0},
	{NULL, 500, "不确定收到没有", "请按返回键，用同一张卡再交一次：不会算成两份。",
	 "可能收到了。隔几分钟再试也可以；不用担心，这里的结果不作考评依据。", 0},
	{NULL, 503, "系统暂时忙", "意见没有交上去。请等{s}秒，按返回键再交；您写的一般还在。", NULL, 0},
	{NULL, 400, "没有看懂这次请求", "发来的内容不完整。没有任何改动，请刷新后再试。", NULL, WAY_START},
};
/* clang-format on */

/* Who only wanted to read has lost nothing. */
static const struct notice unread = {
    NULL, 503, "系统暂时忙", "没有加载出来。请等{s}秒再试一次。", NULL, 0};
enum { READ_AGAIN = 10 /* seconds */ };

static const struct notice *
notice_of(const struct page *page, const struct problem *problem)
{
	const size_t count = sizeof notices / sizeof *notices;

	if (!page->posted && problem->status >= 500)
		return &unread;
	for (size_t i = 0; i < count; i++)
		if (notices[i].slug != NULL &&
		    slice_equal(problem->slug, slice_of(notices[i].slug)))
			return notices + i;
	for (size_t i = 0; i < count; i++)
		if (notices[i].slug == NULL && notices[i].status == problem->status)
			return notices + i;
	return notices + count - 1;
}

/* True if an answer or a text was typed, not only a unit or a code. */
static bool
is_written(const struct page *page)
{
	for (size_t i = 0; page->typed != NULL && i < page->typed->count; i++)
		if (page->typed->fields[i].name.at[0] == 'q' &&
		    page->typed->fields[i].value.length > 0)
			return true;
	return false;
}

/* The options that were chosen in a field, with 、 between them. */
static void
chosen_put(struct page *page, const struct question *question, struct slice name)
{
	bool first = true;

	for (size_t i = 0; i < question->option_count; i++) {
		if (!page_chosen(page, name, i + 1))
			continue;
		page_markup(page, first ? "" : "、");
		page_text(page, question->options[i]);
		first = false;
	}
}

/* The question or the row, and what was chosen or written; nothing where nothing was. */
static void
written_line_put(
    struct page *page, const struct question *question, struct slice words, struct slice name)
{
	if (page_typed(page, name).length == 0)
		return;
	page_question(page, words);
	page_markup(page, question->kind == QUESTION_MATRIX ? "：" : "\n");
	if (question->kind == QUESTION_TEXT)
		page_text(page, page_typed(page, name));
	else
		chosen_put(page, question, name);
	page_markup(page, "\n");
}

static void
written_question_put(struct page *page, const struct question *question)
{
	struct slice name = arena_format(page->arena, "q%ld", question->number);

	if (question->kind != QUESTION_MATRIX)
		written_line_put(page, question, question->text, name);
	for (size_t row = 0; question->kind == QUESTION_MATRIX && row < question->row_count; row++)
		written_line_put(page, question, question->rows[row],
		    arena_format(page->arena, "%.*s_%zu", SLICE_PRINT(name), row + 1));
}

/* All that was typed, in a box that can be copied. */
static void
written_put(struct page *page)
{
	page_markup(page, "<label class=\"legend\" for=\"written\">您写的</label>\n"
			  "<textarea id=\"written\" rows=\"12\" readonly>\n");
	for (size_t i = 0; i < page->paper->question_count; i++)
		written_question_put(page, page->paper->questions + i);
	page_markup(page,
	    "</textarea>\n<button type=\"button\" class=\"plain\" data-copy=\"written\" hidden>"
	    "复制</button>\n");
}

static void
way_put(struct page *page, const char *show, const char *label, bool first)
{
	buffer_format(&page->out,
	    "<button type=\"submit\" class=\"%s\" name=\"show\" value=\"%s\">%s</button>\n",
	    first ? "send" : "plain wide", show, label);
}

static void
ways_put(struct page *page, unsigned ways)
{
	if (ways & (WAY_CORRECT | WAY_OTHER)) {
		page_markup(page, "<form method=\"post\" class=\"ways\" id=\"other\">\n");
		page_hidden(page, "v", slice_of(page_variant(page)));
		page_carry(page, NULL);
		if (ways & WAY_CORRECT)
			way_put(page, "code", "改号码", true);
		if (ways & WAY_OTHER)
			way_put(page, "card", "换一张卡", !(ways & WAY_CORRECT));
		page_markup(page, "</form>\n");
	}
	if (ways & WAY_START)
		buffer_format(&page->out,
		    "<p class=\"ways\"><a href=\"/s/%s\">请输入卡上的号码</a></p>\n",
		    page_query(page));
	if ((ways & WAY_COPY) && page->paper != NULL && is_written(page))
		written_put(page);
}

/* Each clause in a span, so that lines break between them where they can. */
static void
clauses_put(struct page *page, struct slice title)
{
	const struct slice comma = SLICE("，");

	while (title.length > 0) {
		const char *found = memmem(title.at, title.length, comma.at, comma.length);
		size_t length =
		    found == NULL ? title.length : (size_t)(found - title.at) + comma.length;

		page_markup(page, "<span>");
		page_text(page, (struct slice){title.at, length});
		page_markup(page, "</span>");
		title.at += length;
		title.length -= length;
	}
}

static void
head_put(struct page *page, const char *title)
{
	page_begin(page, slice_of(title));
	page_markup(page, "<h1>");
	clauses_put(page, slice_of(title));
	page_markup(page, "</h1>\n");
}

void
notice_put(struct page *page, const struct problem *problem)
{
	const struct notice *notice = notice_of(page, problem);

	page->seconds = problem->retry_after > 0 ? problem->retry_after : READ_AGAIN;
	head_put(page, notice->title);
	if (page->receipt.at != NULL) {
		page_markup(page, "<p class=\"receipt\">");
		page_words(page, "回执：{receipt}");
		page_markup(page, "</p>\n");
	}
	page_markup(page, "<p class=\"said\" id=\"said\">");
	page_words(
	    page, notice->text_open == NULL || page->by_card ? notice->text : notice->text_open);
	page_markup(page, "</p>\n");
	ways_put(page, notice->ways);
	page_end(page);
}

void
notice_state_put(struct page *page)
{
	const char *title = "这次测评已经结束";
	const char *text = "{closed}截止。结果{publish_by}前公布在{where}。急事请打{hotline}。";

	if (page->paper->state == ROUND_SOON) {
		title = "还没有开始";
		text = page->by_card ? "{opens}开始。卡片请收好，到时再填。" : "{opens}开始。";
	} else if (page->paper->state == ROUND_VOID) {
		title = "这次测评已作废";
		text = "原因：{reason}。收到的意见不再使用。";
	}
	head_put(page, title);
	page_markup(page, "<p class=\"said\">");
	page_words(page, text);
	page_markup(page, "</p>\n");
	page_end(page);
}
