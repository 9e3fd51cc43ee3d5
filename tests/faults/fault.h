/* SPDX-License-Identifier: MIT */
/*
 * Memory that runs out when a test wants: the linker has every allocation of ours, and of nobody
 * else's, go through here.
 *
 * What has a size from outside is told from the rest by its size: the test brings something large,
 * and only large allocations fail, one of them a run. So a test is a loop that ends with the run in
 * which nothing failed any more:
 *
 *     size_t nth = 0;
 *     do {
 *         fault_arm(LARGE / 2, ++nth);
 *         bool done = insert(text of LARGE bytes);
 *     } while (fault_disarm());
 *
 * An allocation that would have ended the program (base/alloc.c) fails the test.
 */
#ifndef FAULTS_FAULT_H
#define FAULTS_FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* Has the nth allocation (from 1) of at least this many bytes from now on fail. */
void fault_arm(size_t least, size_t nth);
/* Fails every allocation of at least this many bytes until fault_disarm(). */
void fault_arm_lasting(size_t least);
/* @return whether one has failed */
bool fault_disarm(void);

/* @return length times c and a NUL. Owned by the caller (free()) */
char *fault_text(size_t length, char c);

#endif
