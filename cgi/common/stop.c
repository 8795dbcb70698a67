#include "stop.h"

#include <signal.h>
#include <time.h>

static sigset_t
stop_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	return signals;
}

void
stop_begin(void)
{
	sigset_t signals = stop_signals();

	sigprocmask(SIG_BLOCK, &signals, NULL);
}

bool
stop_is_asked(int milliseconds)
{
	static bool asked;
	const struct timespec wait = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
	sigset_t signals = stop_signals();

	if (!asked)
		asked = sigtimedwait(&signals, NULL, &wait) > 0;
	return asked;
}
