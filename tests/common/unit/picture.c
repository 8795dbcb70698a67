/* picture.h: a code's modules come out as they are, and nothing that can't be one. */
#include "lab.h"

#include "buffer.h"
#include "picture.h"

#include <qrencode.h>
#include <stdlib.h>

enum { MOST = 177 };

/* The number behind a sign of the path, which must stand there. */
static int
number_after(char **at, const char *sign)
{
	size_t length = strlen(sign);

	assert_memory_equal(*at, sign, length);
	return (int)strtol(*at + length, at, 10);
}

/* Fills a grid from a path of runs, M x y h n v1 h-n z, as the page would fill it. */
static void
path_fill(struct arena *arena, struct slice path, int modules, bool grid[MOST][MOST])
{
	char *at = arena_string(arena, path);

	while (*at != '\0') {
		int x = number_after(&at, "M"), y = number_after(&at, " ");
		int run = number_after(&at, "h");

		assert_int_equal(number_after(&at, "v"), 1);
		assert_int_equal(number_after(&at, "h-"), run);
		assert_int_equal(*at++, 'z');
		assert_true(x >= 0 && y >= 0 && run > 0 && x + run <= modules && y < modules);
		for (int i = 0; i < run; i++)
			grid[y][x + i] = true;
	}
}

static void
the_path_fills_the_modules_of_the_code(void **arena)
{
	static const char address[] = "https://ceping.example.cn/s/3cc2pxqy-HDG8-HB8T-0MC4-H3R5";
	static bool grid[MOST][MOST];
	struct picture picture;
	QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);

	assert_non_null(code);
	assert_true(picture_of(*arena, slice_of(address), &picture));
	assert_int_equal(picture.modules, code->width);
	path_fill(*arena, picture.path, picture.modules, grid);
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width; x++)
			assert_int_equal(grid[y][x], code->data[y * code->width + x] & 1);
	QRcode_free(code);
}

static void
a_cards_address_fits_a_code_of_33_modules(void **arena)
{
	struct picture picture;

	assert_true(picture_of(
	    *arena, SLICE("http://127.0.0.1:8080/s/3cc2pxqy-HDG8-HB8T-0MC4-H3R5"), &picture));
	assert_int_equal(picture.modules, 33);
}

static void
nothing_and_what_is_too_long_are_no_code(void **arena)
{
	struct picture picture;
	struct buffer text = buffer_new(*arena);

	for (int i = 0; i < 301; i++)
		buffer_text(&text, "x");
	assert_false(picture_of(*arena, (struct slice){0}, &picture));
	assert_false(picture_of(*arena, SLICE(""), &picture));
	assert_false(picture_of(*arena, buffer_slice(&text), &picture));
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(the_path_fills_the_modules_of_the_code),
	    FACT(a_cards_address_fits_a_code_of_33_modules),
	    FACT(nothing_and_what_is_too_long_are_no_code),
	};

	return RUN(facts);
}
