/* What runs in the sandbox can do its work, and nothing else. */
#include "evidence/sandbox.h"
#include "common/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valgrind/valgrind.h>

#include <cmocka.h>

static char folder[] = "/var/tmp/wuhao-sandbox-XXXXXX";
static char said[64];

static enum ended
tried(bool (*work)(const void *), const void *given)
{
	const struct sandbox sandbox = {folder, NULL, 5, 256 << 20, 1 << 20};

	return sandbox_call(&sandbox, work, given, said, sizeof said);
}

static bool
speak(const void *given)
{
	dprintf(1, "%s", (const char *)given);
	return true;
}

static bool
socket_open(const void *given)
{
	(void)given;
	return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM &&
	       socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM;
}

static bool
children_make(const void *given)
{
	(void)given;
	for (int i = 0; i < 100; i++)
		if (fork() >= 0)
			return false;
	return errno == EPERM;
}

#ifndef __SANITIZE_ADDRESS__ /* whose shadow is larger than any limit */
static bool
memory_take(const void *given)
{
	void *much;
	bool none;

	(void)given;
	much = malloc((size_t)1 << 30);
	none = much == NULL;
	free(much);
	return none;
}
#endif

static bool
much_write(const void *given)
{
	static char piece[65536];
	int file = open("large", O_WRONLY | O_CREAT, 0600);

	(void)given;
	for (int i = 0; i < 32; i++)
		if (write(file, piece, sizeof piece) < 0)
			return false;
	return true;
}

static bool
forever_run(const void *given)
{
	(void)given;
	for (volatile uint64_t i = 0;; i++)
		;
	return true;
}

static bool
sleep_long(const void *given)
{
	(void)given;
	pause();
	return true;
}

static bool
others_open(const void *given)
{
	(void)given;
	return open("/etc/passwd", O_RDONLY) < 0 &&
	       open("/var/tmp/wuhao-strange", O_WRONLY | O_CREAT, 0600) < 0;
}

static bool
descriptors_count(const void *given)
{
	(void)given;
	for (int i = 3; i < 64; i++)
		if (fcntl(i, F_GETFD) >= 0)
			return false;
	return true;
}

static void
it_works_and_says_so(void **state)
{
	(void)state;
	assert_int_equal(tried(speak, "well"), ENDED_WELL);
	assert_string_equal(said, "well");
}

static void
what_is_said_beyond_the_room_is_dropped(void **state)
{
	char much[200];

	(void)state;
	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	assert_int_equal(tried(speak, much), ENDED_WELL);
	assert_int_equal(strlen(said), sizeof said - 1);
}

static void
no_socket_no_child_no_descriptor(void **state)
{
	(void)state;
	assert_int_equal(tried(socket_open, NULL), ENDED_WELL);
	assert_int_equal(tried(children_make, NULL), ENDED_WELL);
	assert_int_equal(tried(descriptors_count, NULL), ENDED_WELL);
}

static void
memory_file_and_time_have_limits(void **state)
{
	(void)state;
#ifndef __SANITIZE_ADDRESS__
	assert_int_equal(tried(memory_take, NULL), ENDED_WELL);
#endif
	assert_int_equal(tried(much_write, NULL), ENDED_BADLY);
	assert_int_not_equal(tried(forever_run, NULL), ENDED_WELL);
	assert_int_equal(tried(sleep_long, NULL), ENDED_LATE);
}

static void
other_files_are_closed_where_the_kernel_can(void **state)
{
	/* Landlock: without it, the file's own rights are all there is */
	(void)state;
	if (access("/sys/kernel/security/landlock", F_OK) == 0 || getenv("WUHAO_LANDLOCK") != NULL)
		assert_int_equal(tried(others_open, NULL), ENDED_WELL);
}

static void
a_program_runs_in_it(void **state)
{
	const struct sandbox sandbox = {folder, NULL, 5, 256 << 20, 1 << 20};
	const char *const echo[] = {"/usr/bin/echo", "well", NULL};
	const char *const shell[] = {"/usr/bin/dash", "-c", "/usr/bin/true; /usr/bin/true", NULL};
	const char *const none[] = {"/nonexistent", NULL};

	(void)state;
	assert_int_equal(sandbox_run(&sandbox, echo, said, sizeof said), ENDED_WELL);
	assert_string_equal(said, "well\n");
	assert_int_equal(sandbox_run(&sandbox, shell, said, sizeof said), ENDED_BADLY);
	assert_int_equal(sandbox_run(&sandbox, none, said, sizeof said), ENDED_UNRUN);
}

static int
folder_begin(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

static int
folder_end(void **state)
{
	char path[sizeof folder + 8];

	(void)state;
	snprintf(path, sizeof path, "%s/large", folder);
	(void)unlink(path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_works_and_says_so),
	    cmocka_unit_test(what_is_said_beyond_the_room_is_dropped),
	    cmocka_unit_test(no_socket_no_child_no_descriptor),
	    cmocka_unit_test(memory_file_and_time_have_limits),
	    cmocka_unit_test(other_files_are_closed_where_the_kernel_can),
	    cmocka_unit_test(a_program_runs_in_it),
	};

	if (RUNNING_ON_VALGRIND) /* it knows neither seccomp nor a limit of the address space */
		return 0;
	return cmocka_run_group_tests(tests, folder_begin, folder_end);
}
