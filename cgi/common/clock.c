#include "clock.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static _Atomic int64_t offset;

int64_t
time_of_devices(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec;
}

int64_t
time_now(void)
{
	return time_of_devices() + atomic_load_explicit(&offset, memory_order_relaxed);
}

int64_t
time_elapsed(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
clock_set_offset(int64_t seconds)
{
	atomic_store_explicit(&offset, seconds, memory_order_relaxed);
}

void
time_format(int64_t time, char text[TIME_SIZE])
{
	struct tm parts;
	time_t local;
	char room[64];

	text[0] = '\0';
	if (time < -62135596800 || time > 253402271999)
		return;
	local = (time_t)(time + 8 * 3600);
	if (gmtime_r(&local, &parts) == NULL)
		return;
	snprintf(room, sizeof room, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", parts.tm_year + 1900,
	    parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
	memcpy(text, room, TIME_SIZE - 1);
	text[TIME_SIZE - 1] = '\0';
}
