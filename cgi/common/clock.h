/*
 * clock.h: the only clock of the C side. A demonstration may move it (base.clock_offset());
 * database.c sets the offset at each connect.
 */
#ifndef WUHAO_CLOCK_H
#define WUHAO_CLOCK_H

#include <stdint.h>

enum { TIME_SIZE = 26 }; /* 2026-09-30T18:00:00+08:00 and NUL */

/* Seconds since 1970-01-01T00:00:00Z, moved by the offset. */
int64_t time_now(void);

/* Seconds since 1970-01-01T00:00:00Z as people's own devices show them: never moved. */
int64_t time_of_devices(void);

/* A monotonic count of milliseconds, for waiting and measuring only; not moved. */
int64_t time_elapsed(void);

/* Sets the offset in seconds (0 outside a demonstration). Any thread. */
void clock_set_offset(int64_t seconds);

/* ISO 8601 in China's time (+08:00, no daylight saving), years 1 to 9999; "" for others. */
void time_format(int64_t time, char text[TIME_SIZE]);

#endif
