/* SPDX-License-Identifier: MIT */
/* Token buckets. */
#include "flow_test.h"

#include <oriel/flow/rate_limit.h>

#include <math.h>

static void a_burst_goes_through_and_then_so_much_a_second(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 2);
	assert_true(oriel_rate_limit_try(limit, 1));
	assert_true(oriel_rate_limit_try(limit, 1));
	assert_false(oriel_rate_limit_try(limit, 1));
	advance(99);
	assert_false(oriel_rate_limit_try(limit, 1));
	advance(1);
	assert_true(oriel_rate_limit_try(limit, 1));
	advance(100000);
	assert_true(oriel_rate_limit_tokens(limit) == 2);
	oriel_rate_limit_destroy(limit);
}

static void takers_are_served_in_their_order(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 3);
	watch(oriel_rate_limit_take(limit, 3), "a");
	watch(oriel_rate_limit_take(limit, 2), "b");
	watch(oriel_rate_limit_take(limit, 0.5), "c");
	settle();
	assert_order(&order, "a: done");
	advance(199);
	assert_false(oriel_rate_limit_try(limit, 0.1));
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "b: done");
	advance(50);
	assert_order(&order, "c: done");
	oriel_rate_limit_destroy(limit);
}

static void a_taker_may_leave_and_the_next_is_served_sooner(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 5);
	assert_true(oriel_rate_limit_try(limit, 5));
	watch(
		oriel_rate_limit_take(limit, 5, .signal = oriel_abort_controller_signal(controller)), "a");
	watch(oriel_rate_limit_take(limit, 1), "b");
	advance(100);
	assert_order(&order, "");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	settle();
	assert_order(&order, "a: AbortError, b: done");
	watch(oriel_rate_limit_take(limit, 1, .signal = oriel_abort_controller_signal(controller)),
		"late");
	settle();
	assert_order(&order, "late: AbortError");
	oriel_rate_limit_destroy(limit);
	oriel_abort_controller_destroy(controller);
}

static void what_cannot_be_had_is_refused(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 2, .max_waiting = 1);
	watch(oriel_rate_limit_take(limit, 2.5), "too much");
	watch(oriel_rate_limit_take(limit, -1), "negative");
	watch(oriel_rate_limit_take(limit, (double)NAN), "no number");
	settle();
	assert_order(&order, "too much: TypeError, negative: TypeError, no number: TypeError");
	assert_false(oriel_rate_limit_try(limit, (double)NAN));
	assert_true(oriel_rate_limit_try(limit, 2));
	watch(oriel_rate_limit_take(limit, 1), "a");
	watch(oriel_rate_limit_take(limit, 1), "b");
	settle();
	assert_order(&order, "b: QuotaExceededError");
	oriel_rate_limit_destroy(limit);
	settle();
	assert_order(&order, "a: AbortError");
}

static void tokens_come_between_two_nanoseconds(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(3000, 1);
	watch(oriel_rate_limit_take(limit, 1), "a");
	watch(oriel_rate_limit_take(limit, 1), "b");
	watch(oriel_rate_limit_take(limit, 1), "c");
	advance(0.333);
	assert_order(&order, "a: done");
	advance(0.001);
	assert_order(&order, "b: done");
	advance(0.333);
	assert_order(&order, "c: done");
	oriel_rate_limit_destroy(limit);
}

static void its_loop_ends_it(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 2);
	watch(oriel_rate_limit_take(limit, 2), "a");
	watch(oriel_rate_limit_take(limit, 2), "b");
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	oriel_rate_limit_destroy(limit);
	oriel_rate_limit_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_burst_goes_through_and_then_so_much_a_second),
		on_virtual(takers_are_served_in_their_order),
		on_virtual(a_taker_may_leave_and_the_next_is_served_sooner),
		on_virtual(what_cannot_be_had_is_refused), on_virtual(tokens_come_between_two_nanoseconds),
		on_virtual(its_loop_ends_it));
}
