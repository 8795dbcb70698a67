/*
 * store.h: the files of uploads under way, in $WUHAO_EVIDENCE/uploads: <id> holds the bytes as they
 * came, <id>.state the SHA-256 of them so far. One writer at a time (flock); a file's length is the
 * upload's offset, and is said only when the bytes are on disk.
 */
#ifndef WUHAO_EVIDENCE_STORE_H
#define WUHAO_EVIDENCE_STORE_H

#include "crypto.h"

enum stored {
	STORED,       /* done, and on disk */
	STORE_LOCKED, /* another writer has it */
	STORE_FULL,   /* the disk, or its quota: what fits and was synced stays */
	STORE_FAILED, /* the disk, or the folder's rights; a line is in the log */
};

struct upload_file {
	int file, state;
	long long id;
	long long kept;   /* bytes on disk: the offset */
	long long length; /* bytes written */
	bool provisional; /* what is beyond `kept` isn't checked yet */
	struct running running, running_kept;
	long long low_water; /* bytes that stay free on the disk while it grows; 0: not asked */
};

/* Opens the folder, making what is missing in it. False, with a line in the log, if it can't. */
bool store_start(void);

/* Bytes that the file system has left for us; 0 if it doesn't say. */
long long store_free(void);

/*
 * Opens an upload's file for one writer, making it where it is missing. What a killed program left
 * (bytes that weren't synced, a state that is older) is synced and hashed first, so it may take as
 * long as reading the file. Only STORED needs upload_close.
 */
enum stored upload_open(long long id, struct upload_file *file);

/*
 * Appends, and from time to time syncs; what isn't `kept` yet may go with a power cut. STORE_FULL, with the bytes appended, once the
 * disk is below the file's low water: several that come at once each saw room for themselves.
 */
enum stored upload_add(struct upload_file *file, struct slice bytes);

/* Syncs what was added; then `kept` is `length`. */
enum stored upload_keep(struct upload_file *file);

/*
 * What is added from here on is a chunk with a checksum: until upload_keep none of it counts, even if
 * the program is killed. Comes right after upload_open.
 */
void upload_check(struct upload_file *file);

/* Takes back what was added since the last upload_keep. */
enum stored upload_back(struct upload_file *file);

void upload_close(struct upload_file *file);

/*
 * The offset as a reader may say it while another one writes; -1: no such file.
 *   digest  set to the SHA-256 of what is there unless NULL or -1 is returned
 */
long long upload_offset(long long id, unsigned char digest[DIGEST_SIZE]);

/* Removes its files, and closes it. */
enum stored upload_remove(struct upload_file *file);

#endif
