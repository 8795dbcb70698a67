#include "serve.h"
#include "buffer.h"
#include "lab.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* The handlers wait for a byte here, so that a test decides when they end. */
static int gate[2], reached[2];

static void
fine(struct request *q)
{
	answer_json(q, 200, SLICE("{\"fine\":true}"));
}

static void
slow(struct request *q)
{
	char byte;

	assert_int_equal(write(reached[1], "x", 1), 1);
	assert_int_equal(read(gate[0], &byte, 1), 1);
	fine(q);
}

static void *
finish_later(void *q)
{
	slow(q);
	request_finish(q);
	return NULL;
}

static void
handed_over(struct request *q)
{
	pthread_t thread;

	request_hand_over(q);
	assert_int_equal(pthread_create(&thread, NULL, finish_later, q), 0);
	pthread_detach(thread);
}

/* clang-format off */
static const struct route routes[] = {
	{ GET, ANYONE, "/lab/fine", NULL, NO_FIELDS, fine, "fine" },
	{ GET, ANYONE, "/lab/slow", NULL, NO_FIELDS, slow, "slow" },
	{ GET, ANYONE, "/lab/later", NULL, NO_FIELDS, handed_over, "later" },
	{ GET, ANYONE, "/lab/verb", "lab.show", NO_FIELDS, NULL, "verb" },
	{ POST, ANYONE, "/lab/small", NULL, NO_FIELDS, fine, "small", .limit = 10 },
};
/* clang-format on */
static const struct program program = {"lab", ROWS(routes), .threads = 2};

enum { RECORD_BEGIN = 1, RECORD_PARAMETERS = 4, RECORD_BODY = 5 };

struct served {
	pid_t pid;
	struct sockaddr_un address;
};

/* A program of its own process, listening on a socket below /tmp. */
static struct served
served_by(const struct program *by)
{
	struct served served = {.address = {.sun_family = AF_UNIX}};
	char folder[] = "/tmp/wuhao-serve-XXXXXX";
	int listening = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_non_null(mkdtemp(folder));
	snprintf(served.address.sun_path, sizeof served.address.sun_path, "%s/s", folder);
	assert_int_equal(
	    bind(listening, (struct sockaddr *)&served.address, sizeof served.address), 0);
	assert_int_equal(listen(listening, 64), 0);
	assert_int_equal(pipe(gate), 0);
	assert_int_equal(pipe(reached), 0);
	served.pid = fork();
	assert_true(served.pid >= 0);
	if (served.pid == 0) {
		char name[] = "lab", *arguments[] = {name, NULL};

		dup2(listening, 0);
		close(listening);
		_exit(serve(1, arguments, by));
	}
	close(listening);
	return served;
}

