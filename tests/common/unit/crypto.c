#include "crypto.h"
#include "lab.h"

static void
sha256_gives_the_vectors_of_fips_180(void **arena)
{
	unsigned char digest[DIGEST_SIZE];

	sha256(SLICE("abc"), digest);
	assert_slice(hex(*arena, digest, sizeof digest),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256(SLICE(""), digest);
	assert_slice(hex(*arena, digest, sizeof digest),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void
sm3_gives_the_vector_of_its_standard(void **arena)
{
	unsigned char digest[DIGEST_SIZE];

	sm3(SLICE("abc"), digest);
	assert_slice(hex(*arena, digest, sizeof digest),
	    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

static void
hmac_gives_the_vector_of_rfc_4231(void **arena)
{
	unsigned char digest[DIGEST_SIZE];

	hmac_sha256(SLICE("Jefe"), SLICE("what do ya want for nothing?"), digest);
	assert_slice(hex(*arena, digest, sizeof digest),
	    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void
a_digest_in_pieces_is_the_digest_of_the_whole(void **arena)
{
	unsigned char whole[DIGEST_SIZE], pieces[DIGEST_SIZE];
	struct digest *digest = digest_new();

	(void)arena;
	digest_add(digest, SLICE("ab"));
	digest_add(digest, SLICE(""));
	digest_add_field(digest, SLICE("xyz"));
	digest_done(digest, pieces);
	sha256(SLICE("ab\0\0\0\x03xyz"), whole);
	assert_memory_equal(whole, pieces, DIGEST_SIZE);
}

static void
random_bytes_differ(void **arena)
{
	unsigned char one[32] = {0}, two[32] = {0};

	(void)arena;
	random_bytes(one, sizeof one);
	random_bytes(two, sizeof two);
	assert_memory_not_equal(one, two, sizeof one);
	assert_true(equal_constant(one, one, sizeof one));
	assert_false(equal_constant(one, two, sizeof one));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(sha256_gives_the_vectors_of_fips_180),
	    FACT(sm3_gives_the_vector_of_its_standard),
	    FACT(hmac_gives_the_vector_of_rfc_4231),
	    FACT(a_digest_in_pieces_is_the_digest_of_the_whole),
	    FACT(random_bytes_differ),
	};

	return RUN(facts);
}
