/* Runs a target over files and folders: exit 0 and a count if nothing crashed. */
#include "../fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { INPUT_MOST = 1 << 20 };

static size_t count;

static void
file_run(const char *path)
{
	uint8_t *data = malloc(INPUT_MOST), *exact;
	FILE *file = fopen(path, "rb");
	size_t size;

	MUST(data != NULL && file != NULL);
	size = fread(data, 1, INPUT_MOST, file);
	fclose(file);
	/* A block of the exact size, so that one byte too far is seen. */
	exact = malloc(size == 0 ? 1 : size);
	MUST(exact != NULL);
	memcpy(exact, data, size);
	free(data);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	count++;
}

static void
path_run(const char *path)
{
	struct stat is;
	struct dirent *entry;
	DIR *folder;
	char below[4096];

	MUST(stat(path, &is) == 0);
	if (!S_ISDIR(is.st_mode)) {
		file_run(path);
		return;
	}
	folder = opendir(path);
	MUST(folder != NULL);
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		path_run(below);
	}
	closedir(folder);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		path_run(argv[i]);
	printf("%zu inputs\n", count);
	return count == 0;
}
