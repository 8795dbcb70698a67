/*
 * watch.h: an end to waiting for the other side of connections that somebody else's library makes:
 * libldap waits for ever within a TLS handshake.
 */
#ifndef WUHAO_ACCOUNT_WATCH_H
#define WUHAO_ACCOUNT_WATCH_H

struct watch;

/* Begins; after so many seconds every connection is shut, so that whoever reads from it goes on. */
struct watch *watch_begin(int seconds);

/* A connection to be shut then; at once if the time is up. It stays its owner's to close. */
void watch_add(struct watch *watch, int connection);

/* Ends it and frees it. */
void watch_end(struct watch *watch);

#endif
