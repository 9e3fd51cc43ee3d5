/* SPDX-License-Identifier: MIT */
/*
 * Seeds, and the shortest sequence of steps that fails. See shrink.h.
 *
 * Delta debugging: chunks are cut out, from the whole sequence down to single steps, and then bytes are zeroed; this begins
 * anew as long as anything got smaller. Chunks are tried from the end, where the steps after the failure are. Buffers are
 * static, because a test that fails an assertion does not come back to free them.
 */
#include "shrink.h"
#include "test.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 16384 };

struct sequence {
	const struct random_test *test;
	uint8_t *steps;
	size_t count;
};

static uint64_t playing; /* the seed; 0: none */

static bool cut(struct sequence *sequence, size_t at, size_t length) {
	static uint8_t trial[MAX_BYTES];
	size_t width = sequence->test->step_size, rest = sequence->count - at - length;
	memcpy(trial, sequence->steps, at * width);
	memcpy(trial + at * width, sequence->steps + (at + length) * width, rest * width);
	if (sequence->test->play(trial, at + rest, false))
		return false;
	sequence->count = at + rest;
	memcpy(sequence->steps, trial, sequence->count * width);
	return true;
}

static bool cut_chunks(struct sequence *sequence) {
	bool smaller = false;
	for (size_t length = sequence->count; length > 0; length /= 2) {
		for (size_t end = sequence->count; end >= length; end -= length)
			smaller |= cut(sequence, end - length, length);
	}
	return smaller;
}

static bool zero_bytes(struct sequence *sequence) {
	bool smaller = false;
	for (size_t i = 0; i < sequence->count * sequence->test->step_size; i++) {
		uint8_t old = sequence->steps[i];
		if (old == 0)
			continue;
		sequence->steps[i] = 0;
		if (sequence->test->play(sequence->steps, sequence->count, false))
			sequence->steps[i] = old;
		else
			smaller = true;
	}
	return smaller;
}

size_t shrink_steps(const struct random_test *test, uint8_t *steps, size_t count) {
	struct sequence sequence = { test, steps, count };
	assert_true(count * test->step_size <= MAX_BYTES);
	while (cut_chunks(&sequence) || zero_bytes(&sequence))
		;
	return sequence.count;
}

static uint64_t next_random(uint64_t *state) {
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t make_steps(const struct random_test *test, uint64_t seed, uint8_t *steps) {
	uint64_t state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	size_t least = test->max_steps / 4;
	for (int i = 0; i < 8; i++)
		next_random(&state);
	for (size_t i = 0; i < test->max_steps * test->step_size; i++)
		steps[i] = (uint8_t)(next_random(&state) >> 32);
	return least + next_random(&state) % (test->max_steps - least + 1);
}

static void play_seed(const struct random_test *test, uint64_t seed) {
	static uint8_t steps[MAX_BYTES];
	playing = seed;
	size_t count = make_steps(test, seed, steps);
	if (!test->play(steps, count, false)) {
		size_t left = shrink_steps(test, steps, count);
		print_error("%zu of %zu steps are left that fail:\n", left, count);
		if (test->play(steps, left, true))
			print_error("played again, they do not fail\n");
		fail();
	}
	playing = 0;
}

bool play_seeds(const struct random_test *test) {
	const char *one = getenv("ORIEL_TEST_SEED");
	assert_true(test->max_steps * test->step_size <= MAX_BYTES);
	if (one != NULL) {
		play_seed(test, strtoull(one, NULL, 10));
		return false;
	}
	for (uint64_t seed = 1; seed <= test->seeds; seed++)
		play_seed(test, seed);
	return true;
}

void test__report_seed(void) {
	if (playing != 0)
		print_error("this was seed %" PRIu64 "; play it alone with ORIEL_TEST_SEED=%" PRIu64 "\n", playing, playing);
	playing = 0;
}
