#include "sheet_head.h"

#include "buffer.h"
#include "json.h"
#include "text.h"
#include "text_point.h"

#include <stdlib.h>

/* ---- a heading ----------------------------------------------------------------------------- */

struct slice
sheet_head(struct arena *arena, struct slice text)
{
	static const char dropped[] = " *:\"'";
	struct buffer out = buffer_new(arena);
	uint32_t point;
	int inside = 0;

	text = value_narrow(arena, text);
	for (size_t length; (length = text_point(text, &point)) > 0;) {
		inside += point == '(' || point == '[' || point == 0x3010;
		if (inside == 0 && !(point < 0x80 && strchr(dropped, (int)point) != NULL) &&
		    point != 0x25b2 && point != 0x2605 && point != 0x203b)
			buffer_put(&out, (struct slice){text.at, length});
		if (inside > 0 && (point == ')' || point == ']' || point == 0x3011))
			inside--;
		text.at += length;
		text.length -= length;
	}
	return out.length == 0 ? SLICE("") : buffer_slice(&out);
}

static bool
is_head_of(struct arena *arena, const struct sheet_field *field, struct slice head)
{
	if (slice_equal(head, sheet_head(arena, slice_of(field->label))))
		return true;
	for (size_t i = 0; i < SHEET_HEADS_MOST && field->heads[i] != NULL; i++)
		if (slice_equal(head, slice_of(field->heads[i])))
			return true;
	return false;
}

static int
field_named(const struct sheet_kind *kind, const char *name)
{
	for (size_t i = 0; name != NULL && i < kind->count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return (int)i;
	return FIELD_NONE;
}

/* The field of a heading: as somebody matched it before, else as offices call it. */
static int
field_of_head(struct arena *arena, const struct sheet_kind *kind, const struct sheet_choice *choice,
    struct slice head)
{
	struct json_object *remembered;

	if (head.length == 0)
		return FIELD_NONE;
	/* first, for what somebody once chose for such a column changes nothing about it */
	for (size_t i = 0; kind->unread != NULL && kind->unread[i] != NULL; i++)
		if (slice_equal(head, slice_of(kind->unread[i])))
			return FIELD_UNREAD;
	if (choice->heads != NULL &&
	    json_object_object_get_ex(choice->heads, arena_string(arena, head), &remembered))
		return field_named(kind, json_object_get_string(remembered));
	for (size_t i = 0; i < kind->count; i++)
		if (is_head_of(arena, kind->fields + i, head))
			return (int)i;
	return FIELD_NONE;
}

/* ---- a row, or two that are merged --------------------------------------------------------- */

static struct slice
text_at(const struct sheet_row *row, size_t column)
{
	return column < row->count ? row->cells[column].text : (struct slice){0};
}

/* Of two rows: what the lower one says alone, or behind the upper one: 时间 over 入党. */
static int
field_of_two(struct arena *arena, const struct sheet_kind *kind, const struct sheet_choice *choice,
    struct slice upper, struct slice lower, struct slice *said)
{
	struct slice up = sheet_head(arena, upper), low = sheet_head(arena, lower);
	struct slice tries[] = {low.length > 0 ? low : up,
	    arena_format(arena, "%.*s%.*s", SLICE_PRINT(up), SLICE_PRINT(low)),
	    arena_format(arena, "%.*s%.*s", SLICE_PRINT(low), SLICE_PRINT(up))};

	*said = low.length > 0 ? lower : upper;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		int field = field_of_head(arena, kind, choice, tries[i]);

		if (field != FIELD_NONE) {
			if (i > 0)
				*said = tries[i];
			return field;
		}
	}
	return FIELD_NONE;
}

/* Reads one or two rows as a header; each field is the first column's that has it. */
static void
head_read(struct arena *arena, const struct sheet_kind *kind, const struct sheet_choice *choice,
    const struct head_rows *rows, size_t at, size_t count, struct head *head)
{
	const struct sheet_row *upper = rows->rows + at;
	const struct sheet_row *lower = count == 2 ? upper + 1 : NULL;
	bool taken[SHEET_FIELDS_MOST] = {false};
	struct slice over = {0};

	*head = (struct head){.row = upper->number, .rows = count, .at = at};
	head->count = upper->count;
	if (lower != NULL && lower->count > head->count)
		head->count = lower->count;
	for (size_t i = 0; i < head->count; i++) {
		struct head_column *column = head->columns + i;
		struct slice up = text_at(upper, i);
		struct slice low = lower == NULL ? (struct slice){0} : text_at(lower, i);

		if (up.length > 0)
			over = up; /* what is merged stands in its first cell alone */
		if (lower == NULL)
			column->head = up;
		column->field = lower == NULL
				    ? field_of_head(arena, kind, choice, sheet_head(arena, up))
				    : field_of_two(arena, kind, choice, low.length > 0 ? over : up,
					  low, &column->head);
		if (column->field < 0)
			continue;
		if (taken[column->field]) {
			column->field = FIELD_NONE;
			continue;
		}
		taken[column->field] = true;
		head->known++;
	}
}

static void
columns_choose(const struct sheet_kind *kind, const struct sheet_choice *choice, struct head *head)
{
	head->known = 0;
	for (size_t i = 0; i < head->count; i++)
		if (head->columns[i].field != FIELD_UNREAD)
			head->columns[i].field = FIELD_NONE;
	json_object_object_foreach(choice->columns, key, chosen)
	{
		long column = strtol(key, NULL, 10);
		int field = field_named(kind, json_object_get_string(chosen));

		if (column < 1 || column > SHEET_COLUMNS_MOST || field == FIELD_NONE)
			continue;
		while (head->count < (size_t)column)
			head->columns[head->count++] = (struct head_column){{0}, FIELD_NONE};
		if (head->columns[column - 1].field == FIELD_UNREAD)
			continue;
		head->columns[column - 1].field = field;
		head->known++;
	}
}

void
head_find(struct arena *arena, const struct sheet_kind *kind, const struct sheet_choice *choice,
    const struct head_rows *rows, struct head *head)
{
	struct head *tried = arena_alloc(arena, sizeof *tried);

	*head = (struct head){0};
	/* Two rows are one header only where that knows more than any row alone. */
	for (size_t count = 1; count <= 2; count++)
		for (size_t at = 0; at + count <= rows->count; at++) {
			const struct sheet_row *row = rows->rows + at;
			bool chosen = choice->header == row->number;

			if ((choice->header != 0 && !chosen) ||
			    row[count - 1].number != row->number + (long)count - 1)
				continue;
			head_read(arena, kind, choice, rows, at, count, tried);
			if (tried->known > head->known || (chosen && head->row == 0 && count == 1))
				*head = *tried;
		}
	if (choice->columns != NULL && head->row != 0)
		columns_choose(kind, choice, head);
}
