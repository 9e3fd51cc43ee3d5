/* SPDX-License-Identifier: MIT */
/* Locks by name. */
#include "flow_test.h"

#include <oriel/flow/locks.h>

static struct work a, b, c, d;

static int fresh(void **state) {
	a = (struct work){ "a" }, b = (struct work){ "b" }, c = (struct work){ "c" },
	d = (struct work){ "d" };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void one_request_holds_the_lock_and_the_rest_wait_in_order(void **state) {
	oriel_locks *locks = oriel_locks_new();
	watch(oriel_locks_request(locks, "file", start, &a), "a");
	watch(oriel_locks_request(locks, "file", start, &b), "b");
	watch(oriel_locks_request(locks, "other", start, &c), "c");
	assert_order(&order, "start a, start c");
	assert_int_equal(oriel_locks_held(locks, "file"), 1);
	assert_int_equal(oriel_locks_waiting(locks, "file"), 1);
	reject(&a);
	assert_order(&order, "start b, a: rejected a");
	fulfil(&b);
	fulfil(&c);
	assert_order(&order, "b: b, c: c");
	assert_int_equal(oriel_locks_held(locks, "file"), 0);
	in_callback(oriel_locks_destroy(locks));
}

static void shared_requests_hold_the_lock_together_and_keep_their_order(void **state) {
	oriel_locks *locks = oriel_locks_new();
	watch(oriel_locks_request(locks, "x", start, &a, .shared = true), "a");
	watch(oriel_locks_request(locks, "x", start, &b, .shared = true), "b");
	watch(oriel_locks_request(locks, "x", start, &c), "c");
	watch(oriel_locks_request(locks, "x", start, &d, .shared = true), "d");
	assert_order(&order, "start a, start b");
	fulfil(&a);
	assert_order(&order, "a: a");
	fulfil(&b);
	assert_order(&order, "start c, b: b");
	fulfil(&c);
	assert_order(&order, "start d, c: c");
	fulfil(&d);
	assert_order(&order, "d: d");
	in_callback(oriel_locks_destroy(locks));
}

static void if_available_requests_never_wait(void **state) {
	oriel_locks *locks = oriel_locks_new();
	watch(oriel_locks_request(locks, "x", start, &a, .if_available = true), "a");
	watch(oriel_locks_request(
				locks, "x", start, &b, .if_available = true, .release = note_drop_of_work),
		"b");
	settle();
	assert_order(&order, "start a, drop b, b: InvalidStateError");
	fulfil(&a);
	assert_order(&order, "a: a");
	in_callback(oriel_locks_destroy(locks));
}

static void a_request_that_leaves_the_line_lets_others_pass(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_locks *locks = oriel_locks_new();
	watch(oriel_locks_request(locks, "x", start, &a, .shared = true), "a");
	watch(oriel_locks_request(
			locks, "x", start, &b, .signal = oriel_abort_controller_signal(controller)),
		"b");
	watch(oriel_locks_request(locks, "x", start, &c, .shared = true), "c");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	assert_order(&order, "start a, start c, b: AbortError");
	fulfil(&a);
	fulfil(&c);
	assert_order(&order, "a: a, c: c");
	in_callback(oriel_locks_destroy(locks));
	oriel_abort_controller_destroy(controller);
}

static void destroying_locks_rejects_waiting_and_aborts_holding_requests(void **state) {
	oriel_locks *locks = oriel_locks_new();
	watch(oriel_locks_request(locks, "x", start, &a), "a");
	watch(oriel_locks_request(locks, "x", start, &b), "b");
	watch(oriel_locks_request(locks, "y", start, &c), "c");
	in_callback(oriel_locks_destroy(locks));
	settle();
	assert_order(
		&order, "start a, start c, abort a, abort c, b: AbortError, a: AbortError, c: AbortError");
}

static struct work *of_another_lock;

static void fulfil_another(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	struct work *work = of_another_lock;
	if (work->resolver == NULL)
		return;
	oriel_resolve(work->resolver, text(work->name));
	lose(work);
}

static oriel_promise *start_that_fulfils_another_when_aborted(
	oriel_abort_signal *signal, void *data) {
	oriel_listen(signal, "abort", fulfil_another, NULL, .once = true);
	return start(signal, data);
}

static void no_request_begins_or_is_lost_while_locks_end(void **state) {
	for (int i = 0; i < 2; i++) {
		of_another_lock = i == 0 ? &c : &a;
		oriel_locks *locks = oriel_locks_new();
		watch(oriel_locks_request(
				locks, "x", i == 0 ? start_that_fulfils_another_when_aborted : start, &a),
			"a");
		watch(oriel_locks_request(locks, "x", start, &b), "b");
		watch(oriel_locks_request(
				locks, "y", i == 1 ? start_that_fulfils_another_when_aborted : start, &c),
			"c");
		watch(oriel_locks_request(locks, "y", start, &d), "d");
		watch(oriel_locks_request(locks, "z", start, &d), "d");
		oriel_locks_destroy(locks);
		settle();
		assert_order(&order,
			i == 0 ? "start a, start c, start d, b: AbortError, d: AbortError, c: c, abort a, a: "
					"AbortError, abort d, d: AbortError" :
					"start a, start c, start d, abort a, b: AbortError, d: AbortError, a: "
					"AbortError, abort c, c: AbortError, abort d, d: AbortError");
	}
}

int main(void) {
	return RUN_TESTS(on_fresh(one_request_holds_the_lock_and_the_rest_wait_in_order),
		on_fresh(shared_requests_hold_the_lock_together_and_keep_their_order),
		on_fresh(if_available_requests_never_wait),
		on_fresh(a_request_that_leaves_the_line_lets_others_pass),
		on_fresh(destroying_locks_rejects_waiting_and_aborts_holding_requests),
		on_fresh(no_request_begins_or_is_lost_while_locks_end));
}
