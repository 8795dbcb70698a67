/* org.fcgi: the tree, units' pages, rosters and the standards. SQL decides all of it. */
#include "json.h"
#include "serve.h"

/* Passes a roster on. Who may not see it is refused here, for the verb has written the look down. */
static void
members_show(struct request *q)
{
	struct slice text;
	struct json_object *answer;

	if (!db_verb(q, &text))
		return;
	if (!json_read(q->arena, text, &answer))
		problem_set(q, 500, NULL, NULL);
	else if (json_member(answer, "refused") != NULL)
		problem_say(q, 403, "org/no-roster", json_member_text(answer, "refused"));
	else
		answer_json(q, 200, text);
}

/* clang-format off */
static const struct field tree_fields[] = {
	/* name    kind        least  most  label */
	{ "unit",  FIELD_ID,   0,     0,    "单位" },
};
static const struct field unit_fields[] = {
	{ "unit",  FIELD_ID,   1,     0,    "单位" },
};
static const struct field find_fields[] = {
	{ "q",     FIELD_LINE, 1,     30,   "单位名称" },
};
static const struct field confirm_fields[] = {
	{ "version", FIELD_INTEGER, 1, 1000000, "版本" },
};
static const struct route routes[] = {
	{ GET,  SIGNED_IN, "/org/tree", "org.tree", ROWS(tree_fields), NULL,
	  "A unit with what is directly below it; the caller's top without one" },
	{ GET,  SIGNED_IN, "/org/find", "org.find", ROWS(find_fields), NULL,
	  "Units by a piece of one of their names" },
	{ GET,  SIGNED_IN, "/org/unit/{unit}", "org.unit", ROWS(unit_fields), NULL,
	  "A unit's page" },
	{ GET,  SIGNED_IN, "/org/members/{unit}", "org.members", ROWS(unit_fields), members_show,
	  "A unit's roster; reading it is recorded", .logged = true },
	{ GET,  SIGNED_IN, "/org/standards", "org.standards", NO_FIELDS, NULL,
	  "The standards, and whether they are confirmed" },
	{ POST, SIGNED_IN, "/org/standards/confirm", "org.confirm", ROWS(confirm_fields), NULL,
	  "An officer has compared the standards with the papers in force" },
};
/* clang-format on */
static const struct program org = {"org", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &org);
}