/* Waits for the program's end and gives its exit status. */
static int
ended(struct served *served)
{
	int status;

	assert_int_equal(waitpid(served->pid, &status, 0), served->pid);
	unlink(served->address.sun_path);
	*strrchr(served->address.sun_path, '/') = '\0';
	rmdir(served->address.sun_path);
	close(gate[0]);
	close(gate[1]);
	close(reached[0]);
	close(reached[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
stopped(struct served *served, int number)
{
	assert_int_equal(kill(served->pid, number), 0);
	return ended(served);
}

static void
record_put(struct buffer *out, char type, struct slice content)
{
	const char head[8] = {
	    1, type, 0, 1, (char)(content.length >> 8), (char)content.length, 0, 0};

	buffer_put(out, (struct slice){head, sizeof head});
	buffer_put(out, content);
}

/* Sends a request; the connection stays open for its answer. `keep`: the peer may keep it too. */
static int
asked(struct arena *arena, const struct served *served, const char *const *parameters,
    struct slice body, bool keep)
{
	int connection = socket(AF_UNIX, SOCK_STREAM, 0);
	const char begin[8] = {0, 1, (char)keep, 0, 0, 0, 0, 0};
	struct buffer out = buffer_new(arena), named = buffer_new(arena);
	struct slice bytes;

	assert_int_equal(
	    connect(connection, (const struct sockaddr *)&served->address, sizeof served->address),
	    0);
	for (; *parameters != NULL; parameters += 2) {
		const char lengths[2] = {(char)strlen(parameters[0]), (char)strlen(parameters[1])};

		buffer_put(&named, (struct slice){lengths, sizeof lengths});
		buffer_text(&named, parameters[0]);
		buffer_text(&named, parameters[1]);
	}
	record_put(&out, RECORD_BEGIN, (struct slice){begin, sizeof begin});
	record_put(&out, RECORD_PARAMETERS, buffer_slice(&named));
	record_put(&out, RECORD_PARAMETERS, SLICE(""));
	if (body.length > 0)
		record_put(&out, RECORD_BODY, body);
	record_put(&out, RECORD_BODY, SLICE(""));
	bytes = buffer_slice(&out);
	assert_int_equal(send(connection, bytes.at, bytes.length, MSG_NOSIGNAL), bytes.length);
	return connection;
}

/* The whole answer, up to the end of the connection or of the request. */
static struct slice
answered(struct arena *arena, int connection)
{
	struct buffer in = buffer_new(arena);
	char room[4096];
	ssize_t length;

	while ((length = recv(connection, room, sizeof room, 0)) > 0)
		buffer_put(&in, (struct slice){room, (size_t)length});
	close(connection);
	return buffer_slice(&in);
}

static struct slice
got(struct arena *arena, const struct served *served, const char *path)
{
	const char *const parameters[] = {"REQUEST_METHOD", "GET", "PATH_INFO", path, NULL};

	return answered(arena, asked(arena, served, parameters, SLICE(""), false));
}

static void
handler_is_reached(void)
{
	char byte;

	assert_int_equal(read(reached[0], &byte, 1), 1);
}

static void
gate_is_opened(void)
{
	assert_int_equal(write(gate[1], "x", 1), 1);
}

static void
requests_are_answered_one_after_the_other(void **arena)
{
	struct served served = served_by(&program);

	for (int i = 0; i < 20; i++)
		assert_true(contains(got(*arena, &served, "/lab/fine"), "{\"fine\":true}"));
	assert_true(contains(got(*arena, &served, "/lab/none"), "Status: 404 "));
	assert_int_equal(stopped(&served, SIGTERM), 0);
}

static void
each_signal_of_a_supervisor_stops_it(void **arena)
{
	static const int signals[] = {SIGTERM, SIGINT, SIGQUIT, SIGUSR1};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct served served = served_by(&program);

		assert_true(contains(got(*arena, &served, "/lab/fine"), "Status: 200 "));
		assert_int_equal(stopped(&served, signals[i]), 0);
	}
}

static void
what_is_in_flight_is_finished(void **arena)
{
	const char *const parameters[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/lab/slow", NULL};
	struct served served = served_by(&program);
	int connection = asked(*arena, &served, parameters, SLICE(""), false);

	handler_is_reached();
	assert_int_equal(kill(served.pid, SIGTERM), 0);
	gate_is_opened();
	assert_true(contains(answered(*arena, connection), "{\"fine\":true}"));
	assert_int_equal(ended(&served), 0);
}

static void
what_was_handed_over_is_finished_too(void **arena)
{
	const char *const parameters[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/lab/later", NULL};
	struct served served = served_by(&program);
	int connections[3];

	/* More than there are threads: they are free while the batcher has the requests. */
	for (int i = 0; i < 3; i++) {
		connections[i] = asked(*arena, &served, parameters, SLICE(""), false);
		handler_is_reached();
	}
	assert_true(contains(got(*arena, &served, "/lab/fine"), "Status: 200 "));
	assert_int_equal(kill(served.pid, SIGTERM), 0);
	for (int i = 0; i < 3; i++)
		gate_is_opened();
	for (int i = 0; i < 3; i++)
		assert_true(contains(answered(*arena, connections[i]), "{\"fine\":true}"));
	assert_int_equal(ended(&served), 0);
}

static void
a_kept_connection_does_not_hold_it_up(void **arena)
{
	const char *const parameters[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/lab/fine", NULL};
	struct served served = served_by(&program);
	int connection = asked(*arena, &served, parameters, SLICE(""), true);
	char room[4096];

	assert_true(recv(connection, room, sizeof room, 0) > 0);
	assert_int_equal(stopped(&served, SIGTERM), 0);
	close(connection);
}

static void
what_is_no_request_is_dropped_and_the_next_is_served(void **arena)
{
	static const char *const junk[] = {"GET / HTTP/1.0\r\n\r\n", "\x01", "\x01\x04\xff",
	    "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"};
	struct served served = served_by(&program);

	for (size_t i = 0; i < 3 * sizeof junk / sizeof *junk; i++) {
		int connection = socket(AF_UNIX, SOCK_STREAM, 0);
		struct slice bytes = slice_of(junk[i % (sizeof junk / sizeof *junk)]);

		assert_int_equal(
		    connect(connection, (struct sockaddr *)&served.address, sizeof served.address),
		    0);
		assert_int_equal(
		    send(connection, bytes.at, bytes.length, MSG_NOSIGNAL), bytes.length);
		shutdown(connection, SHUT_WR);
		(void)answered(*arena, connection);
	}
	assert_true(contains(got(*arena, &served, "/lab/fine"), "Status: 200 "));
	assert_int_equal(stopped(&served, SIGTERM), 0);
}

static void
a_body_too_large_is_answered_413(void **arena)
{
	const char *const parameters[] = {"REQUEST_METHOD", "POST", "PATH_INFO", "/lab/small",
	    "CONTENT_TYPE", "application/json", "CONTENT_LENGTH", "20000", NULL};
	char *body = arena_zero(*arena, 20000);
	struct served served = served_by(&program);

	assert_true(contains(answered(*arena, asked(*arena, &served, parameters,
						  (struct slice){body, 20000}, false)),
	    "Status: 413 "));
	assert_int_equal(stopped(&served, SIGTERM), 0);
}

static void
without_a_database_it_says_so_and_serves_on(void **arena)
{
	struct served served = served_by(&program);
	struct slice answer = got(*arena, &served, "/lab/verb");

	assert_true(contains(answer, "Status: 503 "));
	assert_true(contains(answer, "Retry-After: "));
	answer = got(*arena, &served, "/healthz/lab");
	assert_true(contains(answer, "Status: 503 "));
	assert_true(contains(answer, "{\"program\":\"lab\",\"database\":false}"));
	assert_true(contains(got(*arena, &served, "/lab/fine"), "Status: 200 "));
	assert_int_equal(stopped(&served, SIGTERM), 0);
}

static bool
start_badly(void)
{
	return false;
}

static void
a_start_that_fails_ends_the_program(void **arena)
{
	static const struct program bad = {"lab", ROWS(routes), .start = start_badly};
	struct served served = served_by(&bad);

	(void)arena;
	assert_int_equal(ended(&served), 1);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(requests_are_answered_one_after_the_other),
	    FACT(each_signal_of_a_supervisor_stops_it),
	    FACT(what_is_in_flight_is_finished),
	    FACT(what_was_handed_over_is_finished_too),
	    FACT(a_kept_connection_does_not_hold_it_up),
	    FACT(what_is_no_request_is_dropped_and_the_next_is_served),
	    FACT(a_body_too_large_is_answered_413),
	    FACT(without_a_database_it_says_so_and_serves_on),
	    FACT(a_start_that_fails_ends_the_program),
	};

	setenv("WUHAO_DATABASE", "host=/nonexistent dbname=none", 1);
	unsetenv("WUHAO_THREADS");
	return RUN(facts);
}
