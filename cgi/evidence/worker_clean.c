/*
 * worker_clean.c: exiftool takes out all that is no picture (and writes the orientation back, and
 * leaves the colour profile), then it reads what it wrote: what isn't among the few facts that a
 * picture can't be without is not stored.
 */
#include "log.h"
#include "worker.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLEAN_SECONDS = 60, CLEAN_MEMORY = 1 << 30, SAID = 65536 };

/* What may be read of a picture: "[Group] " and, where it isn't all of the group, the tag. */
static const char *const allowed[] = {
    "[ExifTool] ExifToolVersion",
    "[System] ",
    "[Composite] ImageSize",
    "[Composite] Megapixels",
    "[ICC",
    "[JFIF] ",
    "[Adobe] ",
    "[APP14] ",
    "[RIFF] ",
    "[Meta] ",
    "[QuickTime] ",
    "[PNG-pHYs] ",
    "[IFD0] Orientation",
    "[IFD0] XResolution",
    "[IFD0] YResolution",
    "[IFD0] ResolutionUnit",
    "[IFD0] YCbCrPositioning",
    "[ExifIFD] ExifVersion",
    "[ExifIFD] ComponentsConfiguration",
    "[ExifIFD] FlashpixVersion",
    "[ExifIFD] ColorSpace",
};

/* The same for groups that hold both facts and remarks: all but these. */
static const struct {
	const char *group, *remarks[12];
} mixed[] = {
    {"[File] ", {"Comment"}},
    {"[GIF] ", {"Comment", "Text"}},
};
static const char *const png_facts[] = {"ImageWidth", "ImageHeight", "BitDepth", "ColorType",
    "Compression", "Filter", "Interlace", "Gamma", "WhitePoint", "Red", "Green", "Blue", "SRGB",
    "Background", "Transparency", "Palette", "Significant", "ProfileName", "PixelUnits",
    "PixelsPer", "AnimationFrames", "AnimationPlays"};

static bool
starts(const char *line, const char *start)
{
	return strncmp(line, start, strlen(start)) == 0;
}

static bool
line_is_plain(const char *line)
{
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (starts(line, allowed[i]))
			return true;
	for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
		if (!starts(line, mixed[i].group))
			continue;
		for (size_t k = 0; mixed[i].remarks[k] != NULL; k++)
			if (starts(line + strlen(mixed[i].group), mixed[i].remarks[k]))
				return false;
		return true;
	}
	if (starts(line, "[PNG] "))
		for (size_t i = 0; i < sizeof png_facts / sizeof *png_facts; i++)
			if (starts(line + strlen("[PNG] "), png_facts[i]))
				return true;
	return false;
}

/* "[IFD0]          Orientation                     : …" becomes "[IFD0] Orientation …". */
static bool
line_judge(char *line)
{
	char *end = strchr(line, ']'), *tag;

	if (end == NULL || line[0] != '[')
		return false;
	tag = end + 1 + strspn(end + 1, " ");
	end[1] = ' ';
	memmove(end + 2, tag, strlen(tag) + 1);
	return line_is_plain(line);
}

static bool
picture_is_plain(const struct sandbox *sandbox, const char *path, char *said)
{
	const char *const arguments[] = {
	    "/usr/bin/exiftool", "-config", "", "-a", "-u", "-G1", "-s", path, NULL};
	char *rest = said, *line;
	bool any = false;

	if (sandbox_run(sandbox, arguments, said, SAID) != ENDED_WELL || strlen(said) + 1 >= SAID)
		return false;
	while ((line = strsep(&rest, "\n")) != NULL && line[0] != '\0') {
		if (!line_judge(line))
			return false;
		any = true;
	}
	return any;
}

static bool
exif_clean(const struct sandbox *sandbox, const char *from, const char *to, char *said)
{
	const char *const arguments[] = {"/usr/bin/exiftool", "-config", "", "-q", "-q", "-m",
	    "-all=", "--ICC_Profile:all", "-tagsFromFile", "@", "-Orientation", "-o", to, from,
	    NULL};

	return sandbox_run(sandbox, arguments, said, SAID) == ENDED_WELL;
}

struct paths {
	const char *from, *to;
};

static bool
webp_do(const void *given)
{
	const struct paths *paths = given;

	return webp_clean(paths->from, paths->to);
}

bool
picture_clean(struct worker *worker, struct piece *piece)
{
	const char *to = arena_format(
	    worker->arena, "%s/out.%.*s", worker->folder, SLICE_PRINT(piece->extension))
			     .at;
	const struct sandbox sandbox = {worker->folder, piece->input, CLEAN_SECONDS, CLEAN_MEMORY,
	    (size_t)piece->size + (1 << 20)};
	const struct paths paths = {piece->input, to};
	char *said = arena_alloc(worker->arena, SAID);
	bool done = slice_equal(piece->type, SLICE("image/webp"))
			? sandbox_call(&sandbox, webp_do, &paths, said, SAID) == ENDED_WELL
			: exif_clean(&sandbox, piece->input, to, said);

	if (!done || !picture_is_plain(&sandbox, to, said)) {
		log_line(LOG_WARNING, "picture_unclean", "step", done ? "read" : "write", NULL);
		return false;
	}
	piece->clean = to;
	return true;
}
