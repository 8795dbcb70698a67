/* send.h: from the answer that is set to bytes for nginx. */
#ifndef WUHAO_SEND_H
#define WUHAO_SEND_H

#include "request.h"

/* Turns a problem into the answer, a missing answer into a 500. */
void answer_complete(struct request *q);

/* The head (CGI, RFC 3875 section 6.3) of a complete answer, with the empty line. */
struct slice answer_head(struct request *q);

/* Both, and the body, into the request's stream. */
void answer_send(struct request *q);

#endif
