/* How a name is written where signs have a meaning, and what is judged without asking a directory. */
#include "account/directory.h"
#include "../../common/unit/lab.h"

static void
a_name_in_a_distinguished_name_is_only_a_name(void **arena)
{
	assert_slice(directory_dn_value(*arena, SLICE("wuyue")), "wuyue");
	assert_slice(directory_dn_value(*arena, SLICE("吴越")), "吴越");
	assert_slice(directory_dn_value(*arena, SLICE("a,b+c\"d\\e<f>g;h=i")),
	    "a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\=i");
	assert_slice(directory_dn_value(*arena, SLICE("# x ")), "\\# x\\ ");
	assert_slice(directory_dn_value(*arena, SLICE(" ")), "\\ ");
	assert_slice(directory_dn_value(*arena, SLICE("a\0b\n")), "a\\00b\\0a");
}

static void
a_name_in_a_filter_is_only_a_name(void **arena)
{
	assert_slice(directory_filter_value(*arena, SLICE("wuyue")), "wuyue");
	assert_slice(directory_filter_value(*arena, SLICE("吴越")), "吴越");
	assert_slice(
	    directory_filter_value(*arena, SLICE("*)(uid=\\\0")), "\\2a\\29\\28uid=\\5c\\00");
}

static void
an_empty_password_is_wrong_without_asking(void **arena)
{
	const struct directory nowhere = {
	    .url = SLICE("ldap://127.0.0.1:1"), .dn = SLICE("uid={login}")};

	assert_int_equal(
	    directory_judge(*arena, &nowhere, SLICE("wuyue"), SLICE("")), VERDICT_WRONG);
	assert_int_equal(directory_judge(*arena, &nowhere, SLICE(""), SLICE("x")), VERDICT_WRONG);
	assert_int_equal(
	    directory_judge(*arena, &nowhere, SLICE("wuyue"), SLICE("x")), VERDICT_AWAY);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_name_in_a_distinguished_name_is_only_a_name),
	    FACT(a_name_in_a_filter_is_only_a_name),
	    FACT(an_empty_password_is_wrong_without_asking),
	};

	return RUN(facts);
}
