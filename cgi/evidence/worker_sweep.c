#include "clock.h"
#include "json.h"
#include "log.h"
#include "worker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ASKED = 200 /* names asked about at once */, AGE = 24 * 3600 /* seconds */, HEX = 64 };

/* Names of files, to ask about. */
struct list {
	char *text; /* "{a,b,…" */
	size_t count, length;
};

static void
list_add(struct worker *worker, struct list *list, const char *name)
{
	enum { ROOM = ASKED * (HEX + 2) };

	if (list->text == NULL) {
		list->text = arena_alloc(worker->arena, ROOM);
		list->length = 0;
	}
	list->length += (size_t)snprintf(list->text + list->length, ROOM - list->length, "%c%s",
	    list->count == 0 ? '{' : ',', name);
	list->count++;
}

/* The names that the verb gives back, of those in the list; the list is empty then. */
static struct json_object *
list_ask(struct worker *worker, struct list *list, const char *verb)
{
	const struct slice values[] = {
	    arena_format(worker->arena, "%.*s}", (int)list->length, list->text)};
	struct json_object *answer;
	struct slice sentence;
	bool asked = list->count > 0 &&
		     worker_call(worker, verb, values, 1, &answer, &sentence) == OUTCOME_DONE;

	list->count = 0;
	list->length = 0;
	return asked ? answer : NULL;
}

static bool
is_old(int folder, const char *name)
{
	struct stat facts;

	return fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
	       facts.st_ctime < time_of_devices() - AGE;
}

static void
strange_remove(struct worker *worker, struct list *list)
{
	struct json_object *strange;

	if (!store_lock(worker))
		return;
	strange = list_ask(worker, list, "select evidence.work_strange(digests => $1)");
	for (size_t i = 0; strange != NULL && i < json_object_array_length(strange); i++)
		blob_remove(worker,
		    slice_of(json_object_get_string(json_object_array_get_idx(strange, i))));
	store_unlock(worker);
}

/* What stands in one folder of the store, for a day at least. */
static void
store_folder_look(struct worker *worker, const char *path, struct list *list)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (strlen(entry->d_name) != HEX ||
		    strspn(entry->d_name, "0123456789abcdef") != HEX ||
		    !is_old(dirfd(folder), entry->d_name))
			continue;
		list_add(worker, list, entry->d_name);
		if (list->count == ASKED)
			strange_remove(worker, list);
	}
	if (folder != NULL)
		closedir(folder);
}

static void
store_look(struct worker *worker)
{
	struct list list = {0};

	for (int first = 0; first < 256; first++) {
		const char *top =
		    arena_format(worker->arena, "%s/store/%02x", worker->root, (unsigned)first).at;

		if (access(top, F_OK) != 0)
			continue;
		for (int second = 0; second < 256; second++)
			store_folder_look(worker,
			    arena_format(worker->arena, "%s/%02x", top, (unsigned)second).at,
			    &list);
	}
	if (list.count > 0)
		strange_remove(worker, &list);
}

/* Bytes of uploads that were checked: a worker was killed between the verb and this. */
static void
uploads_look(struct worker *worker)
{
	DIR *folder = opendir(arena_format(worker->arena, "%s/uploads", worker->root).at);
	struct list list = {0};
	struct json_object *over;
	struct dirent *entry;

	while (folder != NULL && list.count < ASKED && (entry = readdir(folder)) != NULL)
		if (strspn(entry->d_name, "0123456789") == strlen(entry->d_name) &&
		    is_old(dirfd(folder), entry->d_name))
			list_add(worker, &list, entry->d_name);
	over = list.count == 0
		   ? NULL
		   : list_ask(worker, &list, "select evidence.work_over(uploads => $1)");
	for (size_t i = 0; over != NULL && i < json_object_array_length(over); i++) {
		const struct piece piece = {
		    .sent = arena_format(worker->arena, "%s/uploads/%s", worker->root,
			json_object_get_string(json_object_array_get_idx(over, i)))
				.at};

		piece_forget(worker, &piece);
	}
	if (folder != NULL)
		closedir(folder);
}

/* Folders of workers that are no more. */
static void
work_look(struct worker *worker)
{
	const char *work = arena_format(worker->arena, "%s/work", worker->root).at;
	DIR *folder = opendir(work);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		pid_t process = (pid_t)strtol(entry->d_name, NULL, 10);
		struct worker gone = {
		    .folder = arena_format(worker->arena, "%s/%s", work, entry->d_name).at};

		if (process <= 0 || kill(process, 0) == 0 || errno != ESRCH)
			continue;
		folder_empty(&gone);
		(void)rmdir(gone.folder);
	}
	if (folder != NULL)
		closedir(folder);
}

/* Bytes that nothing in use is made of, for a day. Nobody stores anything meanwhile. */
static bool
unused_remove(struct worker *worker)
{
	struct json_object *unused, *answer;
	struct slice sentence;
	bool more = false;

	if (!store_lock(worker))
		return false;
	if (worker_call(worker, "select evidence.work_unused()", NULL, 0, &unused, &sentence) ==
	    OUTCOME_DONE) {
		more = json_object_array_length(unused) > 0;
		for (size_t i = 0; i < json_object_array_length(unused); i++) {
			struct slice digest =
			    slice_of(json_object_get_string(json_object_array_get_idx(unused, i)));

			blob_remove(worker, digest);
			more = worker_call(worker,
				   "select evidence.work_removed(digest => decode($1, 'hex'))",
				   &digest, 1, &answer, &sentence) == OUTCOME_DONE &&
			       more;
		}
	}
	store_unlock(worker);
	return more;
}

void
worker_sweep(struct worker *worker)
{
	struct json_object *answer;
	struct slice sentence;

	work_look(worker);
	uploads_look(worker);
	while (unused_remove(worker))
		;
	store_look(worker);
	if (worker_call(worker, "select evidence.work_figures()", NULL, 0, &answer, &sentence) ==
		OUTCOME_DONE &&
	    json_member_integer(answer, "mended") > 0)
		log_line(LOG_WARNING, "figures_mended", NULL);
}
