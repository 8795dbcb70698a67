#include "json.h"
#include "keeper.h"
#include "log.h"

/* Rows taken over in one transaction. */
#define MOST "1000"

/* One kind of rows, in the order of their random ids. */
static bool
rows_move(struct keeper *keeper, struct slice round, struct slice kind)
{
	struct slice after = {0};

	for (;;) {
		const struct slice take[] = {round, kind, after};
		struct slice give[] = {round, kind, {0}}, answer;
		struct json_object *rows;
		size_t count;

		if (!verb_call(keeper, keeper->box,
			SLICE(
			    "select ballot.take(round => $1, kind => $2, after => $3, most => " MOST
			    ")"),
			take, 3, &rows))
			return false;
		count = json_object_array_length(rows);
		if (count == 0)
			return true;
		after = json_member_text(json_object_array_get_idx(rows, count - 1), "id");
		give[2] = json_text(keeper->arena, rows);
		if (!verb_text(keeper, keeper->house,
			SLICE("select keeper.receive(round => $1, kind => $2, rows => $3)"), give,
			3, &answer))
			return false;
	}
}

bool
round_move(struct keeper *keeper, long long round)
{
	struct slice number = number_text(keeper, round), answer;

	if (!rows_move(keeper, number, SLICE("answers")) ||
	    !rows_move(keeper, number, SLICE("texts")) ||
	    !rows_move(keeper, number, SLICE("pressure")) ||
	    !verb_text(keeper, keeper->house, SLICE("select keeper.settle(round => $1)"), &number,
		1, &answer) ||
	    !verb_text(
		keeper, keeper->box, SLICE("select ballot.gone(round => $1)"), &number, 1, &answer))
		return false;
	log_line(LOG_INFO, "round_settled", "round", arena_string(keeper->arena, number), NULL);
	return true;
}
