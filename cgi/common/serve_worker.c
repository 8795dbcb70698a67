#include "crypto.h"
#include "database.h"
#include "receive.h"
#include "send.h"
#include "serve_private.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A peer that neither sends nor takes for so long has gone away. */
enum { PATIENCE = 60 /* seconds */, NAP = 10 /* milliseconds */ };

static atomic_bool stopping;
static atomic_size_t working;

/* Requests that a handler handed over and that nobody finished yet. */
static pthread_mutex_t elsewhere_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t elsewhere_none = PTHREAD_COND_INITIALIZER;
static size_t elsewhere;

static void
nap(void)
{
	nanosleep(&(struct timespec){.tv_nsec = NAP * 1000000L}, NULL);
}

static struct request *
request_new(struct worker *worker)
{
	struct request *q = calloc(1, sizeof *q);

	if (q == NULL || FCGX_InitRequest(&q->fcgi, -1, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		abort();
	q->arena = arena_new();
	q->worker = worker;
	return q;
}

/* Everything but the connection to nginx and the arena begins anew. */
static void
request_clear(struct request *q)
{
	FCGX_Request fcgi = q->fcgi;
	struct arena *arena = q->arena;
	struct worker *worker = q->worker;

	arena_reset(arena);
	*q = (struct request){.fcgi = fcgi,
	    .arena = arena,
	    .worker = worker,
	    .program = worker->program,
	    .database = worker->database};
}

static void
request_free(struct request *q)
{
	FCGX_Free(&q->fcgi, 1);
	arena_free(q->arena);
	free(q);
}

static void
request_end(struct request *q)
{
	answer_send(q);
	/* With nothing left to read a plain close is clean; otherwise FCGX lingers for up to 2 s. */
	q->fcgi.detached = body_drain(q);
	FCGX_Finish_r(&q->fcgi);
}

void
request_hand_over(struct request *q)
{
	pthread_mutex_lock(&elsewhere_lock);
	elsewhere++;
	pthread_mutex_unlock(&elsewhere_lock);
	q->worker->handed_over = true;
}

void
request_finish(struct request *q)
{
	request_end(q);
	request_free(q);
	pthread_mutex_lock(&elsewhere_lock);
	if (--elsewhere == 0)
		pthread_cond_broadcast(&elsewhere_none);
	pthread_mutex_unlock(&elsewhere_lock);
}

/*
 * Waits on a connection that nginx keeps, interruptibly. False: stopping, or nginx has closed it.
 */
static bool
kept_wait(struct request *q, const sigset_t *interruptible)
{
	struct pollfd kept = {.fd = q->fcgi.ipcFd, .events = POLLIN};

	while (!atomic_load(&stopping))
		if (ppoll(&kept, 1, NULL, interruptible) > 0)
			return true;
	FCGX_Free(&q->fcgi, 1);
	return false;
}

/*
 * Gets a connection for `q`. Only accept itself can be interrupted: it gives a connection or EINTR,
 * never both, so no request that was accepted is lost by the signal that ends us. (FCGX_Accept_r
 * also reads, and gives up what it reads when interrupted.)
 */
static bool
connection_get(struct request *q)
{
	const struct timeval patience = {.tv_sec = PATIENCE};
	sigset_t interruptible, wake;
	int error, descriptor = -1;

	sigemptyset(&wake);
	sigaddset(&wake, SIGUSR2);
	pthread_sigmask(SIG_SETMASK, NULL, &interruptible);
	sigdelset(&interruptible, SIGUSR2);
	if (q->fcgi.ipcFd >= 0 && kept_wait(q, &interruptible))
		return true;
	while (!atomic_load(&stopping)) {
		pthread_sigmask(SIG_UNBLOCK, &wake, NULL);
		descriptor = accept4(0, NULL, NULL, SOCK_CLOEXEC);
		error = errno;
		pthread_sigmask(SIG_BLOCK, &wake, NULL);
		if (descriptor >= 0)
			break;
		if (error == EAGAIN)
			(void)ppoll(
			    &(struct pollfd){.fd = 0, .events = POLLIN}, 1, NULL, &interruptible);
		else if (error != EINTR)
			nap();
	}
	if (descriptor < 0)
		return false;
	(void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	(void)setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	q->fcgi.ipcFd = descriptor;
	q->fcgi.keepConnection = 1; /* or FCGX_Accept_r closes it before it reads */
	return true;
}

void *
worker_run(void *worker)
{
	struct worker *self = worker;
	struct request *q = request_new(self);

	atomic_fetch_add(&working, 1);
	while (connection_get(q)) {
		if (FCGX_Accept_r(&q->fcgi) != 0)
			continue; /* what came was no request; FCGX has closed it */
		request_clear(q);
		self->handed_over = false;
		request_run(q);
		if (self->handed_over)
			q = request_new(self);
		else
			request_end(q);
	}
	request_free(q);
	atomic_fetch_sub(&working, 1);
	return NULL;
}

void
workers_stop(struct worker *workers, size_t count)
{
	atomic_store(&stopping, true);
	while (atomic_load(&working) > 0) {
		/* A thread that has left may still be signalled until it is joined. */
		for (size_t i = 0; i < count; i++)
			pthread_kill(workers[i].thread, SIGUSR2);
		nap();
	}
	for (size_t i = 0; i < count; i++)
		pthread_join(workers[i].thread, NULL);
	pthread_mutex_lock(&elsewhere_lock);
	while (elsewhere > 0)
		pthread_cond_wait(&elsewhere_none, &elsewhere_lock);
	pthread_mutex_unlock(&elsewhere_lock);
}
