#include "carry.h"
#include "database.h"
#include "receive.h"
#include "send.h"
#include "serve_private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A peer that neither sends nor takes for so long has gone away. */
enum { PATIENCE = 60 /* seconds */, NAP = 10 /* milliseconds */ };

static atomic_bool stopping;
static atomic_size_t working;

/*
 * What all workers wait on: the listening socket, and the connections that nginx keeps while no
 * request is on them. So a kept connection holds no thread. Signals come in here and nowhere else:
 * no request that has begun is lost by the signal that ends us.
 */
static int waited_on = -1;
enum { LISTENING = 0 };

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

/* Gives a connection that nginx keeps back to all workers. */
static void
connection_keep(struct request *q)
{
	int descriptor = q->fcgi.ipcFd;
	struct epoll_event ready = {.events = EPOLLIN | EPOLLONESHOT, .data.fd = descriptor};

	if (descriptor < 0)
		return;
	q->fcgi.ipcFd = -1;
	if (epoll_ctl(waited_on, EPOLL_CTL_MOD, descriptor, &ready) != 0 &&
	    epoll_ctl(waited_on, EPOLL_CTL_ADD, descriptor, &ready) != 0)
		close(descriptor);
}

static void
request_end(struct request *q)
{
	if (!q->answered)
		answer_send(q);
	/* With nothing left to read a plain close is clean; otherwise FCGX lingers for up to 2 s. */
	q->fcgi.detached = body_drain(q);
	FCGX_Finish_r(&q->fcgi);
	connection_keep(q);
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

/* A new connection; -1 if another worker has it already, or there is none to be had. */
static int
connection_accept(void)
{
	const struct timeval patience = {.tv_sec = PATIENCE};
	int descriptor = accept4(LISTENING, NULL, NULL, SOCK_CLOEXEC);

	if (descriptor < 0) {
		if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
			nap();
		return -1;
	}
	(void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	(void)setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	return descriptor;
}

/*
 * Waits for a connection with something to read, or for a new one, and puts it into `q`. False when
 * we stop and no kept connection has a request waiting.
 */
static bool
connection_get(struct request *q, const sigset_t *interruptible)
{
	int descriptor = -1;

	while (descriptor < 0) {
		bool stop = atomic_load(&stopping);
		struct epoll_event ready;
		int count = epoll_pwait(waited_on, &ready, 1, stop ? 0 : -1, interruptible);

		if (count == 1)
			descriptor =
			    ready.data.fd == LISTENING ? connection_accept() : ready.data.fd;
		else if (stop)
			return false;
	}
	q->fcgi.ipcFd = descriptor;
	q->fcgi.keepConnection = 1; /* or FCGX_Accept_r closes it before it reads */
	q->fcgi.detached = 1;       /* if no request comes it is closed at once */
	return true;
}

bool
workers_prepare(void)
{
	struct epoll_event ready = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = LISTENING};
	int flags = fcntl(LISTENING, F_GETFL);

	waited_on = epoll_create1(EPOLL_CLOEXEC);
	return waited_on >= 0 && flags >= 0 && fcntl(LISTENING, F_SETFL, flags | O_NONBLOCK) == 0 &&
	       epoll_ctl(waited_on, EPOLL_CTL_ADD, LISTENING, &ready) == 0;
}

void *
worker_run(void *worker)
{
	struct worker *self = worker;
	struct request *q = request_new(self);
	sigset_t interruptible;

	pthread_sigmask(SIG_SETMASK, NULL, &interruptible);
	sigdelset(&interruptible, SIGUSR2);
	atomic_fetch_add(&working, 1);
	while (connection_get(q, &interruptible)) {
		if (FCGX_Accept_r(&q->fcgi) != 0)
			continue; /* what came was no request; FCGX has closed it */
		request_clear(q);
		self->handed_over = false;
		request_run(q);
		if (!self->handed_over && request_is_flowing(q) && !request_carry(q, NULL, NULL))
			(void)shutdown(q->fcgi.ipcFd, SHUT_RD);
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
	(void)epoll_ctl(waited_on, EPOLL_CTL_DEL, LISTENING, NULL);
	while (atomic_load(&working) > 0) {
		/* A thread that has left may still be signalled until it is joined. */
		for (size_t i = 0; i < count; i++)
			pthread_kill(workers[i].thread, SIGUSR2);
		nap();
	}
	for (size_t i = 0; i < count; i++)
		pthread_join(workers[i].thread, NULL);
	carried_stop();
	pthread_mutex_lock(&elsewhere_lock);
	while (elsewhere > 0)
		pthread_cond_wait(&elsewhere_none, &elsewhere_lock);
	pthread_mutex_unlock(&elsewhere_lock);
	carried_close();
}
