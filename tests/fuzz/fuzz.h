/*
 * fuzz.h: what every target has. A target takes any bytes, must not crash, leak or run off, and
 * asserts what must hold of whatever was accepted.
 *   afl-clang-fast -fsanitize=fuzzer …/json.c libwuhao.a …   (or any libFuzzer driver)
 *   cc …/json.c …/standalone/main.c libwuhao.a …             runs over files and folders
 * The corpus of a target is the folder of its name.
 */
#ifndef WUHAO_FUZZ_H
#define WUHAO_FUZZ_H

#include "arena.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A fact that doesn't hold is a crash, in every build. */
#define MUST(fact)               \
	do {                     \
		if (!(fact))     \
			abort(); \
	} while (0)

#endif
