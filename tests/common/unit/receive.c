#include "receive.h"
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>

#define TOKEN  "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
#define COOKIE "HTTP_COOKIE=large=1; session=" TOKEN
#define JSON   "CONTENT_TYPE=application/json"
#define WRITE  "REQUEST_METHOD=POST", "PATH_INFO=/goal/7/register", JSON

/* clang-format off */
static const struct field fields[] = {{"goal", FIELD_ID, 1, 0}, {"note", FIELD_TEXT, 0, 5, "备注"}};
static const struct field find[] = {{"q", FIELD_LINE, 1, 5, "名称"}};
static const struct field card[] = {{"mark", FIELD_MARK, 1, 0}, {"code", FIELD_CODE, 1, 0}};
static const struct route routes[] = {
	{ POST, SIGNED_IN, "/goal/{goal}/register", "goal.register", ROWS(fields), NULL, "x" },
	{ POST, ANYONE, "/login", NULL, NO_FIELDS, NULL, "x" },
	{ GET, ANYONE, "/find", "goal.find", ROWS(find), NULL, "x" },
	{ POST, CODE, "/s/{mark}-{code}", NULL, ROWS(card), NULL, "x", .body = BODY_FORM, .limit = 50 },
	{ POST, ANYONE, "/bare", NULL, NO_FIELDS, NULL, "x", .body = BODY_NONE },
	{ POST, SIGNED_IN, "/file", NULL, ROWS(find), NULL, "x", .body = BODY_BYTES, .limit = 8 },
};
/* clang-format on */
static const struct program program = {"goal", ROWS(routes)};
static const struct program plain = {"box", ROWS(routes), .plain = true};

static struct request *made;

/* The status of the problem, 200 for none; the request stays in `made`. */
static int
received_by(void **arena, const struct program *by, const char *const *parameters, const char *body)
{
	struct request *q = request_made(*arena, by, parameters, body);
	bool fine = request_receive(q);

	assert_int_equal(fine, !problem_is_set(q));
	made = q;
	return fine ? 200 : q->problem.status;
}

#define RECEIVED(body, ...) \
	received_by(arena, &program, (const char *const[]){__VA_ARGS__, NULL}, body)

static void
a_write_is_taken_apart(void **arena)
{
	assert_int_equal(RECEIVED("{\"note\":\"好\",\"version\":3}", WRITE, "CONTENT_LENGTH=26",
			     COOKIE, "HTTP_IDEMPOTENCY_KEY=k-1", "REMOTE_ADDR=203.0.113.77",
			     "HTTP_HOST=a.cn:8080", "HTTP_ORIGIN=http://A.cn:8080"),
	    200);
	assert_int_equal(request_integer(made, "goal"), 7);
	assert_slice(request_value(made, "note"), "好");
	assert_null(request_value(made, "other").at);
	assert_slice(made->token, TOKEN);
	assert_slice(made->key, "k-1");
	assert_slice(made->version, "3");
	assert_slice(made->network, "203.0.113.0/24");
	assert_int_equal(strlen(made->body_digest), 64);
}

static void
without_a_session_the_door_is_shut(void **arena)
{
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2"), 401);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", "HTTP_COOKIE=session=abc"), 401);
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", "HTTP_COOKIE=session=" TOKEN "0"), 401);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", "HTTP_COOKIE=session=" TOKEN,
			     "REMOTE_ADDR=nonsense"),
	    200);
	assert_null(made->network.at);
}

#define BYTES  "REQUEST_METHOD=POST", "PATH_INFO=/file", COOKIE, "HTTP_IDEMPOTENCY_KEY=k"
#define OCTETS "CONTENT_TYPE=application/octet-stream"

static void
a_file_is_its_bytes_and_its_fields_are_in_the_query(void **arena)
{
	char digest[65];

	assert_int_equal(
	    RECEIVED("{\"q\":1}", BYTES, OCTETS, "CONTENT_LENGTH=7", "QUERY_STRING=q=a"), 200);
	assert_slice(made->body, "{\"q\":1}");
	assert_slice(request_value(made, "q"), "a");
	memcpy(digest, made->body_digest, sizeof digest);
	assert_int_equal(
	    RECEIVED("{\"q\":1}", BYTES, OCTETS, "CONTENT_LENGTH=7", "QUERY_STRING=q=b"), 200);
	assert_string_not_equal(made->body_digest, digest);
	assert_int_equal(RECEIVED("x", BYTES, OCTETS, "CONTENT_LENGTH=1"), 422);
	assert_int_equal(
	    RECEIVED("x", BYTES, OCTETS, "CONTENT_LENGTH=1", "QUERY_STRING=q=a&r=b"), 400);
	assert_int_equal(RECEIVED("x", BYTES, JSON, "CONTENT_LENGTH=1", "QUERY_STRING=q=a"), 415);
	assert_int_equal(
	    RECEIVED("123456789", BYTES, OCTETS, "CONTENT_LENGTH=9", "QUERY_STRING=q=a"), 413);
}

