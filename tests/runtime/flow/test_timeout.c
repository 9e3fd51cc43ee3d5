/* SPDX-License-Identifier: MIT */
/* Time limits of promises: the order of promise and time limit, and what remains afterwards. */
#include "flow_test.h"

#include <oriel/flow/timeout.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/coroutine.h>

static size_t alive(const char *name) {
	struct oriel_census census;
	oriel_loop_census(the_loop, &census);
	return oriel_census_count(&census, name);
}

static void nothing_is_left(void) {
	assert_int_equal(alive("timers"), 0);
	assert_int_equal(alive("promises"), 0);
}

static void a_promise_in_time_passes_on_its_result(void **state) {
	oriel_resolver *a, *b;
	watch(oriel_timeout(oriel_promise_new(&a), 50), "a");
	watch(oriel_timeout(oriel_promise_new(&b), 50), "b");
	watch(oriel_timeout(oriel_promise_new_fulfilled(text("at once")), 50), "c");
	advance(49);
	assert_order(&order, "c: at once");
	in_callback(oriel_resolve(a, text("yes")); oriel_reject(b, text("no")));
	assert_order(&order, "a: yes, b: rejected no");
	oriel_resolver_unref(a);
	oriel_resolver_unref(b);
	nothing_is_left();
}

static void a_late_promise_is_rejected_and_continues(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_timeout(oriel_promise_ref(promise), 50), "a");
	watch(promise, "itself");
	advance(50);
	assert_order(&order, "a: TimeoutError");
	assert_int_equal(alive("timers"), 0);
	in_callback(oriel_resolve(resolver, text("late")); oriel_resolver_unref(resolver));
	assert_order(&order, "itself: late");
	nothing_is_left();
}

static void a_promise_that_cannot_be_settled_is_rejected_in_time(void **state) {
	oriel_resolver *resolver;
	watch(oriel_timeout(oriel_promise_new(&resolver), 50), "a");
	oriel_resolver_unref(resolver);
	advance(50);
	assert_order(&order, "a: TimeoutError");
	nothing_is_left();
}

static void a_late_rejection_counts_as_handled(void **state) {
	oriel_resolver *resolver;
	watch(oriel_timeout(oriel_promise_new(&resolver), 50), "a");
	advance(50);
	assert_order(&order, "a: TimeoutError");
	in_callback(oriel_reject(resolver, text("late")); oriel_resolver_unref(resolver));
	settle();
	nothing_is_left();
}

static void the_end_of_the_loop_leaves_nothing(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_timeout(oriel_promise_new(&resolver), 50);
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_PENDING);
	oriel_promise_unref(promise);
	oriel_resolver_unref(resolver);
}

/* ---- With a start ---- */

static void a_start_that_is_late_is_aborted(void **state) {
	struct work a = { "a" }, b = { "b" }, c = { "c" };
	watch(oriel_timeout_run(start, &a, 50, .release = note_drop_of_work), "a");
	watch(oriel_timeout_run(start, &b, 50), "b");
	watch(oriel_timeout_run(start, &c, 50), "c");
	advance(49);
	fulfil(&b);
	reject(&c);
	assert_order(&order, "start a, start b, start c, b: b, c: rejected c");
	advance(1);
	assert_order(&order, "abort a, drop a, a: TimeoutError");
	nothing_is_left();
}

static void a_signal_aborts_a_start(void **state) {
	struct work a = { "a" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_timeout_run(start, &a, 50, .signal = oriel_abort_controller_signal(controller)),
		"a");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "start a, abort a, a: AbortError");
	oriel_abort_controller_destroy(controller);
	settle();
	nothing_is_left();
}

int main(void) {
	return RUN_TESTS(
		on_virtual(a_promise_in_time_passes_on_its_result),
		on_virtual(a_late_promise_is_rejected_and_continues),
		on_virtual(a_promise_that_cannot_be_settled_is_rejected_in_time),
		on_virtual(a_late_rejection_counts_as_handled),
		on_virtual(the_end_of_the_loop_leaves_nothing),
		on_virtual(a_start_that_is_late_is_aborted),
		on_virtual(a_signal_aborts_a_start));
}
