/* What account's handlers ask the database, in which order, and what they answer; the database is made up here. */
#include "../../common/unit/lab.h"
#include "account/handlers.h"
#include "account/tries.h"
#include "code.h"
#include "crypto.h"
#include "db.h"
#include "json.h"
#include "password.h"

#include <sodium.h>
#include <stdio.h>

#define COOKIE "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1"
#define LONG   "竹林深处，有人 唱晚歌声"
#define ME     "{\"name\":\"周岚\"}"

/* ---- the database: verbs that were called, and what they answer ---- */

enum { CALLS_MOST = 4 };
static struct {
	const char *verb;
	struct slice values[9];
} calls[CALLS_MOST];
static size_t call_count;
static const char *answers[CALLS_MOST];

bool
db_call(struct request *q, const char *verb, const struct parameter *parameters, size_t count,
    struct slice *json)
{
	assert_true(call_count < CALLS_MOST && answers[call_count] != NULL);
	for (size_t i = 0; i < count; i++)
		calls[call_count].values[i] = arena_copy(q->arena, parameters[i].value);
	calls[call_count].verb = verb;
	*json = slice_of(answers[call_count++]);
	return true;
}

bool
db_verb(struct request *q, struct slice *json)
{
	return db_call(q, q->route->verb, NULL, 0, json);
}

bool
db_call_kept(struct request *q, const char *verb, const struct parameter *parameters, size_t count,
    struct slice *json)
{
	(void)q, (void)verb, (void)parameters, (void)count, (void)json;
	fail_msg("signing in has no key");
	return false;
}

/* ---- the dear work that a password costs, as the library gets it (Makefile: --wrap) ---- */

static char verified[CALLS_MOST][crypto_pwhash_STRBYTES];
static size_t verified_count;

int __real_crypto_pwhash_str_verify(
    const char *hash, const char *password, unsigned long long length);
int __wrap_crypto_pwhash_str_verify(
    const char *hash, const char *password, unsigned long long length);

int
__wrap_crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long length)
{
	assert_true(verified_count < CALLS_MOST);
	snprintf(verified[verified_count++], sizeof verified[0], "%s", hash);
	return __real_crypto_pwhash_str_verify(hash, password, length);
}

/* ---- requests ---- */

/* clang-format off */
static const struct field login_fields[] = {{"login", FIELD_LINE, 1, 40}, {"password", FIELD_TEXT, 1, 200},
	{"code", FIELD_LINE, 0, 40}};
static const struct field password_fields[] = {{"old", FIELD_TEXT, 1, 200}, {"new", FIELD_TEXT, 1, 200}};
static const struct field first_fields[] = {{"code", FIELD_LINE, 1, 40}, {"login", FIELD_LINE, 0, 40},
	{"password", FIELD_TEXT, 1, 200}};
static const struct route routes[] = {
	{ POST, ANYONE, "/account/login", NULL, ROWS(login_fields), account_login, "x" },
	{ POST, SIGNED_IN, "/account/password", NULL, ROWS(password_fields), account_password, "x" },
	{ POST, ANYONE, "/account/first", NULL, ROWS(first_fields), account_first, "x" },
	{ POST, ANYONE, "/account/logout", "account.logout", NO_FIELDS, account_logout, "x" },
};
/* clang-format on */
static const struct program program = {"account", ROWS(routes)};
enum { LOGIN, PASSWORD, FIRST, LOGOUT };

/* Hands a request with these values to the route's handler; the answers of the verbs follow. */
static struct request *
asked(void **arena, int route, const char *const *parameters, const char *const *values,
    const char *const *said)
{
	struct request *q = request_made(*arena, &program, parameters, NULL);

	q->method = POST;
	q->route = routes + route;
	q->network = SLICE("192.0.2.0/24");
	q->values = arena_zero(*arena, 3 * sizeof *q->values);
	for (size_t i = 0; i < q->route->field_count && i < 3; i++)
		q->values[i] = slice_of(values[i]);
	call_count = verified_count = 0;
	for (size_t i = 0; i < CALLS_MOST; i++)
		answers[i] = said[i];
	q->route->handler(q);
	return q;
}

