/* SPDX-License-Identifier: MIT */
/* Circuit breakers. */
#include "flow_test.h"

#include <oriel/flow/breaker.h>

static struct work a, b;

static int fresh(void **state) {
	a = (struct work){ "a" }, b = (struct work){ "b" };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void note_state(oriel_breaker *breaker, enum oriel_breaker_state now, void *data) {
	static const char *const names[] = { "closed", "open", "half open" };
	(void)data;
	assert_int_equal(oriel_breaker_state(breaker), now);
	order_add(&order, "%s", names[now]);
}

static void destroy_object(oriel_breaker *breaker, enum oriel_breaker_state now, void *data) {
	(void)data;
	if (now == ORIEL_BREAKER_HALF_OPEN)
		oriel_breaker_destroy(breaker);
}

static void run_and_reject(oriel_breaker *breaker) {
	watch(oriel_breaker_run(breaker, start, &a), "run");
	reject(&a);
}

static void a_breaker_opens_after_failures_and_closes_after_a_probe(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 2, .reset_ms = 100,
		.changed = note_state);
	run_and_reject(breaker);
	run_and_reject(breaker);
	assert_order(&order, "start a, run: rejected a, start a, open, run: rejected a");
	watch(oriel_breaker_run(breaker, start, &a, .release = note_drop_of_work), "run");
	settle();
	assert_order(&order, "drop a, run: InvalidStateError");
	advance(100);
	assert_int_equal(oriel_breaker_state(breaker), ORIEL_BREAKER_HALF_OPEN);
	watch(oriel_breaker_run(breaker, start, &a), "probe");
	watch(oriel_breaker_run(breaker, start, &b), "too early");
	settle();
	assert_order(&order, "half open, start a, too early: InvalidStateError");
	fulfil(&a);
	assert_order(&order, "closed, probe: a");
	in_callback(oriel_breaker_destroy(breaker));
}

static void a_failed_probe_opens_the_breaker_again(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 1, .reset_ms = 100,
		.changed = note_state);
	run_and_reject(breaker);
	advance(100);
	run_and_reject(breaker);
	assert_order(
		&order, "start a, open, run: rejected a, half open, start a, open, run: rejected a");
	advance(99);
	assert_int_equal(oriel_breaker_state(breaker), ORIEL_BREAKER_OPEN);
	in_callback(oriel_breaker_destroy(breaker));
}

static void only_failures_within_the_window_count(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 2, .window_ms = 50,
		.changed = note_state);
	run_and_reject(breaker);
	advance(51);
	run_and_reject(breaker);
	advance(50);
	assert_order(&order, "start a, run: rejected a, start a, run: rejected a");
	run_and_reject(breaker);
	assert_order(&order, "start a, open, run: rejected a");
	in_callback(oriel_breaker_destroy(breaker));
}

static void an_abort_by_the_caller_is_no_failure(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 1, .changed = note_state);
	watch(
		oriel_breaker_run(breaker, start, &a, .signal = oriel_abort_controller_signal(controller)),
		"run");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	assert_order(&order, "start a, abort a, run: AbortError");
	in_callback(oriel_breaker_destroy(breaker));
	oriel_abort_controller_destroy(controller);
}

static void operations_begun_before_opening_do_not_affect_the_probe(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 1, .reset_ms = 10,
		.changed = note_state);
	watch(oriel_breaker_run(breaker, start, &b), "old");
	run_and_reject(breaker);
	advance(10);
	watch(oriel_breaker_run(breaker, start, &a), "probe");
	reject(&b);
	assert_order(
		&order, "start b, start a, open, run: rejected a, half open, start a, old: rejected b");
	fulfil(&a);
	assert_order(&order, "closed, probe: a");
	in_callback(oriel_breaker_destroy(breaker));
}

static void destroying_a_breaker_aborts_running_operations(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.data = "data", .release = note_drop);
	watch(oriel_breaker_run(breaker, start, &a), "run");
	in_callback(oriel_breaker_destroy(breaker));
	settle();
	assert_order(&order, "start a, abort a, drop data, run: AbortError");
}

static void a_change_callback_may_destroy_the_breaker(void **state) {
	oriel_breaker *breaker = oriel_breaker_new(.max_failures = 1, .reset_ms = 100,
		.changed = destroy_object);
	run_and_reject(breaker);
	advance(100);
	watch(oriel_breaker_run(breaker, start, &b, .release = note_drop_of_work), "late");
	settle();
	assert_order(&order, "start a, run: rejected a, drop b, late: AbortError");
}

static oriel_breaker *shared;

static void fail_the_other(oriel_event *event, void *data) {
	(void)event;
	oriel_reject(((struct work *)data)->resolver, text("1"));
	lose(data);
}

static oriel_promise *start_that_fails_the_other_when_aborted(
	oriel_abort_signal *signal, void *data) {
	oriel_listen(signal, "abort", fail_the_other, &a, .once = true);
	return start(signal, data);
}

static void no_change_is_reported_while_a_breaker_ends(void **state) {
	shared = oriel_breaker_new(.max_failures = 1, .changed = note_state);
	watch(oriel_breaker_run(shared, start, &a), "a");
	watch(oriel_breaker_run(shared, start_that_fails_the_other_when_aborted, &b), "b");
	oriel_breaker_destroy(shared);
	settle();
	assert_order(&order, "start a, start b, a: rejected 1, abort b, b: AbortError");
}

int main(void) {
	return RUN_TESTS(on_fresh(a_breaker_opens_after_failures_and_closes_after_a_probe),
		on_fresh(a_failed_probe_opens_the_breaker_again),
		on_fresh(only_failures_within_the_window_count),
		on_fresh(an_abort_by_the_caller_is_no_failure),
		on_fresh(operations_begun_before_opening_do_not_affect_the_probe),
		on_fresh(destroying_a_breaker_aborts_running_operations),
		on_fresh(a_change_callback_may_destroy_the_breaker),
		on_fresh(no_change_is_reported_while_a_breaker_ends));
}
