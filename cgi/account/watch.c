#include "watch.h"

#include "clock.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 8 };

struct watch {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t ended_sign;
	bool ended, late;
	struct timespec until;
	int connections
	    [CONNECTIONS_MOST]; /* descriptors of our own for them: nobody closes these */
	size_t count;
};

static void *
watch_run(void *argument)
{
	struct watch *watch = argument;
	int failed = 0;

	pthread_mutex_lock(&watch->mutex);
	while (!watch->ended && failed == 0)
		failed = pthread_cond_timedwait(&watch->ended_sign, &watch->mutex, &watch->until);
	watch->late = !watch->ended;
	for (size_t i = 0; watch->late && i < watch->count; i++)
		shutdown(watch->connections[i], SHUT_RDWR);
	pthread_mutex_unlock(&watch->mutex);
	return NULL;
}

struct watch *
watch_begin(int seconds)
{
	struct watch *watch = calloc(1, sizeof *watch);
	int64_t now = time_elapsed(); /* milliseconds by the same clock */
	pthread_condattr_t monotonic;

	if (watch == NULL)
		abort();
	watch->until.tv_sec = now / 1000 + seconds;
	watch->until.tv_nsec = (long)(now % 1000) * 1000000;
	pthread_mutex_init(&watch->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&watch->ended_sign, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&watch->thread, NULL, watch_run, watch) != 0)
		abort();
	return watch;
}

void
watch_add(struct watch *watch, int connection)
{
	pthread_mutex_lock(&watch->mutex);
	if (watch->late || watch->count == CONNECTIONS_MOST) {
		shutdown(connection, SHUT_RDWR);
	} else {
		int own = dup(connection);

		if (own >= 0)
			watch->connections[watch->count++] = own;
		else
			shutdown(connection, SHUT_RDWR);
	}
	pthread_mutex_unlock(&watch->mutex);
}

void
watch_end(struct watch *watch)
{
	pthread_mutex_lock(&watch->mutex);
	watch->ended = true;
	pthread_cond_signal(&watch->ended_sign);
	pthread_mutex_unlock(&watch->mutex);
	pthread_join(watch->thread, NULL);
	for (size_t i = 0; i < watch->count; i++)
		close(watch->connections[i]);
	pthread_cond_destroy(&watch->ended_sign);
	pthread_mutex_destroy(&watch->mutex);
	free(watch);
}
