/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Assertions that fail deep in a stack, which assert_breaks() (test.h) cannot leave without leaving
 * a loop half-way.
 */
#ifndef ORIEL_TEST_DEATH_H
#define ORIEL_TEST_DEATH_H

/**
 * Calls fn(data) in a copy of this process, where an assertion of Oriel's must fail: a return or a
 * death by a signal fails the test.
 * @return the sentence of the assertion, borrowed until the next call
 */
const char *sentence_of_death(void (*fn)(void *data), void *data);

#endif
