#include "notice.h"

/* The receipt, what it is for, and the two things to do with it. */
static void
receipt_put(struct page *page)
{
	page_markup(page, "<div class=\"slip\">\n<p class=\"receipt\">回执：<b id=\"receipt\">");
	page_text(page, page->receipt);
	page_markup(page, "</b></p>\n<p>");
	page_words(
	    page, "凭它只能查这张卡算进去没有，查不出您填了什么。不用给任何人看，谁要都可以不给。");
	buffer_format(&page->out,
	    "</p>\n<form method=\"post\" action=\"/s/check%s\" class=\"slip-ways\">\n"
	    "<span class=\"tip\">抄下或截图</span>\n"
	    "<button type=\"button\" class=\"plain\" data-copy=\"receipt\" hidden>复制</button>\n",
	    page_query(page));
	page_hidden(page, "v", slice_of(page_variant(page)));
	page_hidden(page, "receipt", page->receipt);
	page_markup(
	    page, "<button type=\"submit\" class=\"plain\">查一查</button>\n</form>\n</div>\n");
}

void
thanks_put(struct page *page)
{
	page_begin(page, SLICE("收到了，谢谢您"));
	page_markup(
	    page, "<div class=\"done\" id=\"done\" tabindex=\"-1\">\n<h1>收到了，谢谢您</h1>\n");
	if (page->receipt.at != NULL)
		receipt_put(page);
	else
		page_markup(page, "<p class=\"said\">这里不发回执。</p>\n");
	page_markup(page, "<p class=\"said\">");
	page_words(page, "结果{publish_by}前公布在{where}。用的是别人的手机，请关掉这个页面。");
	page_markup(page, "</p>\n");
	if (page->counter)
		buffer_format(&page->out,
		    "<p class=\"ways\"><a class=\"send\" href=\"%s%s\">下一位</a></p>\n",
		    page->receipt.at != NULL ? "/s/" : "", page_query(page));
	page_markup(page, "</div>\n");
	page_end(page);
}

static void
code_form_put(struct page *page, struct slice code, bool wrong)
{
	buffer_format(&page->out, "<form method=\"post\" id=\"form\"%s>\n",
	    page->counter ? " autocomplete=\"off\"" : "");
	page_hidden(page, "v", slice_of(page_variant(page)));
	page_markup(page, "<p class=\"hint\" id=\"code-hint\">");
	page_words(page, "一共16位，4位一组；不分大小写，卡上没有字母I、L、O、U。");
	page_markup(page, "</p>\n<input class=\"code\" id=\"code\" name=\"code\" type=\"text\" "
			  "autocomplete=\"off\" autocapitalize=\"characters\" autocorrect=\"off\" "
			  "spellcheck=\"false\"");
	page_markup(
	    page, wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong code-hint\" value=\""
			: " aria-describedby=\"code-hint\" value=\"");
	page_text(page, code);
	page_markup(page, "\">\n<button type=\"submit\" class=\"send\">开始填</button>\n</form>\n");
}

void
code_page_put(struct page *page, struct slice code, const char *title, const char *text)
{
	page_begin(page, title == NULL ? SLICE("请输入卡上的号码") : slice_of(title));
	if (title != NULL) {
		page_markup(page, "<div class=\"errors\" role=\"alert\" id=\"wrong\">\n<h2>");
		page_text(page, slice_of(title));
		page_markup(page, "</h2>\n<p>");
		page_words(page, text);
		page_markup(page, "</p>\n</div>\n");
	}
	page_markup(page, "<h1><label for=\"code\">请输入卡上的号码</label></h1>\n");
	code_form_put(page, code, title != NULL);
	page_markup(page, "<p class=\"safety\">");
	page_words(page, "这里不收钱，不要身份证号和验证码，不用下载。");
	page_markup(page, "</p>\n");
	buffer_format(&page->out, "<p class=\"safety\"><a href=\"/s/check%s\">查一查回执</a></p>\n",
	    page_query(page));
	page_end(page);
}

void
check_page_put(struct page *page, struct slice receipt, const char *said)
{
	page_begin(page, SLICE("查一查回执"));
	page_markup(page, "<h1><label for=\"receipt\">查一查回执</label></h1>\n");
	if (said != NULL) {
		page_markup(page, "<p class=\"result\" role=\"status\">");
		page_words(page, said);
		page_markup(page, "</p>\n");
	}
	buffer_format(&page->out, "<form method=\"post\" action=\"/s/check%s\" id=\"form\">\n",
	    page_query(page));
	page_hidden(page, "v", slice_of(page_variant(page)));
	page_markup(page, "<p class=\"hint\" id=\"receipt-hint\">");
	page_words(page, "凭它只能查这张卡算进去没有，查不出您填了什么。");
	page_markup(page,
	    "</p>\n<input class=\"code\" id=\"receipt\" name=\"receipt\" type=\"text\" "
	    "autocomplete=\"off\" autocapitalize=\"characters\" autocorrect=\"off\" "
	    "spellcheck=\"false\" aria-describedby=\"receipt-hint\" value=\"");
	page_text(page, receipt);
	page_markup(page, "\">\n<button type=\"submit\" class=\"send\">查一查</button>\n</form>\n");
	page_end(page);
}
