/* SPDX-License-Identifier: MIT */
/* Throttling. */
#include "flow_test.h"

#include <oriel/flow/throttle.h>

static void a_throttle_answers_at_once_and_then_at_most_once_an_interval(void **state) {
	oriel_throttle *throttle = oriel_throttle_new(note_newest, "fn", 10);
	for (int i = 0; i < 7; i++) {
		oriel_throttle_call(throttle, text("x"));
		advance(4);
	}
	assert_order(&order, "fn x at 0, fn x at 10, fn x at 20");
	advance(100);
	assert_order(&order, "fn x at 30");
	oriel_throttle_call(throttle, text("y"));
	advance(8);
	oriel_throttle_call(throttle, text("z"));
	advance(3);
	oriel_throttle_call(throttle, text("last"));
	advance(100);
	assert_order(&order, "fn y at 128, fn z at 138, fn last at 148");
	oriel_throttle_destroy(throttle);
}

static void a_throttle_without_a_leading_edge_waits(void **state) {
	oriel_throttle *throttle = oriel_throttle_new(note_newest, "fn", 10, .skip_leading = true);
	oriel_throttle_call(throttle, text("a"));
	advance(5);
	oriel_throttle_call(throttle, text("b"));
	advance(100);
	assert_order(&order, "fn b at 10");
	oriel_throttle_destroy(throttle);
}

static void times_between_two_nanoseconds_are_kept(void **state) {
	oriel_throttle *throttle = oriel_throttle_new(note_newest, "fn", 1000.0 / 120);
	oriel_throttle_call(throttle, text("a"));
	oriel_throttle_call(throttle, text("b"));
	advance(100);
	assert_order(&order, "fn a at 0, fn b at 8.33333");
	oriel_throttle_destroy(throttle);
}

static void flush_answers_now_and_cancel_forgets(void **state) {
	oriel_throttle *throttle = oriel_throttle_new(note_newest, "fn", 10);
	oriel_throttle_call(throttle, dropped("a"));
	oriel_throttle_call(throttle, dropped("b"));
	assert_true(oriel_throttle_is_pending(throttle));
	assert_true(oriel_throttle_flush(throttle));
	assert_false(oriel_throttle_flush(throttle));
	assert_order(&order, "fn a at 0, drop a, fn b at 0, drop b");
	oriel_throttle_call(throttle, dropped("c"));
	oriel_throttle_call(throttle, dropped("d"));
	oriel_throttle_cancel(throttle);
	advance(100);
	assert_order(&order, "fn c at 0, drop c, drop d");
	oriel_throttle_destroy(throttle);
}

static oriel_throttle *self;

static void destroy_self(struct oriel_payload newest, void *name) {
	note_newest(newest, name);
	oriel_throttle_destroy(self);
}

static void the_callback_may_destroy_the_throttle(void **state) {
	self = oriel_throttle_new(destroy_self, "fn", 10, .release = note_drop);
	oriel_throttle_call(self, dropped("a"));
	assert_order(&order, "fn a at 0, drop fn, drop a");
}

static void abort_signal_ends_the_throttle(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_throttle *throttle = oriel_throttle_new(note_newest, "fn", 10,
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	oriel_throttle_call(throttle, dropped("a"));
	oriel_throttle_call(throttle, dropped("b"));
	assert_order(&order, "fn a at 0, drop a");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&order, "drop b, drop fn");
	oriel_throttle_call(throttle, dropped("c"));
	assert_order(&order, "drop c");
	oriel_throttle_destroy(throttle);
	oriel_throttle_destroy(NULL);
	oriel_abort_controller_destroy(controller);
}

static void options_that_leave_nothing_to_call_are_refused(void **state) {
	assert_breaks(".skip_leading with .skip_trailing calls nothing",
		oriel_throttle_new(note_newest, "fn", 10, .skip_leading = true, .skip_trailing = true));
}

int main(void) {
	return RUN_TESTS(on_virtual(a_throttle_answers_at_once_and_then_at_most_once_an_interval),
		on_virtual(a_throttle_without_a_leading_edge_waits),
		on_virtual(times_between_two_nanoseconds_are_kept),
		on_virtual(flush_answers_now_and_cancel_forgets),
		on_virtual(the_callback_may_destroy_the_throttle),
		on_virtual(abort_signal_ends_the_throttle),
		on_virtual(options_that_leave_nothing_to_call_are_refused));
}
