/* goal.fcgi: campaigns, plans, goals and what they cover. SQL decides; C prints. */
#include "goal_fields.h"
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
	/* goals */
	{ GET,  SIGNED_IN, "/goal/goals", "goal.goals", ROWS(goals_fields), NULL,
	  "The goals of a unit or a member by standard, with all that their sheet needs" },
	{ POST, SIGNED_IN, "/goal/goals", "goal.draft", ROWS(draft_fields), NULL,
	  "Begin a goal" },
	{ POST, SIGNED_IN, "/goal/submit", "goal.submit", ROWS(goal_submit_fields), NULL,
	  "Submit several goals at once" },
	{ POST, SIGNED_IN, "/goal/copy", "goal.copy", ROWS(copy_fields), NULL,
	  "Begin drafts from the goals of the campaign before" },
	{ GET,  SIGNED_IN, "/goal/exemplar-goals", "goal.exemplars", ROWS(exemplars_fields), NULL,
	  "Goals that were published as exemplars" },
	{ GET,  SIGNED_IN, "/goal/people", "goal.people", ROWS(people_fields), NULL,
	  "Who may answer for a unit's goals" },
	{ GET,  SIGNED_IN, "/goal/partners", "goal.partners", ROWS(partners_fields), NULL,
	  "Units that can own a goal together" },
	{ GET,  SIGNED_IN, "/goal/item/{goal}", "goal.show", ROWS(goal_fields), NULL,
	  "Everything about one goal" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/edit", "goal.edit", ROWS(edit_fields), NULL,
	  "What a draft of a goal says" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/drop", "goal.drop", ROWS(goal_fields), NULL,
	  "Take a draft out of the lists" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/withdraw", "goal.withdraw", ROWS(goal_fields), NULL,
	  "Take back what waits to be judged" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/register", "goal.register", ROWS(goal_note_fields),
	  NULL, "Register a submitted goal" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/return", "goal.return", ROWS(goal_reason_fields), NULL,
	  "Give a submitted goal back" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/end", "goal.end", ROWS(goal_reason_fields), NULL,
	  "End a goal that will not be done" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/progress", "goal.progress", ROWS(progress_fields), NULL,
	  "What was done for a goal, and where its figure stands" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/ask_change", "goal.ask_change",
	  ROWS(ask_change_fields), NULL, "Ask that a registered goal say something else" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/grant_change", "goal.grant_change",
	  ROWS(goal_note_fields), NULL, "Grant the change" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/refuse_change", "goal.refuse_change",
	  ROWS(goal_reason_fields), NULL, "Refuse the change" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/claim", "goal.claim", ROWS(claim_fields), NULL,
	  "Say that a goal is reached" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/confirm", "goal.confirm", ROWS(goal_note_fields), NULL,
	  "Confirm that a goal is reached" },
	{ POST, SIGNED_IN, "/goal/item/{goal}/send_back", "goal.send_back",
	  ROWS(goal_reason_fields), NULL, "Say what a claimed goal still misses" },
};
/* clang-format on */
static const struct program goal = {"goal", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &goal);
}
