/*
 * keeper: the clockwork, one process without a socket.
 *
 * WUHAO_DATABASE  conninfo without user; it connects as wuhao_keeper and as wuhao_seal
 * WUHAO_FORMS     the folder that nginx serves forms from
 */
#include "keeper.h"

#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAUSE = 1000 /* milliseconds between turns with nothing to do */ };

/* ../ballot/forms beside this program's own folder. */
static const char *
forms_find(struct arena *arena)
{
	char own[4000];
	ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
	const char *slash;

	if (length <= 0)
		return NULL;
	own[length] = '\0';
	slash = strrchr(own, '/');
	return arena_format(arena, "%.*s/../ballot/forms", (int)(slash - own), own).at;
}

/*
 * Messages first: what ends a round, or doesn't end it yet, is among them. True if there may be
 * more to do at once.
 */
static bool
turn(struct keeper *keeper)
{
	enum work delivered = messages_deliver(keeper);
	enum work sealed = answers_seal(keeper, delivered != WORK_FAILED);
	enum work keys;

	forms_write(keeper);
	chores_do(keeper);
	keys = keys_write(keeper);
	arena_reset(keeper->arena);
	return delivered == WORK_DONE || sealed == WORK_DONE || keys == WORK_DONE;
}

/* What it is told is in the environment: it takes no argument but --help. */
static int
help(bool asked)
{
	fprintf(asked ? stdout : stderr,
	    "keeper: carries messages to the ballot, has forms written, seals, settles, chains\n"
	    "the audit; does changes of the organisation on their day; writes search keys\n"
	    "WUHAO_DATABASE  conninfo of PostgreSQL, without user\n"
	    "WUHAO_FORMS     the folder for the forms\n"
	    "TERM ends it after the turn that is under way.\n");
	return asked ? EXIT_SUCCESS : 2;
}

int
main(int argc, char **argv)
{
	struct arena *own = arena_new();
	struct keeper keeper = {.arena = arena_new(), .forms = forms_find(own)};

	if (argc > 1)
		return help(argc == 2 && strcmp(argv[1], "--help") == 0);
	log_name("keeper");
	stop_begin();
	keeper.house = database_open("keeper");
	keeper.box = database_open("seal");
	keeper.speller = speller_open();
	log_line(LOG_INFO, "keeper_started", NULL);
	do {
		while (turn(&keeper) && !stop_is_asked(0))
			;
	} while (!stop_is_asked(PAUSE));
	log_line(LOG_INFO, "keeper_stopped", NULL);
	database_close(keeper.house);
	database_close(keeper.box);
	speller_close(keeper.speller);
	arena_free(keeper.arena);
	arena_free(own);
	return EXIT_SUCCESS;
}
