#include "workbook_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool
workbook_file_begin(struct arena *arena, struct workbook_file *file)
{
	/* The library writes to a path; this one leads to memory. */
	file->file = memfd_create("workbook.xlsx", MFD_CLOEXEC);
	if (file->file < 0)
		return false;
	file->book = workbook_new(arena_format(arena, "/proc/self/fd/%d", file->file).at);
	if (file->book == NULL)
		close(file->file);
	return file->book != NULL;
}

/* All bytes of a file in memory; it stays open. */
static bool
file_read(struct arena *arena, int file, struct slice *bytes)
{
	struct stat about;
	size_t read_already = 0;
	char *at;

	if (fstat(file, &about) != 0 || about.st_size <= 0)
		return false;
	at = arena_alloc(arena, (size_t)about.st_size);
	while (read_already < (size_t)about.st_size) {
		ssize_t more = pread(file, at + read_already, (size_t)about.st_size - read_already,
		    (off_t)read_already);

		if (more <= 0)
			return false;
		read_already += (size_t)more;
	}
	*bytes = (struct slice){at, read_already};
	return true;
}

bool
workbook_file_end(struct arena *arena, struct workbook_file *file, struct slice *bytes)
{
	bool done =
	    workbook_close(file->book) == LXW_NO_ERROR && file_read(arena, file->file, bytes);

	close(file->file);
	return done;
}
