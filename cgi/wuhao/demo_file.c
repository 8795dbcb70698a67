/* demo_file.c: demo.json, which holds what the database has digests of only. */
#include "buffer.h"
#include "demo.h"
#include "json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 16 * 1024 * 1024 };

/* The whole file; absent where there is none. */
static struct slice
file_read(struct arena *arena, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	char *text;
	ssize_t size;

	if (file < 0 && errno == ENOENT)
		return (struct slice){NULL, 0};
	if (file < 0 || fstat(file, &status) != 0)
		fail("%s can't be read: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode) || status.st_size > FILE_MOST)
		fail("%s is not a demonstration's file", path);
	text = arena_alloc(arena, (size_t)status.st_size + 1);
	size = read(file, text, (size_t)status.st_size);
	if (size != status.st_size)
		fail("%s can't be read: %s", path, size < 0 ? strerror(errno) : "it is cut short");
	close(file);
	return (struct slice){text, (size_t)size};
}

/* An array of the object; NULL where it is missing, or too long to be ours. */
static struct json_object *
array_get(struct json_object *object, const char *name, size_t most)
{
	struct json_object *array = json_member(object, name);

	if (!json_object_is_type(array, json_type_array) || json_object_array_length(array) > most)
		return NULL;
	return array;
}

static void
accounts_read(struct arena *arena, struct demo *demo, struct json_object *array)
{
	size_t count = array == NULL ? 0 : json_object_array_length(array);

	for (size_t i = 0; i < count; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		demo->accounts[demo->account_count++] = (struct demo_account){
		    .login = arena_copy(arena, json_member_text(one, "login")),
		    .password = arena_copy(arena, json_member_text(one, "password")),
		};
	}
}

static void
cards_read(struct arena *arena, struct demo *demo, struct json_object *array)
{
	size_t count = array == NULL ? 0 : json_object_array_length(array);

	for (size_t i = 0; i < count; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		if (json_object_is_type(one, json_type_string))
			demo->cards[demo->card_count++] =
			    arena_copy(arena, slice_of(json_object_get_string(one)));
	}
}

struct demo
demo_read(struct arena *arena, const char *path)
{
	struct demo demo = {
	    .accounts = arena_zero(arena, DEMO_MOST_ACCOUNTS * sizeof *demo.accounts),
	    .cards = arena_zero(arena, DEMO_MOST_CARDS * sizeof *demo.cards),
	};
	struct slice text = file_read(arena, path);
	struct json_object *root, *survey;

	if (text.at == NULL)
		return demo;
	if (!json_read(arena, text, &root)) {
		fprintf(stderr, "wuhao: warning: %s is no JSON and is written anew\n", path);
		return demo;
	}
	survey = json_member(root, "survey");
	accounts_read(arena, &demo, array_get(root, "accounts", DEMO_MOST_ACCOUNTS));
	/* a file that is full of cards is begun again */
	cards_read(arena, &demo, array_get(survey, "cards", DEMO_MOST_CARDS - 1000));
	demo.open = arena_copy(arena, json_member_text(survey, "open"));
	return demo;
}

static void
account_put(struct buffer *buffer, const struct demo_account *account)
{
	buffer_text(buffer, "{\"login\":");
	buffer_json(buffer, account->login);
	buffer_text(buffer, ",\"password\":");
	buffer_json(buffer, account->password);
	buffer_text(buffer, ",\"role\":");
	buffer_json(buffer, account->role);
	buffer_text(buffer, ",\"unit\":");
	buffer_json(buffer, account->unit);
	buffer_text(buffer, "}");
}

static struct slice
demo_text(struct arena *arena, const struct demo *demo)
{
	struct buffer buffer = buffer_new(arena);

	buffer_text(&buffer, "{\"url\":");
	buffer_json(&buffer, demo->url);
	buffer_text(&buffer, ",\n\"accounts\":[");
	for (size_t i = 0; i < demo->account_count; i++) {
		buffer_text(&buffer, i == 0 ? "\n" : ",\n");
		account_put(&buffer, &demo->accounts[i]);
	}
	buffer_text(&buffer, "],\n\"survey\":{\"open\":");
	buffer_json(&buffer, demo->open);
	buffer_text(&buffer, ",\"cards\":[");
	for (size_t i = 0; i < demo->card_count; i++) {
		buffer_text(&buffer, i == 0 ? "\n" : ",\n");
		buffer_json(&buffer, demo->cards[i]);
	}
	buffer_text(&buffer, "]}}\n");
	return buffer_slice(&buffer);
}

/* A folder's own fsync makes the rename last. */
static void
folder_sync(const char *folder)
{
	int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0 || fsync(directory) != 0)
		fail("%s can't be written: %s", folder, strerror(errno));
	close(directory);
}

void
demo_write(struct arena *arena, const struct demo *demo, const char *folder)
{
	const char *path = arena_format(arena, "%s/demo.json", folder).at;
	const char *fresh = arena_format(arena, "%s.new", path).at;
	struct slice text = demo_text(arena, demo);
	int file;

	unlink(fresh);
	file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (file < 0)
		fail("%s can't be written: %s", fresh, strerror(errno));
	while (text.length > 0) {
		ssize_t size = write(file, text.at, text.length);

		if (size < 0)
			fail("%s can't be written: %s", fresh, strerror(errno));
		text = (struct slice){text.at + size, text.length - (size_t)size};
	}
	if (fsync(file) != 0 || close(file) != 0 || rename(fresh, path) != 0)
		fail("%s can't be written: %s", path, strerror(errno));
	folder_sync(folder);
}
