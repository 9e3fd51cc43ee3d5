/* SPDX-License-Identifier: MIT */
/* Debouncing and throttling. */
#include "flow_test.h"

#include <oriel/flow/debounce.h>

#include <math.h>

static void note_newest(struct oriel_payload newest, void *name) {
	order_add(&order, "%s %s at %g", (const char *)name,
		newest.data != NULL ? (const char *)newest.data : "nothing", oriel_loop_now(the_loop));
}

static struct oriel_payload dropped(const char *name) {
	return (struct oriel_payload){ .data = (void *)(uintptr_t)name, .release = note_drop };
}

static void a_debounce_calls_its_function_after_a_burst(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10);
	oriel_debounce_call(debounce, text("a"));
	advance(9);
	oriel_debounce_call(debounce, text("b"));
	advance(9);
	assert_order(&order, "");
	assert_true(oriel_debounce_is_pending(debounce));
	advance(1);
	assert_order(&order, "fn b at 19");
	assert_false(oriel_debounce_is_pending(debounce));
	advance(100);
	oriel_debounce_call(debounce, text(NULL));
	advance(10);
	assert_order(&order, "fn nothing at 129");
	oriel_debounce_destroy(debounce);
}

static void leading_calls_first_and_trailing_only_after_more_calls(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .leading = true);
	oriel_debounce_call(debounce, text("a"));
	assert_order(&order, "fn a at 0");
	advance(50);
	oriel_debounce_call(debounce, text("b"));
	advance(5);
	oriel_debounce_call(debounce, text("c"));
	advance(50);
	assert_order(&order, "fn b at 50, fn c at 65");
	oriel_debounce_destroy(debounce);

	debounce = oriel_debounce_new(note_newest, "fn", 10, .leading = true, .trailing = ORIEL_OFF);
	oriel_debounce_call(debounce, dropped("d"));
	oriel_debounce_call(debounce, dropped("e"));
	advance(10);
	assert_order(&order, "fn d at 105, drop d, drop e");
	oriel_debounce_destroy(debounce);
}

static void an_endless_burst_calls_after_the_maximum_wait(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .max_wait_ms = 25);
	for (int i = 0; i < 12; i++) {
		oriel_debounce_call(debounce, text("x"));
		advance(5);
	}
	advance(20);
	assert_order(&order, "fn x at 25, fn x at 50, fn x at 65");
	oriel_debounce_destroy(debounce);
}

static void a_throttle_calls_at_once_and_then_at_most_once_an_interval(void **state) {
	oriel_debounce *throttle = oriel_throttle_new(note_newest, "fn", 10);
	for (int i = 0; i < 7; i++) {
		oriel_debounce_call(throttle, text("x"));
		advance(4);
	}
	assert_order(&order, "fn x at 0, fn x at 10, fn x at 20");
	advance(100);
	assert_order(&order, "fn x at 30");
	oriel_debounce_call(throttle, text("y"));
	advance(8);
	oriel_debounce_call(throttle, text("z"));
	advance(3);
	oriel_debounce_call(throttle, text("last"));
	advance(100);
	assert_order(&order, "fn y at 128, fn z at 138, fn last at 148");
	oriel_debounce_destroy(throttle);
}

static void a_throttle_without_a_leading_edge_waits(void **state) {
	oriel_debounce *throttle = oriel_throttle_new(note_newest, "fn", 10, .leading = ORIEL_OFF);
	oriel_debounce_call(throttle, text("a"));
	advance(5);
	oriel_debounce_call(throttle, text("b"));
	advance(100);
	assert_order(&order, "fn b at 10");
	oriel_debounce_destroy(throttle);
}

static void a_pending_call_can_be_flushed_or_cancelled(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10);
	assert_false(oriel_debounce_flush(debounce));
	oriel_debounce_call(debounce, dropped("a"));
	assert_true(oriel_debounce_flush(debounce));
	assert_order(&order, "fn a at 0, drop a");
	advance(100);
	oriel_debounce_call(debounce, dropped("b"));
	oriel_debounce_cancel(debounce);
	advance(100);
	assert_order(&order, "drop b");
	oriel_debounce_destroy(debounce);
}

static void superseded_data_is_released(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_debounce_call(debounce, dropped("b"));
	assert_order(&order, "drop a");
	oriel_debounce_destroy(debounce);
	assert_order(&order, "drop b, drop fn");
}

