#include "lab.h"
#include "send.h"

#include <stdlib.h>

static bool
page_draw(struct request *q, const struct problem *problem)
{
	if (problem->status == 409)
		return false;
	answer_html(q, problem->status, SLICE("<p>page"));
	return true;
}

static const struct program program = {"box", NULL, 0, .plain = true};
static const struct program pages = {"box", NULL, 0, .plain = true, .problem_page = page_draw};

static struct request *
asked(void **arena)
{
	return request_made(*arena, &program, (const char *const[]){NULL}, NULL);
}

/* Everything that nginx would get. */
static struct slice
sent(struct request *q)
{
	static unsigned char room[65536];
	FCGX_Stream *out = arena_zero(q->arena, sizeof *out);

	out->wrNext = out->rdNext = room;
	out->stop = room + sizeof room;
	q->fcgi.out = out;
	answer_send(q);
	return (struct slice){(const char *)room, (size_t)(out->wrNext - room)};
}

static void
an_answer_has_status_type_and_length(void **arena)
{
	struct request *q = asked(arena);

	answer_json(q, 200, SLICE("{\"a\":1}"));
	assert_slice(sent(q),
	    "Status: 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"
	    "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\r\n{\"a\":1}");
}

static void
head_gets_the_length_without_the_body(void **arena)
{
	struct request *q = asked(arena);
	struct slice bytes;

	q->head = true;
	answer_html(q, 200, SLICE("<p>"));
	bytes = sent(q);
	assert_true(contains(bytes, "Content-Length: 3\r\n"));
	assert_memory_equal(bytes.at + bytes.length - 4, "\r\n\r\n", 4);
}

static void
the_handlers_own_caching_counts(void **arena)
{
	struct request *q = asked(arena);

	header_set(q, "cache-control", SLICE("max-age=60"));
	answer_json(q, 200, SLICE("{}"));
	assert_false(contains(sent(q), "no-store"));
}

static void
a_header_cannot_be_split(void **arena)
{
	static const char *const values[] = {"a\r\nX: y", "a\nb", "a\rb", "a\x7f"};
	static const char *const names[] = {"", "A b", "A:", "A\n", "Ä"};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct request *q = asked(arena);

		header_set(q, "X-A", slice_of(values[i]));
		assert_int_equal(q->problem.status, 500);
		assert_null(q->answer.headers);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct request *q = asked(arena);

		header_set(q, names[i], SLICE("x"));
		assert_int_equal(q->problem.status, 500);
	}
}

static void
a_problem_wins_and_drops_headers_set_before(void **arena)
{
	struct request *q = asked(arena);
	struct slice bytes;

	cookie_set(q, "session", SLICE("abc"), 0);
	answer_json(q, 200, SLICE("{\"secret\":1}"));
	problem_set(q, 409, NULL, NULL);
	bytes = sent(q);
	assert_true(contains(bytes, "Status: 409 Conflict\r\n"));
	assert_true(contains(bytes, "application/problem+json"));
	assert_false(contains(bytes, "Set-Cookie"));
	assert_false(contains(bytes, "secret"));
}

static void
no_answer_at_all_is_500(void **arena)
{
	assert_true(contains(sent(asked(arena)), "Status: 500 "));
}

static void
waiting_is_told_by_retry_after(void **arena)
{
	struct request *q = asked(arena);

	problem_wait(q, 503, 7, NULL);
	assert_true(contains(sent(q), "Retry-After: 7\r\n"));
}

static void
a_program_may_draw_its_problems(void **arena)
{
	struct request *q = asked(arena);
	struct slice bytes;

	q->program = &pages;
	problem_set(q, 404, NULL, NULL);
	bytes = sent(q);
	assert_true(
	    contains(bytes, "Status: 404 Not Found\r\nContent-Type: text/html; charset=utf-8"));
	assert_true(contains(bytes, "<p>page"));
	q = asked(arena);
	q->program = &pages;
	problem_set(q, 409, NULL, NULL);
	assert_true(contains(sent(q), "application/problem+json"));
}

static void
cookies_are_strict_and_under_tls_host_only(void **arena)
{
	struct request *q = asked(arena);

	cookie_set(q, "session", SLICE("abc"), 3600);
	assert_slice(q->answer.headers->value,
	    "session=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict");
	setenv("WUHAO_SECURE", "1", 1);
	cookie_set(q, "session", SLICE("abc"), 0);
	cookie_set(q, "session", SLICE(""), -1);
	unsetenv("WUHAO_SECURE");
	assert_slice(q->answer.headers->next->value,
	    "__Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
	assert_slice(q->answer.headers->next->next->value,
	    "__Host-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
	cookie_set(q, "session", SLICE("a;b"), 0);
	assert_int_equal(q->problem.status, 500);
}

static void
a_redirect_stays_in_the_house(void **arena)
{
	static const char *const others[] = {"", "console", "//evil.cn", "/\\evil.cn", "http://x"};
	struct request *q = asked(arena);

	answer_redirect(q, SLICE("/console/"));
	assert_int_equal(q->answer.status, 303);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		q = asked(arena);
		answer_redirect(q, slice_of(others[i]));
		assert_int_equal(q->problem.status, 500);
	}
}

static void
an_attachment_keeps_its_chinese_name(void **arena)
{
	struct request *q = asked(arena);

	answer_attachment(q, SLICE("结果 1.xlsx"));
	assert_slice(q->answer.headers->value, "attachment; filename=\"download.xlsx\"; "
					       "filename*=UTF-8''%E7%BB%93%E6%9E%9C%201.xlsx");
	q = asked(arena);
	answer_attachment(q, SLICE("a.x\"\r\n"));
	assert_slice(q->answer.headers->value,
	    "attachment; filename=\"download\"; filename*=UTF-8''a.x%22%0D%0A");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(an_answer_has_status_type_and_length),
	    FACT(head_gets_the_length_without_the_body),
	    FACT(the_handlers_own_caching_counts),
	    FACT(a_header_cannot_be_split),
	    FACT(a_problem_wins_and_drops_headers_set_before),
	    FACT(no_answer_at_all_is_500),
	    FACT(waiting_is_told_by_retry_after),
	    FACT(a_program_may_draw_its_problems),
	    FACT(cookies_are_strict_and_under_tls_host_only),
	    FACT(a_redirect_stays_in_the_house),
	    FACT(an_attachment_keeps_its_chinese_name),
	};

	return RUN(facts);
}