static void
another_origin_is_refused(void **arena)
{
	static const char *const origins[] = {"HTTP_ORIGIN=null", "HTTP_ORIGIN=http://evil.cn",
	    "HTTP_ORIGIN=http://a.cn:81", "HTTP_ORIGIN=http://a.cn.evil.cn", "HTTP_ORIGIN=a.cn",
	    "HTTP_ORIGIN=ftp://a.cn", "HTTP_ORIGIN=http://xa.cn"};

	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++)
		assert_int_equal(
		    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_HOST=a.cn", origins[i]),
		    403);
	assert_slice(made->problem.slug, "origin");
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_ORIGIN=http://a.cn"), 403);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_HOST=a.cn",
			     "HTTP_ORIGIN=https://a.cn"),
	    200);
}

static void
only_json_is_taken_where_json_is_wanted(void **arena)
{
	assert_int_equal(RECEIVED("{}", WRITE ";charset=utf-8", "CONTENT_LENGTH=2", COOKIE), 200);
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/goal/7/register",
			     "CONTENT_LENGTH=2", "CONTENT_TYPE=text/plain", COOKIE),
	    415);
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/goal/7/register",
			     "CONTENT_LENGTH=2", COOKIE),
	    415);
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/goal/7/register",
			     "CONTENT_LENGTH=2", "CONTENT_TYPE=application/jsonx", COOKIE),
	    415);
}

static void
the_length_must_be_what_arrives(void **arena)
{
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=3", COOKIE), 400);
	assert_int_equal(RECEIVED("{} ", WRITE, "CONTENT_LENGTH=2", COOKIE), 400);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=-2", COOKIE), 400);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2x", COOKIE), 400);
	assert_int_equal(RECEIVED("{}", WRITE, COOKIE), 400);
	assert_int_equal(RECEIVED("", WRITE, "CONTENT_LENGTH=0", COOKIE), 400);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=262145", COOKIE), 413);
	assert_slice(made->problem.detail, "最多256 KB，这次是257 KB。没有保存。");
}

static void
unknown_members_and_broken_json_are_400(void **arena)
{
	static const char *const broken[] = {"{\"x\":1}", "[]", "1", "null", "{",
	    "{\"note\":\"a\",\"note\":\"b\"}", "{\"goal\":8}", "{\"version\":\"3\"}",
	    "{\"version\":-1}", "{\"version\":1.5}"};
	char length[64];

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		snprintf(length, sizeof length, "CONTENT_LENGTH=%zu", strlen(broken[i]));
		assert_int_equal(RECEIVED(broken[i], WRITE, length, COOKIE), 400);
	}
}

static void
wrong_fields_are_422_and_named(void **arena)
{
	assert_int_equal(
	    RECEIVED("{\"note\":\"123456\"}", WRITE, "CONTENT_LENGTH=17", COOKIE), 422);
	assert_slice(made->problem.errors->field, "note");
	assert_slice(made->problem.errors->detail, "备注最多5字，现在6字。");
	assert_slice(made->problem.title, "有1处要改");
}

static void
a_wrong_part_of_the_path_is_404(void **arena)
{
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/goal/x/register", JSON,
			     "CONTENT_LENGTH=2", COOKIE),
	    404);
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/nowhere"), 404);
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET"), 404);
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/a\nb"), 400);
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/\xff"), 400);
}

static void
another_method_is_405(void **arena)
{
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/login"), 405);
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=PUT", "PATH_INFO=/find"), 405);
	assert_int_equal(RECEIVED(NULL, "PATH_INFO=/find"), 405);
}

static void
a_key_is_short_and_visible_and_belongs_to_a_session(void **arena)
{
	char key[100] = "HTTP_IDEMPOTENCY_KEY=";

	memset(key + strlen(key), 'k', 64);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, key), 200);
	strncat(key, "k", 2);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, key), 400);
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IDEMPOTENCY_KEY=a b"), 400);
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/login", JSON,
			     "CONTENT_LENGTH=2", "HTTP_IDEMPOTENCY_KEY=k"),
	    200);
	assert_null(made->key.at);
}

static void
a_kept_answer_is_compared_by_path_and_body(void **arena)
{
	char first[65];

	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IDEMPOTENCY_KEY=k"), 200);
	memcpy(first, made->body_digest, sizeof first);
	assert_int_equal(RECEIVED("{}", "REQUEST_METHOD=POST", "PATH_INFO=/goal/8/register", JSON,
			     "CONTENT_LENGTH=2", COOKIE, "HTTP_IDEMPOTENCY_KEY=k"),
	    200);
	assert_string_not_equal(first, made->body_digest);
	assert_int_equal(
	    RECEIVED("{ }", WRITE, "CONTENT_LENGTH=3", COOKIE, "HTTP_IDEMPOTENCY_KEY=k"), 200);
	assert_string_not_equal(first, made->body_digest);
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IDEMPOTENCY_KEY=j"), 200);
	assert_string_equal(first, made->body_digest);
}

