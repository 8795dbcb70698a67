/* change.c: changes of the organisation whose day has come. */
#include "json.h"
#include "keeper.h"
#include "log.h"

void
changes_apply(struct keeper *keeper)
{
	struct json_object *answer;

	while (!stop_is_asked(0)) {
		if (!verb_call(
			keeper, keeper->house, SLICE("select org.apply_due()"), NULL, 0, &answer))
			return;
		if (json_member(answer, "change") == NULL)
			return;
		log_line(LOG_INFO, "change_done", "change",
		    arena_string(
			keeper->arena, number_text(keeper, json_member_integer(answer, "change"))),
		    NULL);
	}
}
