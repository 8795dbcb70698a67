/* login.c: signing in and out. */
#include "answers.h"
#include "crypto.h"
#include "handlers.h"
#include "password.h"
#include "tries.h"

static struct json_object *
account_find(struct request *q, struct slice login, const struct tries *tries)
{
	const struct parameter parameters[] = {
	    PARAMETER("login", login),
	    PARAMETER_BYTEA("pair", tries->pair),
	    PARAMETER_BYTEA("network", tries->network),
	    PARAMETER_BYTEA("browser", tries->browser),
	};

	return call_object(q, "account.find", ROWS(parameters));
}

/* Writes the failure down and refuses: the same words for an unknown login and a wrong password. */
static void
account_refuse(struct request *q, struct slice login)
{
	const struct parameter parameters[] = {PARAMETER("login", login)};
	struct json_object *noted = call_object(q, "account.note_failure", ROWS(parameters));

	if (noted != NULL)
		problem_say(q, 401, "account/wrong", json_member_text(noted, "sentence"));
}

/* The password is right: begins the session, unless the account is shut out. */
static void
account_begin(struct request *q, struct slice login, struct slice hash, struct slice renewed,
    const struct tries *tries)
{
	char *token = arena_alloc(q->arena, TOKEN_SIZE);
	const struct parameter parameters[] = {
	    PARAMETER("login", login),
	    PARAMETER("hash", hash),
	    PARAMETER("token", ((struct slice){token, TOKEN_LENGTH})),
	    PARAMETER_BYTEA("pair", tries->pair),
	    PARAMETER_BYTEA("network", tries->network),
	    PARAMETER_BYTEA("browser", browser_remember(q, login)),
	    PARAMETER("renewed", renewed),
	};
	struct slice text;
	struct json_object *me;

	token_make(token);
	if (!db_call(q, "account.begin", ROWS(parameters), &text))
		return;
	if (json_read(q->arena, text, &me) && json_member(me, "sentence") != NULL) {
		problem_say(q, 403, "account/shut-out", json_member_text(me, "sentence"));
		return;
	}
	cookie_set(q, "session", (struct slice){token, TOKEN_LENGTH}, 0);
	me_answer(q, text);
}

void
account_login(struct request *q)
{
	struct slice login = login_lower(q->arena, request_value(q, "login"));
	struct slice password = request_value(q, "password");
	struct tries tries = tries_of(q, login);
	struct json_object *found = account_find(q, login, &tries);
	struct slice hash, renewed = {0};

	if (found == NULL || must_wait(q, found))
		return;
	hash = json_member_text(found, "hash");
	if (!password_matches(hash, password)) {
		account_refuse(q, login);
		return;
	}
	if (password_is_outdated(hash))
		renewed = password_hash(q->arena, password);
	account_begin(q, login, hash, renewed, &tries);
}

void
account_logout(struct request *q)
{
	struct slice json;

	if (!db_verb(q, &json))
		return;
	cookie_set(q, "session", SLICE(""), -1);
	answer_json(q, 200, json);
}

void
account_me(struct request *q)
{
	struct slice json;

	if (db_verb(q, &json))
		me_answer(q, json);
}
