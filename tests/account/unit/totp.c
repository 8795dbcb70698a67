/* totp.h: the vectors of RFC 4226 and RFC 6238, what people type, and how far a clock may be off. */
#include "account/totp.h"
#include "../../common/unit/lab.h"

#define SECRET SLICE("12345678901234567890")

/* RFC 4226, appendix D. */
static void
numbers_are_those_of_rfc_4226(void **arena)
{
	static const uint32_t numbers[] = {
	    755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489};

	(void)arena;
	for (uint64_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(totp_number(SECRET, i), numbers[i]);
}

/* RFC 6238, appendix B: SHA-1, of its eight digits the last six. */
static void
steps_are_those_of_rfc_6238(void **arena)
{
	static const struct {
		int64_t seconds;
		uint32_t number;
	} vectors[] = {{59, 287082}, {1111111109, 81804}, {1111111111, 50471}, {1234567890, 5924},
	    {2000000000, 279037}, {20000000000, 353130}};

	(void)arena;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		assert_int_equal(totp_step(SECRET, vectors[i].number, vectors[i].seconds),
		    vectors[i].seconds / TOTP_SECONDS);
}

static void
a_clock_may_be_off_by_one_step(void **arena)
{
	const int64_t seconds = 1234567890;
	const uint64_t step = 1234567890 / TOTP_SECONDS;

	(void)arena;
	assert_int_equal(totp_step(SECRET, totp_number(SECRET, step - 1), seconds), step - 1);
	assert_int_equal(totp_step(SECRET, totp_number(SECRET, step + 1), seconds), step + 1);
	assert_int_equal(totp_step(SECRET, totp_number(SECRET, step - 2), seconds), 0);
	assert_int_equal(totp_step(SECRET, totp_number(SECRET, step + 2), seconds), 0);
	assert_int_equal(
	    totp_step(SLICE("another secret of 20"), totp_number(SECRET, step), seconds), 0);
}

static void
six_digits_are_read_however_they_are_typed(void **arena)
{
	static const char *const right[] = {"012345", " 012 345 ", "０１２３４５", "0 1 2 3 4 5"};
	static const char *const wrong[] = {"", " ", "12345", "1234567", "12345a", "-12345",
	    "１２３４５", "12345\xef\xbc",
	    "\xef\xbc\x9a"
	    "12345",
	    "012345 678"};
	uint32_t number;

	(void)arena;
	for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
		assert_true(totp_read(slice_of(right[i]), &number));
		assert_int_equal(number, 12345);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (totp_read(slice_of(wrong[i]), &number))
			fail_msg("%s", wrong[i]);
}

/* RFC 4648, section 10, without its padding. */
static void
base_32_is_that_of_rfc_4648(void **arena)
{
	static const struct {
		const char *bytes, *text;
	} vectors[] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"},
	    {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"},
	    {"12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}};

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		assert_string_equal(base32(*arena, slice_of(vectors[i].bytes)).at, vectors[i].text);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(numbers_are_those_of_rfc_4226),
	    FACT(steps_are_those_of_rfc_6238),
	    FACT(a_clock_may_be_off_by_one_step),
	    FACT(six_digits_are_read_however_they_are_typed),
	    FACT(base_32_is_that_of_rfc_4648),
	};

	return RUN(facts);
}
