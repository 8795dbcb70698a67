/*
 * problem.h: the one way out for failures, RFC 9457. Each status has its title and sentence
 * (problem_words.h); a verb or handler may give a more exact sentence.
 */
#ifndef WUHAO_PROBLEM_H
#define WUHAO_PROBLEM_H

#include "arena.h"

#include <stdint.h>

struct request;

struct problem_error {
	struct slice field;
	struct slice detail;
	struct problem_error *next;
};

struct problem {
	int status;                   /* 0: none */
	struct slice slug;            /* type is /problems/<slug> */
	struct slice title;           /* Chinese, ready to show */
	struct slice detail;          /* Chinese, ready to show */
	struct problem_error *errors; /* in the order they were set */
	size_t error_count;
	int retry_after;     /* seconds; 0: no Retry-After */
	struct slice number; /* 500 only: what the log has too */
};

/*
 * Sets the request's problem; the last one set counts, and what problem_field gathered stays.
 *   slug    "flow/not-open"; NULL: the status's own (not-found, conflict …)
 *   detail  a Chinese sentence that goes out as it is; NULL: the status's own
 * A 500 gets its number and its line in the log here.
 */
void problem_set(struct request *q, int status, const char *slug, const char *detail);

/* The same with a sentence that isn't a C string; copied. */
void problem_say(struct request *q, int status, const char *slug, struct slice detail);

/* Adds one wrong field; without a problem yet this sets 422. Both texts are copied. */
void problem_field(struct request *q, const char *field, const char *detail);

/* Sets 429 or 503 with its Retry-After; `detail` as above. */
void problem_wait(struct request *q, int status, int seconds, const char *detail);

/*
 * What a failed database call means (models.md, "Refusing").
 *   state       SQLSTATE, 5 characters
 *   message     WHnnn: the slug
 *   detail      WHnnn: the sentence; dropped for all others
 *   hint        "errors": detail is a JSON array of {"field","detail"}; digits: Retry-After
 *   column      the field
 *   constraint  its name, for the log only
 *   sentence    the constraint's own sentence, from its comment; empty: the status's
 * WH200 isn't for here: db.c passes the kept answer on.
 */
struct refusal {
	struct slice state, message, detail, hint, column, constraint, sentence;
};
void problem_from_sqlstate(struct request *q, const struct refusal *refusal);

/* The status of an SQLSTATE: nnn of WHnnn, otherwise 409, 422, 503, 403 or 500. */
int problem_status(struct slice state);

/* True if a problem was set. */
bool problem_is_set(const struct request *q);

/* The problem as JSON (the body of application/problem+json). */
struct slice problem_json(struct arena *arena, const struct problem *problem);

#endif
