/* unit_fields.h: what the routes of units, kinds and sectors take; main.c alone includes it. */
#ifndef WUHAO_ORG_UNIT_FIELDS_H
#define WUHAO_ORG_UNIT_FIELDS_H

#include "route.h"

/* clang-format off */
static const struct field tree_fields[] = {
	/* name    kind        least  most  label */
	{ "unit",  FIELD_ID,   0,     0,    "单位" },
	{ "day",   FIELD_DATE, 0,     0,    "日期" },
};
static const struct field unit_fields[] = {
	{ "unit",  FIELD_ID,   1,     0,    "单位" },
};
static const struct field unit_day_fields[] = {
	{ "unit",  FIELD_ID,   1,     0,    "单位" },
	{ "day",   FIELD_DATE, 0,     0,    "日期" },
};
static const struct field find_fields[] = {
	{ "q",     FIELD_LINE, 1,     30,   "单位名称" },
};
/* What a unit is called: of a new one (below {unit}), or from a day on. */
static const struct field names_fields[] = {
	{ "unit",           FIELD_ID,      1, 0,    "单位" },
	{ "kind",           FIELD_WORD,    1, 30,   "种类" },
	{ "full_name",      FIELD_LINE,    1, 60,   "全称" },
	{ "short_name",     FIELD_LINE,    1, 30,   "简称" },
	{ "public_name",    FIELD_LINE,    0, 30,   "对外名称" },
	{ "sector",         FIELD_LINE,    0, 30,   "行业" },
	{ "official_order", FIELD_INTEGER, 1, 9999, "建制序号", .optional = true },
	{ "effective_on",   FIELD_DATE,    1, 0,    "生效日期" },
	{ "basis",          FIELD_LINE,    1, 200,  "依据" },
};
static const struct field move_fields[] = {
	{ "unit",           FIELD_ID,      1, 0,    "单位" },
	{ "superior",       FIELD_ID,      1, 0,    "新的上级" },
	{ "official_order", FIELD_INTEGER, 1, 9999, "建制序号", .optional = true },
	{ "effective_on",   FIELD_DATE,    1, 0,    "生效日期" },
	{ "basis",          FIELD_LINE,    1, 200,  "依据" },
};
static const struct field split_fields[] = {
	{ "unit",         FIELD_ID,   1, 0,      "单位" },
	{ "parts",        FIELD_JSON, 1, 40000, "分出的单位" },
	{ "effective_on", FIELD_DATE, 1, 0,      "生效日期" },
	{ "basis",        FIELD_LINE, 1, 200,    "依据" },
};
static const struct field merge_fields[] = {
	{ "unit",         FIELD_ID,   1, 0,   "单位" },
	{ "units",        FIELD_IDS,  0, 20,  "一起合并的单位" },
	{ "target",       FIELD_ID,   0, 0,   "并入的单位" },
	{ "full_name",    FIELD_LINE, 0, 60,  "全称" },
	{ "short_name",   FIELD_LINE, 0, 30,  "简称" },
	{ "public_name",  FIELD_LINE, 0, 30,  "对外名称" },
	{ "effective_on", FIELD_DATE, 1, 0,   "生效日期" },
	{ "basis",        FIELD_LINE, 1, 200, "依据" },
};
static const struct field dissolve_fields[] = {
	{ "unit",         FIELD_ID,   1, 0,   "单位" },
	{ "members_to",   FIELD_ID,   0, 0,   "党员转到" },
	{ "units_to",     FIELD_ID,   0, 0,   "下级改到" },
	{ "effective_on", FIELD_DATE, 1, 0,   "生效日期" },
	{ "basis",        FIELD_LINE, 1, 200, "依据" },
};
static const struct field changes_fields[] = {
	{ "state",  FIELD_WORD, 0, 20, "状态" },
	{ "before", FIELD_ID,   0, 0,  "从哪里接着看" },
};
static const struct field change_fields[] = {
	{ "change", FIELD_ID, 1, 0, "组织调整" },
};
static const struct field unit_kind_fields[] = {
	{ "kind",           FIELD_WORD,    1, 30,   "种类" },
	{ "label",          FIELD_LINE,    1, 20,   "名称" },
	{ "official_order", FIELD_INTEGER, 1, 999,  "次序" },
	{ "has_roster",     FIELD_BOOLEAN, 1, 0,    "有没有党员名册" },
	{ "has_standards",  FIELD_BOOLEAN, 1, 0,    "对照不对照标准" },
	{ "stands_under",   FIELD_WORDS,   0, 50,   "可以设在哪里" },
	{ "ordered_by",     FIELD_WORD,    1, 20,   "由谁办理" },
	{ "powers",         FIELD_JSON,    1, 4000, "职责" },
};
static const struct field new_unit_kind_fields[] = {
	{ "label",          FIELD_LINE,    1, 20,   "名称" },
	{ "official_order", FIELD_INTEGER, 1, 999,  "次序" },
	{ "has_roster",     FIELD_BOOLEAN, 1, 0,    "有没有党员名册" },
	{ "has_standards",  FIELD_BOOLEAN, 1, 0,    "对照不对照标准" },
	{ "stands_under",   FIELD_WORDS,   1, 50,   "可以设在哪里" },
	{ "ordered_by",     FIELD_WORD,    1, 20,   "由谁办理" },
	{ "powers",         FIELD_JSON,    1, 4000, "职责" },
};
static const struct field sector_fields[] = {
	{ "sector", FIELD_LINE, 1, 30, "行业" },
};
static const struct field sector_name_fields[] = {
	{ "sector", FIELD_LINE, 1, 30, "行业" },
	{ "name",   FIELD_LINE, 1, 30, "新的名称" },
};
static const struct field sectors_fields[] = {
	{ "sectors", FIELD_JSON, 1, 8000, "行业的次序" },
};
/* clang-format on */

#endif
