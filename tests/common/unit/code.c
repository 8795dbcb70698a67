#include "code.h"
#include "crypto.h"
#include "lab.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
a_new_code_is_in_fours_and_reads_back(void **arena)
{
	(void)arena;
	for (int i = 0; i < 1000; i++) {
		char shown[CODE_SHOWN_SIZE], canonical[CODE_LENGTH], again[CODE_SHOWN_SIZE];

		code_make(shown);
		assert_int_equal(strlen(shown), 19);
		assert_int_equal(strspn(shown, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 19);
		assert_true(shown[4] == '-' && shown[9] == '-' && shown[14] == '-');
		assert_int_equal(code_read(slice_of(shown), canonical), CODE_OK);
		code_show(canonical, again);
		assert_string_equal(shown, again);
	}
}

static void
two_codes_differ(void **arena)
{
	char one[CODE_SHOWN_SIZE], two[CODE_SHOWN_SIZE];

	(void)arena;
	code_make(one);
	code_make(two);
	assert_string_not_equal(one, two);
}

static void
any_one_wrong_character_is_noticed(void **arena)
{
	char shown[CODE_SHOWN_SIZE], code[CODE_LENGTH], other[CODE_LENGTH];

	(void)arena;
	for (int round = 0; round < 20; round++) {
		code_make(shown);
		assert_int_equal(code_read(slice_of(shown), code), CODE_OK);
		for (size_t i = 0; i < CODE_LENGTH; i++)
			for (size_t c = 0; c < 32; c++) {
				char wrong[CODE_LENGTH];

				memcpy(wrong, code, CODE_LENGTH);
				if (wrong[i] == alphabet[c])
					continue;
				wrong[i] = alphabet[c];
				assert_int_equal(
				    code_read((struct slice){wrong, CODE_LENGTH}, other),
				    CODE_MISTYPED);
			}
	}
}

static void
any_two_exchanged_characters_are_noticed(void **arena)
{
	char shown[CODE_SHOWN_SIZE], code[CODE_LENGTH], other[CODE_LENGTH];

	(void)arena;
	for (int round = 0; round < 200; round++) {
		code_make(shown);
		assert_int_equal(code_read(slice_of(shown), code), CODE_OK);
		for (size_t i = 0; i < CODE_LENGTH; i++)
			for (size_t j = i + 1; j < CODE_LENGTH; j++) {
				char wrong[CODE_LENGTH];

				memcpy(wrong, code, CODE_LENGTH);
				wrong[i] = code[j];
				wrong[j] = code[i];
				if (wrong[i] != wrong[j])
					assert_int_equal(
					    code_read((struct slice){wrong, CODE_LENGTH}, other),
					    CODE_MISTYPED);
			}
	}
}

static void
people_may_write_it_their_way(void **arena)
{
	/* 0…0 is a code: the sum of zeros is zero. 1…1 with its check character is another. */
	static const char *const zero[] = {"0000-0000-0000-0000", "0000000000000000",
	    " 0000 0000 0000 0000\r\n", "OOOO-oooo-OOOO-oooo",
	    "００００－００００　００００—００００"};
	char canonical[CODE_LENGTH];

	(void)arena;
	for (size_t i = 0; i < sizeof zero / sizeof *zero; i++) {
		memset(canonical, 0, sizeof canonical);
		assert_int_equal(code_read(slice_of(zero[i]), canonical), CODE_OK);
		assert_memory_equal(canonical, "0000000000000000", CODE_LENGTH);
	}
}

static void
case_and_look_alikes_are_forgiven(void **arena)
{
	char shown[CODE_SHOWN_SIZE], code[CODE_LENGTH], read[CODE_LENGTH];

	(void)arena;
	do
		code_make(shown);
	while (strchr(shown, '1') == NULL || strchr(shown, '0') == NULL);
	assert_int_equal(code_read(slice_of(shown), code), CODE_OK);
	for (char *c = shown; *c != '\0'; c++)
		*c = (char)(*c == '1' ? 'l' : *c == '0' ? 'o' : *c >= 'A' ? *c - 'A' + 'a' : *c);
	assert_int_equal(code_read(slice_of(shown), read), CODE_OK);
	assert_memory_equal(code, read, CODE_LENGTH);
}

static void
what_looks_like_a_code_is_called_mistyped(void **arena)
{
	static const char *const mistyped[] = {"0000-0000-0000-0001", "0000-0000-0000-000",
	    "0000-0000-0000-00000", "UUUU-0000-0000-0000", "000000000000"};
	static const char *const others[] = {"", " ", "0000", "你好", "0000-0000-0000-000!",
	    "000000000000000000000", "https://example.cn/s/00", "00000000000",
	    "\xff"
	    "00000000000000"};
	char canonical[CODE_LENGTH];

	(void)arena;
	for (size_t i = 0; i < sizeof mistyped / sizeof *mistyped; i++)
		assert_int_equal(code_read(slice_of(mistyped[i]), canonical), CODE_MISTYPED);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(code_read(slice_of(others[i]), canonical), CODE_NOT_A_CODE);
}

static void
the_digest_is_the_layout_of_the_header(void **arena)
{
	unsigned char digest[CODE_DIGEST_SIZE], wanted[DIGEST_SIZE];

	(void)arena;
	sha256(SLICE("\0\0\0\x0awuhao card\0\0\0\x10"
		     "0123456789ABCDEF"),
	    wanted);
	code_digest("0123456789ABCDEF", digest);
	assert_memory_equal(digest, wanted, sizeof digest);
}

static void
the_receipt_is_eighty_bits_under_its_own_domain(void **arena)
{
	char shown[CODE_SHOWN_SIZE], again[CODE_SHOWN_SIZE];
	unsigned char digest[DIGEST_SIZE];

	(void)arena;
	sha256(SLICE("\0\0\0\x0dwuhao receipt\0\0\0\x10"
		     "0123456789ABCDEF"),
	    digest);
	code_receipt("0123456789ABCDEF", shown);
	assert_int_equal(shown[0], alphabet[digest[0] >> 3]);
	assert_int_equal(shown[1], alphabet[(digest[0] & 7) << 2 | digest[1] >> 6]);
	assert_int_equal(shown[18], alphabet[digest[9] & 31]);
	assert_true(receipt_read(slice_of(shown), again));
	assert_string_equal(shown, again);
	code_receipt("0123456789ABCDEG", again);
	assert_string_not_equal(shown, again);
}

static void
a_receipt_is_read_as_forgivingly(void **arena)
{
	char shown[CODE_SHOWN_SIZE];

	(void)arena;
	assert_true(receipt_read(SLICE("abcd efgh jkmn pqro"), shown));
	assert_string_equal(shown, "ABCD-EFGH-JKMN-PQR0");
	assert_false(receipt_read(SLICE("abcd efgh jkmn pqr"), shown));
	assert_false(receipt_read(SLICE("abcd efgh jkmn pqru"), shown));
}

static void
marks_are_eight_lower_case_characters(void **arena)
{
	char read[MARK_SIZE];

	(void)arena;
	assert_true(mark_read(SLICE("ab12cd30"), read));
	assert_string_equal(read, "ab12cd30");
	assert_true(mark_read(SLICE("AB12CD3O"), read));
	assert_string_equal(read, "ab12cd30");
	assert_false(mark_read(SLICE("ab12cd3"), read));
	assert_false(mark_read(SLICE("ab12cd345"), read));
	assert_false(mark_read(SLICE("ab12cd3u"), read));
	assert_false(mark_read(SLICE("ab12-d34"), read));
}

static void
a_number_to_quote_is_eight_characters(void **arena)
{
	char number[NUMBER_SIZE];

	(void)arena;
	number_make(number);
	assert_int_equal(strspn(number, alphabet), 8);
	assert_int_equal(number[8], '\0');
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_new_code_is_in_fours_and_reads_back),
	    FACT(two_codes_differ),
	    FACT(any_one_wrong_character_is_noticed),
	    FACT(any_two_exchanged_characters_are_noticed),
	    FACT(people_may_write_it_their_way),
	    FACT(case_and_look_alikes_are_forgiven),
	    FACT(what_looks_like_a_code_is_called_mistyped),
	    FACT(the_digest_is_the_layout_of_the_header),
	    FACT(the_receipt_is_eighty_bits_under_its_own_domain),
	    FACT(a_receipt_is_read_as_forgivingly),
	    FACT(marks_are_eight_lower_case_characters),
	    FACT(a_number_to_quote_is_eight_characters),
	};

	return RUN(facts);
}
