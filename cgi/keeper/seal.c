#include "json.h"
#include "keeper.h"

/* Where it is sealed: a transaction of its own for each, so that nothing joins them. */
static const struct {
	const char *step, *verb;
} seals[] = {
    {"answers", "select ballot.seal_answers(round => $1, stratum => $2, \"all\" => $3)"},
    {"texts", "select ballot.seal_texts(round => $1, stratum => $2, \"all\" => $3)"},
    {"pressure", "select ballot.seal_pressure(round => $1, stratum => $2, \"all\" => $3)"},
};

static bool
step_seal(struct keeper *keeper, struct json_object *step, const char *verb)
{
	const struct slice values[] = {
	    number_text(keeper, json_member_integer(step, "round")),
	    json_member_text(step, "stratum"),
	    json_member_boolean(step, "all") ? SLICE("true") : SLICE("false"),
	};
	struct slice answer;

	return verb_text(keeper, keeper->box, slice_of(verb), values, 3, &answer);
}

static bool
step_do(struct keeper *keeper, struct json_object *step)
{
	struct slice what = json_member_text(step, "step");
	long long round = json_member_integer(step, "round");
	struct slice number = number_text(keeper, round), answer;

	for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
		if (slice_equal(what, slice_of(seals[i].step)))
			return step_seal(keeper, step, seals[i].verb);
	if (slice_equal(what, SLICE("take")))
		return round_move(keeper, round);
	return verb_text(
	    keeper, keeper->box, SLICE("select ballot.gone(round => $1)"), &number, 1, &answer);
}

/* True if the step is part of a round's end; otherwise it seals a batch of an open round. */
static bool
step_ends(struct json_object *step)
{
	return json_member_boolean(step, "all");
}

enum work
answers_seal(struct keeper *keeper, bool ends)
{
	struct json_object *steps;
	enum work work = WORK_NONE;
	size_t count;

	if (!verb_call(keeper, keeper->box, SLICE("select ballot.waiting()"), NULL, 0, &steps))
		return WORK_FAILED;
	count = json_object_array_length(steps);
	for (size_t i = 0; i < count && !stop_is_asked(0); i++) {
		struct json_object *step = json_object_array_get_idx(steps, i);

		if (step_ends(step) && !ends)
			continue;
		if (!step_do(keeper, step))
			return WORK_FAILED;
		work = WORK_DONE;
	}
	return work;
}
