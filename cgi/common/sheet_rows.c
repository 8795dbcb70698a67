/* sheet_rows.c: the rows of one sheet of an .xlsx (ISO/IEC 29500-1, 18.3.1). */
#include "sheet_private.h"

#include <stdlib.h>

enum part { NOTHING, VALUE, INLINE }; /* what text belongs to */

struct sheet_parse {
	struct sheet_book *book;
	struct sheet_refusal *refusal;
	struct row_maker maker;
	long row, last_row;
	bool hidden, phonetic;
	/* the cell at hand */
	size_t column, next_column;
	long format;
	char
	    type; /* n number, s shared, i inline, t formula's text, b boolean, e error, d ISO 8601 */
	bool has_formula, has_value;
	enum part part;
	struct buffer text;
};

static char
type_of(const char *type)
{
	static const struct {
		const char *name;
		char type;
	} types[] = {{"s", 's'}, {"n", 'n'}, {"str", 't'}, {"inlineStr", 'i'}, {"b", 'b'},
	    {"e", 'e'}, {"d", 'd'}};

	for (size_t i = 0; type != NULL && i < sizeof types / sizeof *types; i++)
		if (strcmp(type, types[i].name) == 0)
			return types[i].type;
	return 'n';
}

/* The column of "BC12", from 0; SHEET_COLUMNS_MOST for one beyond. */
static size_t
column_of(const char *reference)
{
	size_t column = 0;

	for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
		column = column * 26 + (size_t)(*reference - 'A') + 1;
		if (column > SHEET_COLUMNS_MOST)
			return SHEET_COLUMNS_MOST;
	}
	return column == 0 ? 0 : column - 1;
}

static bool
row_starts(struct sheet_parse *parse, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");

	parse->row = number == NULL ? parse->last_row + 1 : strtol(number, NULL, 10);
	if (parse->row < 1 || parse->row > 1048576)
		return sheet_refuse(parse->refusal, 415, "文件不完整，打不开。请另存一份再传。");
	parse->last_row = parse->row;
	parse->hidden = xml_is_true(xml_attribute(attributes, "hidden"));
	parse->next_column = 0;
	row_begin(&parse->maker);
	return true;
}

static void
cell_starts(struct sheet_parse *parse, const char **attributes)
{
	const char *reference = xml_attribute(attributes, "r");
	const char *format = xml_attribute(attributes, "s");

	parse->column = reference == NULL ? parse->next_column : column_of(reference);
	parse->next_column = parse->column + 1;
	parse->format = format == NULL ? 0 : strtol(format, NULL, 10);
	parse->type = type_of(xml_attribute(attributes, "t"));
	parse->has_formula = parse->has_value = false;
	parse->part = NOTHING;
	parse->text.length = 0;
}

static bool
sheet_start(void *of, const char *name, const char **attributes)
{
	struct sheet_parse *parse = of;

	if (strcmp(name, "row") == 0)
		return row_starts(parse, attributes);
	if (strcmp(name, "c") == 0)
		cell_starts(parse, attributes);
	else if (strcmp(name, "f") == 0)
		parse->has_formula = true;
	else if (strcmp(name, "v") == 0) {
		parse->has_value = true;
		parse->part = VALUE;
	} else if (strcmp(name, "rPh") == 0)
		parse->phonetic = true;
	else if (strcmp(name, "t") == 0 && parse->type == 'i' && !parse->phonetic)
		parse->part = INLINE;
	return true;
}

static bool
sheet_text(void *of, struct slice text)
{
	struct sheet_parse *parse = of;

	/* Four bytes a character are the most that a cell can need; what follows is dropped, and cut. */
	if (parse->part != NOTHING && parse->text.length <= 4 * (SHEET_CELL_MOST + 1))
		buffer_put(&parse->text, text);
	return true;
}

static struct slice
string_of(const struct xlsx *xlsx, struct slice number)
{
	char *end;
	char digits[16] = {0};
	unsigned long at;
	size_t start;

	if (number.length == 0 || number.length >= sizeof digits)
		return SLICE("");
	memcpy(digits, number.at, number.length);
	at = strtoul(digits, &end, 10);
	if (*end != '\0' || at >= xlsx->string_count)
		return SLICE("");
	start = at == 0 ? 0 : xlsx->string_ends[at - 1];
	if (xlsx->string_ends[at] == start)
		return SLICE("");
	return (struct slice){xlsx->strings.at + start, xlsx->string_ends[at] - start};
}

static bool
number_put(struct sheet_parse *parse, struct slice text)
{
	const struct xlsx *xlsx = parse->book->xlsx;
	bool is_date = parse->format >= 0 && (size_t)parse->format < xlsx->format_count &&
		       xlsx->is_date[parse->format];
	char digits[64] = {0}, day[11];

	if (is_date && text.length < sizeof digits) {
		memcpy(digits, text.at, text.length);
		if (sheet_day(strtod(digits, NULL), parse->book->since_1904, day))
			return row_put(
			    &parse->maker, parse->column, CELL_DATE, slice_of(day), parse->refusal);
	}
	return row_put(&parse->maker, parse->column, text.length == 0 ? CELL_EMPTY : CELL_NUMBER,
	    text, parse->refusal);
}

static bool
cell_ends(struct sheet_parse *parse)
{
	struct slice text = buffer_slice(&parse->text);
	enum cell_kind kind = CELL_TEXT;

	if (parse->has_formula && (!parse->has_value || (text.length == 0 && parse->type == 'n')))
		return row_put(
		    &parse->maker, parse->column, CELL_FORMULA, SLICE(""), parse->refusal);
	switch (parse->type) {
	case 's': text = string_of(parse->book->xlsx, text); break;
	case 'b':
		text = text.length == 1 && *text.at == '1' ? SLICE("TRUE") : SLICE("FALSE");
		break;
	case 'e': kind = CELL_ERROR; break;
	case 'n': return number_put(parse, text);
	case 'd':
		kind = CELL_DATE;
		if (text.length > 10)
			text.length = 10;
		break;
	default: break;
	}
	return row_put(&parse->maker, parse->column, kind, text, parse->refusal);
}

static bool
sheet_end(void *of, const char *name)
{
	struct sheet_parse *parse = of;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		parse->part = NOTHING;
	else if (strcmp(name, "rPh") == 0)
		parse->phonetic = false;
	else if (strcmp(name, "c") == 0)
		return cell_ends(parse);
	else if (strcmp(name, "row") == 0)
		return row_give(&parse->maker, parse->row, parse->hidden, parse->refusal);
	else if (strcmp(name, "sheetData") == 0)
		return false; /* all rows were here */
	return true;
}

bool
xlsx_rows_read(struct sheet_book *book, size_t sheet, row_take *take, void *taker,
    struct sheet_refusal *refusal)
{
	struct sheet_parse *parse = arena_zero(book->arena, sizeof *parse);
	struct xml_reader reader = {sheet_start, sheet_end, sheet_text, parse};

	if (sheet >= book->count || book->xlsx->paths[sheet].length == 0)
		return sheet_refuse(refusal, 422, "这张工作表里没有表格。请选另一张。");
	parse->book = book;
	parse->refusal = refusal;
	parse->maker.take = take;
	parse->maker.taker = taker;
	parse->maker.texts = buffer_new(book->arena);
	parse->text = buffer_new(book->arena);
	return xlsx_parse(book, book->xlsx->paths[sheet], &reader, refusal);
}
