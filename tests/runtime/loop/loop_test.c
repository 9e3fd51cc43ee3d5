/* SPDX-License-Identifier: MIT */
/*
 * Loops and callbacks for the loop's tests.
 */
#include "loop_test.h"

struct order order;

int virtual_loop(void **state) {
	order = (struct order){ 0 };
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

int monotonic_loop(void **state) {
	order = (struct order){ 0 };
	*state = oriel_loop_new();
	return 0;
}

int end_loop(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}

void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

void note_frame(double time_ms, void *name) {
	order_add(&order, "%s at %.0f", (const char *)name, time_ms);
}

void note_drop(void *name) {
	order_add(&order, "drop %s", (const char *)name);
}

void abort_signal(struct test_signal *signal) {
	assert_true(oriel__abort_list_mark(&signal->list));
	oriel__abort_list_run(&signal->list);
}
