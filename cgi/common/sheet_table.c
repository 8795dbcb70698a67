#include "sheet_head.h"

#include "buffer.h"
#include "json.h"
#include "text.h"

enum { LINES_MOST = 48 << 20, SAMPLES = 3, TOP_ROWS = 8, TOP_CELLS = 12, SHOWN_MOST = 60 };

/* A sheet that is being read. */
struct reading {
	struct arena *arena, *scratch; /* scratch: of one row */
	const struct sheet_book *book;
	const struct sheet_kind *kind;
	const struct sheet_choice *choice;
	struct sheet_refusal *refusal;
	struct head_rows kept;
	struct head head;
	bool head_known;
	bool complete; /* every required field has its column */
	int column_of[SHEET_FIELDS_MOST];
	struct slice samples[SHEET_COLUMNS_MOST][SAMPLES];
	struct buffer lines;
	size_t count;
	long hidden, months;
};

/* ---- a row as a line ----------------------------------------------------------------------- */

/* At most SHOWN_MOST characters of what a cell holds. */
static struct slice
text_shown(struct slice text)
{
	size_t length = 0;

	for (size_t characters = 0; length < text.length; length++) {
		characters += ((unsigned char)text.at[length] & 0xc0) != 0x80;
		if (characters > SHOWN_MOST)
			break;
	}
	return (struct slice){text.at, length};
}

static void
fault_put(struct buffer *faults, const char *field, struct slice value, struct slice detail)
{
	buffer_text(faults, faults->length == 0 ? "[" : ",");
	buffer_format(faults, "{\"field\":\"%s\",\"value\":", field);
	buffer_json(faults, text_shown(value));
	buffer_text(faults, ",\"detail\":");
	buffer_json(faults, detail);
	buffer_text(faults, ",\"shape\":true}");
}

static const struct cell *
cell_of(const struct reading *reading, const struct sheet_row *row, size_t field)
{
	static const struct cell nothing = {0};
	int column = reading->column_of[field];

	return column < 0 || (size_t)column >= row->count ? &nothing : row->cells + column;
}

static bool
has_known_cell(const struct reading *reading, const struct sheet_row *row)
{
	for (size_t i = 0; i < reading->kind->count; i++)
		if (cell_of(reading, row, i)->kind != CELL_EMPTY)
			return true;
	return false;
}

static bool
line_put(struct reading *reading, const struct sheet_row *row)
{
	struct slice values[SHEET_FIELDS_MOST] = {0};
	struct buffer faults = buffer_new(reading->scratch);

	for (size_t i = 0; i < reading->kind->count; i++) {
		const struct sheet_field *field = reading->kind->fields + i;
		const struct cell *cell = cell_of(reading, row, i);
		bool month_only = false;
		struct slice wrong = value_read(reading->scratch, field->kind, field->most,
		    reading->book->since_1904, cell, values + i, &month_only);

		reading->months += month_only && wrong.at == NULL;
		if (wrong.at != NULL) {
			values[i] = SLICE("");
			fault_put(&faults, field->name, cell->text, wrong);
		}
	}
	if (faults.length > 0)
		buffer_text(&faults, "]");
	buffer_format(&reading->lines, "%s%ld\t", reading->count == 0 ? "" : "\n", row->number);
	buffer_put(&reading->lines, buffer_slice(&faults));
	for (size_t i = 0; i < reading->kind->count; i++) {
		buffer_text(&reading->lines, "\t");
		buffer_put(&reading->lines, values[i]);
	}
	reading->count++;
	arena_reset(reading->scratch);
	return reading->lines.length <= LINES_MOST ||
	       (*reading->refusal = (struct sheet_refusal){413,
		    SLICE("表格里的文字太多，没有读。请分成几个文件。")},
		   false);
}

