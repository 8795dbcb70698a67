#include "sheet.h"

static void
promise_put(struct page *page)
{
	page_markup(page, "<div class=\"promise\">\n<p>");
	page_words(
	    page, page->paper->by_card
		      ? "**谁抽了哪张卡，没有记录。**卡片打乱后随手抽。答卷上没有姓名、电话、"
			"网络地址和提交时间。您用的网络可能有上网记录，这个我们管不了；不放心，"
			"可以换一台设备填。**谁都无权问您填了什么，也无权看着您填。**"
		      : "**不用登记，谁都可以填。**答卷上没有姓名、电话、网络地址和提交时间。"
			"您用的网络可能有上网记录，这个我们管不了。这里的结果单独列出，"
			"用来发现问题，不作考评依据。**谁都无权问您填了什么，也无权看着您填。**");
	page_markup(page, "</p>\n<details>\n<summary>为什么可以放心</summary>\n<ul>\n<li>");
	page_words(page, "一、卡号和答卷分开存放，封存后对不上号。");
	page_markup(page, "</li>\n<li>");
	page_words(page, "二、回答不到{least}份的单位，结果不显示。");
	page_markup(page, "</li>\n<li>");
	page_words(page, "三、测评没有结束，谁也看不到结果。");
	page_markup(page, "</li>\n<li>");
	page_words(page,
	    "四、我们管不了的：网络公司或单位的上网记录，旁边有人看着，您自己写出的姓名和经过。");
	page_markup(page, "</li>\n</ul>\n</details>\n</div>\n");
}

static void
lead_put(struct page *page)
{
	page->count = (long)page->paper->question_count;
	page->minutes = paper_minutes(page->paper);
	page_markup(page, "<p class=\"lead\">");
	page_words(page, page->paper->by_card
			     ? "一共{n}题，大约{m}分钟。每张卡只能用一次。{until}前都可以填。"
			     : "一共{n}题，大约{m}分钟。{until}前都可以填，填一次就行。");
	page_markup(page, "</p>\n");
	promise_put(page);
	page_markup(page, "<p class=\"safety\">");
	page_words(page, "这里不收钱，不要身份证号和验证码，不用下载。网址以{host}开头才是真的。");
	page_markup(page, "</p>\n<p class=\"safety\">");
	page_words(
	    page, "结果{publish_by}前公布在{where}。意见多的问题会列入整改，整改后再问大家。");
	page_markup(page, "</p>\n");
}

/* Where an error's link leads: to its question's first field, or to unit or code. */
static struct slice
anchor_of(struct page *page, const struct problem_error *error)
{
	for (size_t i = 0; i < page->paper->question_count; i++) {
		const struct question *question = page->paper->questions + i;

		if (slice_equal(error->field, arena_format(page->arena, "q%ld", question->number)))
			return question_anchor(page, question);
	}
	return slice_equal(error->field, SLICE("unit")) ? SLICE("unit-1") : SLICE("code");
}

static void
errors_put(struct page *page)
{
	const struct problem_error *error;

	if (page->problem == NULL || page->problem->error_count == 0)
		return;
	page->count = (long)page->problem->error_count;
	page_markup(
	    page, "<div class=\"errors\" role=\"alert\" id=\"errors\" tabindex=\"-1\">\n<h2>");
	page_words(page, "还有{n}处要补，您写的都在。");
	page_markup(page, "</h2>\n<ul>\n");
	for (error = page->problem->errors; error != NULL; error = error->next) {
		page_markup(page, "<li><a href=\"#");
		page_text(page, anchor_of(page, error));
		page_markup(page, "\">");
		page_text(page, error->detail);
		page_markup(page, "</a></li>\n");
	}
	page_markup(page, "</ul>\n</div>\n");
}

static const struct problem_error *
error_of(const struct page *page, const char *field)
{
	const struct problem_error *error = page->problem == NULL ? NULL : page->problem->errors;

	while (error != NULL && !slice_equal(error->field, slice_of(field)))
		error = error->next;
	return error;
}

static void
error_put(struct page *page, const struct problem_error *error)
{
	if (error == NULL)
		return;
	page_markup(page, "<p class=\"error\">");
	page_text(page, error->detail);
	page_markup(page, "</p>\n");
}

/* The field for a card's code, with the error of `code` beside it. */
static void
code_put(struct page *page, struct slice code)
{
	const struct problem_error *error = error_of(page, "code");

	buffer_format(&page->out,
	    "<div class=\"question code%s\">\n<label class=\"legend\" for=\"code\">",
	    error == NULL ? "" : " wrong");
	page_words(page, "请输入卡上的号码");
	page_markup(page, "</label>\n<div class=\"hint\" id=\"code-hint\">");
	page_words(page, "一共16位，4位一组；不分大小写，卡上没有字母I、L、O、U。");
	error_put(page, error);
	page_markup(page, "</div>\n<input class=\"code\" id=\"code\" name=\"code\" type=\"text\" "
			  "autocomplete=\"off\" autocapitalize=\"characters\" autocorrect=\"off\" "
			  "spellcheck=\"false\" aria-describedby=\"code-hint\" value=\"");
	page_text(page, code);
	page_markup(page, "\">\n</div>\n");
}

