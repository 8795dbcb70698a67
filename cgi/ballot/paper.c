#include "paper.h"

#include "json.h"

static struct slice *
texts_read(struct arena *arena, struct json_object *array, size_t *count)
{
	struct slice *texts;

	*count = json_object_is_type(array, json_type_array) ? json_object_array_length(array) : 0;
	texts = arena_zero(arena, (*count + 1) * sizeof *texts);
	for (size_t i = 0; i < *count; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		texts[i] = slice_of(json_object_get_string(one));
	}
	return texts;
}

static enum question_kind
kind_read(struct slice kind)
{
	if (slice_equal(kind, SLICE("multiple")))
		return QUESTION_MULTIPLE;
	if (slice_equal(kind, SLICE("matrix")))
		return QUESTION_MATRIX;
	if (slice_equal(kind, SLICE("text")))
		return QUESTION_TEXT;
	return QUESTION_SINGLE;
}

static void
questions_read(struct arena *arena, struct json_object *array, struct paper *paper)
{
	size_t count =
	    json_object_is_type(array, json_type_array) ? json_object_array_length(array) : 0;

	paper->questions = arena_zero(arena, (count + 1) * sizeof *paper->questions);
	paper->question_count = count;
	for (size_t i = 0; i < count; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);
		struct question *question = paper->questions + i;

		question->number = (long)json_member_integer(one, "number");
		question->kind = kind_read(json_member_text(one, "kind"));
		question->text = json_member_text(one, "text");
		question->hint = json_member_text(one, "hint");
		question->required = json_member_boolean(one, "required");
		question->options =
		    texts_read(arena, json_member(one, "options"), &question->option_count);
		question->rows = texts_read(arena, json_member(one, "rows"), &question->row_count);
		question->most = (long)json_member_integer(one, "most");
		question->longest = (long)json_member_integer(one, "longest");
	}
}

static void
units_read(struct arena *arena, struct json_object *array, struct paper *paper)
{
	size_t count =
	    json_object_is_type(array, json_type_array) ? json_object_array_length(array) : 0;

	paper->units = arena_zero(arena, (count + 1) * sizeof *paper->units);
	paper->unit_count = count;
	for (size_t i = 0; i < count; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		paper->units[i].id = json_member_integer(one, "unit");
		paper->units[i].public_name = json_member_text(one, "public_name");
		paper->units[i].below = json_member_text(one, "below");
	}
}

static enum round_state
state_read(struct slice state)
{
	if (slice_equal(state, SLICE("soon")))
		return ROUND_SOON;
	if (slice_equal(state, SLICE("open")))
		return ROUND_OPEN;
	return slice_equal(state, SLICE("void")) ? ROUND_VOID : ROUND_CLOSED;
}

bool
paper_read(struct arena *arena, struct slice json, struct paper *paper)
{
	struct json_object *root;

	*paper = (struct paper){0};
	if (!json_read(arena, json, &root) || !json_object_is_type(root, json_type_object))
		return false;
	paper->mark = json_member_text(root, "mark");
	paper->title = json_member_text(root, "title");
	paper->office = json_member_text(root, "office");
	paper->period = json_member_text(root, "period");
	paper->host = json_member_text(root, "host");
	paper->opens = json_member_text(root, "opens");
	paper->until = json_member_text(root, "until");
	paper->publish_by = json_member_text(root, "publish_by");
	paper->publish_where = json_member_text(root, "publish_where");
	paper->hotline = json_member_text(root, "hotline");
	paper->void_reason = json_member_text(root, "void_reason");
	paper->least = (long)json_member_integer(root, "least");
	paper->by_card = slice_equal(json_member_text(root, "channel"), SLICE("card"));
	paper->grassroots = slice_equal(json_member_text(root, "stratum"), SLICE("grassroots"));
	paper->state = state_read(json_member_text(root, "state"));
	units_read(arena, json_member(root, "units"), paper);
	questions_read(arena, json_member(root, "questions"), paper);
	return paper->unit_count > 0 && paper->question_count > 0;
}

const struct unit *
paper_unit(const struct paper *paper, long long id)
{
	for (size_t i = 0; i < paper->unit_count; i++)
		if (paper->units[i].id == id)
			return paper->units + i;
	return NULL;
}

long
paper_minutes(const struct paper *paper)
{
	enum { QUESTIONS_A_MINUTE = 4 };

	return (long)(paper->question_count + QUESTIONS_A_MINUTE - 1) / QUESTIONS_A_MINUTE;
}
