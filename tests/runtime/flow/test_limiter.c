/* SPDX-License-Identifier: MIT */
/* Limiters. */
#include "flow_test.h"

#include <oriel/flow/limiter.h>

static struct work a, b, c, d;

static int fresh(void **state) {
	a = (struct work){ "a" }, b = (struct work){ "b" }, c = (struct work){ "c" },
	d = (struct work){ "d" };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void a_limited_number_runs_at_once_and_the_rest_in_order(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(2);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b), "b");
	watch(oriel_limiter_run(limiter, start, &c), "c");
	watch(oriel_limiter_run(limiter, start, &d), "d");
	assert_int_equal(oriel_limiter_running(limiter), 2);
	assert_int_equal(oriel_limiter_waiting(limiter), 2);
	assert_order(&order, "start a, start b");
	fulfil(&a);
	assert_order(&order, "start c, drop a, a: a");
	reject(&b);
	assert_order(&order, "start d, b: rejected b");
	fulfil(&d);
	fulfil(&c);
	assert_order(&order, "d: d, c: c");
	assert_int_equal(oriel_limiter_running(limiter), 0);
	in_callback(oriel_limiter_destroy(limiter));
}

static void a_waiting_operation_can_leave_the_line(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a), "a");
	watch(oriel_limiter_run(limiter, start, &b, .signal = oriel_abort_controller_signal(controller),
			.release = note_drop_of_work),
		"b");
	watch(oriel_limiter_run(limiter, start, &c), "c");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	assert_order(&order, "start a, drop b, b: AbortError");
	watch(oriel_limiter_run(limiter, start, &d, .signal = oriel_abort_controller_signal(controller),
			.release = note_drop_of_work),
		"d");
	settle();
	assert_order(&order, "drop d, d: AbortError");
	fulfil(&a);
	fulfil(&c);
	assert_order(&order, "start c, a: a, c: c");
	in_callback(oriel_limiter_destroy(limiter));
	oriel_abort_controller_destroy(controller);
}

static void a_running_operation_sees_its_abort(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(
		oriel_limiter_run(limiter, start, &a, .signal = oriel_abort_controller_signal(controller)),
		"a");
	watch(oriel_limiter_run(limiter, start, &b), "b");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	assert_order(&order, "start a, abort a, start b, a: AbortError");
	fulfil(&b);
	assert_order(&order, "b: b");
	in_callback(oriel_limiter_destroy(limiter));
	oriel_abort_controller_destroy(controller);
}

static void destroying_a_limiter_rejects_waiting_and_aborts_running_operations(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b, .release = note_drop_of_work), "b");
	in_callback(oriel_limiter_destroy(limiter));
	settle();
	assert_order(&order, "start a, abort a, drop b, b: AbortError, drop a, a: AbortError");
}

static void a_full_line_refuses_operations(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1, .max_waiting = 1);
	watch(oriel_limiter_run(limiter, start, &a), "a");
	watch(oriel_limiter_run(limiter, start, &b), "b");
	watch(oriel_limiter_run(limiter, start, &c, .release = note_drop_of_work), "c");
	settle();
	assert_order(&order, "start a, drop c, c: QuotaExceededError");
	in_callback(oriel_limiter_destroy(limiter));
	settle();
	assert_order(&order, "abort a, b: AbortError, a: AbortError");
}

static oriel_promise *nothing(oriel_abort_signal *signal, void *data) {
	(void)signal;
	order_add(&order, "nothing %s", (const char *)data);
	return NULL;
}

static void a_start_that_returns_no_promise_is_done(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, nothing, "x"), "x");
	watch(oriel_limiter_run(limiter, nothing, "y"), "y");
	settle();
	assert_order(&order, "nothing x, nothing y, x: done, y: done");
	in_callback(oriel_limiter_destroy(limiter));
}

static void an_abort_without_a_waiting_caller_is_not_reported(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a), "a");
	oriel_promise_unref(oriel_limiter_run(limiter, start, &b, .signal = signal));
	oriel_promise_unref(oriel_limiter_run(limiter, start, &c));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	settle();
	oriel_promise_unref(oriel_limiter_run(limiter, start, &b, .signal = signal));
	in_callback(oriel_limiter_destroy(limiter));
	settle();
	assert_order(&order, "start a, abort a, a: AbortError");
	oriel_abort_controller_destroy(controller);
}

static void an_operation_that_cannot_be_settled_makes_room(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b), "b");
	settle();
	in_callback(lose(&a));
	assert_order(&order, "start a, start b, drop a");
	fulfil(&b);
	assert_order(&order, "b: b");
	assert_int_equal(oriel_limiter_running(limiter), 0);
	in_callback(oriel_limiter_destroy(limiter));
}

static oriel_limiter *shared;

static oriel_promise *run_another(oriel_abort_signal *signal, void *data) {
	(void)signal, (void)data;
	watch(oriel_limiter_run(shared, start, &b), "b");
	return start(signal, &a);
}

static oriel_promise *destroy_object(oriel_abort_signal *signal, void *data) {
	in_callback(oriel_limiter_destroy(shared));
	return start(signal, data);
}

static void a_start_may_run_another_operation_and_destroy_the_limiter(void **state) {
	shared = oriel_limiter_new(1);
	watch(oriel_limiter_run(shared, run_another, NULL), "a");
	assert_order(&order, "start a");
	fulfil(&a);
	fulfil(&b);
	assert_order(&order, "start b, a: a, b: b");
	watch(oriel_limiter_run(shared, destroy_object, &c), "c");
	fulfil(&c);
	assert_order(&order, "start c, c: c");
}

static void the_end_of_the_loop_ends_the_object(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b, .release = note_drop_of_work), "b");
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	oriel_limiter_destroy(limiter);
	lose(&b);
	assert_order(&order, "start a, abort a, drop b, drop a");
}

static void a_limiter_ended_by_its_signal_may_be_destroyed_after_its_loop(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_limiter *limiter = oriel_limiter_new(
		1, .signal = oriel_abort_controller_signal(controller));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(controller);
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	oriel_limiter_destroy(limiter);
}

int main(void) {
	return RUN_TESTS(on_fresh(a_limited_number_runs_at_once_and_the_rest_in_order),
		on_fresh(
			a_waiting_operation_can_leave_the_line), on_fresh(a_running_operation_sees_its_abort),
		on_fresh(destroying_a_limiter_rejects_waiting_and_aborts_running_operations),
		on_fresh(a_full_line_refuses_operations), on_fresh(a_start_that_returns_no_promise_is_done),
		on_fresh(an_operation_that_cannot_be_settled_makes_room),
		on_fresh(an_abort_without_a_waiting_caller_is_not_reported),
		on_fresh(a_start_may_run_another_operation_and_destroy_the_limiter),
		on_fresh(the_end_of_the_loop_ends_the_object),
		on_fresh(a_limiter_ended_by_its_signal_may_be_destroyed_after_its_loop));
}
