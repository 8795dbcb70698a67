#include "worker.h"

#include <fcntl.h>
#include <unistd.h>

enum {
	DRAW_SECONDS = 20, /* for one page */
	DRAW_MEMORY = 1 << 30,
	DRAW_FILE = 8 << 20,
	PAGES = 5,
	SAID = 64,
};

/* What the program drew is a JPEG picture, and nothing else is shown. */
static bool
preview_is_there(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned char start[3] = {0};
	bool is = file >= 0 && read(file, start, sizeof start) == sizeof start &&
		  memcmp(start, "\xff\xd8\xff", sizeof start) == 0;

	if (file >= 0)
		close(file);
	return is;
}

/* Turned upright, in sRGB, 1,600 pixels at most. */
static bool
picture_draw(struct worker *worker, const struct sandbox *sandbox, const struct piece *piece)
{
	const char *out =
	    arena_format(worker->arena, "%s/1.jpg[Q=80,strip,background=255]", worker->folder).at;
	const char *const arguments[] = {"/usr/bin/vipsthumbnail", piece->clean, "--size",
	    "1600x1600>", "--export-profile", "srgb", "-o", out, NULL};
	char said[SAID];

	return sandbox_run(sandbox, arguments, said, sizeof said) == ENDED_WELL;
}

static bool
page_draw(
    struct worker *worker, const struct sandbox *sandbox, const struct piece *piece, int number)
{
	const char *page = arena_format(worker->arena, "%d", number).at;
	const char *out = arena_format(worker->arena, "%s/%d", worker->folder, number).at;
	const char *const arguments[] = {"/usr/bin/pdftocairo", "-q", "-jpeg", "-jpegopt",
	    "quality=80", "-singlefile", "-f", page, "-l", page, "-scale-to", "1600", piece->clean,
	    out, NULL};
	char said[SAID];

	return sandbox_run(sandbox, arguments, said, sizeof said) == ENDED_WELL;
}

void
previews_draw(struct worker *worker, struct piece *piece)
{
	const struct sandbox sandbox = {
	    worker->folder, piece->clean, DRAW_SECONDS, DRAW_MEMORY, DRAW_FILE};
	bool picture = slice_equal(piece->family, SLICE("picture"));
	int pages = slice_equal(piece->family, SLICE("pdf")) ? PAGES : picture;

	for (int number = 1; number <= pages; number++) {
		const char *path =
		    arena_format(worker->arena, "%s/%d.jpg", worker->folder, number).at;

		if (!(picture ? picture_draw(worker, &sandbox, piece)
			      : page_draw(worker, &sandbox, piece, number)) ||
		    !preview_is_there(path))
			return;
		piece->previews = number;
	}
}
