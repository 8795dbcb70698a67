/* org.fcgi: the tree, units' pages, rosters and the standards. SQL decides all of it. */
#include "handlers.h"
#include "member_fields.h"
#include "serve.h"
#include "sheet.h"
#include "sheets.h"
#include "unit_fields.h"

/* clang-format off */
/* ---- rules and standards */
static const struct field set_rule_fields[] = {
	{ "rule",    FIELD_WORD,    1, 60,      "规则" },
	{ "value",   FIELD_LINE,    1, 20,      "新的值" },
	{ "day",     FIELD_DATE,    1, 0,       "从哪天起" },
	{ "basis",   FIELD_LINE,    1, 195,     "依据" },
	{ "decided", FIELD_LINE,    0, 60,      "谁决定的" },
	{ "version", FIELD_INTEGER, 1, 1000000, "看到的版本", .optional = true },
};
static const struct field withdraw_rule_fields[] = {
	{ "change",  FIELD_ID,      1, 0,       "改动" },
	{ "reason",  FIELD_LINE,    1, 200,     "撤回的理由" },
};
static const struct field standards_fields[] = {
	{ "version", FIELD_ID,      0, 0,       "版本" },
	{ "unit",    FIELD_ID,      0, 0,       "单位" },
};
static const struct field confirm_fields[] = {
	{ "version", FIELD_INTEGER, 1, 1000000, "版本" },
};
static const struct field copy_standards_fields[] = {
	{ "name",     FIELD_LINE,   1, 60,      "名称" },
	{ "campaign", FIELD_LINE,   1, 60,      "用于哪项活动" },
	{ "basis",    FIELD_LINE,   1, 200,     "依据" },
};
static const struct field edit_standard_fields[] = {
	{ "version", FIELD_ID,      1, 0,       "版本" },
	{ "code",    FIELD_LINE,    1, 10,      "编号" },
	{ "text",    FIELD_LINE,    1, 200,     "内容" },
	{ "clause",  FIELD_LINE,    1, 60,      "出处" },
	{ "seen_by", FIELD_WORD,    1, 20,      "怎么看" },
	{ "reason",  FIELD_LINE,    1, 200,     "修改理由" },
	{ "gap",     FIELD_LINE,    0, 200,     "原文缺什么" },
	{ "kinds",   FIELD_WORDS,   0, 20,      "哪几种单位" },
	{ "sectors", FIELD_JSON,    0, 4000,    "哪几个行业" },
};
static const struct field add_standard_fields[] = {
	{ "version", FIELD_ID,      1, 0,       "版本" },
	{ "category", FIELD_LINE,   1, 4,       "类别" },
	{ "text",    FIELD_LINE,    1, 200,     "内容" },
	{ "clause",  FIELD_LINE,    1, 60,      "出处" },
	{ "seen_by", FIELD_WORD,    1, 20,      "怎么看" },
	{ "reason",  FIELD_LINE,    1, 200,     "增加的理由" },
	{ "gap",     FIELD_LINE,    0, 200,     "原文缺什么" },
	{ "kinds",   FIELD_WORDS,   0, 20,      "哪几种单位" },
	{ "sectors", FIELD_JSON,    0, 4000,    "哪几个行业" },
};
static const struct field remove_standard_fields[] = {
	{ "version", FIELD_ID,      1, 0,       "版本" },
	{ "code",    FIELD_LINE,    1, 10,      "编号" },
	{ "reason",  FIELD_LINE,    1, 200,     "去掉的理由" },
};
static const struct field import_fields[] = {
	/* in the query; the file is the body */
	{ "kind", FIELD_WORD, 1, 20,  "类型" },
	{ "name", FIELD_LINE, 1, 200, "文件名" },
	{ "unit", FIELD_ID,   0, 0,   "单位" },
};
static const struct field imports_fields[] = {
	{ "after", FIELD_ID, 0, 0, "页" },
};
static const struct field one_import_fields[] = {
	{ "import", FIELD_ID, 1, 0, "导入" },
};
static const struct field import_rows_fields[] = {
	{ "import", FIELD_ID,   1, 0,  "导入" },
	{ "action", FIELD_WORD, 1, 20, "哪些行" },
	{ "after",  FIELD_ID,   0, 0,  "页" },
};
static const struct field import_columns_fields[] = {
	{ "import",  FIELD_ID,      1, 0,       "导入" },
	{ "sheet",   FIELD_INTEGER, 1, 100,     "工作表", .optional = true },
	{ "header",  FIELD_INTEGER, 1, 1048576, "表头行", .optional = true },
	{ "columns", FIELD_JSON,    0, 20000,   "列" },
};
static const struct field kind_fields[] = {
	{ "kind", FIELD_WORD, 1, 20, "类型" },
};
static const struct field export_fields[] = {
	{ "kind", FIELD_WORD, 1, 20, "类型" },
	{ "unit", FIELD_ID,   0, 0,  "单位" },
};
static const struct route routes[] = {
	/* ---- units */
	{ GET,  SIGNED_IN, "/org/tree", "org.tree", ROWS(tree_fields), NULL,
	  "A unit with what is, or on that day was, directly below it; the caller's top without one" },
	{ GET,  SIGNED_IN, "/org/find", "org.find", ROWS(find_fields), NULL,
	  "Units and members by characters, pinyin, initials or number" },
	{ GET,  SIGNED_IN, "/org/unit/{unit}", "org.unit", ROWS(unit_day_fields), NULL,
	  "A unit's page, as it is or was on that day" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/create", "org.create_unit", ROWS(names_fields), NULL,
	  "Order a new unit below this one, as of a day" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/rename", "org.rename_unit", ROWS(names_fields), NULL,
	  "Order other names, kind, sector or place in the order" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/move", "org.move_unit", ROWS(move_fields), NULL,
	  "Order another superior" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/split", "org.split_unit", ROWS(split_fields), NULL,
	  "Order new units with some of its members and subordinates" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/merge", "org.merge_units", ROWS(merge_fields), NULL,
	  "Order that this unit and others end in one" },
	{ POST, SIGNED_IN, "/org/unit/{unit}/dissolve", "org.dissolve_unit", ROWS(dissolve_fields), NULL,
	  "Order that the unit ends" },
	{ GET,  SIGNED_IN, "/org/changes", "org.changes", ROWS(changes_fields), NULL,
	  "The changes of the organisation, newest first" },
	{ POST, SIGNED_IN, "/org/change/{change}/withdraw", "org.withdraw_change", ROWS(change_fields),
	  NULL, "Take back a change that waits" },
	{ POST, SIGNED_IN, "/org/change/{change}/apply", "org.apply_change", ROWS(change_fields), NULL,
	  "Do a change that was refused on its day" },
	{ GET,  SIGNED_IN, "/org/kinds", "org.kinds", NO_FIELDS, NULL,
	  "The kinds of units and the sectors" },
	{ POST, SIGNED_IN, "/org/kinds", "org.add_kind", ROWS(new_unit_kind_fields), NULL,
	  "Add a kind of unit" },
	{ POST, SIGNED_IN, "/org/kind/{kind}", "org.set_kind", ROWS(unit_kind_fields), NULL,
	  "Change a kind of unit" },
	{ POST, SIGNED_IN, "/org/sectors", "org.add_sector", ROWS(sector_fields), NULL,
	  "Add a sector" },
	{ POST, SIGNED_IN, "/org/sectors/rename", "org.rename_sector", ROWS(sector_name_fields), NULL,
	  "Call a sector otherwise" },
	{ POST, SIGNED_IN, "/org/sectors/order", "org.order_sectors", ROWS(sectors_fields), NULL,
	  "The sectors in another order" },
	/* ---- rules and standards */
	{ GET,  SIGNED_IN, "/org/rules", "org.rules", NO_FIELDS, NULL,
	  "The dated rules with their histories" },
	{ POST, SIGNED_IN, "/org/rules/set", "org.set_rule", ROWS(set_rule_fields), NULL,
	  "A rule gets a value from a day on" },
	{ POST, SIGNED_IN, "/org/rules/{change}/withdraw", "org.withdraw_rule",
	  ROWS(withdraw_rule_fields), NULL, "Take back a change of a rule before its day" },
	{ GET,  SIGNED_IN, "/org/standards", "org.standards", ROWS(standards_fields), NULL,
	  "A version of the standards, by default the one in force; perhaps one unit's alone" },
	{ POST, SIGNED_IN, "/org/standards/confirm", "org.confirm", ROWS(confirm_fields), NULL,
	  "An officer has compared the standards with the papers in force" },
	{ POST, SIGNED_IN, "/org/standards/copy", "org.copy_standards",
	  ROWS(copy_standards_fields), NULL, "Begin a new version of the standards" },
	{ POST, SIGNED_IN, "/org/standards/{version}/edit", "org.edit_standard",
	  ROWS(edit_standard_fields), NULL, "Change a standard of a draft" },
	{ POST, SIGNED_IN, "/org/standards/{version}/add", "org.add_standard",
	  ROWS(add_standard_fields), NULL, "One more standard in a draft" },
	{ POST, SIGNED_IN, "/org/standards/{version}/remove", "org.remove_standard",
	  ROWS(remove_standard_fields), NULL, "Take a standard out of a draft" },

	/* sheets */
	{ GET,  SIGNED_IN, "/org/import", "org.imports", ROWS(imports_fields), NULL,
	  "The caller's imports, newest first" },
	{ POST, SIGNED_IN, "/org/import", NULL, ROWS(import_fields), import_read,
	  "Read a sheet and show what it would do; no unit, member or post is written",
	  .body = BODY_BYTES, .limit = SHEET_FILE_MOST },
	{ GET,  SIGNED_IN, "/org/import/{import}", "org.import_show", ROWS(one_import_fields), NULL,
	  "An import: its counts, and the layout of its sheet" },
	{ GET,  SIGNED_IN, "/org/import/{import}/rows", "org.import_rows", ROWS(import_rows_fields),
	  NULL, "The rows of an import that do one thing" },
	{ POST, SIGNED_IN, "/org/import/{import}/columns", NULL, ROWS(import_columns_fields),
	  import_read_again, "The same file with other columns; they are remembered" },
	{ POST, SIGNED_IN, "/org/import/{import}/check", "org.import_check", ROWS(one_import_fields),
	  NULL, "Judge the rows again by what is true now" },
	{ POST, SIGNED_IN, "/org/import/{import}/apply", "org.import_apply", ROWS(one_import_fields),
	  NULL, "Write what the preview shows" },
	{ POST, SIGNED_IN, "/org/import/{import}/undo", "org.import_undo", ROWS(one_import_fields),
	  NULL, "Take back as a whole what an import wrote" },
	{ GET,  SIGNED_IN, "/org/import/{import}/bad.xlsx", "org.import_bad", ROWS(one_import_fields),
	  import_bad_send, "The rows that can't be taken, with the reasons" },
	{ GET,  SIGNED_IN, "/org/template/{kind}.xlsx", "org.import_begin", ROWS(kind_fields),
	  template_send, "An empty sheet to fill" },
	{ GET,  SIGNED_IN, "/org/export/{kind}.xlsx", "org.export_lines", ROWS(export_fields),
	  export_book_send, "Units, members or posts of a subtree; written down", .logged = true },
	{ GET,  SIGNED_IN, "/org/export/{kind}.csv", "org.export_lines", ROWS(export_fields),
	  export_csv_send, "The same as CSV; written down", .logged = true },
	/* ---- members */
	{ GET,  SIGNED_IN, "/org/members/{unit}", "org.members", ROWS(members_fields), refusal_show,
	  "A unit's roster; reading it is recorded", .logged = true },
	{ POST, SIGNED_IN, "/org/members/{unit}", "org.add_member", ROWS(add_fields), NULL,
	  "Enter a member in a unit's roster" },
	{ GET,  SIGNED_IN, "/org/own", "org.own", NO_FIELDS, NULL,
	  "The record of the member who is signed in" },
	{ GET,  SIGNED_IN, "/org/person/{person}", "org.person", ROWS(person_fields), person_show,
	  "A member's page, once it was said for what; reading it is recorded", .logged = true },
	{ POST, SIGNED_IN, "/org/person/{person}/look", "org.look", ROWS(look_fields), NULL,
	  "Say for what a member's page is opened" },
	{ POST, SIGNED_IN, "/org/person/{person}/mend", "org.mend_member", ROWS(mend_fields), NULL,
	  "Correct what is entered of a member" },
	{ POST, SIGNED_IN, "/org/person/{person}/change", "org.change_member", ROWS(act_fields),
	  NULL, "Enter what happened to a member: full, stop, restore, leave, expel, die, return" },
	{ POST, SIGNED_IN, "/org/person/{person}/extend", "org.extend_probation", ROWS(extend_fields),
	  NULL, "Prolong a probation by the decision of the branch, or correct until when" },
	{ POST, SIGNED_IN, "/org/members/{unit}/regroup", "org.regroup", ROWS(regroup_fields), NULL,
	  "Members of a branch go to this group of it, or out of their groups" },
	{ POST, SIGNED_IN, "/org/person/{person}/identity", NULL, ROWS(identity_fields), identity_set,
	  "Keep a member's identity number, where that rule is on" },
	{ POST, SIGNED_IN, "/org/person/{person}/identity/show", NULL, ROWS(look_fields),
	  identity_show, "A member's whole identity number; each look is recorded" },
	{ GET,  SIGNED_IN, "/org/identity", "org.identity_kept", NO_FIELDS, NULL,
	  "For what a member is looked for by the identity number, where that rule is on" },
	{ POST, SIGNED_IN, "/org/identity/find", NULL, ROWS(find_identity_fields), identity_find,
	  "The member of an identity number, once it was said for what; each try is recorded" },
	{ GET,  SIGNED_IN, "/org/receivers", "org.receivers", ROWS(receivers_fields), NULL,
	  "Units that a member can be handed over to, by a piece of their name" },
	{ POST, SIGNED_IN, "/org/person/{person}/transfer", "org.ask_transfer",
	  ROWS(ask_transfer_fields), NULL, "Hand a member over to another unit" },
	{ GET,  SIGNED_IN, "/org/transfer/{transfer}", "org.transfer", TRANSFER_ALONE, NULL,
	  "A transfer of a member, as both sides see it" },
	{ POST, SIGNED_IN, "/org/transfer/{transfer}/accept", "org.accept_transfer", TRANSFER_ALONE,
	  NULL, "The receiving side takes the member in" },
	{ POST, SIGNED_IN, "/org/transfer/{transfer}/refuse", "org.refuse_transfer",
	  ROWS(transfer_fields), NULL, "The receiving side doesn't take the member in" },
	{ POST, SIGNED_IN, "/org/transfer/{transfer}/withdraw", "org.withdraw_transfer",
	  ROWS(transfer_fields), NULL, "Take a transfer back before it is accepted" },
	/* ---- posts */
	{ GET,  SIGNED_IN, "/org/posts/{unit}", "org.posts", ROWS(unit_fields), NULL,
	  "The posts, the term and the responsibilities of a unit, and what is empty" },
	{ GET,  SIGNED_IN, "/org/posts/{unit}/candidates", "org.candidates", ROWS(candidates_fields),
	  NULL, "Members who may hold a post, by a piece of their name" },
	{ POST, SIGNED_IN, "/org/posts/{unit}/appoint", "org.appoint", ROWS(appoint_fields), NULL,
	  "A member takes a post between elections" },
	{ POST, SIGNED_IN, "/org/tenure/{tenure}/end", "org.end_tenure", ROWS(end_tenure_fields), NULL,
	  "A member leaves a post" },
	{ POST, SIGNED_IN, "/org/tenure/{tenure}/mend", "org.mend_tenure", ROWS(mend_tenure_fields),
	  NULL, "Correct a tenure: since when, for what, last trained" },
	{ POST, SIGNED_IN, "/org/posts/{unit}/elect", "org.elect", ROWS(elect_fields), NULL,
	  "An election ends the term and begins the next" },
	{ POST, SIGNED_IN, "/org/posts/{unit}/reply", "org.reply", ROWS(reply_fields), NULL,
	  "The superior's reply that moves an election" },
	{ POST, SIGNED_IN, "/org/posts/{unit}/responsible", "org.hold_responsible",
	  ROWS(responsible_fields), NULL, "Enter who answers for a unit" },
	{ POST, SIGNED_IN, "/org/responsibility/{responsibility}/end", "org.end_responsible",
	  ROWS(responsibility_fields), NULL, "End a responsibility" },
	{ GET,  SIGNED_IN, "/org/due", "org.due", ROWS(due_fields), NULL,
	  "What falls due below the caller: terms, empty posts, probations, S24", .logged = true },
	{ GET,  SIGNED_IN, "/org/due/counts", "org.due_counts", ROWS(due_counts_fields), NULL,
	  "How many lines each of these lists has" },
};
/* clang-format on */
static const struct program org = {"org", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &org);
}