#define NOTHING    ((const char *const[]){NULL})
#define BROWSER    ((const char *const[]){"HTTP_COOKIE=browser=" COOKIE, NULL})
#define GIVEN(...) ((const char *const[3]){__VA_ARGS__})
#define SAID(...)  ((const char *const[CALLS_MOST]){__VA_ARGS__})

static struct slice
cookie_given(const struct request *q, const char *name)
{
	for (const struct header *at = q->answer.headers; at != NULL; at = at->next)
		if (slice_equal(at->name, SLICE("Set-Cookie")) &&
		    slice_starts(at->value, slice_of(name)) && at->value.at[strlen(name)] == '=')
			return at->value;
	return (struct slice){0};
}

/* {"wait":0,"hash":"…","login":"zhoulan","least":12} for this password. */
static const char *
found(void **arena, const char *password)
{
	return arena_format(*arena,
	    "{\"wait\":0,\"hash\":\"%.*s\",\"login\":\"zhoulan\",\"least\":12}",
	    SLICE_PRINT(password_hash(*arena, slice_of(password))))
	    .at;
}

/* ---- facts ---- */

static void
the_right_password_begins_a_session(void **arena)
{
	struct request *q = asked(arena, LOGIN, NOTHING, GIVEN("ZhouLan", "secret of hers"),
	    SAID(found(arena, "secret of hers"), ME));
	struct slice cookie = cookie_given(q, "session");

	assert_int_equal(call_count, 2);
	assert_string_equal(calls[0].verb, "account.find");
	assert_string_equal(calls[1].verb, "account.begin");
	assert_slice(calls[0].values[0], "zhoulan");
	assert_int_equal(calls[1].values[2].length, TOKEN_LENGTH);
	assert_true(slice_starts(
	    cookie, arena_format(*arena, "session=%.*s;", SLICE_PRINT(calls[1].values[2]))));
	assert_true(contains(cookie, "HttpOnly") && contains(cookie, "SameSite=Strict"));
	assert_int_equal(q->answer.status, 200);
	assert_slice(q->answer.body, "{\"secure\":false,\"name\":\"周岚\"}");
}

static void
a_wrong_password_and_an_unknown_login_are_refused_alike(void **arena)
{
	const char *const hashes[] = {found(arena, "another secret"), "{\"wait\":0,\"hash\":null}",
	    "{\"wait\":0,\"hash\":\"ldap zhoulan\"}"};

	for (size_t i = 0; i < 3; i++) {
		struct request *q = asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers"),
		    SAID(hashes[i], "{}", "{\"sentence\":\"账号或密码不对，请再试。\"}"));

		assert_string_equal(calls[1].verb, "account.directory");
		assert_string_equal(calls[2].verb, "account.note_failure");
		assert_int_equal(q->problem.status, 401);
		assert_slice(q->problem.detail, "账号或密码不对，请再试。");
		assert_null(cookie_given(q, "session").at);
		/* the same work for all: one Argon2id of today's limits */
		assert_int_equal(verified_count, 1);
		assert_true(
		    slice_starts(slice_of(verified[0]), SLICE("$argon2id$v=19$m=65536,t=2,p=1$")));
	}
}

/* What account.find says of who has one-time passwords. */
static const char *
found_second(void **arena, const char *password)
{
	return arena_format(*arena, "{\"wait\":0,\"hash\":\"%.*s\",\"second\":true}",
	    SLICE_PRINT(password_hash(*arena, slice_of(password))))
	    .at;
}

static void
who_has_one_time_passwords_is_asked_for_one(void **arena)
{
	struct request *q = asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers"),
	    SAID(found_second(arena, "secret of hers"), "{\"wait\":0}"));

	assert_string_equal(calls[1].verb, "account.second");
	assert_slice(calls[1].values[5], "false");
	assert_int_equal(q->problem.status, 401);
	assert_slice(q->problem.slug, "account/code-needed");
	assert_null(cookie_given(q, "session").at);
}

