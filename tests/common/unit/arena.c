#include "lab.h"

static void
pieces_are_aligned_and_apart(void **arena)
{
	unsigned char *before = arena_alloc(*arena, 1);
	size_t length = 1;

	before[0] = 0;
	for (size_t size = 7; size < 3000; size += 7) {
		unsigned char *piece = arena_alloc(*arena, size);

		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		memset(piece, (int)size & 255, size);
		assert_int_equal(before[length - 1], (size - 7) & 255);
		before = piece;
		length = size;
	}
	assert_non_null(arena_alloc(*arena, 0));
}

static void
a_piece_may_be_larger_than_a_block(void **arena)
{
	char *large = arena_zero(*arena, 1 << 20);

	assert_int_equal(large[0], 0);
	assert_int_equal(large[(1 << 20) - 1], 0);
	memset(large, 1, 1 << 20);
	assert_slice(arena_copy(*arena, SLICE("small again")), "small again");
}

static void
formatted_text_is_whole_at_any_length(void **arena)
{
	for (int width = 1; width < 1200; width += 37) {
		struct slice text = arena_format(*arena, "%*d|", width, 7);

		assert_int_equal(text.length, width + 1);
		assert_int_equal(text.at[width], '|');
		assert_int_equal(text.at[width + 1], '\0');
		assert_int_equal(text.at[width - 1], '7');
	}
}

static void
an_absent_slice_stays_absent(void **arena)
{
	assert_null(arena_copy(*arena, (struct slice){0}).at);
	assert_string_equal(arena_string(*arena, (struct slice){0}), "");
	assert_non_null(arena_copy(*arena, SLICE("")).at);
}

static int order[2], ended;

static void
note(void *number)
{
	order[ended++] = *(int *)number;
}

static void
what_was_deferred_runs_latest_first(void **arena)
{
	static int one = 1, two = 2;

	ended = 0;
	arena_defer(*arena, note, &one);
	arena_defer(*arena, note, &two);
	arena_reset(*arena);
	assert_int_equal(ended, 2);
	assert_int_equal(order[0], 2);
	assert_int_equal(order[1], 1);
	arena_reset(*arena);
	assert_int_equal(ended, 2);
}

static void
nothing_is_freed_twice_when_there_is_no_arena(void **arena)
{
	(void)arena;
	arena_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(pieces_are_aligned_and_apart),
	    FACT(a_piece_may_be_larger_than_a_block),
	    FACT(formatted_text_is_whole_at_any_length),
	    FACT(an_absent_slice_stays_absent),
	    FACT(what_was_deferred_runs_latest_first),
	    FACT(nothing_is_freed_twice_when_there_is_no_arena),
	};

	return RUN(facts);
}
