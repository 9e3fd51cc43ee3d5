/* SPDX-License-Identifier: MIT */
/*
 * Plays of a randomised test in processes of their own, where an abort, a failed assertion or a
 * sanitizer's verdict is only a play that went wrong. For shrink.c and run.c.
 */
#ifndef ORIEL_TEST_TRIAL_H
#define ORIEL_TEST_TRIAL_H

#include "shrink.h"

/* Plays steps in a copy of this process, silently unless print. Whether all went as it should; a
 * minute is the longest. */
bool trial_play(const struct random_test *test, const uint8_t *steps, size_t count, bool print);
/* In such a copy, ends it: a test that has come to its end inside of one has failed. */
void trial_end(void);

/*
 * Leaves a copy of this process as it is now, which waits for a seed that fails and then calls
 * cut_down with it, once. From here on a death by a signal or a sanitizer tells it the seed that is
 * being played.
 */
void stand_by(const struct random_test *test,
	void (*cut_down)(const struct random_test *test, uint64_t seed));
/* What is being played; 0: nothing. */
void stand_by_for(uint64_t seed);
/* Tells the copy the seed that is being played, if one is, says which it was, and waits for the
 * copy to have done. */
void stand_by_report(void);
/* Nothing failed. */
void stand_by_dismiss(void);

#endif
