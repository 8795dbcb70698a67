/* lab.h: what the unit tests of the library share: cmocka, an arena a test, a made-up request. */
#ifndef WUHAO_TEST_LAB_H
#define WUHAO_TEST_LAB_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "request.h"

#define FACT(name)                 cmocka_unit_test_setup_teardown(name, arena_open, arena_close)
#define RUN(facts)                 cmocka_run_group_tests(facts, NULL, NULL)
#define assert_slice(actual, text) assert_slice_is((actual), slice_of(text), __FILE__, __LINE__)

static inline int
arena_open(void **arena)
{
	*arena = arena_new();
	return 0;
}

static inline int
arena_close(void **arena)
{
	arena_free(*arena);
	return 0;
}

static inline void
assert_slice_is(struct slice actual, struct slice wanted, const char *file, int line)
{
	if (actual.at != NULL && slice_equal(actual, wanted))
		return;
	print_error("got \"%.*s\", wanted \"%.*s\"\n", SLICE_PRINT(actual), SLICE_PRINT(wanted));
	_fail(file, line);
}

static inline bool
contains(struct slice text, const char *piece)
{
	return text.length > 0 && memmem(text.at, text.length, piece, strlen(piece)) != NULL;
}

/* Nothing comes after what is there. */
static inline void
stream_is_empty(FCGX_Stream *stream)
{
	stream->isClosed = 1;
}

/* What nginx would pass: parameters "NAME=value" ended by NULL, and a body (NULL: none). */
static inline struct request *
request_made(struct arena *arena, const struct program *program, const char *const *parameters,
    const char *body)
{
	struct request *q = arena_zero(arena, sizeof *q);
	struct slice bytes = arena_copy(arena, slice_of(body == NULL ? "" : body));
	FCGX_Stream *in = arena_zero(arena, sizeof *in);
	size_t count = 0;

	while (parameters[count] != NULL)
		count++;
	q->fcgi.envp = arena_zero(arena, (count + 1) * sizeof *q->fcgi.envp);
	for (size_t i = 0; i < count; i++)
		q->fcgi.envp[i] = arena_string(arena, slice_of(parameters[i]));
	in->rdNext = (unsigned char *)arena_string(arena, bytes);
	in->stop = in->wrNext = in->rdNext + bytes.length;
	in->isReader = 1;
	in->fillBuffProc = stream_is_empty;
	q->fcgi.in = in;
	q->arena = arena;
	q->program = program;
	return q;
}

#endif
