/*
 * verify_store.c: `wuhao verify`, second half: each file of the store has the SHA-256 and SM3 that
 * the database knows, none is missing, and none lies there that nobody knows.
 */
#include "crypto.h"
#include "verify.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEX = 2 * DIGEST_SIZE };

struct store {
	struct desk *desk;
	const char *folder;
	long long files;
	int wrong;
};

static void
wrong_say(struct store *store, const char *digest, const char *what)
{
	store->wrong++;
	printf("store: %s %s\n", digest, what);
}

static const char *
path_of(struct store *store, const char *kind, const char *digest)
{
	return arena_format(store->desk->arena, "%s/%s/%.2s/%.2s/%s", store->folder, kind, digest,
	    digest + 2, digest)
	    .at;
}

static bool
digest_is(struct store *store, const unsigned char computed[DIGEST_SIZE], struct slice known)
{
	return slice_equal(hex(store->desk->arena, computed, DIGEST_SIZE), known);
}

/* The whole file, mapped; false if it isn't there, or not to be read. */
static bool
file_map(const char *path, struct slice *bytes)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	struct stat facts;
	void *at = MAP_FAILED;

	*bytes = SLICE("");
	if (descriptor < 0)
		return false;
	if (fstat(descriptor, &facts) == 0 && facts.st_size > 0)
		at = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
	if (at != MAP_FAILED)
		*bytes = (struct slice){at, (size_t)facts.st_size};
	close(descriptor);
	return true;
}

static void
blob_check(struct store *store, const PGresult *result, int row)
{
	struct slice digest = result_cell(result, row, 0), known_sm3 = result_cell(result, row, 1);
	unsigned char one[DIGEST_SIZE], other[DIGEST_SIZE];
	long previews = strtol(PQgetvalue(result, row, 2), NULL, 10);
	struct slice bytes;

	store->files++;
	if (!file_map(path_of(store, "store", digest.at), &bytes)) {
		wrong_say(store, digest.at, "is missing");
		return;
	}
	sha256(bytes, one);
	sm3(bytes, other);
	if (!digest_is(store, one, digest) || !digest_is(store, other, known_sm3))
		wrong_say(store, digest.at, "was changed");
	if (bytes.length > 0)
		munmap((void *)(uintptr_t)bytes.at, bytes.length);
	for (int page = 1; page <= previews; page++)
		if (access(arena_format(store->desk->arena, "%s-%d.jpg",
			       path_of(store, "previews", digest.at), page)
			       .at,
			R_OK) != 0)
			wrong_say(store, digest.at, "lacks a preview");
}

/* A batch of blobs after the last digest; that of the last one, absent behind the end. */
static struct slice
blobs_check(struct store *store, struct slice after)
{
	PGresult *result = desk_run(store->desk, "reading the store",
	    "select encode(b.digest, 'hex'), encode(b.sm3, 'hex'), b.previews from data.blob as b"
	    " where b.removed is null and b.digest > decode($1, 'hex') order by b.digest limit 1000",
	    &after, 1);
	int count = PQntuples(result);

	for (int row = 0; row < count; row++)
		blob_check(store, result, row);
	return count == 0 ? (struct slice){0} : result_cell(result, count - 1, 0);
}

static void
name_check(struct store *store, const char *name)
{
	struct slice digest = slice_of(name);

	if (digest.length != HEX || strspn(name, "0123456789abcdef") != HEX)
		wrong_say(store, name, "is no name of the store's");
	else if (!slice_equal(desk_value(store->desk, "reading the store",
				  "select exists (select from data.blob as b where b.digest ="
				  " decode($1, 'hex') and b.removed is null)",
				  &digest, 1),
		     SLICE("t")))
		wrong_say(store, name, "is known to nobody");
}

/* Folders two deep, files in those. */
static void
folder_look(struct store *store, const char *path, int depth)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (depth < 2)
			folder_look(store,
			    arena_format(store->desk->arena, "%s/%s", path, entry->d_name).at,
			    depth + 1);
		else
			name_check(store, entry->d_name);
	}
	if (folder != NULL)
		closedir(folder);
}

int
store_verify(struct desk *desk)
{
	struct store store = {.desk = desk, .folder = getenv("WUHAO_EVIDENCE")};
	struct slice after = SLICE("");

	if (store.folder == NULL) {
		puts("store: not looked at, for WUHAO_EVIDENCE is not set");
		return 0;
	}
	while (after.at != NULL)
		after = blobs_check(&store, after);
	folder_look(&store, arena_format(desk->arena, "%s/store", store.folder).at, 0);
	printf("store: %lld files\n", store.files);
	return store.wrong;
}
