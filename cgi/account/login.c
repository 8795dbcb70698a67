/* login.c: signing in and out. */
#include "answers.h"
#include "crypto.h"
#include "handlers.h"
#include "outside.h"
#include "password.h"
#include "proof.h"
#include "tries.h"

/*
 * Signing in goes by steps, each of which ends the request with its refusal set, or lets the next one
 * go on: find (the try is counted), password, second (where one-time passwords are set up), begin.
 */
struct entry {
	struct slice login;
	struct tries tries;
	struct slice hash; /* the one that the password fits, or whose entry of a directory */
	struct slice
	    renewed; /* the password hashed anew; absent if the hash is as good as today's */
	struct proof proof;
};

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

/*
 * Writes the failure down and refuses: the same words for an unknown login and a wrong password. Where
 * the directory is away that is what is said, of all of them.
 */
static void
account_refuse(struct request *q, struct slice login, bool code)
{
	bool away = problem_is_set(q);
	const struct parameter parameters[] = {
	    PARAMETER("login", login),
	    PARAMETER("code", code ? SLICE("true") : SLICE("false")),
	    PARAMETER("away", away ? SLICE("true") : SLICE("false")),
	};
	struct json_object *noted = call_object(q, "account.note_failure", ROWS(parameters));

	if (noted != NULL && !away)
		problem_say(q, 401, code ? "account/wrong-code" : "account/wrong",
		    json_member_text(noted, "sentence"));
}

/* The password is verified whether there is such an account or not (verifier_matches). */
static bool
step_password(struct request *q, struct entry *entry, struct json_object *found)
{
	struct slice password = request_value(q, "password");

	entry->hash = json_member_text(found, "hash");
	if (!verifier_matches(q, entry->hash, password)) {
		if (!problem_is_set(q))
			verifier_pretend(q, entry->hash);
		account_refuse(q, entry->login, false);
		return false;
	}
	if (verifier_is_outdated(entry->hash))
		entry->renewed = password_hash(q->arena, password);
	return true;
}

/* Asks for the one-time password, or judges the one that came along. */
static bool
step_second(struct request *q, struct entry *entry)
{
	struct slice code = request_value(q, "code");
	const struct parameter parameters[] = {
	    PARAMETER("login", entry->login),
	    PARAMETER("hash", entry->hash),
	    PARAMETER_BYTEA("pair", entry->tries.pair),
	    PARAMETER_BYTEA("network", entry->tries.network),
	    PARAMETER_BYTEA("browser", entry->tries.browser),
	    PARAMETER("typed", code.at == NULL ? SLICE("false") : SLICE("true")),
	};
	struct json_object *kept = call_object(q, "account.second", ROWS(parameters));

	if (kept == NULL || must_wait(q, kept))
		return false;
	if (code.at == NULL)
		problem_set(q, 401, "account/code-needed", "密码对了。请再输入手机上的动态口令。");
	else if (!proof_of(q, kept, code, &entry->proof) && !problem_is_set(q))
		account_refuse(q, entry->login, true);
	return !problem_is_set(q);
}

/* It is sure who it is: begins the session, unless the account is shut out. */
static void
step_begin(struct request *q, const struct entry *entry)
{
	char *token = arena_alloc(q->arena, TOKEN_SIZE);
	const struct parameter parameters[] = {
	    PARAMETER("login", entry->login),
	    PARAMETER("hash", entry->hash),
	    PARAMETER("token", ((struct slice){token, TOKEN_LENGTH})),
	    PARAMETER_BYTEA("pair", entry->tries.pair),
	    PARAMETER_BYTEA("network", entry->tries.network),
	    PARAMETER_BYTEA("browser", browser_remember(q, entry->login)),
	    PARAMETER("renewed", entry->renewed),
	    PARAMETER("step", entry->proof.step),
	    PARAMETER_BYTEA("recovery", entry->proof.recovery),
	};
	struct slice text;

	token_make(token);
	if (db_call(q, "account.begin", ROWS(parameters), &text))
		session_answer(q, (struct slice){token, TOKEN_LENGTH}, text);
}

void
account_login(struct request *q)
{
	struct slice login = login_lower(q->arena, request_value(q, "login"));
	struct entry entry = {.login = login, .tries = tries_of(q, login)};
	struct json_object *found = account_find(q, login, &entry.tries);

	if (found == NULL || must_wait(q, found) || !step_password(q, &entry, found))
		return;
	if (json_member_boolean(found, "second") && !step_second(q, &entry))
		return;
	step_begin(q, &entry);
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
