#include "outside.h"

#include "answers.h"
#include "crypto.h"
#include "directory.h"
#include "fetch.h"
#include "keys.h"
#include "password.h"

#include <stdatomic.h>

enum { PLACES = 2, AGAIN_SECONDS = 30 };

static atomic_int waiting;

#define LDAP_PREFIX SLICE("ldap ")

bool
outside_start(void)
{
	directory_start();
	return fetch_start();
}

bool
outside_enter(struct request *q)
{
	if (atomic_fetch_add(&waiting, 1) < PLACES)
		return true;
	outside_leave();
	problem_wait(q, 503, 5, "这会儿登录的人多，没有登录上。请等5秒再试。");
	return false;
}

void
outside_leave(void)
{
	atomic_fetch_sub(&waiting, 1);
}

void
outside_away(struct request *q)
{
	problem_wait(q, 503, AGAIN_SECONDS,
	    "单位的目录服务现在连不上，没有登录上。请等30秒再试；还不行，请联系管理员。");
}

/*
 * What the settings say of the directory; its url is empty where there is none. False with the problem
 * set.
 */
static bool
directory_read(struct request *q, struct directory *directory)
{
	struct json_object *set = call_object(q, "account.directory", NULL, 0);

	if (set == NULL)
		return false;
	*directory = (struct directory){
	    .url = json_member_text(set, "ldap_url"),
	    .ca = json_member_text(set, "ldap_ca"),
	    .dn = json_member_text(set, "ldap_dn"),
	    .base = json_member_text(set, "ldap_base"),
	    .filter = json_member_text(set, "ldap_filter"),
	    .bind = json_member_text(set, "ldap_bind"),
	};
	if (!slice_is_empty(directory->bind) && !key_text(q->arena, "ldap", &directory->secret)) {
		outside_away(q);
		return false;
	}
	return true;
}

/* Asks the directory, if one is set; false with the problem set where it could not be asked. */
static bool
directory_matches(struct request *q, struct slice subject, struct slice password)
{
	struct directory directory;
	enum verdict verdict;

	if (!directory_read(q, &directory) || slice_is_empty(directory.url) || !outside_enter(q))
		return false;
	verdict = directory_judge(q->arena, &directory, subject, password);
	outside_leave();
	if (verdict == VERDICT_AWAY)
		outside_away(q);
	return verdict == VERDICT_RIGHT;
}

bool
verifier_matches(struct request *q, struct slice verifier, struct slice password)
{
	struct slice subject = verifier;

	if (!slice_starts(verifier, LDAP_PREFIX))
		return password_matches(verifier, password);
	password_matches((struct slice){0}, password); /* takes the time that any account takes */
	subject.at += LDAP_PREFIX.length;
	subject.length -= LDAP_PREFIX.length;
	return directory_matches(q, subject, password);
}

void
verifier_pretend(struct request *q, struct slice verifier)
{
	char nobody[TOKEN_SIZE];

	if (slice_starts(verifier, LDAP_PREFIX))
		return; /* it was asked */
	token_make(nobody);
	directory_matches(
	    q, (struct slice){nobody, TOKEN_LENGTH}, (struct slice){nobody, TOKEN_LENGTH});
}

bool
verifier_is_outdated(struct slice verifier)
{
	return !slice_starts(verifier, LDAP_PREFIX) && password_is_outdated(verifier);
}
