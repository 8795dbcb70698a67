/* keys.c: `wuhao keys`: makes the keys that programs keep outside the database (keys.h). */
#include "keys.h"

#include "commands.h"
#include "crypto.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct key {
	const char *program, *name;
};

static const struct key keys[] = {
    {"account", "totp"},
    {"org", "identity"},
    {"org", "identity-digest"},
};

static void
folder_make(const char *path)
{
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		fail("%s can't be made: %s", path, strerror(errno));
}

/* On the disk for good before the name is there: what half a key sealed would be lost. */
static void
folder_sync(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0 || fsync(folder) != 0)
		fail("%s can't be kept: %s", path, strerror(errno));
	close(folder);
}

/* One that is there already stays: what it sealed can be opened by nothing else. */
static void
key_make(struct arena *arena, const char *folder, const char *name)
{
	char *path = arena_string(arena, arena_format(arena, "%s/%s", folder, name));
	char *fresh = arena_string(arena, arena_format(arena, "%s.new", path));
	unsigned char key[KEY_SIZE];
	int file;

	if (access(path, F_OK) == 0)
		return;
	file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	random_bytes(key, sizeof key);
	if (file < 0 || write(file, key, sizeof key) != sizeof key || fsync(file) != 0 ||
	    close(file) != 0 || link(fresh, path) != 0 || unlink(fresh) != 0)
		fail("%s can't be written: %s", path, strerror(errno));
	folder_sync(folder);
	printf("made %s\n", path);
}

void
command_keys(struct desk *desk, struct words *words)
{
	const char *folder = words_option(words, "--folder");

	if (folder == NULL)
		fail("keys --folder FOLDER");
	words_expect(words, 0, "keys --folder FOLDER");
	folder_make(folder);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char *own = arena_string(
		    desk->arena, arena_format(desk->arena, "%s/%s", folder, keys[i].program));

		folder_make(own);
		key_make(desk->arena, own, keys[i].name);
	}
}
