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

/* Case 16 of the GCM specification (McGrew and Viega), whose nonce ours come in front of. */
static void
aes_gcm_opens_the_vector_of_its_specification(void **arena)
{
	static const char key[] =
	    "\xfe\xff\xe9\x92\x86\x65\x73\x1c\x6d\x6a\x8f\x94\x67\x30\x83\x08"
	    "\xfe\xff\xe9\x92\x86\x65\x73\x1c\x6d\x6a\x8f\x94\x67\x30\x83\x08";
	static const char sealed[] =
	    "\xca\xfe\xba\xbe\xfa\xce\xdb\xad\xde\xca\xf8\x88"
	    "\x52\x2d\xc1\xf0\x99\x56\x7d\x07\xf4\x7f\x37\xa3\x2a\x84\x42\x7d"
	    "\x64\x3a\x8c\xdc\xbf\xe5\xc0\xc9\x75\x98\xa2\xbd\x25\x55\xd1\xaa"
	    "\x8c\xb0\x8e\x48\x59\x0d\xbb\x3d\xa7\xb0\x8b\x10\x56\x82\x88\x38"
	    "\xc5\xf6\x1e\x63\x93\xba\x7a\x0a\xbc\xc9\xf6\x62"
	    "\x76\xfc\x6e\xce\x0f\x4e\x17\x68\xcd\xdf\x88\x53\xbb\x2d\x55\x1b";
	static const char context[] = "\xfe\xed\xfa\xce\xde\xad\xbe\xef\xfe\xed"
				      "\xfa\xce\xde\xad\xbe\xef\xab\xad\xda\xd2";
	struct slice plain;

	assert_true(aes_gcm_open(*arena, (const unsigned char *)key,
	    (struct slice){sealed, sizeof sealed - 1}, (struct slice){context, sizeof context - 1},
	    &plain));
	assert_slice(hex(*arena, plain.at, plain.length),
	    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

static void
what_was_sealed_opens_under_its_key_and_context_alone(void **arena)
{
	unsigned char key[CIPHER_KEY_SIZE], other[CIPHER_KEY_SIZE];
	struct slice sealed, again, plain = {0};
	char *broken;

	random_bytes(key, sizeof key);
	random_bytes(other, sizeof other);
	sealed = aes_gcm_seal(*arena, key, SLICE("11010519491231002X"), SLICE("person/12"));
	again = aes_gcm_seal(*arena, key, SLICE("11010519491231002X"), SLICE("person/12"));
	assert_int_equal(sealed.length, 18 + CIPHER_NONCE_SIZE + CIPHER_TAG_SIZE);
	assert_false(slice_equal(sealed, again));
	assert_true(aes_gcm_open(*arena, key, sealed, SLICE("person/12"), &plain));
	assert_slice(plain, "11010519491231002X");
	assert_false(aes_gcm_open(*arena, key, sealed, SLICE("person/13"), &plain));
	assert_false(aes_gcm_open(*arena, other, sealed, SLICE("person/12"), &plain));
	for (size_t i = 0; i < sealed.length; i++) {
		broken = arena_string(*arena, sealed);
		broken[i] ^= 1;
		assert_false(aes_gcm_open(*arena, key, (struct slice){broken, sealed.length},
		    SLICE("person/12"), &plain));
	}
	assert_false(aes_gcm_open(*arena, key, SLICE("short"), SLICE("person/12"), &plain));
	assert_false(aes_gcm_open(*arena, key, (struct slice){0}, SLICE(""), &plain));
	assert_true(aes_gcm_open(
	    *arena, key, aes_gcm_seal(*arena, key, SLICE(""), SLICE("")), SLICE(""), &plain));
	assert_int_equal(plain.length, 0);
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
	    FACT(aes_gcm_opens_the_vector_of_its_specification),
	    FACT(what_was_sealed_opens_under_its_key_and_context_alone),
	};

	return RUN(facts);
}
