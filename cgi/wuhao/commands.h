/* commands.h: one function for each command of the desk; main.c has their table. */
#ifndef WUHAO_COMMANDS_H
#define WUHAO_COMMANDS_H

#include "desk.h"

/* migrate.c: brings the database to the state that the folder sql/ describes. */
void command_migrate(struct desk *desk, struct words *words);

/* first.c: the top unit and the three first administrators, with one-time addresses. */
void command_first(struct desk *desk, struct words *words);

/* account.c: a one-time address for one account; removes an account's one-time passwords. */
void command_code(struct desk *desk, struct words *words);
void command_second(struct desk *desk, struct words *words);

/* clock.c: tells the installation's time; moves a demonstration's. */
void command_clock(struct desk *desk, struct words *words);

/* setting.c: lists the settings, tells one, changes one. */
void command_setting(struct desk *desk, struct words *words);

/* verify.c: computes the audit's chain anew. */
void command_verify(struct desk *desk, struct words *words);

/* keys.c: makes the keys that programs keep outside the database, where they are missing. */
void command_keys(struct desk *desk, struct words *words);

/* search.c: has the keeper write anew what names are found by. */
void command_search(struct desk *desk, struct words *words);

/* demo.c: loads the demonstration, and at each later start tops it up. */
void command_demo(struct desk *desk, struct words *words);

#endif
