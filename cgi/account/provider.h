/*
 * provider.h: what the provider of OpenID Connect says of itself: its addresses (Discovery 1.0) and its
 * keys (RFC 7517). Kept for an hour by the process, for all threads.
 */
#ifndef WUHAO_ACCOUNT_PROVIDER_H
#define WUHAO_ACCOUNT_PROVIDER_H

#include "request.h"

#include <json-c/json.h>

/* The settings and what the provider says; lives with the request. */
struct provider {
	struct slice issuer, client, ca;
	struct slice back;   /* our own address that the provider leads back to */
	struct slice secret; /* the client's, out of a key file */
	struct slice begin,
	    exchange;             /* its addresses: where one signs in, where codes become tokens */
	bool posts_secret;        /* it takes the client's secret in the form only */
	struct json_object *keys; /* the object with "keys" */
};

/*
 * Gathers all of it. False with the problem set: 404 if no provider is set, 503 if it is away.
 *   fresh  asks for the keys anew although an hour isn't over, once a minute at most
 */
bool provider_read(struct request *q, bool fresh, struct provider *provider);

#endif
