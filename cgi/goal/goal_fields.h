/* goal_fields.h: what the routes of goals take; main.c alone includes it. */
#ifndef WUHAO_GOAL_GOAL_FIELDS_H
#define WUHAO_GOAL_GOAL_FIELDS_H

#include "route.h"

/* clang-format off */
/* what a goal says; ids come from the answers of goal.goals, people from goal.people */
#define GOAL_FACTS \
	{ "standard",        FIELD_LINE,    1, 10,   "标准" }, \
	{ "aim",             FIELD_LINE,    1, 200,  "目标" }, \
	{ "due_on",          FIELD_DATE,    0, 0,    "完成时限" }, \
	{ "responsible",     FIELD_ID,      0, 0,    "责任人" }, \
	{ "measure",         FIELD_WORD,    0, 10,   "衡量方式" }, \
	{ "baseline",        FIELD_LINE,    0, 20,   "现在的数值" }, \
	{ "target",          FIELD_LINE,    0, 20,   "目标值" }, \
	{ "figure_unit",     FIELD_LINE,    0, 10,   "数值的单位" }, \
	{ "shown_by",        FIELD_LINE,    0, 100,  "以什么为准" }, \
	{ "measures",        FIELD_TEXT,    0, 1000, "措施" }, \
	{ "serves",          FIELD_LINE,    0, 60,   "服务对象" }, \
	{ "task",            FIELD_ID,      0, 0,    "服务的部门任务" }, \
	{ "evidence_wanted", FIELD_LINE,    0, 200,  "需要的佐证" }, \
	{ "other",           FIELD_ID,      0, 0,    "共同承担单位" }, \
	{ "partners",        FIELD_LINE,    0, 60,   "配合方" }, \
	{ "label",           FIELD_ID,      0, 0,    "争创标签" }, \
	{ "new_way",         FIELD_BOOLEAN, 0, 0,    "创新" }, \
	{ "pledge",          FIELD_LINE,    0, 200,  "承诺" }
static const struct field goals_fields[] = {
	{ "unit",     FIELD_ID, 0, 0, "单位" },
	{ "member",   FIELD_ID, 0, 0, "党员" },
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
};
static const struct field draft_fields[] = {
	GOAL_FACTS,
	{ "unit",     FIELD_ID, 0, 0, "单位" },
	{ "member",   FIELD_ID, 0, 0, "党员" },
	{ "campaign", FIELD_ID, 0, 0, "年度活动" },
	{ "source",   FIELD_ID, 0, 0, "照着写的目标" },
};
static const struct field edit_fields[] = {
	{ "goal", FIELD_ID, 1, 0, "目标" },
	GOAL_FACTS,
};
static const struct field ask_change_fields[] = {
	{ "goal",   FIELD_ID,   1, 0,   "目标" },
	{ "reason", FIELD_LINE, 1, 200, "变更理由" },
	GOAL_FACTS,
};
static const struct field goal_fields[] = {
	{ "goal", FIELD_ID, 1, 0, "目标" },
};
static const struct field goal_note_fields[] = {
	{ "goal", FIELD_ID,   1, 0,   "目标" },
	{ "note", FIELD_TEXT, 0, 500, "说明" },
};
static const struct field goal_reason_fields[] = {
	{ "goal", FIELD_ID,   1, 0,   "目标" },
	{ "note", FIELD_TEXT, 1, 500, "说明" },
};
static const struct field goal_submit_fields[] = {
	{ "goals", FIELD_IDS, 1, 100, "目标" },
};
static const struct field progress_fields[] = {
	{ "goal",        FIELD_ID,   1, 0,   "目标" },
	{ "happened_on", FIELD_DATE, 1, 0,   "日期" },
	{ "text",        FIELD_TEXT, 1, 500, "进展" },
	{ "present",     FIELD_LINE, 0, 20,  "现在的数值" },
};
static const struct field claim_fields[] = {
	{ "goal",    FIELD_ID,   1, 0,   "目标" },
	{ "claim",   FIELD_TEXT, 1, 500, "完成情况" },
	{ "present", FIELD_LINE, 0, 20,  "现在的数值" },
};
static const struct field copy_fields[] = {
	{ "unit",     FIELD_ID,  0, 0,   "单位" },
	{ "member",   FIELD_ID,  0, 0,   "党员" },
	{ "campaign", FIELD_ID,  0, 0,   "年度活动" },
	{ "goals",    FIELD_IDS, 0, 100, "目标" },
};
static const struct field people_fields[] = {
	{ "unit",  FIELD_ID,   1, 0,  "单位" },
	{ "q",     FIELD_LINE, 0, 30, "姓名" },
	{ "other", FIELD_ID,   0, 0,  "共同承担单位" },
};
static const struct field partners_fields[] = {
	{ "q", FIELD_LINE, 1, 30, "单位" },
};
/* clang-format on */

#endif
