/*
 * fetch.h: asking a provider over HTTPS (libcurl). Its certificate is verified; nothing is followed to
 * another address; 3 s to connect, 6 s in all, 256 KiB at most. http:// is for this machine only.
 */
#ifndef WUHAO_ACCOUNT_FETCH_H
#define WUHAO_ACCOUNT_FETCH_H

#include "json.h"

/* Once, before the first call. False if libcurl can't begin. */
bool fetch_start(void);

/* True for https://, and for http:// on 127.0.0.1 or localhost; no blank or control character. */
bool fetch_address_fits(struct slice url);

/* A name or value as a form has it (application/x-www-form-urlencoded); nothing but unreserved signs stay. */
struct slice fetch_encode(struct arena *arena, struct slice text);

struct question {
	struct slice url;
	struct slice ca;   /* a file of authorities; empty: the machine's own */
	struct slice form; /* what is posted, encoded; absent: it is a GET */
	struct slice
	    user; /* "name:password" of a client that shows who it is (RFC 7617); may be absent */
};

/*
 * Asks, and reads the object that comes back with 200.
 *   status  what came, also where false is returned; 0 if nothing did
 * False, with a line in the log, for everything else.
 */
bool fetch_object(struct arena *arena, const struct question *question, struct json_object **object,
    long *status);

#endif
