/* handlers.h: what main.c's table calls. */
#ifndef WUHAO_EVIDENCE_HANDLERS_H
#define WUHAO_EVIDENCE_HANDLERS_H

struct request;

/* The tus protocol: /evidence/uploads and /evidence/uploads/{upload}. */
void tus_options(struct request *q);
void tus_create(struct request *q);
void tus_head(struct request *q);
void tus_patch(struct request *q);
void tus_delete(struct request *q);

/* The same tickets as JSON, with the offset that the file has now. */
void uploads_list(struct request *q);
void upload_show(struct request *q);

#endif
