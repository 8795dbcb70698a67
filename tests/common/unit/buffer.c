#include "buffer.h"
#include "lab.h"

static void
an_empty_buffer_is_an_empty_slice(void **arena)
{
	struct buffer b = buffer_new(*arena);

	assert_slice(buffer_slice(&b), "");
}

static void
it_grows_over_everything_that_is_put(void **arena)
{
	struct buffer b = buffer_new(*arena);

	for (int i = 0; i < 2000; i++) {
		buffer_text(&b, "ab");
		buffer_format(&b, "%03d", i % 1000);
		buffer_put(&b, SLICE("c"));
		buffer_put(&b, (struct slice){0});
	}
	assert_int_equal(buffer_slice(&b).length, 2000 * 6);
	assert_memory_equal(b.at + 6 * 1999, "ab999c", 6);
	assert_memory_equal(b.at, "ab000c", 6);
}

static void
a_long_format_is_whole(void **arena)
{
	struct buffer b = buffer_new(*arena);

	buffer_format(&b, "%5000d", 1);
	buffer_format(&b, "%s", "x");
	assert_int_equal(buffer_slice(&b).length, 5001);
	assert_memory_equal(b.at + 4999, "1x", 2);
}

static void
json_escapes_what_json_and_scripts_mind(void **arena)
{
	struct buffer b = buffer_new(*arena);

	buffer_json(&b, SLICE("a\"b\\c\n\r\t\x01</script>你\x7f"));
	assert_slice(buffer_slice(&b), "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u003c/script>你\\u007f\"");
}

static void
an_absent_slice_is_null_and_an_empty_one_is_quotes(void **arena)
{
	struct buffer b = buffer_new(*arena);

	buffer_json(&b, (struct slice){0});
	buffer_json(&b, SLICE(""));
	assert_slice(buffer_slice(&b), "null\"\"");
}

static void
html_escapes_the_five(void **arena)
{
	struct buffer b = buffer_new(*arena);

	buffer_html(&b, SLICE("<a href='x' title=\"y\">&amp;你</a>"));
	assert_slice(buffer_slice(&b),
	    "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;你&lt;/a&gt;");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(an_empty_buffer_is_an_empty_slice),
	    FACT(it_grows_over_everything_that_is_put),
	    FACT(a_long_format_is_whole),
	    FACT(json_escapes_what_json_and_scripts_mind),
	    FACT(an_absent_slice_is_null_and_an_empty_one_is_quotes),
	    FACT(html_escapes_the_five),
	};

	return RUN(facts);
}
