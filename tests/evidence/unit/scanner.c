/* clamd's protocol, spoken with a stand-in that is true to it, or breaks it. */
#include "evidence/scanner.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/var/tmp/wuhao-scanner-XXXXXX", path[64], name[SCAN_NAME_SIZE];
static FILE *sent;

static bool
all_read(int line, void *to, size_t size)
{
	for (char *at = to; size > 0;) {
		ssize_t got = recv(line, at, size, 0);

		if (got <= 0)
			return false;
		at += got;
		size -= (size_t)got;
	}
	return true;
}

/* What clamd does with one connection: takes pieces up to `most` bytes, then answers. */
static _Noreturn void
stand_in(int door, const char *answer, size_t answer_size, uint32_t most)
{
	static char piece[1 << 20];
	int line = accept(door, NULL, NULL);
	uint32_t length, total = 0;
	char command[10];

	if (!all_read(line, command, sizeof command) || memcmp(command, "zINSTREAM", 10) != 0)
		_exit(1);
	while (all_read(line, &length, sizeof length) && ntohl(length) != 0) {
		if (ntohl(length) > sizeof piece)
			_exit(2);
		total += ntohl(length);
		if (total > most) {
			answer = "INSTREAM size limit exceeded. ERROR";
			answer_size = strlen(answer) + 1;
			break;
		}
		if (!all_read(line, piece, ntohl(length)))
			_exit(3);
	}
	(void)!write(line, answer, answer_size);
	shutdown(line, SHUT_WR);
	while (recv(line, piece, sizeof piece, 0) > 0)
		;
	_exit(total == 200000 || total > most ? 0 : 4);
}

/* A scan of the 200,000 bytes, answered so. */
static enum scan
asked(const char *answer, size_t answer_size, uint32_t most, int *status)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int door = socket(AF_UNIX, SOCK_STREAM, 0);
	enum scan scan;
	pid_t process;

	memcpy(address.sun_path, path, strlen(path) + 1);
	unlink(path);
	assert_int_equal(bind(door, (const struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(door, 1), 0);
	process = fork();
	if (process == 0)
		stand_in(door, answer, answer_size, most);
	close(door);
	scan = scanner_ask(path, fileno(sent), name);
	waitpid(process, status, 0);
	return scan;
}

#define ANSWERED(answer) asked((answer), sizeof(answer), 1 << 20, &status)

static void
nothing_found_is_clean(void **state)
{
	int status;

	(void)state;
	assert_int_equal(ANSWERED("stream: OK"), SCAN_CLEAN);
	assert_int_equal(status, 0);
	assert_string_equal(name, "");
}

static void
what_is_found_has_a_name(void **state)
{
	int status;

	(void)state;
	assert_int_equal(ANSWERED("stream: Eicar-Signature FOUND"), SCAN_FOUND);
	assert_string_equal(name, "Eicar-Signature");
	assert_int_equal(status, 0);
}

static void
more_than_it_takes_is_large(void **state)
{
	int status;

	(void)state;
	assert_int_equal(asked("", 0, 100000, &status), SCAN_LARGE);
	assert_int_equal(status, 0);
}

static void
anything_else_is_no_answer(void **state)
{
	int status;

	(void)state;
	assert_int_equal(ANSWERED("stream: OK and more"), SCAN_AWAY);
	assert_int_equal(ANSWERED("stream: Can't open file. ERROR"), SCAN_AWAY);
	assert_int_equal(ANSWERED("UNKNOWN COMMAND"), SCAN_AWAY);
	assert_int_equal(ANSWERED(" FOUND"), SCAN_AWAY);
	assert_int_equal(asked("", 0, 1 << 20, &status), SCAN_AWAY);
	unlink(path);
	assert_int_equal(scanner_ask(path, fileno(sent), name), SCAN_AWAY);
	assert_int_equal(scanner_ask("/nonexistent/clamd", fileno(sent), name), SCAN_AWAY);
}

static int
file_begin(void **state)
{
	static const char bytes[200000];

	(void)state;
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/clamd", folder);
	sent = tmpfile();
	return sent == NULL || fwrite(bytes, 1, sizeof bytes, sent) != sizeof bytes ||
	       fflush(sent) != 0;
}

static int
file_end(void **state)
{
	(void)state;
	unlink(path);
	fclose(sent);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_found_is_clean),
	    cmocka_unit_test(what_is_found_has_a_name),
	    cmocka_unit_test(more_than_it_takes_is_large),
	    cmocka_unit_test(anything_else_is_no_answer),
	};

	return cmocka_run_group_tests(tests, file_begin, file_end);
}
