#include "keys.h"
#include "lab.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/wuhao-keys-XXXXXX";

static void
key_write(const char *name, const char *bytes, size_t size, mode_t mode)
{
	char path[64];
	int file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(
	    file >= 0 && write(file, bytes, size) == (ssize_t)size && fchmod(file, mode) == 0);
	close(file);
}

static void
a_key_is_32_bytes_closed_to_others(void **arena)
{
	unsigned char key[KEY_SIZE] = {0};
	static const char bytes[] = "0123456789abcdef0123456789abcdef and more";

	(void)arena;
	key_write("right", bytes, 32, 0600);
	key_write("acl", bytes, 32, 0440);
	key_write("short", bytes, 31, 0600);
	key_write("long", bytes, 33, 0600);
	key_write("open", bytes, 32, 0604);
	assert_true(key_read("right", key));
	assert_memory_equal(key, bytes, KEY_SIZE);
	assert_true(key_read("acl", key));
	assert_false(key_read("short", key));
	assert_false(key_read("long", key));
	assert_false(key_read("open", key));
	assert_false(key_read("missing", key));
	assert_false(key_read(".", key));
}

static void
without_a_folder_there_is_no_key(void **arena)
{
	unsigned char key[KEY_SIZE];

	(void)arena;
	unsetenv("WUHAO_KEYS");
	assert_false(key_read("right", key));
}

static void
a_secret_of_others_is_one_line(void **arena)
{
	struct slice text;

	key_write("line", "one line 密\n", 13, 0600);
	key_write("lines", "one\ntwo\n", 8, 0600);
	key_write("empty", "\n", 1, 0600);
	assert_true(key_text(*arena, "line", &text));
	assert_slice(text, "one line 密");
	assert_false(key_text(*arena, "lines", &text));
	assert_false(key_text(*arena, "empty", &text));
	assert_false(key_text(*arena, "open", &text));
	assert_false(key_text(*arena, "absent", &text));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_key_is_32_bytes_closed_to_others),
	    FACT(a_secret_of_others_is_one_line),
	    FACT(without_a_folder_there_is_no_key),
	};
	static const char *const names[] = {
	    "right", "acl", "short", "long", "open", "line", "lines", "empty"};
	char path[64];
	int failed;

	if (mkdtemp(folder) == NULL || setenv("WUHAO_KEYS", folder, 1) != 0)
		return 1;
	failed = RUN(facts);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
	return failed;
}
