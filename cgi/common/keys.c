#include "keys.h"

#include "log.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is wrong with the open file; NULL if it is a key. */
static const char *
key_fault(int file, unsigned char key[KEY_SIZE])
{
	struct stat status;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		return "not_a_file";
	/* a group's reading bit is how systemd's access list for the program's user shows */
	if ((status.st_mode & 027) != 0)
		return "open_to_others";
	if (status.st_size != KEY_SIZE || read(file, key, KEY_SIZE) != KEY_SIZE)
		return "not_32_bytes";
	return NULL;
}

bool
key_read(const char *name, unsigned char key[KEY_SIZE])
{
	const char *folder = getenv("WUHAO_KEYS"), *fault = "no_folder";
	char path[PATH_MAX];
	int file;

	if (folder != NULL &&
	    snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path) {
		file = open(path, O_RDONLY | O_CLOEXEC);
		fault = file < 0 ? "no_file" : key_fault(file, key);
		if (file >= 0)
			close(file);
	}
	if (fault != NULL)
		log_line(LOG_ERROR, "key_missing", "key", name, "fault", fault, NULL);
	return fault == NULL;
}
