#include "field.h"

#include "code.h"
#include "json.h"
#include "text.h"

static const struct slice fits = {0};

const char *
field_label(const struct field *field)
{
	return field->label == NULL ? "这一项" : field->label;
}

bool
field_is_required(const struct field *field)
{
	if (field->optional)
		return false;
	return field->kind == FIELD_INTEGER || field->least > 0;
}

bool
field_integer(struct slice text, long long *number)
{
	bool minus = text.length > 0 && text.at[0] == '-';
	long long value = 0;

	if (text.length == (size_t)minus || text.length > 19 + (size_t)minus)
		return false;
	for (size_t i = minus; i < text.length; i++) {
		int digit = text.at[i] - '0';

		if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			return false;
	}
	*number = minus ? -value : value;
	return true;
}

static struct slice
check_id(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	long long number;

	if (!field_integer(text, &number) || number < 1 || number > FIELD_ID_MOST ||
	    text.at[0] == '0')
		return arena_format(arena, "%s要写成编号，例如12。", field_label(field));
	*value = text;
	return fits;
}

static struct slice
check_integer(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	long long number;

	if (field_integer(text, &number) && number >= field->least &&
	    (field->most == 0 || number <= field->most)) {
		*value = arena_format(arena, "%lld", number);
		return fits;
	}
	if (field->most == 0)
		return arena_format(
		    arena, "%s要写成不小于%ld的整数。", field_label(field), field->least);
	return arena_format(
	    arena, "%s要写成%ld到%ld之间的整数。", field_label(field), field->least, field->most);
}

static struct slice
check_boolean(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	if (slice_equal(text, SLICE("true")) || slice_equal(text, SLICE("1")) ||
	    slice_equal(text, SLICE("on")))
		*value = SLICE("true");
	else if (slice_equal(text, SLICE("false")) || slice_equal(text, SLICE("0")))
		*value = SLICE("false");
	else
		return arena_format(arena, "%s要写成true或false。", field_label(field));
	return fits;
}

static struct slice
check_code(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	char canonical[CODE_LENGTH];

	(void)field;
	if (code_read(text, canonical) != CODE_OK)
		return SLICE("号码不对。请对照卡片再看一遍：可能有一位打错了。");
	*value = arena_copy(arena, (struct slice){canonical, CODE_LENGTH});
	return fits;
}

static struct slice
check_mark(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	char mark[MARK_SIZE];

	if (!mark_read(text, mark))
		return arena_format(arena, "%s要写成8位字母和数字。", field_label(field));
	*value = arena_copy(arena, (struct slice){mark, MARK_LENGTH});
	return fits;
}

bool
field_is_word(struct slice text)
{
	if (text.length == 0 || text.length > 63 || text.at[0] < 'a' || text.at[0] > 'z')
		return false;
	for (size_t i = 1; i < text.length; i++) {
		char c = text.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return true;
}

static struct slice
check_word(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	if (!field_is_word(text) || (field->most > 0 && text.length > (size_t)field->most))
		return arena_format(arena, "%s要写成小写字母和数字。", field_label(field));
	*value = text;
	return fits;
}

static struct slice
check_json(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	struct json_object *root;

	if (!json_read(arena, text, &root))
		return arena_format(arena, "%s要写成JSON。", field_label(field));
	*value = json_text(arena, root);
	if (field->most > 0 && value->length > (size_t)field->most)
		return arena_format(arena, "%s太长了。", field_label(field));
	return fits;
}

struct slice
field_check(struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	static struct slice (*const checks[])(
	    struct arena *, const struct field *, struct slice, struct slice *) = {
	    [FIELD_ID] = check_id,
	    [FIELD_INTEGER] = check_integer,
	    [FIELD_TEXT] = field_check_text,
	    [FIELD_LINE] = field_check_text,
	    [FIELD_DATE] = field_check_day,
	    [FIELD_TIME] = field_check_time,
	    [FIELD_BOOLEAN] = check_boolean,
	    [FIELD_CODE] = check_code,
	    [FIELD_MARK] = check_mark,
	    [FIELD_WORD] = check_word,
	    [FIELD_IDS] = field_check_list,
	    [FIELD_WORDS] = field_check_list,
	    [FIELD_JSON] = check_json,
	};

	*value = (struct slice){0};
	if (text_trim(text).length == 0) {
		if (field_is_required(field))
			return arena_format(arena, "%s没有填。", field_label(field));
		return fits;
	}
	return checks[field->kind](arena, field, text, value);
}
