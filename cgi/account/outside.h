/*
 * outside.h: what judges passwords in our place: a directory (LDAP) or a provider (OpenID Connect).
 * Both may be slow or away; then whoever fails to sign in is told so, and whoever signs in here doesn't wait.
 */
#ifndef WUHAO_ACCOUNT_OUTSIDE_H
#define WUHAO_ACCOUNT_OUTSIDE_H

#include "request.h"

/* Once, before the first request. */
bool outside_start(void);

/*
 * Takes one of the process's two places to wait for somebody outside; the other threads stay with
 * those who sign in here. False, with 503 set, if both are taken. outside_leave gives it back.
 */
bool outside_enter(struct request *q);
void outside_leave(void);

/* Sets 503: who judges the password can't be reached. */
void outside_away(struct request *q);

/*
 * True if the password is the account's.
 *   verifier  what account.find gave: a hash of password.h, "ldap <subject>", or absent where there
 *             is no such account (which costs as much time as a hash)
 * False with 503 set where it could not be judged.
 */
bool verifier_matches(struct request *q, struct slice verifier, struct slice password);

/*
 * After a log-in by a verifier that did not match: where a directory is set, it is asked about somebody
 * whom nobody knows, unless it was asked already. So a failed log-in takes as long, and says 503 while
 * the directory is away or many wait for it, whether the account is the directory's, is kept here or
 * isn't there: nobody learns which it is. What was typed is not handed on.
 */
void verifier_pretend(struct request *q, struct slice verifier);

/* True if the verifier is a hash that was made with other limits than today's. */
bool verifier_is_outdated(struct slice verifier);

#endif
