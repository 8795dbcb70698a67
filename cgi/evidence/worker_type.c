#include "worker.h"

#include <magic.h>
#include <stdio.h>
#include <zip.h>

enum { LOOK_SECONDS = 20, LOOK_MEMORY = 256 << 20, ENTRIES_MOST = 20000, SAID = 300 };

struct look {
	const char *path,
	    *inside; /* inside: how the name of an entry must begin; "": none is asked */
};

/* Reads the archive's list of entries; nothing is unpacked. */
static bool
archive_has(const char *path, const char *start)
{
	zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
	zip_int64_t count;
	bool has = false;

	if (archive == NULL)
		return false;
	count = zip_get_num_entries(archive, 0);
	for (zip_int64_t i = 0; !has && i < count && i < ENTRIES_MOST; i++) {
		const char *name = zip_get_name(archive, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		has = name != NULL && strncmp(name, start, strlen(start)) == 0;
	}
	zip_discard(archive);
	return has;
}

/* In the sandbox: one line with the type, one with 1 or 0. */
static bool
look_do(const void *given)
{
	const struct look *look = given;
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR);
	const char *type;

	if (magic == NULL || magic_load(magic, NULL) != 0)
		return false;
	type = magic_file(magic, look->path);
	if (type == NULL)
		return false;
	dprintf(
	    1, "%s\n%d\n", type, look->inside[0] == '\0' || archive_has(look->path, look->inside));
	return true;
}

bool
piece_look(struct worker *worker, struct piece *piece, bool *inside)
{
	const struct look look = {piece->input, arena_string(worker->arena, piece->inside)};
	const struct sandbox sandbox = {worker->folder, piece->input, LOOK_SECONDS, LOOK_MEMORY, 0};
	char *said = arena_alloc(worker->arena, SAID), *end;

	if (sandbox_call(&sandbox, look_do, &look, said, SAID) != ENDED_WELL)
		return false;
	end = strchr(said, '\n');
	if (end == NULL || end == said)
		return false;
	piece->type = (struct slice){said, (size_t)(end - said)};
	*inside = strcmp(end, "\n1\n") == 0;
	return true;
}
