/*
 * The forms as files, for nginx: `forms --all`, or `forms MARK…` for some. Run by the keeper when a
 * round was changed, opened or closed, as role wuhao_seal. Each mark's page in its four variants,
 * with .gz beside it; --all also writes the pages that ask for a code and for a receipt.
 */
#include "database.h"
#include "json.h"
#include "log.h"
#include "notice.h"
#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

static const char *const variants[] = {"", "big", "counter", "big.counter"};
enum { VARIANTS = sizeof variants / sizeof *variants };

/* The same bytes as gzip (RFC 1952) makes them, without a time. */
static struct slice
gzip_pack(struct arena *arena, struct slice text)
{
	enum { GZIP = 16 };
	z_stream stream = {0};
	struct slice packed = {0};
	char *room;

	if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, 9,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	stream.avail_out = (uInt)deflateBound(&stream, (uLong)text.length);
	room = arena_alloc(arena, stream.avail_out);
	stream.next_out = (Bytef *)room;
	stream.next_in = (z_const Bytef *)text.at;
	stream.avail_in = (uInt)text.length;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
		abort();
	packed = (struct slice){room, stream.total_out};
	deflateEnd(&stream);
	return packed;
}

static bool
bytes_write(int file, struct slice bytes)
{
	while (bytes.length > 0) {
		ssize_t length = write(file, bytes.at, bytes.length);

		if (length < 0 && errno == EINTR)
			continue;
		if (length <= 0)
			return false;
		bytes.at += length;
		bytes.length -= (size_t)length;
	}
	return fsync(file) == 0;
}

/* Write, fsync, rename: a reader sees the old file or the new one, also after a power cut. */
static bool
file_put(struct arena *arena, int folder, struct slice name, struct slice bytes)
{
	const char *fresh = arena_format(arena, ".%.*s.%ld", SLICE_PRINT(name), (long)getpid()).at;
	int file = openat(folder, fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	bool written;

	if (file < 0)
		return false;
	written = bytes_write(file, bytes);
	written = close(file) == 0 && written;
	if (written && renameat(folder, fresh, folder, arena_string(arena, name)) == 0)
		return true;
	unlinkat(folder, fresh, 0);
	return false;
}

/* name.html or name.big.html and so on, and the same with .gz. */
static bool
page_file(
    struct arena *arena, int folder, struct slice name, const char *variant, struct slice html)
{
	struct slice file = arena_format(
	    arena, "%.*s%s%s.html", SLICE_PRINT(name), *variant == '\0' ? "" : ".", variant);

	return file_put(arena, folder, arena_format(arena, "%.*s.gz", SLICE_PRINT(file)),
		   gzip_pack(arena, html)) &&
	       file_put(arena, folder, file, html);
}

static bool
form_files(struct arena *arena, int folder, const struct paper *paper)
{
	for (size_t i = 0; i < VARIANTS; i++) {
		struct page page = page_new(arena, slice_of(variants[i]));

		page.paper = paper;
		page.by_card = paper->by_card;
		page.unit = paper->unit_count == 1 ? paper->units : NULL;
		if (paper->state == ROUND_OPEN)
			sheet_put(&page, CODE_IN_ADDRESS, (struct slice){0});
		else
			notice_state_put(&page);
		if (!page_file(arena, folder, paper->mark, variants[i], buffer_slice(&page.out)))
			return false;
	}
	return true;
}

static bool
common_files(struct arena *arena, int folder)
{
	for (size_t i = 0; i < VARIANTS; i++) {
		struct page code = page_new(arena, slice_of(variants[i]));
		struct page check = page_new(arena, slice_of(variants[i]));

		code_page_put(&code, (struct slice){0}, NULL, NULL);
		check_page_put(&check, (struct slice){0}, NULL);
		if (!page_file(
			arena, folder, SLICE("code"), variants[i], buffer_slice(&code.out)) ||
		    !page_file(
			arena, folder, SLICE("check"), variants[i], buffer_slice(&check.out)))
			return false;
	}
	return true;
}

/* The first value of one verb's call; absent where it was refused or the server is away. */
static struct slice
ask(struct database *database, struct arena *arena, struct slice text, struct slice value)
{
	const struct statement statement = {text, &value, value.at == NULL ? 0 : 1};
	struct database_error error;
	struct slice json = {0};

	if (database_run(database, arena, &statement, 1, true, &json, &error) != OUTCOME_DONE)
		log_line(
		    LOG_ERROR, "form_unknown", "state", arena_string(arena, error.state), NULL);
	return json;
}

static bool
mark_write(struct database *database, int folder, struct slice mark)
{
	struct arena *arena = arena_new();
	struct slice json = ask(database, arena, SLICE("select ballot.form(mark => $1)"), mark);
	struct paper paper;
	bool written =
	    json.at != NULL && paper_read(arena, json, &paper) && form_files(arena, folder, &paper);

	arena_free(arena);
	return written;
}

static bool
all_write(struct database *database, int folder)
{
	struct arena *arena = arena_new();
	struct slice json = ask(database, arena, SLICE("select ballot.forms()"), (struct slice){0});
	struct json_object *root = NULL, *marks;
	bool written =
	    json.at != NULL && json_read(arena, json, &root) && common_files(arena, folder);
	size_t count = 0;

	marks = json_member(root, "marks");
	if (json_object_is_type(marks, json_type_array))
		count = json_object_array_length(marks);
	for (size_t i = 0; i < count; i++)
		written =
		    mark_write(database, folder,
			slice_of(json_object_get_string(json_object_array_get_idx(marks, i)))) &&
		    written;
	arena_free(arena);
	return written;
}

int
main(int argc, char **argv)
{
	const char *path = getenv("WUHAO_FORMS");
	int folder = path == NULL ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct database *database;
	bool written = true;

	log_name("forms");
	if (argc < 2 || folder < 0) {
		fprintf(stderr, "usage: forms --all | MARK…\n"
				"WUHAO_FORMS     the folder to write to\n"
				"WUHAO_DATABASE  conninfo of PostgreSQL, without user\n");
		return EXIT_FAILURE;
	}
	database = database_open("seal");
	if (strcmp(argv[1], "--all") == 0)
		written = all_write(database, folder);
	else
		for (int i = 1; i < argc; i++)
			written = mark_write(database, folder, slice_of(argv[i])) && written;
	database_close(database);
	written = fsync(folder) == 0 && written;
	close(folder);
	return written ? EXIT_SUCCESS : EXIT_FAILURE;
}
