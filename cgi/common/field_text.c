#include "field.h"
#include "text.h"

static const struct slice fits = {0};

/* CR LF and a lone CR become LF. */
static struct slice
lines_of(struct arena *arena, struct slice text)
{
	char *out;
	size_t length = 0;

	if (memchr(text.at, '\r', text.length) == NULL)
		return text;
	out = arena_alloc(arena, text.length);
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] != '\r')
			out[length++] = text.at[i];
		else if (i + 1 == text.length || text.at[i + 1] != '\n')
			out[length++] = '\n';
	}
	return (struct slice){out, length};
}

struct slice
field_check_text(
    struct arena *arena, const struct field *field, struct slice text, struct slice *value)
{
	bool lines = field->kind == FIELD_TEXT;
	size_t length;

	text = lines ? lines_of(arena, text) : text_trim(text);
	if (lines ? text_has_control_but_lines(text) : text_has_control(text))
		return arena_format(arena, "%s里有不能保存的字符。", field_label(field));
	if (!lines && text_has_hidden(text))
		return arena_format(
		    arena, "%s里有看不见的字符，请删掉或重新输入。", field_label(field));
	length = text_length(text);
	if (field->most > 0 && length > (size_t)field->most)
		return arena_format(
		    arena, "%s最多%ld字，现在%zu字。", field_label(field), field->most, length);
	if (field->least > 0 && length < (size_t)field->least)
		return arena_format(
		    arena, "%s至少%ld字，现在%zu字。", field_label(field), field->least, length);
	*value = text;
	return fits;
}
