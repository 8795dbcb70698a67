#include "org/identity.h"

#include "../../common/unit/lab.h"

static const char *
read_it(const char *typed, char canonical[IDENTITY_LENGTH])
{
	return identity_read(slice_of(typed), "2026-11-24", canonical);
}

static void
the_example_of_the_standard_is_one(void **arena)
{
	char canonical[IDENTITY_LENGTH];

	(void)arena;
	assert_null(read_it("11010519491231002X", canonical));
	assert_memory_equal(canonical, "11010519491231002X", IDENTITY_LENGTH);
	assert_null(read_it(" 11010519491231002x ", canonical));
	assert_memory_equal(canonical, "11010519491231002X", IDENTITY_LENGTH);
}

static void
what_is_none_is_said_why(void **arena)
{
	char canonical[IDENTITY_LENGTH];

	(void)arena;
	assert_string_equal(read_it("1101051949123100", canonical), "身份证号要有18位。");
	assert_string_equal(read_it("", canonical), "身份证号要有18位。");
	assert_string_equal(read_it("1.10105194912310E", canonical), "身份证号要有18位。");
	assert_string_equal(read_it("1101051949123100X2", canonical), "身份证号的前17位要是数字。");
	assert_string_equal(
	    read_it("110105194912310021", canonical), "身份证号的最后一位对不上，请再核对。");
	assert_string_equal(
	    read_it("11010519491231002Y", canonical), "身份证号的最后一位对不上，请再核对。");
	assert_string_equal(read_it("110105194902310020", canonical), "身份证号里的出生日期不对。");
	assert_string_equal(read_it("110105202702010020", canonical), "身份证号里的出生日期不对。");
	assert_string_equal(read_it("110105189912310020", canonical), "身份证号里的出生日期不对。");
}

static void
each_digit_that_is_mistyped_is_noticed(void **arena)
{
	char typed[IDENTITY_LENGTH + 1], canonical[IDENTITY_LENGTH];

	(void)arena;
	for (int at = 0; at < IDENTITY_LENGTH - 1; at++) {
		memcpy(typed, "11010519491231002X", sizeof typed);
		for (int digit = '0'; digit <= '9'; digit++) {
			if (digit == "11010519491231002X"[at])
				continue;
			typed[at] = (char)digit;
			assert_non_null(read_it(typed, canonical));
		}
	}
}

static void
a_leap_day_is_one_in_a_leap_year_alone(void **arena)
{
	char canonical[IDENTITY_LENGTH];

	(void)arena;
	assert_string_not_equal(read_it("110105200002290029", canonical) == NULL
				    ? "fits"
				    : read_it("110105200002290029", canonical),
	    "身份证号里的出生日期不对。");
	assert_string_equal(read_it("110105200102290020", canonical), "身份证号里的出生日期不对。");
	assert_string_equal(read_it("110105190002290020", canonical), "身份证号里的出生日期不对。");
}

static void
only_the_last_four_are_shown(void **arena)
{
	assert_slice(identity_mask(*arena, SLICE("11010519491231002X")), "**************002X");
	assert_slice(identity_mask(*arena, SLICE("12")), "12");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(the_example_of_the_standard_is_one),
	    FACT(what_is_none_is_said_why),
	    FACT(each_digit_that_is_mistyped_is_noticed),
	    FACT(a_leap_day_is_one_in_a_leap_year_alone),
	    FACT(only_the_last_four_are_shown),
	};

	return RUN(facts);
}