/* A row below the header. */
static bool
row_below(struct reading *reading, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count && i < reading->head.count; i++) {
		struct slice *samples = reading->samples[i];
		size_t have = 0;

		if (reading->head.columns[i].field == FIELD_UNREAD)
			continue;
		while (have < SAMPLES && samples[have].at != NULL)
			have++;
		if (have < SAMPLES && row->cells[i].text.length > 0)
			samples[have] = arena_copy(reading->arena, text_shown(row->cells[i].text));
	}
	if (!has_known_cell(reading, row))
		return true;
	reading->hidden += row->hidden;
	return !reading->complete || line_put(reading, row);
}

/* ---- the beginning of a sheet -------------------------------------------------------------- */

/* Once the first rows are there: the header, and the rows below it among them. */
static bool
head_settle(struct reading *reading)
{
	struct head *head = &reading->head;

	reading->head_known = true;
	head_find(reading->arena, reading->kind, reading->choice, &reading->kept, head);
	reading->complete = head->row != 0;
	for (size_t i = 0; i < reading->kind->count; i++) {
		reading->column_of[i] = -1;
		for (size_t k = 0; k < head->count; k++)
			if (head->columns[k].field == (int)i)
				reading->column_of[i] = (int)k;
		reading->complete &=
		    reading->column_of[i] >= 0 || !reading->kind->fields[i].required;
	}
	if (head->row == 0)
		return true;
	for (size_t i = head->at + head->rows; i < reading->kept.count; i++)
		if (!row_below(reading, reading->kept.rows + i))
			return false;
	return true;
}

static void
row_keep(struct reading *reading, const struct sheet_row *row)
{
	struct cell *cells = arena_alloc(reading->arena, row->count * sizeof *cells);

	for (size_t i = 0; i < row->count; i++) {
		cells[i] = row->cells[i];
		cells[i].text = arena_copy(reading->arena, cells[i].text);
	}
	reading->kept.rows[reading->kept.count] = *row;
	reading->kept.rows[reading->kept.count++].cells = cells;
}

static bool
row_came(void *taker, const struct sheet_row *row)
{
	struct reading *reading = taker;

	if (!reading->head_known) {
		row_keep(reading, row);
		return reading->kept.count < HEAD_ROWS_MOST || head_settle(reading);
	}
	return reading->head.row != 0 && row_below(reading, row);
}

static bool
sheet_try(struct sheet_book *book, size_t sheet, struct reading *reading)
{
	reading->kept.count = 0;
	reading->head_known = false;
	reading->count = 0;
	reading->lines.length = 0;
	reading->hidden = reading->months = 0;
	memset(reading->samples, 0, sizeof reading->samples);
	if (!sheet_read(book, sheet, row_came, reading, reading->refusal))
		return false;
	if (!reading->head_known && !head_settle(reading))
		return reading->refusal->status == 0;
	return reading->refusal->status == 0;
}

/* ---- what was found, for people ------------------------------------------------------------ */

static void
columns_put(struct buffer *out, const struct reading *reading)
{
	buffer_text(out, ",\"columns\":[");
	for (size_t i = 0; i < reading->head.count; i++) {
		const struct head_column *column = reading->head.columns + i;
		char letters[4];

		sheet_letters(i, letters);
		buffer_format(out,
		    "%s{\"column\":%zu,\"letter\":\"%s\",\"head\":", i == 0 ? "" : ",", i + 1,
		    letters);
		buffer_json(
		    out, column->head.at == NULL ? SLICE("") : text_shown(text_trim(column->head)));
		if (column->field >= 0)
			buffer_format(
			    out, ",\"field\":\"%s\"", reading->kind->fields[column->field].name);
		else
			buffer_format(out, ",\"field\":null%s",
			    column->field == FIELD_UNREAD ? ",\"unread\":true" : "");
		buffer_text(out, ",\"samples\":[");
		for (size_t k = 0; k < SAMPLES && reading->samples[i][k].at != NULL; k++) {
			buffer_text(out, k == 0 ? "" : ",");
			buffer_json(out, reading->samples[i][k]);
		}
		buffer_text(out, "]}");
	}
	buffer_text(out, "]");
}

