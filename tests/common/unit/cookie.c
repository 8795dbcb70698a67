#include "cookie.h"
#include "lab.h"

static struct slice
found(const char *header, const char *prefix)
{
	return cookie_find(slice_of(header), slice_of(prefix), SLICE("session"));
}

static void
a_cookie_is_found_wherever_it_stands(void **arena)
{
	(void)arena;
	assert_slice(found("session=abc", ""), "abc");
	assert_slice(found("large=1; session=abc", ""), "abc");
	assert_slice(found("session=abc; large=1", ""), "abc");
	assert_slice(found(" session=abc ;x", ""), "abc");
	assert_slice(found("session=a=b", ""), "a=b");
	assert_slice(found("session=", ""), "");
}

static void
the_first_of_two_counts(void **arena)
{
	(void)arena;
	assert_slice(found("session=one; session=two", ""), "one");
}

static void
another_name_is_not_found(void **arena)
{
	(void)arena;
	assert_null(found("", "").at);
	assert_null(found("session", "").at);
	assert_null(found("xsession=abc", "").at);
	assert_null(found("sessions=abc", "").at);
	assert_null(found("Session=abc", "").at);
	assert_null(found("a=session=abc", "").at);
	assert_null(found(";;;", "").at);
}

static void
under_tls_only_the_prefixed_one_counts(void **arena)
{
	(void)arena;
	assert_slice(found("session=plain; __Host-session=abc", "__Host-"), "abc");
	assert_null(found("session=plain", "__Host-").at);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_cookie_is_found_wherever_it_stands),
	    FACT(the_first_of_two_counts),
	    FACT(another_name_is_not_found),
	    FACT(under_tls_only_the_prefixed_one_counts),
	};

	return RUN(facts);
}
