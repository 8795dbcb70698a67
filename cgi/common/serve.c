#include "serve.h"

#include "database.h"
#include "log.h"
#include "serve_private.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static size_t
thread_count(const struct program *program)
{
	const char *wanted = getenv("WUHAO_THREADS");
	long count = wanted == NULL ? 0 : strtol(wanted, NULL, 10);

	if (count <= 0)
		count = program->threads > 0 ? program->threads : THREADS_DEFAULT;
	return count > THREADS_MOST ? THREADS_MOST : (size_t)count;
}

static bool
is_listening(int descriptor)
{
	int listening = 0;
	socklen_t size = sizeof listening;

	return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
	       listening;
}

/* USR2 only interrupts a worker's accept. */
static void
signal_wake(int number)
{
	(void)number;
}

/* Blocks what main waits for, here and in all threads started later. */
static sigset_t
signals_prepare(void)
{
	struct sigaction wake = {.sa_handler = signal_wake};
	sigset_t stops, blocked;

	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	sigaddset(&stops, SIGQUIT);
	sigaddset(&stops, SIGUSR1);
	blocked = stops;
	sigaddset(&blocked, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	sigaction(SIGUSR2, &wake, NULL);
	return stops;
}

static int
serve_until_stopped(const struct program *program, const sigset_t *stops)
{
	size_t count = thread_count(program);
	struct worker *workers = calloc(count, sizeof *workers);
	char threads[16];
	int number;

	if (workers == NULL)
		abort();
	for (size_t i = 0; i < count; i++) {
		workers[i].program = program;
		workers[i].database = database_open(program->name);
		if (pthread_create(&workers[i].thread, NULL, worker_run, workers + i) != 0) {
			log_line(LOG_ERROR, "thread_failed", NULL);
			exit(EXIT_FAILURE);
		}
	}
	snprintf(threads, sizeof threads, "%zu", count);
	log_line(LOG_INFO, "started", "threads", threads, NULL);
	while (sigwait(stops, &number) != 0)
		continue;
	workers_stop(workers, count);
	for (size_t i = 0; i < count; i++)
		database_close(workers[i].database);
	free(workers);
	log_line(LOG_INFO, "stopped", NULL);
	return EXIT_SUCCESS;
}

static void
help_print(const struct program *program)
{
	printf("%s: a FastCGI program of wuhao; descriptor 0 is the listening socket\n\n"
	       "  --routes  what it offers, as JSON lines\n"
	       "  --help    this\n\n"
	       "WUHAO_DATABASE  conninfo of PostgreSQL, without user; the role is wuhao_%s\n"
	       "WUHAO_THREADS   accepting threads (%d)\n"
	       "WUHAO_SECURE    1: served under TLS\n"
	       "WUHAO_KEYS      folder of its keys (account, org)\n"
	       "WUHAO_EVIDENCE  folder of what is uploaded (evidence)\n\n",
	    program->name, program->name,
	    program->threads > 0 ? program->threads : THREADS_DEFAULT);
	for (size_t i = 0; i < program->route_count; i++)
		printf("%-7s %-40s %s\n", method_name(program->routes[i].method),
		    program->routes[i].path, program->routes[i].summary);
}

int
serve(int argc, char **argv, const struct program *program)
{
	sigset_t stops;

	log_name(program->name);
	if (argc == 2 && strcmp(argv[1], "--routes") == 0) {
		routes_print(program);
		return EXIT_SUCCESS;
	}
	if (argc > 1) {
		bool asked = strcmp(argv[1], "--help") == 0;

		help_print(program);
		return asked ? EXIT_SUCCESS : EXIT_FAILURE;
	}
	if (!is_listening(0)) {
		fprintf(stderr, "%s: descriptor 0 is not a listening socket; see --help\n",
		    program->name);
		return EXIT_FAILURE;
	}
	stops = signals_prepare();
	if (FCGX_Init() != 0 || !workers_prepare() ||
	    (program->start != NULL && !program->start())) {
		log_line(LOG_ERROR, "start_failed", NULL);
		return EXIT_FAILURE;
	}
	return serve_until_stopped(program, &stops);
}
