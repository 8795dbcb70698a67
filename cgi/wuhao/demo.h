/*
 * demo.h: the demonstration: the file demo.json that tells its passwords and cards, and the steps
 * that make them. All but the file happens in one transaction; the file is written after it, so
 * what it lacks after a broken run is made anew by the next.
 */
#ifndef WUHAO_DEMO_H
#define WUHAO_DEMO_H

#include "desk.h"

struct demo_account {
	struct slice login, password, role, unit;
};

struct demo {
	struct slice url;
	struct slice open; /* address of an open poster */
	struct demo_account *accounts;
	size_t account_count;
	struct slice *cards; /* addresses, oldest first, used ones too */
	size_t card_count;
};

enum {
	DEMO_CARDS_UNUSED = 40, /* what each start tops up to */
	DEMO_MOST_ACCOUNTS = 200,
	DEMO_MOST_CARDS = 100000,
};

/* demo_file.c: what an earlier start wrote; empty where there is no such file or it isn't ours. */
struct demo demo_read(struct arena *arena, const char *path);

/* Writes it for its owner alone: a new file, fsync, rename, fsync of the folder. */
void demo_write(struct arena *arena, const struct demo *demo, const char *folder);

/*
 * demo_people.c: the accounts of the demonstration in their order. Passwords that the file knows
 * stay; others are made at random, so that they can be read aloud and typed, and only their hash
 * goes into the database.
 */
void demo_passwords(struct desk *desk, struct demo *demo);

/*
 * demo_cards.c: finds the round that is open for the masses, or opens one; adds a print of cards
 * until DEMO_CARDS_UNUSED are unused; hands all messages to the ballot. `folder`: the folder sql.
 */
void demo_round(struct desk *desk, struct demo *demo, const char *folder);

/* demo.c: runs one file of sql/demonstration. */
void demo_script(struct desk *desk, const char *folder, const char *name);

#endif
