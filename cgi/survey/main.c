/* survey.fcgi: rounds as officers make them, their posters and cards, and what is published. */
#include "handlers.h"
#include "serve.h"

/* clang-format off */
static const struct field rounds_fields[] = {
	/* name    kind        least  most  label */
	{ "after", FIELD_ID,   0,     0,    "页" },
};
static const struct field round_fields[] = {
	{ "round", FIELD_ID,   1,     0,    "测评" },
};
/* What an edit says; a draft says the same, but for the round, which it begins. */
static const struct field edit_fields[] = {
	{ "round",         FIELD_ID,    1, 0,      "测评" },
	{ "title",         FIELD_LINE,  1, 60,     "标题" },
	{ "period",        FIELD_LINE,  0, 20,     "时段" },
	{ "strata",        FIELD_WORDS, 0, 2,      "对象" },
	{ "units",         FIELD_IDS,   0, 300,    "单位" },
	{ "closes",        FIELD_TIME,  0, 0,      "截止时间" },
	{ "publish_by",    FIELD_DATE,  0, 0,      "公布日期" },
	{ "publish_where", FIELD_LINE,  0, 60,     "公布地点" },
	{ "hotline",       FIELD_LINE,  0, 30,     "电话" },
	{ "approved_by",   FIELD_LINE,  0, 60,     "批准人" },
	{ "approved_on",   FIELD_DATE,  0, 0,      "批准日期" },
	{ "basis",         FIELD_LINE,  0, 200,    "批准依据" },
	{ "questions",     FIELD_JSON,  0, 100000, "题目" },
};
#define DRAFT_FIELDS &edit_fields[1], (sizeof(edit_fields) / sizeof *edit_fields - 1)
static const struct field extend_fields[] = {
	{ "round",  FIELD_ID,   1, 0,   "测评" },
	{ "closes", FIELD_TIME, 1, 0,   "截止时间" },
	{ "note",   FIELD_LINE, 0, 400, "说明" },
};
static const struct field note_fields[] = {
	{ "round", FIELD_ID,   1, 0,   "测评" },
	{ "note",  FIELD_LINE, 0, 200, "说明" },
};
static const struct field mark_fields[] = {
	{ "round",   FIELD_ID,   1, 0,  "测评" },
	{ "channel", FIELD_WORD, 1, 20, "渠道" },
	{ "stratum", FIELD_WORD, 1, 20, "对象" },
	{ "unit",    FIELD_ID,   0, 0,  "单位" },
};
static const struct field cards_fields[] = {
	{ "round",     FIELD_ID,      1,  0,    "测评" },
	{ "mark",      FIELD_MARK,    1,  0,    "凭卡地址" },
	{ "count",     FIELD_INTEGER, 10, 1000, "张数" },
	{ "hands_out", FIELD_LINE,    1,  30,   "发卡人" },
	{ "box",       FIELD_BOOLEAN, 0,  0,    "自取箱" },
};
static const struct field batch_fields[] = {
	{ "batch", FIELD_ID,   1, 0,   "批次" },
	{ "note",  FIELD_LINE, 0, 200, "说明" },
};
static const struct field poster_fields[] = {
	{ "mark", FIELD_MARK, 1, 0, "二维码" },
};
static const struct route routes[] = {
	{ GET,  SIGNED_IN, "/survey/rounds", "survey.rounds", ROWS(rounds_fields), NULL,
	  "The rounds of the caller's subtree and the published ones about its units" },
	{ POST, SIGNED_IN, "/survey/rounds", "survey.draft", DRAFT_FIELDS, NULL,
	  "Begin a round as a draft" },
	{ GET,  SIGNED_IN, "/survey/templates", "survey.templates", NO_FIELDS, NULL,
	  "The questionnaires to begin with" },
	{ GET,  SIGNED_IN, "/survey/round/{round}", "survey.round", ROWS(round_fields), NULL,
	  "All of a round but its result" },
	{ POST, SIGNED_IN, "/survey/round/{round}/edit", "survey.edit", ROWS(edit_fields), NULL,
	  "Change a draft" },
	{ POST, SIGNED_IN, "/survey/round/{round}/open", "survey.open", ROWS(round_fields), NULL,
	  "Open a draft that lacks nothing" },
	{ POST, SIGNED_IN, "/survey/round/{round}/extend", "survey.extend", ROWS(extend_fields), NULL,
	  "Move the closing hour to a later one" },
	{ POST, SIGNED_IN, "/survey/round/{round}/close", "survey.close", ROWS(note_fields), NULL,
	  "Close an open round before its hour" },
	{ POST, SIGNED_IN, "/survey/round/{round}/publish", "survey.publish", ROWS(round_fields), NULL,
	  "Make the result of a closed round public" },
	{ POST, SIGNED_IN, "/survey/round/{round}/void", "survey.void", ROWS(note_fields), NULL,
	  "End a round for good; the reason is public" },
	{ POST, SIGNED_IN, "/survey/round/{round}/copy", "survey.copy", ROWS(round_fields), NULL,
	  "Begin another round like this one" },
	{ POST, SIGNED_IN, "/survey/round/{round}/marks", "survey.add_mark", ROWS(mark_fields), NULL,
	  "One more address of a draft or open round" },
	{ POST, SIGNED_IN, "/survey/round/{round}/cards", NULL, ROWS(cards_fields), cards_make,
	  "Make a batch of cards; their codes are in this answer and nowhere else" },
	{ POST, SIGNED_IN, "/survey/batch/{batch}/void", "survey.void_batch", ROWS(batch_fields), NULL,
	  "Void a batch of cards that was lost" },
	{ GET,  SIGNED_IN, "/survey/mark/{mark}/qr", "survey.mark", ROWS(poster_fields), poster_send,
	  "What a poster says, with its code as an SVG path" },
	{ GET,  SIGNED_IN, "/survey/round/{round}/result", "survey.result", ROWS(round_fields), NULL,
	  "The published cells of a round" },
	{ GET,  SIGNED_IN, "/survey/round/{round}/result.xlsx", "survey.result", ROWS(round_fields),
	  result_workbook_send, "The same as a workbook" },
	{ GET,  SIGNED_IN, "/survey/round/{round}/texts", "survey.texts", ROWS(round_fields), NULL,
	  "What people wrote, where enough did; reading it is recorded", .logged = true },
	{ GET,  ANYONE,    "/survey/published", "survey.published_rounds", NO_FIELDS, NULL,
	  "The published rounds" },
	{ GET,  ANYONE,    "/survey/published/{round}", "survey.published", ROWS(round_fields), NULL,
	  "The result of a published round" },
};
/* clang-format on */
static const struct program survey = {"survey", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &survey);
}
