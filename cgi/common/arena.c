#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Under AddressSanitizer each piece is a block of its own, so that one byte too far is seen.
 */
#ifdef __SANITIZE_ADDRESS__
enum { FIRST_BLOCK = 1, NEXT_BLOCK = 1 };
#else
enum { FIRST_BLOCK = 16384, NEXT_BLOCK = 65536 };
#endif

struct block {
	struct block *before;
	size_t room, used; /* bytes of data */
	alignas(max_align_t) char data[];
};

struct deferred {
	struct deferred *before;
	void (*end)(void *);
	void *thing;
};

struct arena {
	struct block *last;
	struct deferred *deferred;
};

static void *
memory_or_end(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL) {
		fputs("level=error event=memory_out\n", stderr);
		abort();
	}
	return memory;
}

static struct block *
block_new(struct block *before, size_t room)
{
	struct block *block;

	if (room > SIZE_MAX / 2)
		abort();
	block = memory_or_end(sizeof *block + room);
	block->before = before;
	block->room = room;
	block->used = 0;
	return block;
}

struct arena *
arena_new(void)
{
	struct arena *arena = memory_or_end(sizeof *arena);

	arena->last = block_new(NULL, FIRST_BLOCK);
	arena->deferred = NULL;
	return arena;
}

void
arena_reset(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->before;
		deferred->end(deferred->thing);
	}
	while (arena->last->before != NULL) {
		struct block *block = arena->last;

		arena->last = block->before;
		free(block);
	}
	arena->last->used = 0;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->last);
	free(arena);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t step = alignof(max_align_t);
	struct block *block = arena->last;
	size_t rounded;
	void *memory;

	if (size > SIZE_MAX / 4)
		abort();
	rounded = (size + step - 1) / step * step;
	if (block->room - block->used < rounded) {
#ifdef __SANITIZE_ADDRESS__
		rounded = size; /* the block ends where the piece does */
#endif
		block = block_new(block, rounded > NEXT_BLOCK ? rounded : NEXT_BLOCK);
		arena->last = block;
	}
	memory = block->data + block->used;
	block->used += rounded;
	return memory;
}

void *
arena_zero(struct arena *arena, size_t size)
{
	return memset(arena_alloc(arena, size), 0, size);
}

char *
arena_string(struct arena *arena, struct slice s)
{
	char *string = arena_alloc(arena, s.length + 1);

	if (s.length > 0)
		memcpy(string, s.at, s.length);
	string[s.length] = '\0';
	return string;
}

struct slice
arena_copy(struct arena *arena, struct slice s)
{
	if (s.at == NULL)
		return s;
	return (struct slice){arena_string(arena, s), s.length};
}

struct slice
arena_format(struct arena *arena, const char *format, ...)
{
	char small[256];
	va_list arguments, again;
	char *text;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(small, sizeof small, format, arguments);
	if (length < 0)
		abort();
	text = arena_alloc(arena, (size_t)length + 1);
	if ((size_t)length < sizeof small)
		memcpy(text, small, (size_t)length + 1);
	else
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(arguments);
	return (struct slice){text, (size_t)length};
}

void
arena_defer(struct arena *arena, void (*end)(void *), void *thing)
{
	struct deferred *deferred = arena_alloc(arena, sizeof *deferred);

	deferred->before = arena->deferred;
	deferred->end = end;
	deferred->thing = thing;
	arena->deferred = deferred;
}
