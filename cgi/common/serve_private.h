/* serve_private.h: what serve*.c share; nobody else includes it. */
#ifndef WUHAO_SERVE_PRIVATE_H
#define WUHAO_SERVE_PRIVATE_H

#include "request.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_DEFAULT = 4, THREADS_MOST = 256 };

struct worker {
	const struct program *program;
	struct database *database;
	bool handed_over; /* by the handler that runs now */
	pthread_t thread;
};

/* Once, before the first worker. False: descriptor 0 can't be waited on. */
bool workers_prepare(void);

/* Accepts and answers until workers_stop; `worker` is a struct worker. */
void *worker_run(void *worker);

/* Tells the workers to end, wakes them until all have left, waits for what was handed over. */
void workers_stop(struct worker *workers, size_t count);

/* Receives, answers or hands over; what a worker does between accepting and sending. */
void request_run(struct request *q);

#endif
