/* SPDX-License-Identifier: MIT */
/*
 * Random dispatch cases, Oriel against the model. A failure prints its seed and a case that was cut down as far as it still fails.
 */
#include "dispatch_case.h"
#include "nodes.h"

#include <stdlib.h>
#include <string.h>

enum { CASES = 40000, MAX_BYTES = 160 };

static uint64_t next_random(uint64_t *state) {
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t fill(uint64_t seed, uint8_t *bytes) {
	uint64_t state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (int i = 0; i < 8; i++)
		next_random(&state);
	for (size_t i = 0; i < MAX_BYTES; i++)
		bytes[i] = (uint8_t)(next_random(&state) >> 32);
	return 40 + next_random(&state) % (MAX_BYTES - 40);
}

/* Cuts and zeroes bytes as long as the case fails. */
static size_t shrink(uint8_t *bytes, size_t size) {
	bool smaller = true;
	while (smaller) {
		smaller = false;
		while (size > 0 && !dispatch_case_agrees(bytes, size - 1, false)) {
			size--;
			smaller = true;
		}
		for (size_t i = 0; i < size; i++) {
			uint8_t old = bytes[i];
			bytes[i] = 0;
			if (old != 0 && dispatch_case_agrees(bytes, size, false))
				bytes[i] = old;
			else
				smaller |= old != 0;
		}
	}
	return size;
}

static void dispatches_agree_with_the_standard(void **state) {
	const char *one = getenv("ORIEL_TEST_SEED");
	uint64_t first = one != NULL ? strtoull(one, NULL, 10) : 1, last = one != NULL ? first : CASES;
	for (uint64_t seed = first; seed <= last; seed++) {
		uint8_t bytes[MAX_BYTES];
		size_t size = fill(seed, bytes);
		if (dispatch_case_agrees(bytes, size, false))
			continue;
		dispatch_case_agrees(bytes, shrink(bytes, size), true);
		fail_msg("seed %llu; run it alone with ORIEL_TEST_SEED", (unsigned long long)seed);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(dispatches_agree_with_the_standard, world_setup, world_teardown));
}
