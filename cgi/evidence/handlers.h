/* handlers.h: what main.c's table calls. */
#ifndef WUHAO_EVIDENCE_HANDLERS_H
#define WUHAO_EVIDENCE_HANDLERS_H

#include <stdbool.h>

struct request;
struct problem;

/* The tus protocol: /evidence/uploads and /evidence/uploads/{upload}. */
void tus_options(struct request *q);
void tus_create(struct request *q);
void tus_head(struct request *q);
void tus_patch(struct request *q);
void tus_delete(struct request *q);

/* The same tickets as JSON, with the offset that the file has now. */
void uploads_list(struct request *q);
void upload_show(struct request *q);

/* Files of the store, by nginx. */
void evidence_download(struct request *q);
void evidence_preview(struct request *q);

/* A plain form that sends a file, for browsers without JavaScript; and its refusals as a page. */
void form_receive(struct request *q);
bool form_problem(struct request *q, const struct problem *problem);

#endif
