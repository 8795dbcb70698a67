/* commands.h: one function for each command of the operator; main.c has their table. */
#ifndef WUHAO_COMMANDS_H
#define WUHAO_COMMANDS_H

#include "operator.h"

/* migrate.c: brings the database to the state that the folder sql/ describes. */
void command_migrate(struct operator* operator, struct words * words);

#endif
