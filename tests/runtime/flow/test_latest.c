/* SPDX-License-Identifier: MIT */
/* "Latest wins". */
#include "flow_test.h"

#include <oriel/flow/latest.h>

static struct work a, b;

static int fresh(void **state) {
	a = (struct work){ "a" }, b = (struct work){ "b" };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void a_newer_run_replaces_the_previous_one(void **state) {
	oriel_latest *latest = oriel_latest_new();
	in_callback(watch(oriel_latest_run(latest, start, &a, .release = note_drop_of_work), "a"));
	in_callback(watch(oriel_latest_run(latest, start, &b), "b"));
	settle();
	assert_order(&order, "start a, abort a, start b, a: AbortError, drop a");
	fulfil(&b);
	assert_order(&order, "b: b");
	assert_false(oriel_latest_cancel(latest));
	in_callback(oriel_latest_destroy(latest));
}

static oriel_promise *stubborn(oriel_abort_signal *signal, void *data) {
	struct work *work = data;
	(void)signal;
	order_add(&order, "start %s", work->name);
	return oriel_promise_new(&work->resolver);
}

static void the_result_of_a_superseded_run_is_ignored(void **state) {
	oriel_latest *latest = oriel_latest_new();
	in_callback(watch(oriel_latest_run(latest, stubborn, &a, .release = note_drop_of_work), "a"));
	in_callback(watch(oriel_latest_run(latest, stubborn, &b), "b"));
	settle();
	assert_order(&order, "start a, start b, a: AbortError");
	fulfil(&b);
	assert_order(&order, "b: b");
	fulfil(&a);
	assert_order(&order, "drop a");
	in_callback(oriel_latest_destroy(latest));
}

static void a_superseded_run_is_no_unhandled_rejection(void **state) {
	oriel_latest *latest = oriel_latest_new();
	oriel_promise_unref(oriel_latest_run(latest, stubborn, &a));
	oriel_promise_unref(oriel_latest_run(latest, stubborn, &b));
	settle();
	assert_true(oriel_latest_cancel(latest));
	fulfil(&b);
	fulfil(&a);
	assert_order(&order, "start a, start b");
	in_callback(oriel_latest_destroy(latest));
}

static oriel_latest *shared;

static void destroy_shared(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	oriel_latest_destroy(shared);
}

static oriel_promise *start_that_destroys_when_aborted(oriel_abort_signal *signal, void *data) {
	oriel_listen(signal, "abort", destroy_shared, NULL, .once = true);
	return start(signal, data);
}

static void an_aborted_run_may_destroy_the_object(void **state) {
	shared = oriel_latest_new();
	watch(oriel_latest_run(shared, start_that_destroys_when_aborted, &a), "a");
	watch(oriel_latest_run(shared, start, &b, .release = note_drop_of_work), "b");
	settle();
	assert_order(&order, "start a, a: AbortError, abort a, drop b, b: AbortError");
}

static void run_a_third(oriel_event *event, void *data) {
	(void)event;
	watch(oriel_latest_run(shared, start, data), "c");
}

static oriel_promise *start_that_runs_another_when_aborted(oriel_abort_signal *signal, void *data) {
	static struct work c = { "c" };
	oriel_listen(signal, "abort", run_a_third, &c, .once = true);
	return start(signal, data);
}

static void a_run_begun_by_an_aborted_run_is_newer(void **state) {
	shared = oriel_latest_new();
	in_callback(watch(oriel_latest_run(shared, start_that_runs_another_when_aborted, &a), "a"));
	in_callback(watch(oriel_latest_run(shared, start, &b, .release = note_drop_of_work), "b"));
	settle();
	assert_order(&order, "start a, start c, abort a, drop b, a: AbortError, b: AbortError");
	assert_true(oriel_latest_cancel(shared));
	assert_false(oriel_latest_cancel(shared));
	settle();
	assert_order(&order, "abort c, c: AbortError");
	in_callback(oriel_latest_destroy(shared));
}

static oriel_promise *run_another(oriel_abort_signal *signal, void *data) {
	in_callback(watch(oriel_latest_run(shared, start, &b), "b"));
	return start(signal, data);
}

static void a_start_may_be_superseded_by_its_own_run(void **state) {
	shared = oriel_latest_new();
	in_callback(watch(oriel_latest_run(shared, run_another, &a), "a"));
	settle();
	assert_order(&order, "start b, start a, a: AbortError");
	reject(&b);
	assert_order(&order, "b: rejected b");
	fulfil(&a);
	in_callback(oriel_latest_destroy(shared));
}

static void an_abort_and_destroying_abort_the_running_operation(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_latest *latest = oriel_latest_new(.signal = oriel_abort_controller_signal(controller));
	in_callback(watch(oriel_latest_run(latest, start, &a), "a"));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	in_callback(watch(oriel_latest_run(latest, start, &b, .release = note_drop_of_work), "b"));
	settle();
	assert_order(&order, "start a, abort a, a: AbortError, drop b, b: AbortError");
	in_callback(oriel_latest_destroy(latest));
	oriel_abort_controller_destroy(controller);
	latest = oriel_latest_new();
	in_callback(watch(oriel_latest_run(latest, start, &a), "a"));
	in_callback(oriel_latest_destroy(latest));
	settle();
	assert_order(&order, "start a, abort a, a: AbortError");
}

int main(void) {
	return RUN_TESTS(on_fresh(a_newer_run_replaces_the_previous_one),
		on_fresh(the_result_of_a_superseded_run_is_ignored),
		on_fresh(a_superseded_run_is_no_unhandled_rejection),
		on_fresh(an_aborted_run_may_destroy_the_object),
		on_fresh(a_run_begun_by_an_aborted_run_is_newer),
		on_fresh(a_start_may_be_superseded_by_its_own_run),
		on_fresh(an_abort_and_destroying_abort_the_running_operation));
}
