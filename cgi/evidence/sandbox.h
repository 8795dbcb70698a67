/*
 * sandbox.h: work on bytes that somebody sent, in a process of its own that can do nothing else. It
 * has no network and no other socket, starts no process, and has limits of memory, processor, time
 * and of what it writes. libseccomp, because it works wherever the worker does: bubblewrap wants user
 * namespaces, which containers and hardened machines close. Where the kernel has Landlock, it also
 * reads nothing but programs, libraries and its input, and writes to its folder alone.
 */
#ifndef WUHAO_EVIDENCE_SANDBOX_H
#define WUHAO_EVIDENCE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct sandbox {
	const char *folder; /* where it works: it reads and writes there */
	const char *input;  /* a file elsewhere that it reads too; NULL: none */
	int seconds;        /* of the clock, and of the processor */
	size_t memory;      /* bytes of address space */
	size_t file;        /* bytes of the largest file that it writes */
};

enum ended {
	ENDED_WELL,  /* exit status 0 */
	ENDED_BADLY, /* another status, or a signal: a limit among them */
	ENDED_LATE,  /* it took longer, and was killed */
	ENDED_UNRUN, /* no process or no sandbox could be had; a line is in the log */
};

/*
 * Runs a program.
 *   arguments  the program's path, what it is told, NULL
 *   said       what it wrote on its standard output, ended by NUL; `most` bytes of room, what is
 *              more is dropped
 */
enum ended sandbox_run(
    const struct sandbox *sandbox, const char *const *arguments, char *said, size_t most);

/* The same for a function of ours, which writes to descriptor 1; true is status 0. */
enum ended sandbox_call(const struct sandbox *sandbox, bool (*work)(const void *given),
    const void *given, char *said, size_t most);

#endif
