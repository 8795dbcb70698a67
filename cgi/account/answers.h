/* answers.h: what account's handlers share: reading our own JSON, waiting, and who one is. */
#ifndef WUHAO_ACCOUNT_ANSWERS_H
#define WUHAO_ACCOUNT_ANSWERS_H

#include "db.h"
#include "json.h"

/*
 * Calls a verb without a key and reads the object that it returns; the object lives with the
 * request. Returns NULL with the problem set.
 */
struct json_object *call_object(
    struct request *q, const char *verb, const struct parameter *parameters, size_t count);

/*
 * True, with 429 set, if the answer of account.find or account.own names seconds to wait.
 */
bool must_wait(struct request *q, struct json_object *answer);

/* Answers account.me with "secure" added: whether the house is served under TLS. */
void me_answer(struct request *q, struct slice me);

/*
 * Ends a log-in by what account.admit answered: sets the cookie and answers as me_answer, or refuses
 * with 403 an account that is shut out.
 */
void session_answer(struct request *q, struct slice token, struct slice answer);

/*
 * Judges a new password: at least `least` characters, not easily guessed, not the login.
 * Returns false with the field's fault set.
 */
bool new_password_fits(struct request *q, const char *field, struct slice password,
    struct slice login, long long least);

#endif
