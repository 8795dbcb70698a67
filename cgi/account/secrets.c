/* secrets.c: the first password by a one-time code, and changing one's own. */
#include "answers.h"
#include "code.h"
#include "handlers.h"
#include "password.h"
#include "tries.h"

/* Uses the code up, sets the password and begins a session. */
static void
first_begin(struct request *q, struct slice code, struct slice login)
{
	char *token = arena_alloc(q->arena, TOKEN_SIZE);
	const struct parameter parameters[] = {
	    PARAMETER_BYTEA("code", code),
	    PARAMETER("hash", password_hash(q->arena, request_value(q, "password"))),
	    PARAMETER("token", ((struct slice){token, TOKEN_LENGTH})),
	    PARAMETER_BYTEA("browser", browser_remember(q, login)),
	};
	struct slice me;

	token_make(token);
	if (db_call(q, "account.first", ROWS(parameters), &me))
		session_answer(q, (struct slice){token, TOKEN_LENGTH}, me);
}

/* The digest of the one-time code as it was typed; absent, with the field's fault set, if mistyped. */
static struct slice
code_typed(struct request *q)
{
	unsigned char *digest = arena_alloc(q->arena, CODE_DIGEST_SIZE);
	char canonical[CODE_LENGTH];

	if (code_read(request_value(q, "code"), canonical) != CODE_OK) {
		problem_field(q, "code", "首次登录码不对：可能有一位打错了，请再看一遍。");
		return (struct slice){0};
	}
	code_digest(canonical, digest);
	return (struct slice){(const char *)digest, CODE_DIGEST_SIZE};
}

void
account_first(struct request *q)
{
	struct slice code = code_typed(q);
	struct slice typed = request_value(q, "login");
	const struct parameter parameters[] = {
	    PARAMETER_BYTEA("code", code),
	    PARAMETER("login", typed.at == NULL ? typed : login_lower(q->arena, typed)),
	};
	struct json_object *opened;
	struct slice login;

	if (code.at == NULL)
		return;
	opened = call_object(q, "account.open_code", ROWS(parameters));
	if (opened == NULL)
		return;
	login = json_member_text(opened, "login");
	if (new_password_fits(q, "password", request_value(q, "password"), login,
		json_member_integer(opened, "least")))
		first_begin(q, code, login);
}

/* Keeps the hash of a password that was judged. */
static void
password_set(struct request *q, struct slice password)
{
	const struct parameter parameters[] = {
	    PARAMETER("hash", password_hash(q->arena, password)),
	};
	struct slice json;

	if (db_call(q, "account.set_password", ROWS(parameters), &json))
		answer_json(q, 200, json);
}

/*
 * Changes the password. It has no key, for a kept digest of this body could be guessed from. Who
 * sends it again, not knowing whether it was done, is told so by the new password being there.
 */
void
account_password(struct request *q)
{
	struct slice new = request_value(q, "new"), hash;
	struct json_object *own = call_object(q, "account.own", NULL, 0);

	if (own == NULL || must_wait(q, own))
		return;
	hash = json_member_text(own, "hash");
	if (!password_matches(hash, request_value(q, "old"))) {
		if (password_matches(hash, new))
			answer_json(q, 200, SLICE("{}"));
		else
			problem_field(q, "old", "现在的密码不对。");
		return;
	}
	if (!new_password_fits(
		q, "new", new, json_member_text(own, "login"), json_member_integer(own, "least")))
		return;
	password_set(q, new);
}
