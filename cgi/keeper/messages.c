#include "json.h"
#include "keeper.h"
#include "log.h"

/* Hands one over and forgets it here; both may be done twice. */
static bool
message_deliver(struct keeper *keeper, struct json_object *message)
{
	const struct slice values[] = {
	    number_text(keeper, json_member_integer(message, "number")),
	    json_member_text(message, "kind"),
	    json_text(keeper->arena, json_member(message, "body")),
	};
	struct slice answer;

	return verb_text(keeper, keeper->box,
		   SLICE("select ballot.receive(number => $1, kind => $2, body => $3)"), values, 3,
		   &answer) &&
	       verb_text(keeper, keeper->house, SLICE("select keeper.delivered(number => $1)"),
		   values, 1, &answer);
}

enum work
messages_deliver(struct keeper *keeper)
{
	struct json_object *messages;
	size_t count;

	if (!verb_call(
		keeper, keeper->house, SLICE("select keeper.outgoing()"), NULL, 0, &messages))
		return WORK_FAILED;
	count = json_object_array_length(messages);
	for (size_t i = 0; i < count; i++)
		if (!message_deliver(keeper, json_object_array_get_idx(messages, i)))
			return WORK_FAILED;
	if (count == 0)
		return WORK_NONE;
	log_line(LOG_INFO, "messages_delivered", "count",
	    arena_string(keeper->arena, number_text(keeper, (long long)count)), NULL);
	return WORK_DONE;
}
