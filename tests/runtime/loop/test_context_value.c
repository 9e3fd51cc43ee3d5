/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include <oriel/runtime/context_value.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

static const struct oriel_context_key user = { .name = "user" }, request = { .name = "request" };

static struct oriel_payload named(const char *name) {
	return oriel_owned((void *)name, note_drop);
}

static void note_values(void *name) {
	const char *of_user = oriel_context_value(&user).data,
			   *of_request = oriel_context_value(&request).data;
	order_add(&order, "%s %s %s", (const char *)name, of_user != NULL ? of_user : "-",
		of_request != NULL ? of_request : "-");
}

static void note_frame_values(double time_ms, void *name) {
	(void)time_ms;
	note_values(name);
}

static void register_all(void *data) {
	(void)data;
	oriel_queue_task(note_values, "task");
	oriel_queue_microtask(note_values, "microtask");
	oriel_next_tick(note_values, "next-tick");
	oriel_set_immediate(note_values, "immediate");
	oriel_set_timeout(note_values, "timer", 0);
	oriel_request_frame(note_frame_values, "frame");
	oriel_post(oriel_loop_current(), note_values, "post");
}

static void every_registration_inherits_the_value_and_the_last_one_releases_it(
	void **state) {
	oriel_context_value_run(&user, named("ada"), register_all, NULL);
	note_values("outside");
	oriel_loop_advance(*state, 0);
	assert_order(&order,
		"outside - -, next-tick ada -, microtask ada -, task ada -, immediate ada -, timer ada -, "
		"frame ada -, post ada -, drop ada");
}

static void set_and_queue(void *data) {
	oriel_context_value_set(&request, named("first"));
	oriel_queue_microtask(note_values, "microtask a");
	oriel_context_value_set(&request, named("second"));
	oriel_queue_microtask(note_values, "microtask b");
	note_values(data);
}

static void a_context_value_lasts_until_its_run_ends(void **state) {
	oriel_queue_task(set_and_queue, "task");
	oriel_queue_task(note_values, "next task");
	oriel_loop_advance(*state, 0);
	assert_order(&order,
		"task - second, microtask a - first, drop first, microtask b - second, drop second, next "
		"task - -");
}

static void set_in_a_microtask(void *name) {
	oriel_context_value_set(&user, named(name));
	note_values(name);
}

static void microtasks_of_one_checkpoint_have_separate_contexts(void **state) {
	oriel_queue_microtask(set_in_a_microtask, "a");
	oriel_queue_microtask(note_values, "b");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a a -, drop a, b - -");
}

static void run_inner(void *data) {
	note_values("outer");
	oriel_context_value_run(&user, named("inner"), note_values, "inside");
	note_values(data);
	oriel_context_value_run(&request, named("1"), register_all, NULL);
}

static void keys_are_independent_in_nested_runs(void **state) {
	oriel_context_value_run(&user, named("outer"), run_inner, "after");
	oriel_loop_advance(*state, 0);
	assert_order(&order,
		"outer outer -, inside inner -, after outer -, drop inner, next-tick outer 1, microtask "
		"outer 1, task outer 1, "
		"immediate outer 1, timer outer 1, frame outer 1, post outer 1, drop 1, drop outer");
}

static int left;

static void replace_both(void *data) {
	oriel_context_value_set(&user, oriel_borrowed(data));
	oriel_context_value_set(&request, oriel_borrowed(data));
	if (--left > 0)
		oriel_queue_microtask(replace_both, data);
	else
		note_values("end");
}

/* Replaced values that stayed in the list would exhaust the memory and, when freed, the stack. */
static void replacing_a_value_releases_the_old_one(void **state) {
	left = 90000;
	oriel_queue_microtask(replace_both, "x");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "end x x");
}

static void a_cancelled_callback_releases_its_values(void **state) {
	(void)state;
	oriel_context_value_run(&user, named("ada"), register_all, NULL);
	/* The end of the loop cancels the timer. */
}

static void setting_a_value_outside_of_callbacks_asserts(void **state) {
	(void)state;
	assert_breaks(
		"oriel_context_value_set: nothing runs", oriel_context_value_set(&user, named("ada")));
	assert_breaks("oriel_context_value: key is NULL", oriel_context_value(NULL));
}

static int end_loop_and_check(void **state) {
	end_loop(state);
	assert_order(&order, "drop ada");
	return 0;
}

int main(void) {
	return RUN_TESTS(
		on_virtual(every_registration_inherits_the_value_and_the_last_one_releases_it),
		on_virtual(a_context_value_lasts_until_its_run_ends),
		on_virtual(microtasks_of_one_checkpoint_have_separate_contexts),
		on_virtual(keys_are_independent_in_nested_runs),
		on_virtual(replacing_a_value_releases_the_old_one),
		cmocka_unit_test_setup_teardown(
			a_cancelled_callback_releases_its_values, virtual_loop, end_loop_and_check),
		on_virtual(setting_a_value_outside_of_callbacks_asserts));
}