static void
units_put(struct page *page)
{
	const struct problem_error *error = error_of(page, "unit");
	struct slice chosen = page_typed(page, SLICE("unit"));

	buffer_format(&page->out,
	    "<fieldset class=\"question%s\" aria-describedby=\"unit-hint\">\n"
	    "<legend>请选一个单位</legend>\n<div class=\"hint\" id=\"unit-hint\">",
	    error == NULL ? "" : " wrong");
	page_words(page, "选一项");
	error_put(page, error);
	page_markup(page, "</div>\n<div class=\"options\">\n");
	for (size_t i = 0; i < page->paper->unit_count; i++) {
		const struct unit *unit = page->paper->units + i;
		struct slice id = arena_format(page->arena, "%lld", unit->id);

		buffer_format(&page->out,
		    "<label class=\"option\"><input type=\"radio\" name=\"unit\" %svalue=\"%lld\"%s>"
		    "<span>",
		    i == 0 ? "id=\"unit-1\" " : "", unit->id,
		    slice_equal(id, chosen) ? " checked" : "");
		page_text(page, unit->public_name);
		page_markup(page, "<small>");
		page_text(page, unit->below);
		page_markup(page, "</small></span></label>\n");
	}
	page_markup(page, "</div>\n</fieldset>\n");
}

/* The box of pressure, the draft's choice (for JavaScript to show), the button and what follows. */
static void
end_put(struct page *page)
{
	page_markup(page,
	    "<div class=\"question last\">\n<div class=\"options\">\n<label class=\"option\">"
	    "<input type=\"checkbox\" name=\"pressure\" value=\"1\"");
	page_markup(page, page_chosen(page, SLICE("pressure"), 1) ? " checked" : "");
	page_markup(page, "><span>有人要求我这样填，或看着我填"
			  "<small>只统计有多少人勾选</small></span></label>\n</div>\n</div>\n"
			  "<div class=\"draft\">\n<p>");
	page_words(page, "您写的只留在这个页面，关掉就没有了。");
	page_markup(page, "</p>\n");
	if (!page->counter)
		page_markup(page,
		    "<label class=\"keep\" id=\"keep\" hidden><input type=\"checkbox\">"
		    "<span>存在这台手机上（提交后或24小时后自动删除）</span></label>\n");
	page_markup(page,
	    "</div>\n<p class=\"state\" id=\"state\" role=\"status\"></p>\n"
	    "<button type=\"submit\" class=\"send\" id=\"send\">提交</button>\n<p class=\"after\">");
	page_words(page, page->paper->by_card ? "提交后会给您一个回执，可以查这张卡算进去没有。"
					      : "这里不发回执。");
	page_markup(page, "</p>\n");
	if (page->paper->unit_count > 1)
		page_markup(page,
		    "<p class=\"after\"><button type=\"submit\" class=\"quiet\" name=\"show\" "
		    "value=\"units\">换一个单位</button></p>\n");
}

static void
questions_put(struct page *page)
{
	if (page->paper->unit_count > 1)
		page_hidden(page, "unit", arena_format(page->arena, "%lld", page->unit->id));
	for (size_t i = 0; i < page->paper->question_count; i++)
		question_put(page, page->paper->questions + i);
	end_put(page);
}

static struct slice
tab_title(struct page *page)
{
	page->count = page->problem == NULL ? 0 : (long)page->problem->error_count;
	if (page->count > 0)
		return page_sentence(page, "还有{n}处要补，您写的都在。");
	if (page->unit == NULL)
		return SLICE("这几个单位办事怎么样？请您说一说");
	return page_sentence(page, page->paper->grassroots
				       ? "{public_name}，{period}服务基层怎么样？"
				       : "{public_name}，{period}办事怎么样？");
}

void
sheet_put(struct page *page, enum code_field code_field, struct slice code)
{
	static const char *const answers_aside[] = {"unit", "code", NULL};
	static const char *const answers_here[] = {"unit", "code", "q", "pressure", NULL};

	page_begin(page, tab_title(page));
	errors_put(page);
	page_heading(page);
	lead_put(page);
	buffer_format(&page->out, "<form method=\"post\" id=\"form\" data-channel=\"%s\"%s>\n",
	    page->paper->by_card ? "card" : "open", page->counter ? " autocomplete=\"off\"" : "");
	page_hidden(page, "v", slice_of(page_variant(page)));
	page_carry(page, page->unit == NULL ? answers_aside : answers_here);
	if (code_field != CODE_IN_ADDRESS)
		code_put(page, code_field == CODE_TO_CORRECT ? code : (struct slice){0});
	else if (page_typed(page, SLICE("code")).length > 0)
		page_hidden(page, "code", page_typed(page, SLICE("code")));
	if (page->unit != NULL) {
		questions_put(page);
	} else {
		page_hidden(page, "step", SLICE("unit"));
		units_put(page);
		page_markup(page, "<button type=\"submit\" class=\"send\">开始填</button>\n");
	}
	page_markup(page, "</form>\n");
	page_end(page);
}
