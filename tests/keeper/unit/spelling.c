/* How names are typed in Latin letters. */
#include "keeper/spelling.h"

#include "../../common/unit/lab.h"

static struct speller *speller;

static int
speller_begin(void **state)
{
	(void)state;
	speller = speller_open();
	return 0;
}

static int
speller_end(void **state)
{
	(void)state;
	speller_close(speller);
	return 0;
}

static void
assert_spelled(bool person, const char *name, const char *spellings)
{
	struct arena *arena = arena_new();
	struct buffer buffer = buffer_new(arena);

	spelling_put(speller, &buffer, person, slice_of(name));
	assert_string_equal(arena_string(arena, buffer_slice(&buffer)), spellings);
	arena_free(arena);
}

static void
syllables_stand_apart_without_tones(void **state)
{
	(void)state;
	assert_spelled(true, "张伟", "[\"zhang wei\"]");
	assert_spelled(false, "市财政局", "[\"shi cai zheng ju\"]");
}

static void
a_persons_surname_is_read_as_a_surname(void **state)
{
	(void)state;
	assert_spelled(true, "单雄信", "[\"shan xiong xin\"]");
	assert_spelled(true, "曾国藩", "[\"zeng guo fan\"]");
	assert_spelled(false, "重庆银行", "[\"chong qing yin xing\"]");
}

static void
a_diaeresis_is_typed_in_two_ways(void **state)
{
	(void)state;
	assert_spelled(true, "吕布", "[\"lu bu\",\"lv bu\"]");
	assert_spelled(false, "女工委", "[\"nu gong wei\",\"nv gong wei\"]");
}

static void
what_is_no_chinese_stays(void **state)
{
	(void)state;
	assert_spelled(true, "Anna", "[\"anna\"]");
	assert_spelled(true, "阿不都·热合曼", "[\"a bu dou\xc2\xb7 re he man\"]");
	assert_spelled(false, "12345热线", "[\"12345re xian\"]");
	assert_spelled(true, "", "[]");
	assert_spelled(true, "\xf0\xa0\xae\xb7田", "[\"\xf0\xa0\xae\xb7 tian\"]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(syllables_stand_apart_without_tones),
	    cmocka_unit_test(a_persons_surname_is_read_as_a_surname),
	    cmocka_unit_test(a_diaeresis_is_typed_in_two_ways),
	    cmocka_unit_test(what_is_no_chinese_stays),
	};

	return cmocka_run_group_tests(tests, speller_begin, speller_end);
}
