/*
 * worker.h: what happens between "all bytes are there" and "kept". One process takes one upload after
 * the other: type by content, digests, scan, metadata out of pictures, previews, into the store, and
 * then one verb. All state is in the database and in the folder: it may be killed at any instant, run
 * twice, and begin again.
 *
 *   uploads/<id>        what came (evidence.fcgi writes it); stays until the verb is done
 *   work/<process>/     where one upload is worked on; nothing in it matters
 *   store/ab/cd/<hex>   what is kept, named by its SHA-256
 *   previews/ab/cd/<hex>-<n>.jpg
 *   store.lock          held (flock) by whoever puts files into the store or takes them out
 */
#ifndef WUHAO_EVIDENCE_WORKER_H
#define WUHAO_EVIDENCE_WORKER_H

#include "crypto.h"
#include "database.h"
#include "sandbox.h"
#include "scanner.h"

#include <json-c/json_object.h>
#include <stdint.h>

struct worker {
	struct database *database;
	struct arena *arena; /* of one upload */
	const char *root;    /* WUHAO_EVIDENCE */
	const char *folder;  /* root/work/<process> */
	int lock;            /* root/store.lock */
	int64_t sweep_at;    /* time_elapsed of the next sweep */
};

/* One upload, as evidence.work gives it. */
struct piece {
	long long id, size;
	struct slice received, extension, inside, family, kinds, clamd;
	struct json_object *types;
	bool waits; /* its page says already that it waits */

	const char *sent;  /* uploads/<id> */
	const char *input; /* the same file in the folder, with its extension */
	const char *clean; /* what is to be stored: input, or a picture without its metadata */
	int previews;      /* in the folder: 1.jpg … */
	struct slice type, scanned;
	struct slice digest, sm3; /* of `clean`, hexadecimal */
};

enum verdict {
	VERDICT_KEEP,
	VERDICT_REFUSE, /* `sentence` says why, to whoever sent it */
	VERDICT_WAIT,   /* not now; `sentence` says why, NULL: it is logged */
};

struct judged {
	enum verdict verdict;
	struct slice sentence;
	const char *found; /* by the scanner, for the audit alone; NULL: nothing */
};

/* worker_verb.c: one verb in its own transaction; texts as values. DONE sets the answer, REFUSED `sentence`. */
enum outcome worker_call(struct worker *worker, const char *text, const struct slice *values,
    size_t count, struct json_object **answer, struct slice *sentence);
struct slice worker_number(struct worker *worker, long long number);

/* worker_check.c: all that is asked of an upload; fills in the second half of the piece. */
struct judged piece_judge(struct worker *worker, struct piece *piece);

/*
 * worker_type.c: what the content is, by libmagic in the sandbox, and whether an archive has what must
 * be inside. False where no type can be told.
 */
bool piece_look(struct worker *worker, struct piece *piece, bool *inside);

/*
 * worker_clean.c: a copy of the picture without place, device and all other metadata; orientation and
 * colour profile stay. Read again afterwards. False where that can't be had: it is not to be kept.
 */
bool picture_clean(struct worker *worker, struct piece *piece);

/* webp.c: the same for a WebP file, from one path to another. */
bool webp_clean(const char *from, const char *to);

/* worker_preview.c: pictures of its pages, as many as can be had: a hostile or slow file has none. */
void previews_draw(struct worker *worker, struct piece *piece);

/* worker_store.c: false with a line in the log where the disk doesn't let us. */
bool store_open(struct worker *worker);
bool store_lock(struct worker *worker);
void store_unlock(struct worker *worker);
bool piece_store(struct worker *worker, const struct piece *piece); /* under the lock */
void piece_forget(
    struct worker *worker, const struct piece *piece); /* uploads/<id> and its state */
void folder_empty(struct worker *worker);
void blob_remove(struct worker *worker, struct slice digest); /* under the lock */

/* worker_sweep.c: what nobody refers to, what a killed worker left, and the figures; each hour. */
void worker_sweep(struct worker *worker);

#endif
