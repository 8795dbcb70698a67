/* send.h: from the answer that is set to bytes for nginx. */
#ifndef WUHAO_SEND_H
#define WUHAO_SEND_H

#include "request.h"

/*
 * Writes status, headers (CGI, RFC 3875 section 6.3) and body into the request's stream. A problem
 * is the answer where one is set; a request without an answer is a 500.
 */
void answer_send(struct request *q);

#endif
