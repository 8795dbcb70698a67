/* second.c: one's own one-time passwords: setting them up, new recovery codes, switching them off. */
#include "answers.h"
#include "buffer.h"
#include "crypto.h"
#include "handlers.h"
#include "outside.h"
#include "picture.h"
#include "proof.h"
#include "totp.h"

/* Percent-encoded as a part of an address (RFC 3986). */
static struct slice
encoded(struct arena *arena, struct slice text)
{
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    c == '-' || c == '.')
			buffer_format(&out, "%c", c);
		else
			buffer_format(&out, "%%%02X", c);
	}
	return buffer_slice(&out);
}

/* What an authenticator scans: the Key URI that all of them read. */
static struct slice
uri_of(struct arena *arena, struct json_object *own, struct slice secret)
{
	struct slice issuer = encoded(arena, json_member_text(own, "office"));
	struct slice login = encoded(arena, json_member_text(own, "login"));

	return arena_format(arena,
	    "otpauth://totp/%.*s:%.*s?secret=%.*s&issuer=%.*s&algorithm=SHA1&digits=6&period=30",
	    SLICE_PRINT(issuer), SLICE_PRINT(login), SLICE_PRINT(secret), SLICE_PRINT(issuer));
}

static void
secret_answer(struct request *q, struct json_object *own, struct slice secret)
{
	struct slice typed = base32(q->arena, secret);
	struct buffer answer = buffer_new(q->arena);
	struct picture picture;

	if (!picture_of(q->arena, uri_of(q->arena, own, typed), &picture)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	buffer_text(&answer, "{\"secret\":");
	buffer_json(&answer, typed);
	buffer_text(&answer, ",\"path\":");
	buffer_json(&answer, picture.path);
	buffer_format(&answer, ",\"modules\":%d}", picture.modules);
	answer_json(q, 200, buffer_slice(&answer));
}

/* A new secret, shown in this answer alone. Sent again, it is another one: so it has no key. */
void
second_begin(struct request *q)
{
	struct json_object *own = call_object(q, "account.own_second", NULL, 0);
	char *secret = arena_alloc(q->arena, TOTP_SECRET_SIZE);
	struct slice bytes = {secret, TOTP_SECRET_SIZE}, sealed, json;

	if (own == NULL || must_wait(q, own))
		return;
	random_bytes(secret, TOTP_SECRET_SIZE);
	if (!secret_seal(q, json_member_integer(own, "account"), bytes, &sealed))
		return;

	const struct parameter parameters[] = {PARAMETER_BYTEA("secret", sealed)};
	if (db_call(q, "account.keep_second", ROWS(parameters), &json))
		secret_answer(q, own, bytes);
}

/* The caller's secret and the code typed for it; false with the refusal set. */
static bool
own_proof(struct request *q, bool password_too, struct proof *proof)
{
	struct json_object *own = call_object(q, "account.own_second", NULL, 0);

	if (own == NULL || must_wait(q, own))
		return false;
	if (json_member(own, "secret") == NULL)
		problem_set(q, 409, "account/no-second", "还没有设置动态口令。");
	else if (password_too &&
		 !verifier_matches(
		     q, json_member_text(own, "hash"), request_value(q, "password")) &&
		 !problem_is_set(q))
		problem_field(q, "password", "现在的密码不对。");
	if (problem_is_set(q))
		return false;
	if (!proof_of(q, own, request_value(q, "code"), proof) && !problem_is_set(q))
		problem_field(q, "code", "动态口令不对，请等下一个再试。");
	return !problem_is_set(q);
}

/* Answers account.mine with "recovery": the codes, which are in this answer alone. */
static void
recovery_answer(struct request *q, struct slice mine, struct slice codes)
{
	if (mine.length < 2 || mine.at[0] != '{') {
		problem_set(q, 401, NULL, NULL);
		return;
	}
	answer_json(q, 200,
	    arena_format(q->arena, "{\"recovery\":%.*s,%.*s", SLICE_PRINT(codes),
		(int)mine.length - 1, mine.at + 1));
}

/* Uses a one-time password up for a verb that takes new recovery codes. */
static void
recovery_renew(struct request *q, const char *verb)
{
	struct buffer shown = buffer_new(q->arena);
	struct slice json, digests;
	struct proof proof = {0};

	if (!own_proof(q, false, &proof))
		return;
	if (proof.step.at == NULL) {
		problem_field(q, "code", "这里要用手机上的动态口令，不能用恢复码。");
		return;
	}
	digests = recovery_make(q->arena, &shown);

	const struct parameter parameters[] = {
	    PARAMETER("step", proof.step),
	    PARAMETER("digests", digests),
	};
	if (db_call(q, verb, ROWS(parameters), &json))
		recovery_answer(q, json, buffer_slice(&shown));
}

void
second_confirm(struct request *q)
{
	recovery_renew(q, "account.confirm_second");
}

void
second_codes(struct request *q)
{
	recovery_renew(q, "account.new_recovery");
}

void
second_off(struct request *q)
{
	struct proof proof = {0};
	struct slice json;

	if (!own_proof(q, true, &proof))
		return;

	const struct parameter parameters[] = {
	    PARAMETER("step", proof.step),
	    PARAMETER_BYTEA("recovery", proof.recovery),
	};
	if (db_call(q, "account.remove_second", ROWS(parameters), &json))
		answer_json(q, 200, json);
}
