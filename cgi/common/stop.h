/* stop.h: how a process without a socket is told to end, between one piece of work and the next. */
#ifndef WUHAO_STOP_H
#define WUHAO_STOP_H

#include <stdbool.h>

/* From here on TERM and INT wait to be asked for. Once, before any thread. */
void stop_begin(void);

/*
 * Waits up to so many milliseconds for TERM or INT; 0: looks only. Returns true once one has come, and
 * from then on at once.
 */
bool stop_is_asked(int milliseconds);

#endif