static void
what_is_no_code_at_all_is_a_wrong_one(void **arena)
{
	struct request *q =
	    asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers", "12345"),
		SAID(found_second(arena, "secret of hers"),
		    "{\"wait\":0,\"account\":7,\"secret\":\"00\"}",
		    "{\"sentence\":\"动态口令不对。\"}"));

	assert_slice(calls[1].values[5], "true");
	assert_string_equal(calls[2].verb, "account.note_failure");
	assert_slice(calls[2].values[1], "true");
	assert_slice(q->problem.slug, "account/wrong-code");
}

static void
a_recovery_code_goes_on_as_its_digest(void **arena)
{
	char code[CODE_SHOWN_SIZE];
	struct request *q;

	code_make(code);
	q = asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers", code),
	    SAID(found_second(arena, "secret of hers"),
		"{\"wait\":0,\"account\":7,\"secret\":\"00\"}", ME));
	assert_int_equal(q->answer.status, 200);
	assert_string_equal(calls[2].verb, "account.begin");
	assert_null(calls[2].values[7].at);
	assert_int_equal(calls[2].values[8].length, DIGEST_SIZE);
}

static void
who_must_wait_is_not_judged(void **arena)
{
	struct request *q = asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers"),
	    SAID("{\"wait\":7,\"sentence\":\"试的次数多了，请等7秒再试。\"}"));

	assert_int_equal(call_count, 1);
	assert_int_equal(q->problem.status, 429);
	assert_int_equal(q->problem.retry_after, 7);
	assert_slice(q->problem.detail, "试的次数多了，请等7秒再试。");
}

static void
who_is_shut_out_gets_no_cookie(void **arena)
{
	struct request *q = asked(arena, LOGIN, NOTHING, GIVEN("zhoulan", "secret of hers"),
	    SAID(found(arena, "secret of hers"), "{\"sentence\":\"这个账号现在不能登录。\"}"));

	assert_int_equal(q->problem.status, 403);
	assert_slice(q->problem.detail, "这个账号现在不能登录。");
	assert_null(cookie_given(q, "session").at);
}

static void
tries_are_counted_by_pair_network_and_browser(void **arena)
{
	struct request *q = request_made(*arena, &program, NOTHING, NULL);
	struct request *known = request_made(*arena, &program, BROWSER, NULL);
	struct tries one, other, there;

	q->network = known->network = SLICE("192.0.2.0/24");
	one = tries_of(q, SLICE("zhoulan"));
	other = tries_of(q, SLICE("wangqiang"));
	assert_null(one.browser.at);
	assert_int_equal(one.pair.length, 32);
	assert_true(slice_equal(one.network, other.network));
	assert_false(slice_equal(one.pair, other.pair));
	assert_false(slice_equal(one.pair, one.network));
	assert_false(slice_equal(tries_of(known, SLICE("zhoulan")).browser,
	    tries_of(known, SLICE("wangqiang")).browser));
	q->network = SLICE("198.51.100.0/24");
	there = tries_of(q, SLICE("zhoulan"));
	assert_false(slice_equal(one.network, there.network));
	assert_false(slice_equal(one.pair, there.pair));
}

static void
a_browser_keeps_its_name(void **arena)
{
	struct request *known = request_made(*arena, &program, BROWSER, NULL);
	struct request *q = request_made(*arena, &program, NOTHING, NULL);
	struct slice digest = browser_remember(known, SLICE("zhoulan"));

	assert_true(slice_starts(cookie_given(known, "browser"), SLICE("browser=" COOKIE ";")));
	assert_true(contains(cookie_given(known, "browser"), "Max-Age=31536000"));
	assert_true(slice_equal(digest, tries_of(known, SLICE("zhoulan")).browser));
	assert_false(slice_equal(digest, browser_remember(q, SLICE("zhoulan"))));
	assert_int_equal(cookie_given(q, "browser").at != NULL, true);
}

static void
logging_out_takes_the_cookie(void **arena)
{
	struct request *q = asked(arena, LOGOUT, NOTHING, GIVEN(NULL), SAID("{}"));

	assert_string_equal(calls[0].verb, "account.logout");
	assert_true(contains(cookie_given(q, "session"), "Max-Age=0"));
	assert_int_equal(q->answer.status, 200);
}

