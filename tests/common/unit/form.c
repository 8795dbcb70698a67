#include "form.h"
#include "buffer.h"
#include "lab.h"

static void
fields_come_in_their_order_and_may_repeat(void **arena)
{
	struct form form;

	assert_true(form_parse(*arena, SLICE("q1=%E5%BE%88&q2=a+b&q1=c&empty=&bare"), &form));
	assert_int_equal(form.count, 5);
	assert_slice(form.fields[0].name, "q1");
	assert_slice(form.fields[0].value, "很");
	assert_slice(form.fields[2].value, "c");
	assert_slice(form_get(&form, "q1"), "很");
	assert_slice(form_get(&form, "q2"), "a b");
	assert_slice(form_get(&form, "empty"), "");
	assert_slice(form_get(&form, "bare"), "");
	assert_null(form_get(&form, "none").at);
}

static void
an_equals_sign_belongs_to_the_value_after_the_first(void **arena)
{
	struct form form;

	assert_true(form_parse(*arena, SLICE("a=b=c&&d=1&"), &form));
	assert_int_equal(form.count, 2);
	assert_slice(form_get(&form, "a"), "b=c");
}

static void
nothing_is_a_form_without_fields(void **arena)
{
	struct form form;

	assert_true(form_parse(*arena, SLICE(""), &form));
	assert_int_equal(form.count, 0);
	assert_true(form_parse(*arena, SLICE("&&"), &form));
	assert_int_equal(form.count, 0);
}

static void
broken_bytes_are_refused(void **arena)
{
	static const char *const broken[] = {
	    "a=%", "a=%zz", "a=%00", "a=%ff", "%ff=1", "=1", "a=1&=2", "a=\xff"};
	struct form form;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		assert_false(form_parse(*arena, slice_of(broken[i]), &form));
}

static struct slice
fields_made(struct arena *arena, int count)
{
	struct buffer b = buffer_new(arena);

	for (int i = 0; i < count; i++)
		buffer_format(&b, "f%d=1&", i);
	return buffer_slice(&b);
}

static void
there_is_a_most_of_fields_and_of_a_name(void **arena)
{
	struct form form;
	char name[220];

	assert_true(form_parse(*arena, fields_made(*arena, FORM_MOST_FIELDS), &form));
	assert_int_equal(form.count, FORM_MOST_FIELDS);
	assert_false(form_parse(*arena, fields_made(*arena, FORM_MOST_FIELDS + 1), &form));
	memset(name, 'a', sizeof name);
	assert_true(form_parse(*arena, (struct slice){name, 200}, &form));
	assert_false(form_parse(*arena, (struct slice){name, 201}, &form));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(fields_come_in_their_order_and_may_repeat),
	    FACT(an_equals_sign_belongs_to_the_value_after_the_first),
	    FACT(nothing_is_a_form_without_fields),
	    FACT(broken_bytes_are_refused),
	    FACT(there_is_a_most_of_fields_and_of_a_name),
	};

	return RUN(facts);
}
