/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>

static void microtasks_queued_outside_run_first_in_the_next_step(void **state) {
	oriel_queue_task(note, "task");
	oriel_queue_microtask(note, "microtask");
	assert_true(oriel_loop_step(*state));
	assert_order(&order, "microtask");
	assert_true(oriel_loop_step(*state));
	assert_order(&order, "task");
	assert_false(oriel_loop_step(*state));
}

static void host_code_counts_as_a_callback(void **state) {
	oriel_loop_begin_host(*state);
	oriel_queue_microtask(note, "microtask");
	oriel_loop_begin_host(*state);
	oriel_loop_end_host(*state);
	order_add(&order, "host");
	oriel_loop_end_host(*state);
	assert_order(&order, "host, microtask");
	assert_breaks("oriel_loop_end_host: there is no begin", oriel_loop_end_host(*state));
}

static void chain(void *left) {
	int *count = left;
	if (--*count > 0)
		oriel_queue_microtask(chain, left);
}

static void a_long_drain_is_completed_and_reported_once(void **state) {
	int left = 250000;
	oriel_queue_microtask(chain, &left);
	expect_log("microtask checkpoint has run 100000 microtasks");
	oriel_loop_step(*state);
	assert_int_equal(left, 0);

	left = 99999;
	oriel_queue_microtask(chain, &left);
	oriel_loop_step(*state);
	assert_int_equal(left, 0);
}

static void a_report_names_the_site_of_the_microtask(void **state) {
	int left = 100000;
	oriel_queue_microtask(chain, &left);
	expect_log(ORIEL_SITES ? "the last one: test_microtask.c:" : "the last one: microtask");
	oriel_loop_step(*state);
}

static void spin(void *loop) {
	double end = oriel_loop_now(loop) + 2;
	while (oriel_loop_now(loop) < end)
		;
}

static void a_slow_drain_is_reported(void **state) {
	for (int i = 0; i < 64; i++)
		oriel_queue_microtask(spin, *state);
	expect_log("microtask checkpoint has run 32 microtasks");
	oriel_loop_step(*state);
}

static void each_microtask_releases_its_data_before_the_next_runs(void **state) {
	oriel_queue_microtask(note, "a", .release = note_drop);
	oriel_next_tick(note, "b", .release = note_drop);
	oriel_queue_microtask(note, "c");
	oriel_loop_step(*state);
	assert_order(&order, "b, drop b, a, drop a, c");
}

static int expected_number;

static void check_number(void *number) {
	assert_int_equal(*(int *)number, expected_number);
	expected_number++;
}

/* Makes the ring wrap around, and then grow. */
static void microtasks_keep_their_order_while_the_ring_grows(void **state) {
	static int numbers[1000];
	for (int count = 50; count <= 1000; count += 190) {
		expected_number = 0;
		for (int i = 0; i < count; i++) {
			numbers[i] = i;
			oriel_queue_microtask(check_number, &numbers[i]);
		}
		oriel_loop_step(*state);
		assert_int_equal(expected_number, count);
	}
}

static void inner(void *name) {
	note(name);
	oriel_queue_microtask(note, "from a drop");
}

static void a_release_function_outside_of_callbacks_gets_a_checkpoint(void **state) {
	oriel_task_id id = oriel_queue_task(note, "dropped", .release = inner);
	oriel_cancel_task(id);
	assert_order(&order, "dropped, from a drop");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(microtasks_queued_outside_run_first_in_the_next_step),
		on_virtual(host_code_counts_as_a_callback),
		on_virtual(a_long_drain_is_completed_and_reported_once),
		on_virtual(a_report_names_the_site_of_the_microtask),
		on_monotonic(a_slow_drain_is_reported),
		on_virtual(each_microtask_releases_its_data_before_the_next_runs),
		on_virtual(microtasks_keep_their_order_while_the_ring_grows),
		on_virtual(a_release_function_outside_of_callbacks_gets_a_checkpoint));
}
