/* goal.fcgi: campaigns, plans, goals and what they cover. SQL decides; C prints. */
#include "plan_fields.h"
#include "serve.h"

/* clang-format off */
static const struct route routes[] = {
	/* campaigns and labels */
	{ GET, SIGNED_IN, "/goal/campaigns", "goal.campaigns", NO_FIELDS, NULL,
	  "The campaigns, the newest first, each with its phases" },
	{ POST, SIGNED_IN, "/goal/campaigns", "goal.begin_campaign", ROWS(begin_campaign_fields), NULL,
	  "A new campaign under a version of the standards" },
	{ POST, SIGNED_IN, "/goal/campaign/{campaign}", "goal.edit_campaign",
	  ROWS(edit_campaign_fields), NULL, "Another name, other days or phases of a campaign" },
	{ POST, SIGNED_IN, "/goal/labels", "goal.add_label", ROWS(add_label_fields), NULL,
	  "One more label for goals" },
	{ POST, SIGNED_IN, "/goal/label/{label}", "goal.close_label", ROWS(close_label_fields), NULL,
	  "A label that no new goal takes any more, or takes again" },
	/* plans */
	{ GET,  SIGNED_IN, "/goal/plans", "goal.plans", ROWS(plans_fields), NULL,
	  "The plans of a campaign that the caller sees" },
	{ POST, SIGNED_IN, "/goal/plans", "goal.draft_plan", ROWS(draft_plan_fields), NULL,
	  "Begin a plan of a unit" },
	{ GET,  SIGNED_IN, "/goal/plan/choices", "goal.plan_choices", NO_FIELDS, NULL,
	  "What the form of a plan offers" },
	{ GET,  SIGNED_IN, "/goal/plan/{plan}", "goal.plan", ROWS(plan_fields), NULL,
	  "A plan with its tasks and the goals that serve them" },
	{ POST, SIGNED_IN, "/goal/plan/{plan}/edit", "goal.edit_plan", ROWS(edit_plan_fields), NULL,
	  "What a draft of a plan says" },
	{ POST, SIGNED_IN, "/goal/plan/{plan}/publish", "goal.publish_plan", ROWS(plan_fields), NULL,
	  "Hand a plan down" },
	{ POST, SIGNED_IN, "/goal/plan/{plan}/end", "goal.end_plan", ROWS(end_plan_fields), NULL,
	  "A plan that holds no longer" },
	{ POST, SIGNED_IN, "/goal/plan/{plan}/copy", "goal.copy_plan", ROWS(copy_plan_fields), NULL,
	  "Begin a new version of a plan" },
	{ GET,  SIGNED_IN, "/goal/guidance/{unit}", "goal.guidance", ROWS(guidance_fields), NULL,
	  "What stands beside the form of a unit's goals" },
};
/* clang-format on */
static const struct program goal = {"goal", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &goal);
}
