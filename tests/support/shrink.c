/* SPDX-License-Identifier: MIT */
/*
 * Seeds, and the shortest sequence of steps that fails. See shrink.h.
 *
 * Delta debugging: chunks are cut out, from the whole sequence down to single steps, and then bytes
 * are zeroed; this begins anew as long as anything got smaller. Chunks are tried from the end,
 * where the steps after the failure are. Buffers are static, because a test that fails an assertion
 * does not come back to free them; trial.c sees to it that it is cut down all the same.
 */
#include "shrink.h"
#include "test.h"
#include "trial.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_BYTES = 16384, LONGEST_CUTTING_S = 60 };

struct sequence {
	const struct random_test *test;
	uint8_t *steps;
	size_t count;
};

static time_t cutting_ends; /* 0: plays are in this process, and take as long as they take */

static bool still_fails(const struct random_test *test, const uint8_t *steps, size_t count) {
	if (cutting_ends == 0)
		return !test->play(steps, count, false);
	return time(NULL) < cutting_ends && !trial_play(test, steps, count, false);
}

static bool cut(struct sequence *sequence, size_t at, size_t length) {
	static uint8_t trial[MAX_BYTES];
	size_t width = sequence->test->step_size, rest = sequence->count - at - length;
	memcpy(trial, sequence->steps, at * width);
	memcpy(trial + at * width, sequence->steps + (at + length) * width, rest * width);
	if (!still_fails(sequence->test, trial, at + rest))
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
		if (still_fails(sequence->test, sequence->steps, sequence->count))
			smaller = true;
		else
			sequence->steps[i] = old;
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

void print_step(const uint8_t *step, size_t size, const char *what) {
	for (size_t i = 0; i < size; i++)
		fprintf(stderr, "%02x ", step[i]);
	fprintf(stderr, "%s\n", what);
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

/* In the copy that stands by. */
static void cut_down(const struct random_test *test, uint64_t seed) {
	static uint8_t steps[MAX_BYTES];
	size_t count = make_steps(test, seed, steps), left;
	cutting_ends = time(NULL) + LONGEST_CUTTING_S;
	if (!still_fails(test, steps, count)) {
		fprintf(stderr,
			"played from a clean beginning, it does not fail: it depends on what was played "
			"before\n");
		return;
	}
	left = shrink_steps(test, steps, count);
	fprintf(stderr, "%zu of %zu steps are left that fail:\n", left, count);
	if (trial_play(test, steps, left, true))
		fprintf(stderr, "played again, they do not fail\n");
}

static void play_seed(const struct random_test *test, uint64_t seed) {
	static uint8_t steps[MAX_BYTES];
	stand_by_for(seed);
	size_t count = make_steps(test, seed, steps);
	if (!test->play(steps, count, false) || !test__log_is_as_announced())
		fail();
}

static void play_for_a_while(const struct random_test *test) {
	const char *given = getenv("ORIEL_TEST_SECONDS");
	const char *first_given = getenv("ORIEL_TEST_FIRST_SEED");
	time_t ends = time(NULL) +
		(given != NULL ? (time_t)strtoul(given, NULL, 10) : (time_t)test->seconds);
	uint64_t first = first_given != NULL ? strtoull(first_given, NULL, 10) : 1, seed = first;
	printf("seeds from %" PRIu64 "\n", first);
	fflush(stdout);
	do {
		play_seed(test, seed++);
	} while (time(NULL) < ends);
	printf("%" PRIu64 " seeds were played\n", seed - first);
}

bool play_seeds(const struct random_test *test) {
	const char *one = getenv("ORIEL_TEST_SEED");
	assert_true(test->max_steps * test->step_size <= MAX_BYTES);
	uint64_t first = one != NULL ? strtoull(one, NULL, 10) : 1,
			last = one != NULL ? first : test->seeds;
	stand_by(test, cut_down);
	for (uint64_t seed = first; seed <= last; seed++)
		play_seed(test, seed);
	if (one == NULL && test->seeds == 0)
		play_for_a_while(test);
	stand_by_dismiss();
	return one == NULL;
}
