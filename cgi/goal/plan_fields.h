/* plan_fields.h: what the routes of campaigns, plans, coverage, review and exemplars take. */
#ifndef WUHAO_GOAL_PLAN_FIELDS_H
#define WUHAO_GOAL_PLAN_FIELDS_H

#include "route.h"

/* clang-format off */
#define CAMPAIGN_FIELDS \
	{ "name",   FIELD_LINE, 1, 60,   "名称" }, \
	{ "begins", FIELD_DATE, 1, 0,    "开始日期" }, \
	{ "ends",   FIELD_DATE, 1, 0,    "结束日期" }, \
	{ "basis",  FIELD_LINE, 0, 200,  "依据" }, \
	{ "phases", FIELD_JSON, 0, 8000, "阶段" }
static const struct field begin_campaign_fields[] = {
	CAMPAIGN_FIELDS,
	{ "catalogue", FIELD_ID, 0, 0, "标准" },
};
static const struct field edit_campaign_fields[] = {
	{ "campaign", FIELD_ID, 1, 0, "年度活动" },
	CAMPAIGN_FIELDS,
};
static const struct field add_label_fields[] = {
	{ "name", FIELD_LINE, 1, 30, "名称" },
};
static const struct field close_label_fields[] = {
	{ "label",  FIELD_ID,      1, 0, "标签" },
	{ "closed", FIELD_BOOLEAN, 1, 0, "停用" },
};

static const struct field plans_fields[] = {
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
	{ "unit",     FIELD_ID, 0, 0, "单位" },
};
static const struct field plan_fields[] = {
	{ "plan", FIELD_ID, 1, 0, "规划" },
};
#define PLAN_FIELDS \
	{ "title",   FIELD_LINE,  1, 60,    "名称" }, \
	{ "parent",  FIELD_ID,    0, 0,     "总体规划" }, \
	{ "begins",  FIELD_DATE,  0, 0,     "开始日期" }, \
	{ "ends",    FIELD_DATE,  0, 0,     "结束日期" }, \
	{ "body",    FIELD_TEXT,  0, 5000,  "内容" }, \
	{ "kinds",   FIELD_WORDS, 0, 20,    "哪几种单位" }, \
	{ "sectors", FIELD_JSON,  0, 4000,  "哪几个行业" }, \
	{ "tasks",   FIELD_JSON,  0, 60000, "任务" }
static const struct field draft_plan_fields[] = {
	{ "unit",     FIELD_ID,   1, 0,  "单位" },
	{ "kind",     FIELD_WORD, 1, 20, "种类" },
	{ "campaign", FIELD_ID,   0, 0,  "年度活动" },
	PLAN_FIELDS,
};
static const struct field edit_plan_fields[] = {
	{ "plan", FIELD_ID, 1, 0, "规划" },
	PLAN_FIELDS,
};
static const struct field end_plan_fields[] = {
	{ "plan", FIELD_ID,   1, 0,   "规划" },
	{ "note", FIELD_TEXT, 0, 500, "说明" },
};
static const struct field copy_plan_fields[] = {
	{ "plan",     FIELD_ID, 1, 0, "规划" },
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
};
static const struct field guidance_fields[] = {
	{ "unit",     FIELD_ID, 1, 0, "单位" },
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
};
static const struct field matrix_fields[] = {
	{ "unit",     FIELD_ID, 0, 0, "单位" },
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
};
static const struct field cell_fields[] = {
	{ "unit",     FIELD_ID,   1, 0,  "单位" },
	{ "standard", FIELD_LINE, 1, 10, "标准" },
	{ "campaign", FIELD_ID,   0, 0,  "年度活动" },
};
static const struct field review_fields[] = {
	{ "what",  FIELD_WORD, 0, 20, "哪一种" },
	{ "after", FIELD_LINE, 0, 40, "页" },
};
static const struct field judge_fields[] = {
	{ "goals", FIELD_JSON, 1, 20000, "目标" },
	{ "note",  FIELD_TEXT, 0, 500,   "说明" },
};
static const struct field find_exemplars_fields[] = {
	{ "q",        FIELD_LINE,    0, 30, "找什么" },
	{ "category", FIELD_LINE,    0, 20, "类别" },
	{ "new_way",  FIELD_BOOLEAN, 0, 0,  "创新" },
	{ "after",    FIELD_ID,      0, 0,  "页" },
};
static const struct field share_fields[] = {
	{ "goal", FIELD_ID,   1, 0,   "目标" },
	{ "note", FIELD_TEXT, 0, 500, "说明" },
};
/* clang-format on */

#endif
