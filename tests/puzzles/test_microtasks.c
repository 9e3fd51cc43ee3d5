/* SPDX-License-Identifier: MIT */
/* Puzzles of microtasks and next-ticks. */
#include "puzzles.h"

#include <oriel/runtime/microtask.h>
#include <oriel/runtime/timer.h>

static void task_and_microtask(void) {
	oriel_set_timeout(say_it, "timer", 0);
	oriel_queue_microtask(say_it, "microtask");
	say("script");
}

static void say_c_then_d(void *data) {
	(void)data;
	say("c");
	oriel_queue_microtask(say_it, "d");
}

static void say_a_then_c(void *data) {
	(void)data;
	say("a");
	oriel_queue_microtask(say_c_then_d, NULL);
}

static void microtasks_beget_microtasks(void) {
	oriel_set_timeout(say_it, "timer", 0);
	oriel_queue_microtask(say_a_then_c, NULL);
	oriel_queue_microtask(say_it, "b");
}

static void next_ticks_first(void) {
	chain("promise");
	oriel_next_tick(say_it, "next-tick");
	oriel_queue_microtask(say_it, "microtask");
	say("script");
}

static void say_a_then_tick(void *data) {
	(void)data;
	say("a");
	oriel_next_tick(say_it, "next-tick");
}

static void say_b_then_microtask(void *data) {
	(void)data;
	say("b");
	oriel_queue_microtask(say_it, "c");
}

static void next_tick_of_a_microtask(void) {
	oriel_queue_microtask(say_a_then_tick, NULL);
	oriel_queue_microtask(say_b_then_microtask, NULL);
}

static void say_tick_1_then_both(void *data) {
	(void)data;
	say("tick 1");
	oriel_queue_microtask(say_it, "microtask");
	oriel_next_tick(say_it, "tick 3");
}

static void microtask_of_a_next_tick(void) {
	oriel_next_tick(say_tick_1_then_both, NULL);
	oriel_next_tick(say_it, "tick 2");
}

static void say_tick_2(void *data) {
	(void)data;
	say("tick 2");
	oriel_queue_microtask(say_it, "microtask 2");
}

static void say_microtask_1(void *data) {
	(void)data;
	say("microtask 1");
	oriel_next_tick(say_tick_2, NULL);
}

static void say_tick_1(void *data) {
	(void)data;
	say("tick 1");
	oriel_queue_microtask(say_microtask_1, NULL);
}

static void ticks_and_microtasks_alternate(void) {
	oriel_next_tick(say_tick_1, NULL);
	oriel_set_timeout(say_it, "timer", 0);
}

int main(void) {
	return RUN_TESTS(PUZZLE(task_and_microtask), PUZZLE(microtasks_beget_microtasks),
		PUZZLE(next_ticks_first), PUZZLE(next_tick_of_a_microtask),
		PUZZLE(microtask_of_a_next_tick), PUZZLE(ticks_and_microtasks_alternate));
}
