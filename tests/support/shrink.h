/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Randomised tests. A test plays a sequence of steps, decoded from bytes so that any bytes are steps; the bytes come from a
 * seed. Of a seed that fails, the steps are cut down as far as they still fail, and those that remain are played once more
 * and printed.
 */
#ifndef ORIEL_TEST_SHRINK_H
#define ORIEL_TEST_SHRINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random_test {
	size_t step_size; // bytes
	size_t max_steps; // a sequence is between a quarter of it and all of it
	uint64_t seeds;   // those from 1 to this are played
	/**
	 * Plays the steps from a fresh beginning, and cleans up. Returns whether all went as it should; a step that goes wrong
	 * ends the play. With print set, writes the steps and what went wrong to standard error. It must not leave by a failed assertion:
	 * such a failure names its seed, but is not cut down.
	 */
	bool (*play)(const uint8_t *steps, size_t count, bool print);
};

/**
 * Plays every seed, or the one in the environment's ORIEL_TEST_SEED, and fails the test at the first that goes wrong.
 * Returns whether every seed was played, and so whether what they covered can be judged.
 */
bool play_seeds(const struct random_test *test);

/** Cuts steps that fail down in place, and zeroes bytes: no step can be removed and no byte zeroed, that they still fail. Returns their count. */
size_t shrink_steps(const struct random_test *test, uint8_t *steps, size_t count);

/** Says which seed was being played, if one was, and forgets it; the end of each test calls it. */
void test__report_seed(void);

#endif