static void an_abort_ends_the_object(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10,
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_abort(controller, NULL);
	assert_order(&order, "drop a, drop fn");
	oriel_debounce_call(debounce, dropped("b"));
	assert_order(&order, "drop b");
	assert_false(oriel_debounce_flush(debounce));
	oriel_debounce_destroy(debounce);
	debounce = oriel_throttle_new(note_newest, "late", 10,
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	assert_order(&order, "drop late");
	oriel_debounce_destroy(debounce);
	oriel_abort_controller_destroy(controller);
}

static oriel_debounce *self;

static void destroy_self(struct oriel_payload newest, void *name) {
	note_newest(newest, name);
	oriel_debounce_destroy(self);
}

static void call_again(struct oriel_payload newest, void *name) {
	note_newest(newest, name);
	if (((const char *)newest.data)[0] == 'a')
		oriel_debounce_call(self, text("b"));
}

static void a_callback_may_call_and_destroy_its_debounce(void **state) {
	self = oriel_throttle_new(destroy_self, "fn", 10, .release = note_drop);
	oriel_debounce_call(self, dropped("a"));
	assert_order(&order, "fn a at 0, drop fn, drop a");
	self = oriel_debounce_new(call_again, "fn", 10);
	oriel_debounce_call(self, text("a"));
	advance(100);
	assert_order(&order, "fn a at 10, fn b at 20");
	oriel_debounce_destroy(self);
}

static void invalid_times_count_as_zero(void **state) {
	const double odd[] = { 0, -1, (double)NAN };
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", odd[i]);
		oriel_debounce_call(debounce, text("a"));
		assert_order(&order, "");
		settle();
		assert_order(&order, "fn a at 0");
		oriel_debounce_destroy(debounce);
	}
	oriel_debounce *never = oriel_debounce_new(note_newest, "fn", (double)INFINITY);
	oriel_debounce_call(never, text("a"));
	advance(1e9);
	oriel_debounce_destroy(never);
}

static oriel_debounce *shared;

static void call_when_dropped(void *name) {
	note_drop(name);
	oriel_debounce_call(shared, dropped("b"));
}

static void destroy_shared(void *name) {
	note_drop(name);
	oriel_debounce_destroy(shared);
}

static void a_release_function_may_call_and_destroy_the_debounce(void **state) {
	shared = oriel_debounce_new(note_newest, "fn", 10);
	oriel_debounce_call(
		shared, (struct oriel_payload){ .data = "a", .release = call_when_dropped });
	oriel_debounce_call(shared, dropped("c"));
	assert_order(&order, "drop a, drop c");
	advance(10);
	assert_order(&order, "fn b at 10, drop b");
	oriel_debounce_call(shared, (struct oriel_payload){ .data = "a", .release = destroy_shared });
	oriel_debounce_call(shared, dropped("c"));
	assert_order(&order, "drop a, drop c");
}

static void times_below_a_nanosecond_are_kept(void **state) {
	oriel_debounce *throttle = oriel_throttle_new(note_newest, "fn", 1000.0 / 120);
	oriel_debounce_call(throttle, text("a"));
	oriel_debounce_call(throttle, text("b"));
	advance(100);
	assert_order(&order, "fn a at 0, fn b at 8.33333");
	oriel_debounce_destroy(throttle);
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 1.0 / 3, .leading = true);
	oriel_debounce_call(debounce, text("a"));
	advance(0.1);
	oriel_debounce_call(debounce, text("b"));
	advance(1);
	assert_order(&order, "fn a at 100, fn b at 100.433");
	oriel_debounce_destroy(debounce);
}

static void a_debounce_ends_with_its_loop_and_can_be_destroyed_later(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "drop a, drop fn");
	oriel_debounce_destroy(debounce);
	oriel_debounce_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_debounce_calls_its_function_after_a_burst),
		on_virtual(leading_calls_first_and_trailing_only_after_more_calls),
		on_virtual(an_endless_burst_calls_after_the_maximum_wait),
		on_virtual(a_throttle_calls_at_once_and_then_at_most_once_an_interval),
		on_virtual(a_throttle_without_a_leading_edge_waits),
		on_virtual(a_pending_call_can_be_flushed_or_cancelled),
		on_virtual(superseded_data_is_released), on_virtual(an_abort_ends_the_object),
		on_virtual(
			a_callback_may_call_and_destroy_its_debounce), on_virtual(invalid_times_count_as_zero),
		on_virtual(a_release_function_may_call_and_destroy_the_debounce),
		on_virtual(times_below_a_nanosecond_are_kept),
		on_virtual(a_debounce_ends_with_its_loop_and_can_be_destroyed_later));
}
