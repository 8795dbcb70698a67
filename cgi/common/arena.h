/*
 * arena.h: memory of one request. Nothing taken from an arena is freed by hand; all of it goes
 * when the arena is reset or freed. An arena belongs to one thread at a time.
 */
#ifndef WUHAO_ARENA_H
#define WUHAO_ARENA_H

#include "slice.h"

struct arena;

/* A new, empty arena. Ends the process (its supervisor starts it again) if memory is out. */
struct arena *arena_new(void);

/* Runs what was deferred, latest first, and gives everything back. NULL is allowed. */
void arena_free(struct arena *arena);

/* The same, but the arena stays and keeps its first block (16 KiB) for the next request. */
void arena_reset(struct arena *arena);

/*
 * `size` bytes, not cleared, aligned for any type, alive until reset or free.
 * Never NULL: ends the process if memory is out. A size of 0 gives a pointer that may be compared.
 */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, filled with zeros. */
void *arena_zero(struct arena *arena, size_t size);

/* A copy of `s` ended by NUL; NUL bytes within stay. An absent slice gives "". */
char *arena_string(struct arena *arena, struct slice s);

/* A copy of `s` in the arena; an absent slice stays absent. */
struct slice arena_copy(struct arena *arena, struct slice s);

/* printf into the arena; ended by NUL too, which isn't counted. */
struct slice arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Runs `end(thing)` at reset or free: for what libraries allocate (a PGresult, a json_object). */
void arena_defer(struct arena *arena, void (*end)(void *), void *thing);

#endif
