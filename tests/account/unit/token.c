/* Signatures of a provider's: what OpenSSL made elsewhere fits, and nothing beside it; base64url as RFC 4648 has it. */
#include "account/token.h"
#include "../../common/unit/lab.h"
#include "signature.h"

#define SAID SLICE("what is signed")

/* clang-format off */
static const char rsa_n[] = 
	    "0K4aHClfNadrdBglYSNySFNqSE4vr2NFHYgRhxY59IDvgqN2JsJTD6gh5vUROCf7b8bnNU5kC5SRi-Q_lESM"
	    "OpI_uZfLpIXAzZhfLxAq4pxrwd91vrQjmpY5gEXdp53COmBKkgMyfQRPU5N1A9v9glsEByL_ZzvrTwOKj8Fr"
	    "hqMmf0iBAfIG004RQ5Mdi8koz1_LbKOJT0MR7SlKaoSgSo5FVHNeQ3N4_3QiZcmOLlDGJd3RRYugiCsk9R4o"
	    "8CiUNGbp9CN6H4rpdr86lW6zdDQhtyrTlenene6Ab0UNyEiaeLCGPzFhKTjJwlAN5u9zHMIi7GmRtPdoreph"
	    "ty0JIw";
static const char rsa_signature[] = 
	    "B3WryI8yadJaLXcsN9MLUMht2Fd0BoVP_g57nah0c3LH6qGeK1kzSEVq77LOnjmQJWyvWLSiZIUJH9LPO0yw"
	    "nu5HV2PYA5zj09Qrh8ntJ4jJM6l3EBkfu7beIrgIZFt6eAYSYWY8osnp4ruvPlTmlIYyoAxqiHkGSPzDtgOv"
	    "HjjG9wtYLASKB0CzQnqqh8mCVcYLqPyVZk-LGf1itsDAgColo_3ZzY-9Vo6l-nre61sexn5IZ5Py3i3NgtN4"
	    "qaBsvJ4rhTHQuUrdwYUnXOLthMQjqQKqeJUzCefWFdBN-A0DuyZlqm1pTkhxqvtpkqyYB-X7qe0C9LvDJjSW"
	    "s8kowA";
static const char weak_n[] = 
	    "twpCXgnEDXLlYzlCv1dVRKNtYSJtFFGH4oep2ILvnDLFSFEmoPOKkMDYBYE9Vguwdro0F9XsvL0Ip1CpVhyS"
	    "wy324UBWtK3WrhS6Z747p7w0uAnNkh52UjIIcSXQVVzBjJE-pwsgUR0ZfbAqiBuDm8IviluPtTNt7hu6Ezma"
	    "YOM";
static const char weak_signature[] = 
	    "Y0TwY1jWoOYTsuqmu7RAoWVzjWS6RZIZt_BZpQQfyi3ypsEJQ-yns1r_TZi7yzYzesKyAK92K4J2ypQ1SRIP"
	    "bDk9OGInPHtkjbpiFAmLH-0Sv2d-31u7l1PXASnW0eVhWwt0VPIwodXog0EZpria6euhtvRoqisGr7KNM-1K"
	    "iL8";
static const char ec_x[] = "DdIr7LXpeThVkDNXDJoPvT-ra9w_iVzdOfOJ50Cwrqo", ec_y[] = "opf3anAL39OVqD30hWjvBgP-3yGK8yH2svSjXkobpdg";
static const char ec_signature[] = 
	    "R3Va9oSn4NTaBvHm05nCAjiGzy7n6LD-zBBUwqBcWHtDKVO_fU4j9WfUtiIgOU-gccor5qlLbKwEpzme7Jxa"
	    "LA";
/* clang-format on */

static struct slice
bytes_of(struct arena *arena, const char *text)
{
	struct slice bytes;

	assert_true(base64url_read(arena, slice_of(text), &bytes));
	return bytes;
}

/* A copy with one bit changed. */
static struct slice
bent(struct arena *arena, struct slice bytes, size_t at)
{
	char *copy = arena_string(arena, bytes);

	copy[at] = (char)(copy[at] ^ 1);
	return (struct slice){copy, bytes.length};
}

static void
an_rs256_signature_fits_its_text_alone(void **arena)
{
	struct slice n = bytes_of(*arena, rsa_n), e = bytes_of(*arena, "AQAB"),
		     signature = bytes_of(*arena, rsa_signature);

	assert_true(rs256_fits(n, e, SAID, signature));
	assert_false(rs256_fits(n, e, SLICE("what is signeD"), signature));
	assert_false(rs256_fits(n, e, SAID, bent(*arena, signature, 100)));
	assert_false(rs256_fits(bent(*arena, n, 100), e, SAID, signature));
	assert_false(rs256_fits(n, e, SAID, (struct slice){signature.at, signature.length - 1}));
	assert_false(rs256_fits(n, e, SAID, SLICE("")));
	assert_false(rs256_fits(SLICE(""), SLICE(""), SAID, signature));
}

static void
a_key_under_2048_bits_is_none(void **arena)
{
	assert_false(rs256_fits(bytes_of(*arena, weak_n), bytes_of(*arena, "AQAB"), SAID,
	    bytes_of(*arena, weak_signature)));
}

static void
an_es256_signature_fits_its_text_alone(void **arena)
{
	struct slice x = bytes_of(*arena, ec_x), y = bytes_of(*arena, ec_y),
		     signature = bytes_of(*arena, ec_signature);

	assert_true(es256_fits(x, y, SAID, signature));
	assert_false(es256_fits(x, y, SLICE("what is signeD"), signature));
	assert_false(es256_fits(x, y, SAID, bent(*arena, signature, 40)));
	assert_false(es256_fits(y, x, SAID, signature));
	assert_false(es256_fits(x, y, SAID, (struct slice){signature.at, 63}));
	assert_false(es256_fits(x, y, SAID, slice_of(memset(arena_zero(*arena, 65), 0, 65))));
	assert_false(es256_fits(SLICE(""), y, SAID, signature));
}

static void
base64url_is_that_of_rfc_4648(void **arena)
{
	static const char *const bad[] = {
	    "A", "AA=", "AA==", "A+", "A/", "AB", "AAB", "A A", "AAAAA"};
	struct slice bytes;

	assert_slice(bytes_of(*arena, "Zg"), "f");
	assert_slice(bytes_of(*arena, "Zm8"), "fo");
	assert_slice(bytes_of(*arena, "Zm9v"), "foo");
	assert_slice(bytes_of(*arena, "Zm9vYg"), "foob");
	assert_slice(bytes_of(*arena, "5ZC0"), "吴");
	assert_slice(bytes_of(*arena, "-_A"), "\xfb\xf0");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(base64url_read(*arena, slice_of(bad[i]), &bytes));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(an_rs256_signature_fits_its_text_alone),
	    FACT(a_key_under_2048_bits_is_none),
	    FACT(an_es256_signature_fits_its_text_alone),
	    FACT(base64url_is_that_of_rfc_4648),
	};

	return RUN(facts);
}
