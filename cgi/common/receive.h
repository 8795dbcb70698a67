/* receive.h: from what nginx passed to a checked request. */
#ifndef WUHAO_RECEIVE_H
#define WUHAO_RECEIVE_H

#include "request.h"

/*
 * Fills `q` (arena, program and fcgi are set): method, path, route, door, body, values.
 * Returns false with the problem set.
 */
bool request_receive(struct request *q);

/* Session, Origin, key and version of a program that isn't plain; the same. */
bool credentials_receive(struct request *q);

/* Type, length and bytes of a body, by the route's limit; the same. */
bool body_receive(struct request *q);

/* Path parts and query, JSON or form against the route's table; the same. */
bool fields_receive(struct request *q);

/*
 * Reads and forgets what is left of the body, up to 1 MiB (a stream: 64 MiB), so that nginx sees
 * the answer. Returns true if nothing is left.
 */
bool body_drain(struct request *q);

#endif
