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

static void so_many_run_at_once_and_the_rest_in_order(void **state) {
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

static void what_waits_can_be_taken_out_of_line(void **state) {
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

static void what_runs_hears_of_its_signal(void **state) {
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

static void destroying_it_rejects_what_waits_and_aborts_what_runs(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b, .release = note_drop_of_work), "b");
	in_callback(oriel_limiter_destroy(limiter));
	settle();
	assert_order(&order, "start a, abort a, drop b, b: AbortError, drop a, a: AbortError");
}

static void a_full_line_refuses(void **state) {
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

static void what_answers_no_promise_is_done(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, nothing, "x"), "x");
	watch(oriel_limiter_run(limiter, nothing, "y"), "y");
	settle();
	assert_order(&order, "nothing x, nothing y, x: done, y: done");
	in_callback(oriel_limiter_destroy(limiter));
}

static void nobody_hears_of_an_abort_that_nobody_waits_for(void **state) {
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

static void what_nobody_can_settle_makes_room(void **state) {
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

static oriel_promise *destroy_it(oriel_abort_signal *signal, void *data) {
	in_callback(oriel_limiter_destroy(shared));
	return start(signal, data);
}

static void a_start_may_run_another_and_destroy_it(void **state) {
	shared = oriel_limiter_new(1);
	watch(oriel_limiter_run(shared, run_another, NULL), "a");
	assert_order(&order, "start a");
	fulfil(&a);
	fulfil(&b);
	assert_order(&order, "start b, a: a, b: b");
	watch(oriel_limiter_run(shared, destroy_it, &c), "c");
	fulfil(&c);
	assert_order(&order, "start c, c: c");
}

static void its_loop_ends_it(void **state) {
	oriel_limiter *limiter = oriel_limiter_new(1);
	watch(oriel_limiter_run(limiter, start, &a, .release = note_drop_of_work), "a");
	watch(oriel_limiter_run(limiter, start, &b, .release = note_drop_of_work), "b");
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	oriel_limiter_destroy(limiter);
	lose(&b);
	assert_order(&order, "start a, abort a, drop b, drop a");
}

static void ended_by_its_signal_it_may_be_destroyed_after_its_loop(void **state) {
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
	return RUN_TESTS(on_fresh(so_many_run_at_once_and_the_rest_in_order),
		on_fresh(what_waits_can_be_taken_out_of_line), on_fresh(what_runs_hears_of_its_signal),
		on_fresh(destroying_it_rejects_what_waits_and_aborts_what_runs),
		on_fresh(a_full_line_refuses), on_fresh(what_answers_no_promise_is_done),
		on_fresh(what_nobody_can_settle_makes_room),
		on_fresh(nobody_hears_of_an_abort_that_nobody_waits_for),
		on_fresh(a_start_may_run_another_and_destroy_it), on_fresh(its_loop_ends_it),
		on_fresh(ended_by_its_signal_it_may_be_destroyed_after_its_loop));
}
