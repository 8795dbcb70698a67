/*
 * serve.h: a FastCGI program. The listening socket is descriptor 0 (spawn-fcgi, systemd).
 *
 * WUHAO_DATABASE  conninfo without user        WUHAO_THREADS  accepting threads
 * WUHAO_SECURE    1 under TLS                   WUHAO_KEYS     folder of its keys (keys.h)
 * WUHAO_EVIDENCE  folder of what is uploaded (evidence only)
 */
#ifndef WUHAO_SERVE_H
#define WUHAO_SERVE_H

#include "db.h"
#include "request.h"

/*
 * Serves until TERM, INT, QUIT or USR1; what is in flight is finished. Returns the exit status.
 *   --routes  prints the table (route.h) and returns; needs no socket and no database
 *   --help    prints what the program is, its routes and the environment
 * GET /healthz (and /healthz/<word>) is answered here: {"program":"org","database":true}, 503 with
 * false while the database is away.
 */
int serve(int argc, char **argv, const struct program *program);

#endif
