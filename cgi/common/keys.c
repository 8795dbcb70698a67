#include "keys.h"

#include "log.h"
#include "text.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens a key that nobody else can read; -1 and what is wrong if there is none. */
static int
key_open(const char *name, const char **fault)
{
	const char *folder = getenv("WUHAO_KEYS");
	char path[PATH_MAX];
	struct stat status;
	int file;

	*fault = "no_folder";
	if (folder == NULL ||
	    snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
		return -1;
	*fault = "no_file";
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return -1;
	*fault = NULL;
	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		*fault = "not_a_file";
	/* a group's reading bit is how systemd's access list for the program's user shows */
	else if ((status.st_mode & 027) != 0)
		*fault = "open_to_others";
	return file;
}

/* Reads at most `most` bytes of a key. Returns how many it has; -1 and what is wrong if there is none. */
static ssize_t
key_bytes(const char *name, void *bytes, size_t most, const char **fault)
{
	int file = key_open(name, fault);
	ssize_t length = -1;

	if (*fault == NULL)
		length = read(file, bytes, most);
	if (file >= 0)
		close(file);
	return length;
}

static bool
key_judge(const char *name, const char *fault)
{
	if (fault != NULL)
		log_line(LOG_ERROR, "key_missing", "key", name, "fault", fault, NULL);
	return fault == NULL;
}

bool
key_read(const char *name, unsigned char key[KEY_SIZE])
{
	unsigned char bytes[KEY_SIZE + 1];
	const char *fault;
	ssize_t length = key_bytes(name, bytes, sizeof bytes, &fault);

	if (fault == NULL && length != KEY_SIZE)
		fault = "not_32_bytes";
	if (fault == NULL)
		memcpy(key, bytes, KEY_SIZE);
	return key_judge(name, fault);
}

bool
key_text(struct arena *arena, const char *name, struct slice *text)
{
	char *bytes = arena_alloc(arena, KEY_TEXT_MOST + 1);
	const char *fault;
	ssize_t length = key_bytes(name, bytes, KEY_TEXT_MOST + 1, &fault);

	*text = length < 0 ? (struct slice){0} : text_trim((struct slice){bytes, (size_t)length});
	if (fault == NULL && (slice_is_empty(*text) || text->length > KEY_TEXT_MOST ||
				 !text_is_utf8(*text) || text_has_control(*text)))
		fault = "not_one_line";
	return key_judge(name, fault);
}