static void
if_match_is_one_strong_tag(void **arena)
{
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IF_MATCH=\"12\""), 200);
	assert_slice(made->version, "12");
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IF_MATCH=12"), 400);
	assert_int_equal(
	    RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IF_MATCH=W/\"12\""), 400);
	assert_int_equal(RECEIVED("{}", WRITE, "CONTENT_LENGTH=2", COOKIE, "HTTP_IF_MATCH=*"), 400);
}

static void
a_query_is_checked_like_a_body(void **arena)
{
	assert_int_equal(
	    RECEIVED(NULL, "REQUEST_METHOD=HEAD", "PATH_INFO=/find", "QUERY_STRING=q=%E5%A7%94+a"),
	    200);
	assert_true(made->head);
	assert_slice(request_value(made, "q"), "委 a");
	assert_int_equal(RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/find"), 422);
	assert_int_equal(
	    RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/find", "QUERY_STRING=q=a&x=1"), 400);
	assert_int_equal(
	    RECEIVED(NULL, "REQUEST_METHOD=GET", "PATH_INFO=/find", "QUERY_STRING=q=%ff"), 400);
}

static void
networks_are_counted_by_24_and_48_bits(void **arena)
{
	static const char *const pairs[][2] = {{"REMOTE_ADDR=10.1.2.3", "10.1.2.0/24"},
	    {"REMOTE_ADDR=2001:db8:1:2:3::4", "2001:db8:1::/48"},
	    {"REMOTE_ADDR=::ffff:10.1.2.3", "10.1.2.0/24"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_int_equal(
		    RECEIVED("", "REQUEST_METHOD=POST", "PATH_INFO=/bare", pairs[i][0]), 200);
		assert_slice(made->network, pairs[i][1]);
	}
}

#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded", "REQUEST_METHOD=POST"
#define BOX(body, ...) \
	received_by(arena, &plain, (const char *const[]){FORM, __VA_ARGS__, NULL}, body)

static void
a_form_keeps_its_fields_also_when_the_code_is_mistyped(void **arena)
{
	assert_int_equal(BOX("q1=1&text=%E5%A5%BD", "CONTENT_LENGTH=19",
			     "PATH_INFO=/s/ab12cd34-0000-0000-0000-0001"),
	    422);
	assert_slice(made->problem.errors->field, "code");
	assert_slice(form_get(&made->form, "text"), "好");
	assert_int_equal(
	    BOX("q1=1", "CONTENT_LENGTH=4", "PATH_INFO=/s/AB12CD34-0000-0000-0000-0000"), 200);
	assert_slice(request_value(made, "mark"), "ab12cd34");
	assert_slice(request_value(made, "code"), "0000000000000000");
	assert_int_equal(made->form.count, 1);
	assert_int_equal(
	    BOX("q1=%", "CONTENT_LENGTH=4", "PATH_INFO=/s/AB12CD34-0000-0000-0000-0000"), 400);
	assert_int_equal(
	    BOX("", "CONTENT_LENGTH=51", "PATH_INFO=/s/AB12CD34-0000-0000-0000-0000"), 413);
}

static void
a_plain_program_looks_at_no_cookie_key_or_origin(void **arena)
{
	assert_int_equal(
	    BOX("q1=1", "CONTENT_LENGTH=4", "PATH_INFO=/s/AB12CD34-0000-0000-0000-0000", COOKIE,
		"HTTP_ORIGIN=http://evil.cn", "HTTP_IDEMPOTENCY_KEY=k", "REMOTE_ADDR=10.1.2.3",
		"HTTP_IF_MATCH=x"),
	    200);
	assert_null(made->token.at);
	assert_null(made->key.at);
	assert_null(made->network.at);
}

static void
a_token_is_64_random_characters(void **arena)
{
	char one[TOKEN_SIZE], two[TOKEN_SIZE];

	(void)arena;
	token_make(one);
	token_make(two);
	assert_int_equal(strspn(one, "0123456789abcdef"), TOKEN_LENGTH);
	assert_string_not_equal(one, two);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_write_is_taken_apart),
	    FACT(without_a_session_the_door_is_shut),
	    FACT(a_file_is_its_bytes_and_its_fields_are_in_the_query),
	    FACT(another_origin_is_refused),
	    FACT(only_json_is_taken_where_json_is_wanted),
	    FACT(the_length_must_be_what_arrives),
	    FACT(unknown_members_and_broken_json_are_400),
	    FACT(wrong_fields_are_422_and_named),
	    FACT(a_wrong_part_of_the_path_is_404),
	    FACT(another_method_is_405),
	    FACT(a_key_is_short_and_visible_and_belongs_to_a_session),
	    FACT(a_kept_answer_is_compared_by_path_and_body),
	    FACT(if_match_is_one_strong_tag),
	    FACT(a_query_is_checked_like_a_body),
	    FACT(networks_are_counted_by_24_and_48_bits),
	    FACT(a_form_keeps_its_fields_also_when_the_code_is_mistyped),
	    FACT(a_plain_program_looks_at_no_cookie_key_or_origin),
	    FACT(a_token_is_64_random_characters),
	};

	unsetenv("WUHAO_SECURE");
	return RUN(facts);
}
