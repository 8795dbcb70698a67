/*
 * Requests whose bodies come as slowly as their senders like. nginx passes such a body on as it
 * arrives (REQUEST_BUFFERING off), so each is carried by a thread of its own, with a small stack and
 * no connection to the database: a few are lent to whoever calls a verb.
 */
#include "carry.h"

#include "database.h"
#include "log.h"
#include "receive.h"
#include "send.h"
#include "serve_private.h"

#include <sys/socket.h>

enum { CARRIED_MOST = 256, LENT_MOST = 2, STACK = 256 * 1024 };

struct carried {
	struct request *q;
	void (*work)(struct request *q, void *context);
	void *context;
	struct carried *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t lent_back = PTHREAD_COND_INITIALIZER;
static struct carried *all; /* those whose bodies may still be read */
static size_t under_way;
static bool stopping;
static struct database *spare[LENT_MOST];
static bool lent[LENT_MOST];

struct database *
database_lend(const struct program *program)
{
	size_t at = LENT_MOST;

	pthread_mutex_lock(&lock);
	while (at == LENT_MOST) {
		for (at = 0; at < LENT_MOST && lent[at]; at++)
			continue;
		if (at == LENT_MOST)
			pthread_cond_wait(&lent_back, &lock);
	}
	lent[at] = true;
	if (spare[at] == NULL)
		spare[at] = database_open(program->name);
	pthread_mutex_unlock(&lock);
	return spare[at];
}

void
database_give_back(struct database *database)
{
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < LENT_MOST; i++)
		if (spare[i] == database)
			lent[i] = false;
	pthread_cond_signal(&lent_back);
	pthread_mutex_unlock(&lock);
}

/* False if there is no room for one more. */
static bool
carried_enter(struct carried *carried)
{
	bool room;

	pthread_mutex_lock(&lock);
	room = under_way < CARRIED_MOST;
	if (room) {
		under_way++;
		carried->next = all;
		all = carried;
		if (stopping)
			(void)shutdown(carried->q->fcgi.ipcFd, SHUT_RD);
	}
	pthread_mutex_unlock(&lock);
	return room;
}

static void
carried_leave(const struct carried *carried)
{
	struct carried **place = &all;

	pthread_mutex_lock(&lock);
	while (*place != carried)
		place = &(*place)->next;
	*place = carried->next;
	under_way--;
	pthread_mutex_unlock(&lock);
}

static void *
carried_run(void *argument)
{
	struct carried *carried = argument;
	struct request *q = carried->q;

	if (carried->work != NULL)
		carried->work(q, carried->context);
	/* Who is refused hears it before the rest is read; and nothing is read once we stop. */
	answer_send(q);
	q->answered = true;
	(void)FCGX_FFlush(q->fcgi.out);
	q->drained = body_drain(q);
	carried_leave(carried);
	request_finish(q);
	return NULL;
}

bool
request_carry(struct request *q, void (*work)(struct request *q, void *context), void *context)
{
	struct carried *carried = arena_zero(q->arena, sizeof *carried);
	pthread_attr_t attributes;
	pthread_t thread;

	carried->q = q;
	carried->work = work;
	carried->context = context;
	if (!carried_enter(carried)) {
		problem_wait(q, 503, 0, NULL);
		return false;
	}
	request_hand_over(q);
	q->carried = true;
	q->database = NULL;
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK);
	if (pthread_create(&thread, &attributes, carried_run, carried) != 0) {
		log_line(LOG_WARNING, "thread_failed", NULL);
		carried_run(carried); /* then this worker waits for it */
	}
	pthread_attr_destroy(&attributes);
	return true;
}

bool
request_is_flowing(const struct request *q)
{
	struct slice length = request_parameter(q, "CONTENT_LENGTH");

	return slice_equal(request_parameter(q, "REQUEST_BUFFERING"), SLICE("off")) &&
	       q->body.at == NULL && !slice_equal(length, SLICE("0")) && !q->drained;
}

void
carried_stop(void)
{
	pthread_mutex_lock(&lock);
	stopping = true;
	for (const struct carried *carried = all; carried != NULL; carried = carried->next)
		(void)shutdown(carried->q->fcgi.ipcFd, SHUT_RD);
	pthread_mutex_unlock(&lock);
}

void
carried_close(void)
{
	for (size_t i = 0; i < LENT_MOST; i++)
		database_close(spare[i]);
}
