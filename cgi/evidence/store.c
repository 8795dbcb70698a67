#include "store.h"

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum {
	PIECE = 64 * 1024,
	FLOW_EVERY = 8 << 20,   /* bytes after which the disk is told to begin */
	KEEP_EVERY = 256 << 20, /* and after which they count, however long the chunk is */
	NAME_SIZE = 40,
};

/* What <id>.state holds. A cache: whatever doesn't fit is made anew from the file. */
struct state {
	char mark[8]; /* "wuhao up" */
	unsigned long kind;
	long long kept;
	long long
	    provisional; /* 1: what the file has beyond `kept` is a chunk that nobody checked */
	struct running running;
	unsigned char check[DIGEST_SIZE]; /* of what stands before */
};
static const char mark[] = "wuhao up";

static int uploads = -1; /* the folder */

static enum stored
failed(const char *what)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return STORE_FULL;
	log_line(LOG_ERROR, "store_failed", "what", what, "why", strerrorname_np(errno), NULL);
	return STORE_FAILED;
}

bool
store_start(void)
{
	const char *folder = getenv("WUHAO_EVIDENCE");
	int home = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (home < 0) {
		log_line(LOG_ERROR, "store_missing", "folder", "WUHAO_EVIDENCE", NULL);
		return false;
	}
	if (mkdirat(home, "uploads", 0770) != 0 && errno != EEXIST)
		(void)failed("mkdir");
	uploads = openat(home, "uploads", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (uploads < 0)
		(void)failed("open");
	close(home);
	return uploads >= 0;
}

long long
store_free(void)
{
	struct statvfs disk;

	if (fstatvfs(uploads, &disk) != 0)
		return 0;
	return (long long)disk.f_bavail * (long long)disk.f_frsize;
}

static void
names(long long id, char name[NAME_SIZE], char state[NAME_SIZE])
{
	snprintf(name, NAME_SIZE, "%lld", id);
	snprintf(state, NAME_SIZE, "%lld.state", id);
}

static void
state_check(const struct state *state, unsigned char check[DIGEST_SIZE])
{
	sha256((struct slice){(const char *)state, offsetof(struct state, check)}, check);
}

/* False if there is none, or none of ours. */
static bool
state_read(int descriptor, struct state *state)
{
	unsigned char check[DIGEST_SIZE];

	if (pread(descriptor, state, sizeof *state, 0) != (ssize_t)sizeof *state)
		return false;
	state_check(state, check);
	return memcmp(state->mark, mark, sizeof state->mark) == 0 &&
	       state->kind == running_kind() && memcmp(check, state->check, sizeof check) == 0;
}

/* Not synced: with a power cut the state is the older one, and the file is hashed from there. */
static void
state_write(const struct upload_file *file)
{
	struct state state;

	memset(&state, 0, sizeof state);
	memcpy(state.mark, mark, sizeof state.mark);
	state.kind = running_kind();
	state.kept = file->kept;
	state.provisional = file->provisional;
	state.running = file->running_kept;
	state_check(&state, state.check);
	if (pwrite(file->state, &state, sizeof state, 0) != (ssize_t)sizeof state)
		log_line(LOG_WARNING, "state_not_written", NULL);
}

void
upload_check(struct upload_file *file)
{
	file->provisional = true;
	state_write(file);
}

enum stored
upload_keep(struct upload_file *file)
{
	if (file->kept != file->length && fdatasync(file->file) != 0)
		return failed("sync");
	file->provisional = false;
	file->kept = file->length;
	file->running_kept = file->running;
	state_write(file);
	return STORED;
}

enum stored
upload_back(struct upload_file *file)
{
	if (ftruncate(file->file, file->kept) != 0 || fdatasync(file->file) != 0)
		return failed("truncate");
	file->length = file->kept;
	file->running = file->running_kept;
	return upload_keep(file);
}

/* Hashes what the file has beyond `length`, which another process wrote and didn't finish. */
static enum stored
settle(struct upload_file *file, long long there)
{
	char piece[PIECE];

	while (file->length < there) {
		ssize_t length = pread(file->file, piece, sizeof piece, file->length);

		if (length <= 0)
			return failed("read");
		running_add(&file->running, (struct slice){piece, (size_t)length});
		file->length += length;
	}
	return upload_keep(file);
}

static enum stored
state_take(struct upload_file *file)
{
	struct stat there;
	struct state state;

	if (fstat(file->file, &there) != 0)
		return failed("stat");
	if (state_read(file->state, &state) && state.kept <= there.st_size) {
		file->kept = file->length = state.kept;
		file->running = file->running_kept = state.running;
		if (state.provisional)
			return upload_back(file);
		if (state.kept == there.st_size)
			return STORED;
	} else {
		file->kept = -1;
		running_begin(&file->running);
	}
	return settle(file, there.st_size);
}

static enum stored
locked(struct upload_file *file)
{
	struct stat there;

	if (flock(file->file, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? STORE_LOCKED : failed("lock");
	/* Removed between opening and locking: whoever removed it is done with it now. */
	if (fstat(file->file, &there) != 0 || there.st_nlink == 0)
		return STORE_LOCKED;
	return state_take(file);
}

enum stored
upload_open(long long id, struct upload_file *file)
{
	char name[NAME_SIZE], state[NAME_SIZE];
	enum stored outcome;
	bool is_new;

	names(id, name, state);
	*file = (struct upload_file){.id = id};
	is_new = faccessat(uploads, name, F_OK, 0) != 0;
	file->file = openat(uploads, name, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
	if (file->file < 0)
		return failed("open");
	file->state = openat(uploads, state, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
	outcome = file->state < 0 ? failed("open") : locked(file);
	if (outcome == STORED && is_new && fsync(uploads) != 0)
		outcome = failed("sync");
	if (outcome != STORED)
		upload_close(file);
	return outcome;
}

void
upload_close(struct upload_file *file)
{
	if (file->state >= 0)
		close(file->state);
	close(file->file); /* and unlocks */
}

/*
 * The disk begins with the last piece, while the one before it, which it has had time for, is waited
 * for and let go of: a large file doesn't push out of memory what others work with, and at its end
 * there is little left to sync.
 */
static void
flow(struct upload_file *file)
{
	long long last = file->length / FLOW_EVERY * FLOW_EVERY - FLOW_EVERY;

	(void)sync_file_range(file->file, last, FLOW_EVERY, SYNC_FILE_RANGE_WRITE);
	if (last < FLOW_EVERY)
		return;
	(void)sync_file_range(file->file, last - FLOW_EVERY, FLOW_EVERY,
	    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
	(void)posix_fadvise(file->file, last - FLOW_EVERY, FLOW_EVERY, POSIX_FADV_DONTNEED);
}

enum stored
upload_add(struct upload_file *file, struct slice bytes)
{
	long long before = file->length;

	while (bytes.length > 0) {
		ssize_t length = pwrite(file->file, bytes.at, bytes.length, file->length);

		if (length <= 0)
			return failed("write");
		running_add(&file->running, (struct slice){bytes.at, (size_t)length});
		file->length += length;
		bytes.at += length;
		bytes.length -= (size_t)length;
	}
	if (before / FLOW_EVERY != file->length / FLOW_EVERY && store_free() < file->low_water)
		return STORE_FULL;
	if (file->length - file->kept >= KEEP_EVERY && !file->provisional)
		return upload_keep(file);
	if (before / FLOW_EVERY != file->length / FLOW_EVERY)
		flow(file);
	return STORED;
}

long long
upload_offset(long long id, unsigned char digest[DIGEST_SIZE])
{
	char name[NAME_SIZE], path[NAME_SIZE];
	struct state state;
	int descriptor;
	long long kept = -1;

	names(id, name, path);
	descriptor = openat(uploads, path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return -1;
	if (state_read(descriptor, &state)) {
		kept = state.kept;
		if (digest != NULL)
			running_digest(&state.running, digest);
	}
	close(descriptor);
	return kept;
}

enum stored
upload_remove(struct upload_file *file)
{
	char name[NAME_SIZE], state[NAME_SIZE];
	enum stored outcome = STORED;

	names(file->id, name, state);
	if (unlinkat(uploads, name, 0) != 0 || unlinkat(uploads, state, 0) != 0)
		outcome = failed("remove");
	upload_close(file);
	return outcome;
}
