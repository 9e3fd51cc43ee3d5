/* SPDX-License-Identifier: MIT */
/*
 * Rejections without a reaction: when `unhandledrejection` and `rejectionhandled` are fired, and
 * what handles a rejection. Source: HTML, "unhandled promise rejections".
 */
#include "async_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/target.h>

#include <string.h>

static void on_unhandled(oriel_event *event, void *data) {
	order_add(&order, "%s %s", oriel_event_type(event),
		text_of(oriel_promise_result(oriel_event_promise(event))));
	if (data != NULL)
		oriel_prevent_default(event);
}

static void on_error(oriel_event *event, void *data) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "error %s: %s: %s", oriel_status_name(error->code), error->message,
		text_of(error->payload));
	oriel_prevent_default(event);
}

static void an_unhandled_rejection_is_reported(void **state) {
	oriel_listen(loop, "unhandledrejection", on_unhandled, NULL);
	oriel_listen(loop, "error", on_error, NULL);
	oriel_promise_unref(oriel_promise_new_rejected(owned("1")));
	oriel_promise_unref(
		oriel_promise_new_rejected(oriel_error_new(ORIEL_NOT_FOUND_ERROR, "look elsewhere")));
	checkpoint();
	assert_order(&order, "");
	oriel_loop_advance(loop, 0);
	assert_order(&order,
		"unhandledrejection 1, error OperationError: a promise was rejected and no reaction handles it; "
		"add an oriel_catch(): nothing, "
		"drop 1, unhandledrejection NotFoundError, error NotFoundError: look elsewhere: "
		"NotFoundError");
	assert_int_equal(alive("promises"), 0);
	oriel_unlisten_all(loop, NULL);
}

static void an_unhandled_rejection_is_logged_with_its_site_by_default(void **state) {
	expect_log("test_promise_rejection.c:");
	oriel_promise_unref(
		oriel_promise_new_rejected(oriel_error_new(ORIEL_NOT_FOUND_ERROR, "look elsewhere")));
	oriel_loop_advance(loop, 0);
}

static void a_rejection_handled_within_the_checkpoint_is_not_reported(void **state) {
	oriel_promise *promise = oriel_promise_new_rejected(text("1"));
	oriel_loop_begin_host(loop);
	watch(promise, "a");
	oriel_loop_end_host(loop);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: rejected 1");
}

static struct oriel_completion handles_the_rejection(struct oriel_payload result, void *data) {
	watch(data, "late");
	return ORIEL_COMPLETE;
}

static void a_rejection_handled_by_a_later_microtask_is_not_reported(void **state) {
	oriel_loop_begin_host(loop);
	oriel_promise *promise = oriel_promise_new_rejected(text("1"));
	oriel_promise_unref(
		oriel_then(oriel_promise_new_fulfilled(text("")), handles_the_rejection, NULL, promise));
	oriel_loop_end_host(loop);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "late: rejected 1");
}

static void a_rejection_handled_before_its_event_is_not_reported(void **state) {
	oriel_promise *promise = oriel_promise_new_rejected(text("1"));
	checkpoint();
	watch(promise, "a");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: rejected 1");
}

static void a_rejection_handled_late_fires_rejectionhandled(void **state) {
	oriel_listen(loop, "unhandledrejection", on_unhandled, "prevent");
	oriel_listen(loop, "rejectionhandled", on_unhandled, NULL);
	oriel_promise *promise = oriel_promise_new_rejected(text("1"));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "unhandledrejection 1");
	oriel_loop_begin_host(loop);
	watch(promise, "a");
	oriel_loop_end_host(loop);
	assert_order(&order, "a: rejected 1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "rejectionhandled 1");
	assert_int_equal(alive("promises"), 0);
	oriel_unlisten_all(loop, NULL);
}

