/* paper.h: what ballot.form says of a mark: the round's words, the units and the questions. */
#ifndef WUHAO_BALLOT_PAPER_H
#define WUHAO_BALLOT_PAPER_H

#include "arena.h"

enum question_kind {
	QUESTION_SINGLE, /* scale and single look the same on paper */
	QUESTION_MULTIPLE,
	QUESTION_MATRIX,
	QUESTION_TEXT,
};

struct question {
	long number;
	enum question_kind kind;
	struct slice text, hint; /* hint: absent, or the officer's own */
	bool required;
	struct slice *options, *rows;
	size_t option_count, row_count;
	long most;    /* QUESTION_MULTIPLE: how many may be chosen */
	long longest; /* QUESTION_TEXT: characters */
};

struct unit {
	long long id;
	struct slice public_name, below;
};

enum round_state { ROUND_OPEN, ROUND_SOON, ROUND_CLOSED, ROUND_VOID };

struct paper {
	struct slice mark, title, office, period, host;
	struct slice opens, until; /* as they are shown: 9月30日18:00 */
	struct slice publish_by, publish_where, hotline, void_reason;
	long least;
	bool by_card;    /* channel B; otherwise C */
	bool grassroots; /* the stratum 基层单位; otherwise 群众 */
	enum round_state state;
	struct unit *units;
	size_t unit_count;
	struct question *questions;
	size_t question_count;
};

/*
 * Reads the JSON of ballot.form. All of it lives as long as `arena`.
 * Returns false if it isn't what the verb says (a stale program beside a new schema).
 */
bool paper_read(struct arena *arena, struct slice json, struct paper *paper);

/* The unit of that id among the paper's; NULL if it isn't there. */
const struct unit *paper_unit(const struct paper *paper, long long id);

/* About how many minutes the questions take: the same rule as on posters (survey.minutes). */
long paper_minutes(const struct paper *paper);

#endif
