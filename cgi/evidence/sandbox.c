#include "sandbox.h"

#include "clock.h"
#include "log.h"
#include "sandbox_locks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { UNLOCKED = 127 /* the status of a process that could not be locked in */ };

struct work {
	const struct sandbox *sandbox;
	const char *const *arguments;
	bool (*call)(const void *given);
	const void *given;
};

static const char *const environment[] = {
    "PATH=/usr/bin:/bin",
    "LANG=C.UTF-8",
    "TZ=UTC",
    "HOME=/nonexistent",
    "VIPS_BLOCK_UNTRUSTED=1",
    "VIPS_CONCURRENCY=1",
    "MALLOC_ARENA_MAX=2",
    NULL,
};

/* In the new process, until its end. */
static _Noreturn void
work_do(const struct work *work, pid_t parent, int out)
{
	sigset_t none;
	int nothing = open("/dev/null", O_RDWR);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent || nothing < 0 ||
	    dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0 ||
	    close_range(3, ~0U, 0) != 0 || chdir(work->sandbox->folder) != 0 ||
	    !sandbox_lock(work->sandbox))
		_exit(UNLOCKED);
	if (work->call != NULL)
		_exit(work->call(work->given) ? 0 : 1);
	/* execve takes what it doesn't change as if it might */
	if (work->arguments != NULL)
		execve(work->arguments[0], (char *const *)(const void *)work->arguments,
		    (char *const *)(const void *)environment);
	_exit(UNLOCKED);
}

/* Reads until the other end is closed. False where that is later than `until`. */
static bool
said_read(int in, int64_t until, char *said, size_t most)
{
	char piece[4096];
	size_t length = 0;

	said[0] = '\0';
	for (;;) {
		struct pollfd ready = {.fd = in, .events = POLLIN};
		int64_t left = until - time_elapsed();
		ssize_t got;
		size_t fits;

		if (left <= 0)
			return false;
		if (poll(&ready, 1, (int)left) < 1)
			continue; /* a signal, or its time is over */
		got = read(in, piece, sizeof piece);
		if (got <= 0)
			return true;
		fits = most - 1 - length < (size_t)got ? most - 1 - length : (size_t)got;
		memcpy(said + length, piece, fits);
		length += fits;
		said[length] = '\0';
	}
}

/* Waits for its end; kills it then. */
static enum ended
process_await(pid_t process, int64_t until)
{
	const struct timespec moment = {0, 5 * 1000 * 1000};
	bool late = false;
	int status;

	for (;;) {
		pid_t ended = waitpid(process, &status, late ? 0 : WNOHANG);

		if (ended == process)
			break;
		if (ended < 0 && errno != EINTR)
			return ENDED_UNRUN;
		if (ended == 0 && time_elapsed() >= until) {
			late = true;
			kill(process, SIGKILL);
		} else if (ended == 0)
			nanosleep(&moment, NULL);
	}
	if (late)
		return ENDED_LATE;
	if (WIFEXITED(status) && WEXITSTATUS(status) == UNLOCKED) {
		log_line(LOG_ERROR, "sandbox_failed", NULL);
		return ENDED_UNRUN;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? ENDED_WELL : ENDED_BADLY;
}

static enum ended
work_start(const struct work *work, char *said, size_t most)
{
	int64_t until = time_elapsed() + (int64_t)work->sandbox->seconds * 1000;
	pid_t parent = getpid(), process;
	int ends[2];

	said[0] = '\0';
	if (pipe2(ends, O_CLOEXEC) != 0) {
		log_line(LOG_ERROR, "sandbox_failed", NULL);
		return ENDED_UNRUN;
	}
	process = fork();
	if (process == 0)
		work_do(work, parent, ends[1]);
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		log_line(LOG_ERROR, "sandbox_failed", NULL);
		return ENDED_UNRUN;
	}
	(void)said_read(ends[0], until, said, most);
	close(ends[0]);
	return process_await(process, until);
}

enum ended
sandbox_run(const struct sandbox *sandbox, const char *const *arguments, char *said, size_t most)
{
	const struct work work = {.sandbox = sandbox, .arguments = arguments};

	return work_start(&work, said, most);
}

enum ended
sandbox_call(const struct sandbox *sandbox, bool (*call)(const void *given), const void *given,
    char *said, size_t most)
{
	const struct work work = {.sandbox = sandbox, .call = call, .given = given};

	return work_start(&work, said, most);
}
