/* Any bytes as a file of a table: CSV, and what calls itself so. */
#include "sheet.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();

	sheet_try(arena, (struct slice){(const char *)data, size});
	arena_free(arena);
	return 0;
}
