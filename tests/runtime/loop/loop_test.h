/* SPDX-License-Identifier: MIT */
/*
 * Shared by the tests of the loop: a loop with a virtual clock, and callbacks that note their names
 * in one string.
 */
#ifndef LOOP_TEST_H
#define LOOP_TEST_H

#include "test.h"

#include "loop/abort_hook_internal.h"

#include <oriel/runtime/loop.h>

extern struct order order; /* one for each program */

/* Setup and teardown functions: *state is a loop with a virtual clock. */
int virtual_loop(void **state);
int monotonic_loop(void **state);
int end_loop(void **state);

/* Callbacks that note their data, which is a name. */
void note(void *name);
void note_frame(double time_ms, void *name);
void note_drop(void *name); /* notes "drop name" */

/* A minimal abort signal: this module defines only the list that a signal begins with. */
struct test_signal {
	struct oriel__abort_list list;
};
#define AS_SIGNAL(test_signal) ((oriel_abort_signal *)(test_signal))
void abort_signal(struct test_signal *signal);

#define on_virtual(test) cmocka_unit_test_setup_teardown(test, virtual_loop, end_loop)
#define on_monotonic(test) cmocka_unit_test_setup_teardown(test, monotonic_loop, end_loop)

#endif
