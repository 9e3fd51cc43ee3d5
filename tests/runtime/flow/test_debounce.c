/* SPDX-License-Identifier: MIT */
/* Debouncing. */
#include "flow_test.h"

#include <oriel/flow/debounce.h>

#include <math.h>

static void a_debounce_answers_once_a_burst_is_over(void **state) {
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

static void leading_answers_the_first_and_trailing_only_what_came_after_it(void **state) {
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

	debounce = oriel_debounce_new(note_newest, "fn", 10, .leading = true, .skip_trailing = true);
	oriel_debounce_call(debounce, dropped("d"));
	oriel_debounce_call(debounce, dropped("e"));
	advance(10);
	assert_order(&order, "fn d at 105, drop d, drop e");
	oriel_debounce_destroy(debounce);
}

static void a_burst_without_an_end_is_answered_at_last(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .max_wait_ms = 25);
	for (int i = 0; i < 12; i++) {
		oriel_debounce_call(debounce, text("x"));
		advance(5);
	}
	advance(20);
	assert_order(&order, "fn x at 25, fn x at 50, fn x at 65");
	oriel_debounce_destroy(debounce);
}

static void what_waits_can_be_had_now_or_forgotten(void **state) {
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

static void each_of_what_is_superseded_is_dropped(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_debounce_call(debounce, dropped("b"));
	assert_order(&order, "drop a");
	oriel_debounce_destroy(debounce);
	assert_order(&order, "drop b, drop fn");
}

static void its_signal_ends_it(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10,
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&order, "drop a, drop fn");
	oriel_debounce_call(debounce, dropped("b"));
	assert_order(&order, "drop b");
	assert_false(oriel_debounce_flush(debounce));
	oriel_debounce_destroy(debounce);
	debounce = oriel_debounce_new(note_newest, "late", 10,
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

static void its_callback_may_destroy_it_and_call_it(void **state) {
	self = oriel_debounce_new(destroy_self, "fn", 10, .leading = true, .release = note_drop);
	oriel_debounce_call(self, dropped("a"));
	assert_order(&order, "fn a at 0, drop fn, drop a");
	self = oriel_debounce_new(call_again, "fn", 10);
	oriel_debounce_call(self, text("a"));
	advance(100);
	assert_order(&order, "fn a at 10, fn b at 20");
	oriel_debounce_destroy(self);
}

static void odd_times_count_as_none(void **state) {
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

static void a_drop_may_call_it_and_destroy_it(void **state) {
	shared = oriel_debounce_new(note_newest, "fn", 10);
	oriel_debounce_call(
		shared, oriel_owned("a", call_when_dropped));
	oriel_debounce_call(shared, dropped("c"));
	assert_order(&order, "drop a, drop c");
	advance(10);
	assert_order(&order, "fn b at 10, drop b");
	oriel_debounce_call(shared, oriel_owned("a", destroy_shared));
	oriel_debounce_call(shared, dropped("c"));
	assert_order(&order, "drop a, drop c");
}

static void times_between_two_nanoseconds_are_kept(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 1.0 / 3, .leading = true);
	oriel_debounce_call(debounce, text("a"));
	advance(0.1);
	oriel_debounce_call(debounce, text("b"));
	advance(1);
	assert_order(&order, "fn a at 0, fn b at 0.433333");
	oriel_debounce_destroy(debounce);
}

static void options_that_leave_nothing_to_call_are_refused(void **state) {
	assert_breaks(".skip_trailing without .leading calls nothing",
		oriel_debounce_new(note_newest, "fn", 10, .skip_trailing = true));
}

static void it_ends_with_its_loop_and_can_be_destroyed_after_it(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_newest, "fn", 10, .release = note_drop);
	oriel_debounce_call(debounce, dropped("a"));
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "drop a, drop fn");
	oriel_debounce_destroy(debounce);
	oriel_debounce_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_debounce_answers_once_a_burst_is_over),
		on_virtual(leading_answers_the_first_and_trailing_only_what_came_after_it),
		on_virtual(a_burst_without_an_end_is_answered_at_last),
		on_virtual(what_waits_can_be_had_now_or_forgotten),
		on_virtual(each_of_what_is_superseded_is_dropped), on_virtual(its_signal_ends_it),
		on_virtual(its_callback_may_destroy_it_and_call_it), on_virtual(odd_times_count_as_none),
		on_virtual(a_drop_may_call_it_and_destroy_it),
		on_virtual(times_between_two_nanoseconds_are_kept),
		on_virtual(options_that_leave_nothing_to_call_are_refused),
		on_virtual(it_ends_with_its_loop_and_can_be_destroyed_after_it));
}
