#include "typed.h"

#include "crypto.h"
#include "text.h"

enum { KEY_LEAST = 16, NAME_MOST = 8, UNIT_DIGITS = 15 };

struct page
typed_page(struct request *q)
{
	const struct form *form = &q->form;
	struct slice variant = form_get(form, "v");
	struct slice path = q->path;
	struct page page;

	if (variant.at == NULL)
		variant = request_parameter(q, "FORM_VARIANT");
	if (slice_equal(form_get(form, "show"), SLICE("big")))
		variant =
		    slice_equal(variant, SLICE("counter")) ? SLICE("big.counter") : SLICE("big");
	else if (slice_equal(form_get(form, "show"), SLICE("normal")))
		variant = slice_equal(variant, SLICE("big.counter")) ? SLICE("counter") : SLICE("");
	page = page_new(q->arena, variant);
	page.posted = q->method == POST;
	page.typed = form;
	page.by_card = path.length > 0 && memchr(path.at, '-', path.length) != NULL;
	return page;
}

struct slice
typed_code(struct request *q)
{
	struct slice code = form_get(&q->form, "code");

	if (code.at == NULL)
		code = request_value(q, "card");
	code = text_trim(code);
	return code.length > 0 ? code : (struct slice){0};
}

long long
typed_unit(struct request *q)
{
	struct slice unit = form_get(&q->form, "unit");
	long long id = 0;

	if (unit.length > UNIT_DIGITS)
		return 0;
	for (size_t i = 0; i < unit.length; i++) {
		if (unit.at[i] < '0' || unit.at[i] > '9')
			return 0;
		id = id * 10 + (unit.at[i] - '0');
	}
	return id;
}

/* One element of a PostgreSQL array in text. */
static void
element_put(struct buffer *out, struct slice text)
{
	buffer_text(out, out->length > 1 ? ",\"" : "\"");
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buffer_text(out, "\\");
		buffer_put(out, (struct slice){text.at + i, 1});
	}
	buffer_text(out, "\"");
}

static bool
is_answer(const struct form_field *field)
{
	return field->name.at[0] == 'q' && field->name.length <= NAME_MOST;
}

/* Names and values of all answers, side by side. */
static void
answers_array(struct request *q, struct slice *names, struct slice *values)
{
	const struct form *form = &q->form;
	struct buffer name = buffer_new(q->arena), value = buffer_new(q->arena);

	buffer_text(&name, "{");
	buffer_text(&value, "{");
	for (size_t i = 0; i < form->count; i++) {
		if (!is_answer(form->fields + i))
			continue;
		element_put(&name, form->fields[i].name);
		element_put(&value, form->fields[i].value);
	}
	buffer_text(&name, "}");
	buffer_text(&value, "}");
	*names = buffer_slice(&name);
	*values = buffer_slice(&value);
}

static bool
is_key(struct slice key)
{
	for (size_t i = 0; i < key.length; i++)
		if (!((key.at[i] >= 'a' && key.at[i] <= 'z') ||
			(key.at[i] >= 'A' && key.at[i] <= 'Z') ||
			(key.at[i] >= '0' && key.at[i] <= '9') || key.at[i] == '-'))
			return false;
	return key.length >= KEY_LEAST && key.length <= KEY_MOST;
}

/* The digest of the open form's key: SHA-256 of "wuhao key", mark and key, each after its length. */
static struct slice
key_digest(struct request *q)
{
	struct slice key = form_get(&q->form, "key");
	struct digest *digest;
	unsigned char *bytes;

	if (!is_key(key))
		return (struct slice){0};
	bytes = arena_alloc(q->arena, DIGEST_SIZE);
	digest = digest_new();
	digest_add_field(digest, SLICE("wuhao key"));
	digest_add_field(digest, request_value(q, "mark"));
	digest_add_field(digest, key);
	digest_done(digest, bytes);
	return (struct slice){(const char *)bytes, DIGEST_SIZE};
}

void
typed_parameters(
    struct request *q, struct slice card, struct parameter parameters[ANSWER_PARAMETERS])
{
	bool pressure = slice_equal(form_get(&q->form, "pressure"), SLICE("1"));
	long long unit = typed_unit(q);
	struct slice names, values, id = {0};

	answers_array(q, &names, &values);
	if (unit > 0)
		id = arena_format(q->arena, "%lld", unit);
	parameters[0] = (struct parameter)PARAMETER("mark", request_value(q, "mark"));
	parameters[1] = (struct parameter)PARAMETER_BYTEA("card", card);
	parameters[2] = (struct parameter)PARAMETER_BYTEA("key", key_digest(q));
	parameters[3] = (struct parameter)PARAMETER("unit", id);
	parameters[4] = (struct parameter)PARAMETER("names", names);
	parameters[5] = (struct parameter)PARAMETER("fields", values);
	parameters[6] =
	    (struct parameter)PARAMETER("pressure", pressure ? SLICE("true") : SLICE("false"));
}
