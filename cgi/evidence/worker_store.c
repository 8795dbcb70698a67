/* worker_store.c: files into the store and out of it. What is said to be there is on disk, with the folder that names it. */
#include "log.h"
#include "worker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
failed(const char *step)
{
	char number[16];

	snprintf(number, sizeof number, "%d", errno);
	log_line(LOG_ERROR, "store_failed", "step", step, "errno", number, NULL);
	return false;
}

static bool
path_sync(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool done = file >= 0 && fsync(file) == 0;

	if (file >= 0)
		close(file);
	return done;
}

/* A folder, made where it is missing; `parent` is synced then. */
static bool
folder_make(const char *parent, const char *path)
{
	if (mkdir(path, 0750) != 0)
		return errno == EEXIST || failed("folder");
	return path_sync(parent) || failed("folder");
}

bool
store_open(struct worker *worker)
{
	static const char *const names[] = {"uploads", "work", "store", "previews"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!folder_make(worker->root,
			arena_format(worker->arena, "%s/%s", worker->root, names[i]).at))
			return false;
	if (mkdir(worker->folder, 0700) != 0 && errno != EEXIST)
		return failed("work");
	folder_empty(worker);
	worker->lock = open(arena_format(worker->arena, "%s/store.lock", worker->root).at,
	    O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	return worker->lock >= 0 || failed("lock");
}

bool
store_lock(struct worker *worker)
{
	while (flock(worker->lock, LOCK_EX) != 0)
		if (errno != EINTR)
			return failed("lock");
	return true;
}

void
store_unlock(struct worker *worker)
{
	(void)flock(worker->lock, LOCK_UN);
}

/* root/kind/ab/cd, made where it is missing; NULL where it can't be. */
static const char *
place_make(struct worker *worker, const char *kind, struct slice digest)
{
	const char *top = arena_format(worker->arena, "%s/%s", worker->root, kind).at;
	const char *first = arena_format(worker->arena, "%s/%.2s", top, digest.at).at;
	const char *second = arena_format(worker->arena, "%s/%.2s", first, digest.at + 2).at;

	return folder_make(top, first) && folder_make(first, second) ? second : NULL;
}

/* By its name in the folder of ours, synced, into its place. */
static bool
file_store(struct worker *worker, const char *from, const char *place, const char *to)
{
	if (!path_sync(from) || rename(from, to) != 0 || !path_sync(place))
		return failed("file");
	/* of two names of one file rename leaves both */
	if (unlink(from) != 0 && errno != ENOENT)
		return failed("file");
	(void)worker;
	return true;
}

bool
piece_store(struct worker *worker, const struct piece *piece)
{
	const char *place = place_make(worker, "store", piece->digest);
	struct arena *arena = worker->arena;

	if (place == NULL ||
	    !file_store(worker, piece->clean, place,
		arena_format(arena, "%s/%.*s", place, SLICE_PRINT(piece->digest)).at))
		return false;
	if (piece->previews == 0)
		return true;
	place = place_make(worker, "previews", piece->digest);
	for (int i = 1; place != NULL && i <= piece->previews; i++)
		if (!file_store(worker, arena_format(arena, "%s/%d.jpg", worker->folder, i).at,
			place,
			arena_format(arena, "%s/%.*s-%d.jpg", place, SLICE_PRINT(piece->digest), i)
			    .at))
			return false;
	return place != NULL;
}

void
piece_forget(struct worker *worker, const struct piece *piece)
{
	(void)unlink(arena_format(worker->arena, "%s.state", piece->sent).at);
	(void)unlink(piece->sent);
}

void
folder_empty(struct worker *worker)
{
	DIR *folder = opendir(worker->folder);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			(void)unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder != NULL)
		closedir(folder);
}

/* Its previews first: they are found by it. */
void
blob_remove(struct worker *worker, struct slice digest)
{
	enum { PREVIEWS_MOST = 99 };
	struct arena *arena = worker->arena;
	int number = 1;

	while (number <= PREVIEWS_MOST &&
	       unlink(arena_format(arena, "%s/previews/%.2s/%.2s/%.*s-%d.jpg", worker->root,
		   digest.at, digest.at + 2, SLICE_PRINT(digest), number)
			  .at) == 0)
		number++;
	(void)unlink(arena_format(arena, "%s/store/%.2s/%.2s/%.*s", worker->root, digest.at,
	    digest.at + 2, SLICE_PRINT(digest))
			 .at);
}
