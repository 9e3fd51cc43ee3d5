/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Randomised tests. A test plays a sequence of steps, decoded from bytes so that any bytes are
 * steps; the bytes come from a seed. Of a seed that fails, the steps are cut down as far as they
 * still fail, for a minute at most, and those that remain are played once more and printed. That
 * happens in a copy of the process, made when play_seeds() was called.
 */
#ifndef ORIEL_TEST_SHRINK_H
#define ORIEL_TEST_SHRINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random_test {
	size_t step_size; // bytes
	size_t max_steps; // a sequence is between a quarter of it and all of it
	uint64_t seeds;   // those from 1 to this are played; 0: see seconds
	/**
	 * Without seeds: the time in s for which seeds are played, from 1 on. The environment's
	 * ORIEL_TEST_SECONDS replaces it, and ORIEL_TEST_FIRST_SEED replaces the 1. A change is thus
	 * judged by seeds that its parent passed; other first seeds search for new faults.
	 */
	unsigned seconds;
	/**
	 * Plays the steps from a fresh beginning, and cleans up. Returns whether all went as it should;
	 * a step that goes wrong ends the play, as a failed assertion, an unexpected line of log, a
	 * sanitizer and an abort do. With print set, writes each step to standard error before it is
	 * done, and what went wrong.
	 */
	bool (*play)(const uint8_t *steps, size_t count, bool print);
};

/**
 * Plays every seed, or the one in the environment's ORIEL_TEST_SEED, and fails the test at the
 * first that goes wrong. Returns whether every seed was played, and so whether what they covered
 * can be judged.
 */
bool play_seeds(const struct random_test *test);

/** For plays that print: writes a step to standard error, as its bytes and what it is, which may be
 * "". */
void print_step(const uint8_t *step, size_t size, const char *what);

/** Cuts steps that fail down in place, and zeroes bytes: no step can be removed and no byte zeroed,
 * that they still fail. Returns their count. */
size_t shrink_steps(const struct random_test *test, uint8_t *steps, size_t count);

#endif