static void a_rejection_handled_late_twice_fires_rejectionhandled_once(void **state) {
	oriel_listen(loop, "unhandledrejection", on_unhandled, "prevent");
	oriel_listen(loop, "rejectionhandled", on_unhandled, NULL);
	oriel_promise *promise = oriel_promise_new_rejected(text("1"));
	oriel_loop_advance(loop, 0);
	oriel_loop_begin_host(loop);
	watch(oriel_promise_ref(promise), "a");
	watch(promise, "b");
	oriel_loop_end_host(loop);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "unhandledrejection 1, a: rejected 1, b: rejected 1, rejectionhandled 1");
	assert_int_equal(alive("promises"), 0);
	oriel_unlisten_all(loop, NULL);
}

static void keep_text(void *data) {
	order_add(&order, "keep %s", (const char *)data);
}

static void an_unreported_reason_of_an_abort_is_released_at_the_end_of_the_checkpoint(
	void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_promise_unref(oriel_then(
		promise, fulfilled, NULL, "no", .signal = oriel_abort_controller_signal(controller)));
	oriel_loop_begin_host(loop);
	oriel_abort(controller, oriel_shared("1", keep_text, drop_text));
	oriel_abort_controller_destroy(controller);
	oriel_loop_end_host(loop);
	assert_order(&order, "keep 1, drop 1, drop 1");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

static void a_promise_of_an_ended_loop_cannot_be_awaited(void **state) {
	oriel_resolver *resolver;
	oriel_promise *old = oriel_promise_new_fulfilled(text("1"));
	oriel_loop_destroy(loop);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_promise_state(old), ORIEL_PROMISE_FULFILLED);
	oriel_promise *promise = oriel_promise_new(&resolver);
	assert_breaks("oriel_resolve_with: the loop of the promise", oriel_resolve_with(resolver, old));
	assert_breaks("oriel_promise_all: the loop of the promise", oriel_promise_all(&old, 1));
	assert_breaks("oriel_then: the loop of the promise", oriel_then(old, fulfilled, NULL, "no"));
	oriel_promise_unref(old);
	oriel_resolver_unref(resolver);
	oriel_promise_unref(promise);
}

static void on_unhandled_handle(oriel_event *event, void *data) {
	watch(oriel_promise_ref(oriel_event_promise(event)), "listener");
	oriel_prevent_default(event);
}

static void a_listener_may_handle_the_rejection(void **state) {
	oriel_listen(loop, "unhandledrejection", on_unhandled_handle, NULL);
	oriel_listen(loop, "rejectionhandled", on_unhandled, NULL);
	oriel_promise_unref(oriel_promise_new_rejected(text("1")));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "listener: rejected 1");
	oriel_unlisten_all(loop, NULL);
}

static void passing_a_rejection_through_leaves_the_last_promise_unhandled(void **state) {
	oriel_listen(loop, "unhandledrejection", on_unhandled, "prevent");
	oriel_promise_unref(
		oriel_then(oriel_then(oriel_promise_new_rejected(text("1")), fulfilled, NULL, "no"),
			fulfilled, NULL, "no"));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "unhandledrejection 1");
	oriel_unlisten_all(loop, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(an_unhandled_rejection_is_reported),
		TEST(an_unhandled_rejection_is_logged_with_its_site_by_default),
		TEST(a_rejection_handled_within_the_checkpoint_is_not_reported),
		TEST(a_rejection_handled_by_a_later_microtask_is_not_reported),
		TEST(a_rejection_handled_before_its_event_is_not_reported),
		TEST(a_rejection_handled_late_fires_rejectionhandled),
		TEST(a_rejection_handled_late_twice_fires_rejectionhandled_once),
		TEST(an_unreported_reason_of_an_abort_is_released_at_the_end_of_the_checkpoint),
		TEST(a_promise_of_an_ended_loop_cannot_be_awaited),
		TEST(a_listener_may_handle_the_rejection),
		TEST(passing_a_rejection_through_leaves_the_last_promise_unhandled));
}