static void
a_password_is_changed_by_who_knows_the_old_one(void **arena)
{
	struct request *q = asked(arena, PASSWORD, NOTHING, GIVEN("old secret", LONG),
	    SAID(found(arena, "old secret"), "{}"));

	assert_int_equal(call_count, 2);
	assert_string_equal(calls[1].verb, "account.set_password");
	assert_true(password_matches(calls[1].values[0], SLICE(LONG)));
	assert_int_equal(q->answer.status, 200);

	q = asked(
	    arena, PASSWORD, NOTHING, GIVEN("a guess", LONG), SAID(found(arena, "old secret")));
	assert_int_equal(q->problem.status, 422);
	assert_slice(q->problem.errors->field, "old");
}

static void
a_password_changed_already_is_told_so(void **arena)
{
	struct request *q =
	    asked(arena, PASSWORD, NOTHING, GIVEN("old secret", LONG), SAID(found(arena, LONG)));

	assert_int_equal(call_count, 1);
	assert_int_equal(q->answer.status, 200);
	assert_false(problem_is_set(q));
}

static void
a_short_or_common_password_is_refused(void **arena)
{
	static const char *const refused[] = {"abc12345xyz", "passwordpassword"};
	const char *detail[] = {
	    "新密码至少12位，现在11位。", "这个密码太常见，容易被猜到，请换一个。"};

	for (size_t i = 0; i < 2; i++) {
		struct request *q = asked(arena, PASSWORD, NOTHING, GIVEN("old secret", refused[i]),
		    SAID(found(arena, "old secret")));

		assert_int_equal(call_count, 1);
		assert_int_equal(q->problem.status, 422);
		assert_slice(q->problem.errors->field, "new");
		assert_slice(q->problem.errors->detail, detail[i]);
	}
}

static void
a_one_time_code_sets_the_first_password(void **arena)
{
	char shown[CODE_SHOWN_SIZE], canonical[CODE_LENGTH];
	unsigned char digest[CODE_DIGEST_SIZE];
	const char *const given[] = {shown, NULL, LONG};
	struct request *q;

	code_make(shown);
	assert_int_equal(code_read(slice_of(shown), canonical), CODE_OK);
	code_digest(canonical, digest);
	q = asked(arena, FIRST, NOTHING, given, SAID("{\"login\":\"zhoulan\",\"least\":12}", ME));
	assert_int_equal(call_count, 2);
	assert_string_equal(calls[0].verb, "account.open_code");
	assert_string_equal(calls[1].verb, "account.first");
	assert_memory_equal(calls[1].values[0].at, digest, sizeof digest);
	assert_true(password_matches(calls[1].values[1], SLICE(LONG)));
	assert_non_null(cookie_given(q, "session").at);
	assert_int_equal(q->answer.status, 200);

	/* the rule may ask for more than the program does, not for less */
	q = asked(arena, FIRST, NOTHING, given, SAID("{\"login\":\"zhoulan\",\"least\":20}"));
	assert_slice(q->problem.errors->field, "password");

	shown[18] = shown[18] == '0' ? '1' : '0';
	q = asked(arena, FIRST, NOTHING, given, SAID(NULL));
	assert_int_equal(call_count, 0);
	assert_slice(q->problem.errors->field, "code");
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(the_right_password_begins_a_session),
	    FACT(a_wrong_password_and_an_unknown_login_are_refused_alike),
	    FACT(who_has_one_time_passwords_is_asked_for_one),
	    FACT(what_is_no_code_at_all_is_a_wrong_one),
	    FACT(a_recovery_code_goes_on_as_its_digest),
	    FACT(who_must_wait_is_not_judged),
	    FACT(who_is_shut_out_gets_no_cookie),
	    FACT(tries_are_counted_by_pair_network_and_browser),
	    FACT(a_browser_keeps_its_name),
	    FACT(logging_out_takes_the_cookie),
	    FACT(a_password_is_changed_by_who_knows_the_old_one),
	    FACT(a_password_changed_already_is_told_so),
	    FACT(a_short_or_common_password_is_refused),
	    FACT(a_one_time_code_sets_the_first_password),
	};

	return RUN(facts);
}
