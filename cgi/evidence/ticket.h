/* ticket.h: an upload as the database tells of it, and its bytes on their way into its file. */
#ifndef WUHAO_EVIDENCE_TICKET_H
#define WUHAO_EVIDENCE_TICKET_H

#include "request.h"
#include "store.h"
#include "tus_text.h"

struct ticket {
	long long id, size;
	struct slice address; /* the page of what it is for; absent: for nothing yet */
	long long expires;    /* seconds since 1970 */
	long long low_water;  /* bytes of the disk that stay free */
	bool open;            /* bytes are still missing */
	struct slice metadata;
};

/* Reads what evidence.upload_find and evidence.upload_create answer. False: not of that shape, 500. */
bool ticket_read(struct request *q, struct slice json, struct ticket *ticket);

/* Sets the problem that an outcome of the store is; false if there is none. */
bool store_refuses(struct request *q, enum stored outcome);

/*
 * Room for so many more bytes above the low-water mark; else 507 is set.
 */
bool ticket_has_room(struct request *q, const struct ticket *ticket, size_t length);

/*
 * If the file has all bytes, tells the database (evidence.receive). False with the problem set, also
 * where the bytes aren't those that were announced (460).
 */
bool ticket_finish(struct request *q, const struct ticket *ticket, const struct upload_file *file);

/* The same of a plain form's file, whose end says how long it is: what the file has is all of it. */
bool ticket_close(struct request *q, const struct ticket *ticket, const struct upload_file *file);

#endif
