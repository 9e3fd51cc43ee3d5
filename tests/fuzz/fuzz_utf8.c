/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: a repaired copy is valid and repairing it changes nothing; a text is valid exactly if its
 * copy is itself; every start that floor names lies at a boundary of decoding.
 */
#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

static void check_boundaries(const char *text, size_t size) {
	size_t taken;
	for (size_t at = 0; at < size; at += taken) {
		char bytes[4];
		uint32_t code_point = oriel__utf8_decode(text + at, size - at, &taken);
		require(taken >= 1 && taken <= 4 && taken <= size - at);
		require(code_point == 0xfffd || oriel__utf8_encode(code_point, bytes) == taken);
		for (size_t i = 0; i < taken; i++)
			require(oriel__utf8_floor(text, size, at + i) == at);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	const char *text = (const char *)data;
	size_t length, length_again;
	char *copy = oriel__utf8_copy(text, size, &length);
	char *again = oriel__utf8_try_copy(copy, length, &length_again);

	require(oriel__utf8_is_valid(copy, length));
	require(length == length_again && memcmp(copy, again, length) == 0);
	require(oriel__utf8_is_valid(text, size) ==
		(length == size && (size == 0 || memcmp(copy, text, size) == 0)));
	check_boundaries(text, size);

	oriel__free(copy);
	oriel__free(again);
	return 0;
}
