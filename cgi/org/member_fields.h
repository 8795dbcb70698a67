/* member_fields.h: the fields of org's routes about members, transfers, posts and terms; main.c alone includes it. */
#ifndef WUHAO_ORG_MEMBER_FIELDS_H
#define WUHAO_ORG_MEMBER_FIELDS_H

#include "route.h"

/* clang-format off */
/* members: name, kind, least, most, label */
static const struct field members_fields[] = {
	{ "unit",   FIELD_ID,   1, 0,  "单位" },
	{ "state",  FIELD_WORD, 0, 20, "党员类别" },
	{ "sorted", FIELD_WORD, 0, 20, "排列" },
};
static const struct field add_fields[] = {
	{ "unit",      FIELD_ID,   1, 0,  "单位" },
	{ "name",      FIELD_LINE, 1, 30, "姓名" },
	{ "state",     FIELD_WORD, 1, 20, "党员类别" },
	{ "joined_on", FIELD_DATE, 1, 0,  "入党日期" },
	{ "full_on",   FIELD_DATE, 0, 0,  "转正日期" },
	{ "number",    FIELD_LINE, 0, 30, "内部编号" },
	{ "duty",      FIELD_LINE, 0, 60, "职务" },
};
static const struct field mend_fields[] = {
	{ "person",    FIELD_ID,   1, 0,   "党员" },
	{ "name",      FIELD_LINE, 1, 30,  "姓名" },
	{ "joined_on", FIELD_DATE, 1, 0,   "入党日期" },
	{ "note",      FIELD_LINE, 1, 100, "说明" },
	{ "full_on",   FIELD_DATE, 0, 0,   "转正日期" },
	{ "number",    FIELD_LINE, 0, 30,  "内部编号" },
	{ "duty",      FIELD_LINE, 0, 60,  "职务" },
};
static const struct field act_fields[] = {
	{ "person", FIELD_ID,   1, 0,   "党员" },
	{ "act",    FIELD_WORD, 1, 20,  "事项" },
	{ "day",    FIELD_DATE, 1, 0,   "日期" },
	{ "note",   FIELD_LINE, 0, 200, "说明" },
};
static const struct field extend_fields[] = {
	{ "person", FIELD_ID,   1, 0,   "党员" },
	{ "day",    FIELD_DATE, 1, 0,   "支部大会讨论的日期" },
	{ "paper",  FIELD_LINE, 1, 150, "依据" },
	{ "until",  FIELD_DATE, 0, 0,   "延长到哪一天" },
};
static const struct field regroup_fields[] = {
	{ "unit",    FIELD_ID,  1, 0,   "调到哪里" },
	{ "members", FIELD_IDS, 1, 200, "党员" },
};
static const struct field person_fields[] = {
	{ "person", FIELD_ID, 1, 0, "党员" },
};
static const struct field look_fields[] = {
	{ "person",  FIELD_ID,   1, 0,  "党员" },
	{ "purpose", FIELD_LINE, 1, 60, "用途" },
};
static const struct field identity_fields[] = {
	{ "person",   FIELD_ID,   1, 0,  "党员" },
	{ "identity", FIELD_LINE, 1, 40, "身份证号" },
};
static const struct field find_identity_fields[] = {
	{ "identity", FIELD_LINE, 1, 40, "身份证号" },
	{ "purpose",  FIELD_LINE, 1, 60, "用途" },
};
static const struct field receivers_fields[] = {
	{ "q", FIELD_LINE, 1, 30, "单位名称" },
};
static const struct field ask_transfer_fields[] = {
	{ "person", FIELD_ID,   1, 0,   "党员" },
	{ "other",  FIELD_ID,   1, 0,   "接收单位" },
	{ "reason", FIELD_LINE, 0, 200, "原因" },
};
static const struct field transfer_fields[] = {
	{ "transfer", FIELD_ID,   1, 0,   "转接" },
	{ "note",     FIELD_LINE, 0, 200, "说明" },
};
#define TRANSFER_ALONE transfer_fields, 1
/* posts */
static const struct field candidates_fields[] = {
	{ "unit", FIELD_ID,   1, 0,  "单位" },
	{ "q",    FIELD_LINE, 1, 30, "姓名" },
};
static const struct field appoint_fields[] = {
	{ "unit",       FIELD_ID,   1, 0,  "单位" },
	{ "post",       FIELD_WORD, 1, 20, "职务" },
	{ "person",     FIELD_ID,   1, 0,  "党员" },
	{ "since",      FIELD_DATE, 1, 0,  "任职日期" },
	{ "title",      FIELD_LINE, 0, 30, "分工" },
	{ "trained_on", FIELD_DATE, 0, 0,  "培训日期" },
};
static const struct field end_tenure_fields[] = {
	{ "tenure", FIELD_ID,   1, 0,   "职务" },
	{ "until",  FIELD_DATE, 1, 0,   "离任日期" },
	{ "note",   FIELD_LINE, 0, 100, "说明" },
};
static const struct field mend_tenure_fields[] = {
	{ "tenure",     FIELD_ID,   1, 0,  "职务" },
	{ "since",      FIELD_DATE, 1, 0,  "任职日期" },
	{ "title",      FIELD_LINE, 0, 30, "分工" },
	{ "trained_on", FIELD_DATE, 0, 0,  "培训日期" },
};
static const struct field elect_fields[] = {
	{ "unit",     FIELD_ID,   1, 0,     "单位" },
	{ "begun_on", FIELD_DATE, 1, 0,     "选举日期" },
	{ "elected",  FIELD_JSON, 0, 20000, "当选名单" },
	{ "basis",    FIELD_LINE, 0, 200,   "依据" },
};
static const struct field reply_fields[] = {
	{ "unit",       FIELD_ID,   1, 0,  "单位" },
	{ "number",     FIELD_LINE, 1, 60, "批复文号" },
	{ "replied_on", FIELD_DATE, 1, 0,  "批复日期" },
	{ "due_on",     FIELD_DATE, 1, 0,  "新的换届日期" },
};
static const struct field responsible_fields[] = {
	{ "unit",        FIELD_ID,   1, 0,  "单位" },
	{ "duty",        FIELD_WORD, 1, 20, "责任" },
	{ "holder_name", FIELD_LINE, 0, 30, "姓名" },
	{ "person",      FIELD_ID,   0, 0,  "党员" },
	{ "holder_unit", FIELD_ID,   0, 0,  "负责单位" },
};
static const struct field responsibility_fields[] = {
	{ "responsibility", FIELD_ID, 1, 0, "责任" },
};
static const struct field due_fields[] = {
	{ "what",  FIELD_WORD, 0, 20, "清单" },
	{ "unit",  FIELD_ID,   0, 0,  "单位" },
	{ "after", FIELD_LINE, 0, 40, "页" },
};
static const struct field due_counts_fields[] = {
	{ "unit", FIELD_ID, 0, 0, "单位" },
};
/* clang-format on */

#endif