static struct slice
text_on_top(const struct reading *reading, const struct sheet_row *row, size_t column)
{
	bool unread =
	    column < reading->head.count && reading->head.columns[column].field == FIELD_UNREAD;
	struct slice text = row->cells[column].text;

	if (text.at == NULL ||
	    (unread && row->number >= reading->head.row + (long)reading->head.rows))
		return SLICE("");
	return text_shown(text);
}

static void
top_put(struct buffer *out, const struct reading *reading)
{
	buffer_text(out, ",\"top\":[");
	for (size_t i = 0; i < reading->kept.count && i < TOP_ROWS; i++) {
		const struct sheet_row *row = reading->kept.rows + i;

		buffer_format(out, "%s{\"row\":%ld,\"cells\":[", i == 0 ? "" : ",", row->number);
		for (size_t k = 0; k < row->count && k < TOP_CELLS; k++) {
			buffer_text(out, k == 0 ? "" : ",");
			buffer_json(out, text_on_top(reading, row, k));
		}
		buffer_text(out, "]}");
	}
	buffer_text(out, "]");
}

static struct slice
layout_of(const struct reading *reading, size_t sheet)
{
	struct buffer out = buffer_new(reading->arena);
	bool first = true;

	buffer_text(&out, "{\"sheets\":[");
	for (size_t i = 0; i < reading->book->count; i++) {
		buffer_text(&out, i == 0 ? "{\"name\":" : ",{\"name\":");
		buffer_json(&out, reading->book->sheets[i].name);
		buffer_format(
		    &out, ",\"hidden\":%s}", reading->book->sheets[i].hidden ? "true" : "false");
	}
	buffer_format(&out,
	    "],\"sheet\":%zu,\"header\":%ld,\"rows\":%zu,\"hidden\":%ld,\"months\":%ld,\"missing\":[",
	    sheet + 1, reading->head.row, reading->head.rows, reading->hidden, reading->months);
	for (size_t i = 0; i < reading->kind->count; i++)
		if (reading->kind->fields[i].required && reading->column_of[i] < 0) {
			buffer_format(
			    &out, "%s\"%s\"", first ? "" : ",", reading->kind->fields[i].name);
			first = false;
		}
	buffer_text(&out, "]");
	top_put(&out, reading);
	columns_put(&out, reading);
	buffer_text(&out, "}");
	return buffer_slice(&out);
}

/* ---- choosing the sheet -------------------------------------------------------------------- */

static bool
sheets_try(struct sheet_book *book, struct reading *reading, size_t *found)
{
	const struct sheet_choice *choice = reading->choice;

	if (choice->sheet > 0) {
		*found = (size_t)choice->sheet - 1;
		return sheet_try(book, *found, reading);
	}
	for (size_t i = 0; i < book->count; i++) {
		if (book->sheets[i].hidden)
			continue;
		*found = i;
		if (!sheet_try(book, i, reading))
			return false;
		if (reading->head.known > 0)
			return true;
	}
	*found = 0;
	while (*found + 1 < book->count && book->sheets[*found].hidden)
		++*found;
	return sheet_try(book, *found, reading);
}

bool
sheet_table_read(struct arena *arena, struct sheet_book *book, const struct sheet_kind *kind,
    const struct sheet_choice *choice, struct sheet_table *table, struct sheet_refusal *refusal)
{
	struct reading *reading = arena_zero(arena, sizeof *reading);
	size_t sheet = 0;
	bool done;

	*refusal = (struct sheet_refusal){0};
	reading->arena = arena;
	reading->scratch = arena_new();
	reading->book = book;
	reading->kind = kind;
	reading->choice = choice;
	reading->refusal = refusal;
	reading->lines = buffer_new(arena);
	done = sheets_try(book, reading, &sheet);
	arena_free(reading->scratch);
	if (!done)
		return false;
	table->layout = layout_of(reading, sheet);
	table->lines = reading->lines.length == 0 ? SLICE("") : buffer_slice(&reading->lines);
	table->count = reading->count;
	return true;
}
