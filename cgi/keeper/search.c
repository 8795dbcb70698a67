/*
 * search.c: the keys that names are found by. SQL says whose are due, cuts the names and writes
 * the keys; what it can't do, spelling, is done here.
 */
#include "json.h"
#include "keeper.h"

enum { TURNS_MOST = 20 /* at a time, so that nothing else waits long */ };

/* One thing with the spelling of each of its names. */
static void
thing_put(struct keeper *keeper, struct buffer *spelled, struct json_object *thing)
{
	struct json_object *names = json_member(thing, "names");
	struct slice what = json_member_text(thing, "what");

	buffer_text(spelled, "{\"what\":");
	buffer_json(spelled, what);
	buffer_format(spelled, ",\"id\":%lld,\"names\":[", json_member_integer(thing, "id"));
	for (size_t i = 0; i < json_object_array_length(names); i++) {
		struct json_object *text = json_object_array_get_idx(names, i);
		struct slice name = {
		    json_object_get_string(text), (size_t)json_object_get_string_len(text)};

		buffer_text(spelled, i == 0 ? "{\"name\":" : ",{\"name\":");
		buffer_json(spelled, name);
		buffer_text(spelled, ",\"pinyin\":");
		spelling_put(keeper->speller, spelled, slice_equal(what, SLICE("person")), name);
		buffer_text(spelled, "}");
	}
	buffer_text(spelled, "]}");
}

/* One batch. */
static enum work
batch_write(struct keeper *keeper)
{
	struct buffer spelled = buffer_new(keeper->arena);
	struct json_object *due, *written;
	struct slice text;
	size_t count;

	if (!verb_call(keeper, keeper->house, SLICE("select org.search_due()"), NULL, 0, &due))
		return WORK_FAILED;
	count = json_object_array_length(due);
	if (count == 0)
		return WORK_NONE;
	buffer_text(&spelled, "[");
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_text(&spelled, ",");
		thing_put(keeper, &spelled, json_object_array_get_idx(due, i));
	}
	buffer_text(&spelled, "]");
	text = buffer_slice(&spelled);
	if (!verb_call(keeper, keeper->house, SLICE("select org.search_write(spelled => $1)"),
		&text, 1, &written))
		return WORK_FAILED;
	/* what another keeper has in hand, or is being renamed, comes up again at the next turn */
	return json_member_integer(written, "written") > 0 ? WORK_DONE : WORK_NONE;
}

enum work
keys_write(struct keeper *keeper)
{
	enum work work = WORK_DONE;

	for (int i = 0; i < TURNS_MOST && work == WORK_DONE && !stop_is_asked(0); i++)
		work = batch_write(keeper);
	return work;
}
