/*
 * keeper.h: the house's clockwork. Turn after turn it carries messages to the ballot, has forms
 * written, seals, moves and settles what closed, does changes of the organisation on their day,
 * writes the keys that names are found by, chains the audit and sweeps. All state is in the
 * database: a turn may be killed anywhere, and done again.
 */
#ifndef WUHAO_KEEPER_H
#define WUHAO_KEEPER_H

#include "arena.h"
#include "database.h"
#include "spelling.h"
#include "stop.h"

#include <json-c/json_object.h>
#include <stdint.h>

struct keeper {
	struct database *house; /* role keeper: rounds, results, audit; no entry that waits */
	struct database *box;   /* role seal: what waits and is sealed; no round of an officer's */
	struct arena *arena;    /* of one turn */
	struct speller *speller;
	const char *forms;      /* the program that writes forms */
	long long formed_until; /* ballot.forms's "until" of the last writing; 0: none was done */
	/* time_elapsed of the next one */
	int64_t progress_at, chain_at, changes_at, cover_at, due_at, forget_at, terms_at, sweep_at;
};

/* What came of a part of a turn. */
enum work {
	WORK_NONE,   /* nothing was to be done */
	WORK_DONE,   /* something was: look again at once */
	WORK_FAILED, /* it could not be done now; it is logged, and waits for the next turn */
};

/*
 * One verb in its own transaction.
 *   text    "select keeper.receive($1, $2, $3)"
 *   values  text parameters, `count` of them
 *   answer  set on success only: the JSON that came; lives as long as the turn
 * False, and a line in the log, where it was refused or the server is away.
 */
bool verb_call(struct keeper *keeper, struct database *database, struct slice text,
    const struct slice *values, size_t count, struct json_object **answer);

/* The same for an answer that is passed on unread. */
bool verb_text(struct keeper *keeper, struct database *database, struct slice text,
    const struct slice *values, size_t count, struct slice *answer);

/* A number as a parameter; lives as long as the turn. */
struct slice number_text(struct keeper *keeper, long long number);

/*
 * Carries the officers' messages to the ballot, in their order. WORK_FAILED also where one was
 * refused: then the round's end may be among those that are left, and nothing may be ended.
 */
enum work messages_deliver(struct keeper *keeper);

/*
 * Seals what waits, as ballot.waiting says; with `ends` also the rest of rounds past their hour,
 * and moves and settles those that are sealed.
 */
enum work answers_seal(struct keeper *keeper, bool ends);

/*
 * Moves one sealed round: its rows to the officers' side, the published cells, and only then the
 * rows here are gone.
 */
bool round_move(struct keeper *keeper, long long round);

/*
 * Has the forms written that a message, an opening or a closing changed; all of them at first.
 * What could not be written is logged, and tried again at the next turn.
 */
void forms_write(struct keeper *keeper);

/*
 * Does the changes of the organisation whose day has come, one a transaction; one that is refused
 * keeps the reason and waits for a person. What fails otherwise is logged and done the next time.
 */
void changes_apply(struct keeper *keeper);

/* Writes the keys of names that changed, batch by batch. WORK_DONE: more may be due. */
enum work keys_write(struct keeper *keeper);

/*
 * Progress, the audit's chain, changes and what is left of void rounds each few seconds, terms
 * each hour, the sweep daily.
 */
void chores_do(struct keeper *keeper);

#endif
