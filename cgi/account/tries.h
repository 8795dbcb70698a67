/*
 * tries.h: under what failed log-ins are counted. The database gets digests only, so that neither
 * a login that somebody mistyped nor an address stands in it.
 */
#ifndef WUHAO_ACCOUNT_TRIES_H
#define WUHAO_ACCOUNT_TRIES_H

#include "request.h"

struct tries {
	struct slice pair;    /* digest of login and network */
	struct slice network; /* digest of the network */
	struct slice browser; /* digest of login and the browser's cookie; absent: no cookie */
};

/* A login as it is compared: ASCII letters in lower case. */
struct slice login_lower(struct arena *arena, struct slice login);

/*
 * The digests for this request and a login: SHA-256 of "wuhao try", the kind ("pair", "network",
 * "browser") and its parts, each after its length (crypto.h, digest_add_field). Digests are
 * 32 bytes and live with the request. An unknown network is one network.
 */
struct tries tries_of(struct request *q, struct slice login);

/*
 * The digest of login and the cookie of this browser, which is set for a year; a browser without
 * one gets a new one. For a log-in that succeeded.
 */
struct slice browser_remember(struct request *q, struct slice login);

#endif
