#include "password.h"
#include "common_passwords.h"
#include "lab.h"

static void
a_hash_matches_its_password_only(void **arena)
{
	struct slice hash = password_hash(*arena, SLICE("shan jian ming yue 41"));

	assert_true(slice_starts(hash, SLICE("$argon2id$v=19$")));
	assert_true(password_matches(hash, SLICE("shan jian ming yue 41")));
	assert_false(password_matches(hash, SLICE("shan jian ming yue 42")));
	assert_false(password_matches(hash, SLICE("")));
	assert_false(password_is_outdated(hash));
}

static void
the_same_password_has_another_hash_each_time(void **arena)
{
	struct slice one = password_hash(*arena, SLICE("x")),
		     two = password_hash(*arena, SLICE("x"));

	assert_false(slice_equal(one, two));
}

static void
nothing_matches_where_there_is_no_hash(void **arena)
{
	(void)arena;
	assert_false(password_matches(SLICE(""), SLICE("")));
	assert_false(password_matches((struct slice){0}, SLICE("x")));
	assert_false(password_matches(SLICE("$argon2id$nonsense"), SLICE("x")));
	assert_false(password_matches(SLICE("plain"), SLICE("plain")));
}

static void
a_hash_with_other_limits_is_outdated(void **arena)
{
	(void)arena;
	assert_true(
	    password_is_outdated(SLICE("$argon2id$v=19$m=8192,t=1,p=1$"
				       "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
				       "AAAAAAAAA")));
	assert_true(password_is_outdated(SLICE("")));
}

static void
easily_guessed_ones_are_common(void **arena)
{
	static const char *const common[] = {"password1234", "Password123!!", "P@ssw0rd2026",
	    "qwertyuiop12", "1q2w3e4r5t6y", "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcabcabcabc",
	    "123456789012", "19900101-1234", "13800138000000", "woaini5201314", "iloveyou1314520",
	    "dangjian2026", "zhangwei1990", "Admin@123456", "qazwsxedcrfv", "asdfghjkl;'\\",
	    "WeiRenMinFuWu!", "", "buwangchuxin2021", "monkeymonkeymonkey"};

	(void)arena;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!password_is_common(slice_of(common[i])))
			fail_msg("%s", common[i]);
}

/*
 * Of the 10,000 commonest passwords of the usual lists all but these are shorter than PASSWORD_LEAST, or
 * in the facts above; a rule can't ask for fewer characters than that.
 */
static void
the_long_ones_of_the_ten_thousand_commonest_are_common(void **arena)
{
	static const char *const common[] = {"1q2w3e4r5t6y", "123456789987654321", "abcdefghijkl",
	    "123qweasdzxc", "qazwsxedcrfv", "1234qwerasdf", "gfhjkmgfhjkm", "ghhh47hj7649",
	    "ghjcnjgfhjkm", "leavemealone", "Mailcreated5240", "masterbating", "motherfucker",
	    "PolniyPizdec0211", "Sojdlg123aljg", "sonyericsson"};

	(void)arena;
	assert_int_equal(PASSWORD_LEAST, 12);
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!password_is_common(slice_of(common[i])))
			fail_msg("%s", common[i]);
}

static void
others_are_not(void **arena)
{
	static const char *const good[] = {"correct horse battery", "Kx7#mQ2vLp9z",
	    "tianhe-ruoshui-8472", "shanjian mingyue 41", "chenghu-yan-37-lou",
	    "湖边的柳树下有三条船", "vq9f-k2ap-zz71", "Gx!8rTw2#nLq0v"};

	(void)arena;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (password_is_common(slice_of(good[i])))
			fail_msg("%s", good[i]);
}

static void
the_list_is_sorted_lower_case_and_large(void **arena)
{
	(void)arena;
	assert_true(common_password_count > 500);
	for (size_t i = 0; i < common_password_count; i++) {
		size_t length = strlen(common_passwords[i]);

		assert_true(length >= COMMON_PASSWORD_LEAST && length <= COMMON_PASSWORD_MOST);
		assert_int_equal(
		    strspn(common_passwords[i], "abcdefghijklmnopqrstuvwxyz0123456789"), length);
		if (i > 0)
			assert_true(strcmp(common_passwords[i - 1], common_passwords[i]) < 0);
	}
}

static void
a_very_long_password_is_looked_at_too(void **arena)
{
	char *password = arena_alloc(*arena, 5000);

	memset(password, 'a', 5000);
	assert_true(password_is_common((struct slice){password, 5000}));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_hash_matches_its_password_only),
	    FACT(the_same_password_has_another_hash_each_time),
	    FACT(nothing_matches_where_there_is_no_hash),
	    FACT(a_hash_with_other_limits_is_outdated),
	    FACT(easily_guessed_ones_are_common),
	    FACT(the_long_ones_of_the_ten_thousand_commonest_are_common),
	    FACT(others_are_not),
	    FACT(the_list_is_sorted_lower_case_and_large),
	    FACT(a_very_long_password_is_looked_at_too),
	};

	return RUN(facts);
}
