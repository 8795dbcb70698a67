#include "clock.h"
#include "json.h"
#include "keeper.h"

enum {
	PROGRESS_EACH = 2000, /* milliseconds */
	CHAIN_EACH = 5000,
	CHANGES_EACH = 2000,
	DUE_EACH = 1000,
	COVER_EACH = 1000,
	TERMS_EACH = 3600 * 1000,
	FORGET_EACH = 5000,
	SWEEP_EACH = 24 * 3600 * 1000,
	AGAIN_AFTER = 60 * 1000, /* what failed */
};

/* What fails is logged by verb_text and comes up again by its clock. */
static void
progress_tell(struct keeper *keeper)
{
	struct slice steps, answer;

	if (verb_text(keeper, keeper->box, SLICE("select ballot.progress()"), NULL, 0, &steps))
		(void)verb_text(keeper, keeper->house, SLICE("select keeper.progress(steps => $1)"),
		    &steps, 1, &answer);
}

/* As many links as there are rows without one. */
static void
audit_chain(struct keeper *keeper)
{
	struct json_object *answer;

	do
		if (!verb_call(
			keeper, keeper->house, SLICE("select keeper.chain()"), NULL, 0, &answer))
			return;
	while (json_member_integer(answer, "linked") > 0);
}

/* As long as units are due, a little at a time; what comes meanwhile waits for the next turn. */
static void
goals_cover(struct keeper *keeper)
{
	enum { TURNS_MOST = 50 };
	struct json_object *answer;

	for (int i = 0; i < TURNS_MOST && !stop_is_asked(0); i++) {
		if (!verb_call(
			keeper, keeper->house, SLICE("select keeper.cover()"), NULL, 0, &answer))
			return;
		if (json_member_integer(answer, "covered") == 0)
			return;
	}
}

/* What falls due, where something changed or a day has begun; some units at a turn. */
static void
dues_write(struct keeper *keeper)
{
	struct json_object *answer;

	do
		if (!verb_call(
			keeper, keeper->house, SLICE("select org.due_write()"), NULL, 0, &answer))
			return;
	while (json_member_integer(answer, "written") > 0 && !stop_is_asked(0));
}

/* Until nobody is left to be told; false where it could not be done now. */
static bool
terms_remind(struct keeper *keeper)
{
	struct json_object *answer;

	do
		if (!verb_call(keeper, keeper->house, SLICE("select keeper.remind_terms()"), NULL,
			0, &answer))
			return false;
	while (json_member_integer(answer, "told") > 0);
	return true;
}

void
chores_do(struct keeper *keeper)
{
	int64_t now = time_elapsed();
	struct slice answer;

	if (now >= keeper->progress_at) {
		keeper->progress_at = now + PROGRESS_EACH;
		progress_tell(keeper);
	}
	if (now >= keeper->chain_at) {
		keeper->chain_at = now + CHAIN_EACH;
		audit_chain(keeper);
	}
	if (now >= keeper->changes_at) {
		keeper->changes_at = now + CHANGES_EACH;
		changes_apply(keeper);
	}
	if (now >= keeper->due_at) {
		keeper->due_at = now + DUE_EACH;
		dues_write(keeper);
	}
	if (now >= keeper->cover_at) {
		keeper->cover_at = now + COVER_EACH;
		goals_cover(keeper);
	}
	if (now >= keeper->terms_at)
		keeper->terms_at = now + (terms_remind(keeper) ? TERMS_EACH : AGAIN_AFTER);
	if (now >= keeper->forget_at) {
		keeper->forget_at = now + FORGET_EACH;
		(void)verb_text(
		    keeper, keeper->house, SLICE("select keeper.forget()"), NULL, 0, &answer);
	}
	if (now >= keeper->sweep_at) {
		bool swept = verb_text(
		    keeper, keeper->house, SLICE("select keeper.sweep()"), NULL, 0, &answer);

		keeper->sweep_at = now + (swept ? SWEEP_EACH : AGAIN_AFTER);
	}
}
