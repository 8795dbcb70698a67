#include "json.h"
#include "keeper.h"
#include "log.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MARKS_A_RUN = 500 };

/* Runs the program with these arguments, ended by NULL. False unless it says that all is written. */
static bool
program_run(struct keeper *keeper, char **arguments)
{
	posix_spawnattr_t how;
	sigset_t none;
	pid_t process;
	int status = 0;
	bool started;

	if (keeper->forms == NULL || posix_spawnattr_init(&how) != 0)
		return false;
	/* our blocked signals aren't its */
	sigemptyset(&none);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
	started = posix_spawn(&process, keeper->forms, NULL, &how, arguments, environ) == 0;
	posix_spawnattr_destroy(&how);
	while (started && waitpid(process, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return started && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
all_write(struct keeper *keeper)
{
	char *arguments[] = {
	    arena_string(keeper->arena, SLICE("forms")),
	    arena_string(keeper->arena, SLICE("--all")),
	    NULL,
	};

	return program_run(keeper, arguments);
}

static bool
marks_write(struct keeper *keeper, struct json_object *marks)
{
	size_t count = json_object_array_length(marks);
	char *arguments[MARKS_A_RUN + 2] = {arena_string(keeper->arena, SLICE("forms"))};

	for (size_t first = 0; first < count; first += MARKS_A_RUN) {
		size_t many = count - first < MARKS_A_RUN ? count - first : MARKS_A_RUN;

		for (size_t i = 0; i < many; i++)
			arguments[1 + i] = arena_string(
			    keeper->arena, slice_of(json_object_get_string(
					       json_object_array_get_idx(marks, first + i))));
		arguments[1 + many] = NULL;
		if (!program_run(keeper, arguments))
			return false;
	}
	return true;
}

void
forms_write(struct keeper *keeper)
{
	bool first = keeper->formed_until == 0;
	struct slice since = first ? (struct slice){0} : number_text(keeper, keeper->formed_until);
	struct json_object *changed, *marks;

	if (!verb_call(keeper, keeper->box, SLICE("select ballot.forms(since => $1)"), &since, 1,
		&changed))
		return;
	marks = json_member(changed, "marks");
	if (!(first ? all_write(keeper) : marks_write(keeper, marks))) {
		log_line(LOG_ERROR, "forms_unwritten", NULL);
		return;
	}
	/* what changed in this very millisecond is written once more: better than never */
	keeper->formed_until = json_member_integer(changed, "until");
}
