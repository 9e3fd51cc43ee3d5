/* SPDX-License-Identifier: MIT */
/* Token buckets. */
#include "flow_test.h"

#include <oriel/flow/rate_limit.h>

#include <math.h>

static void a_burst_passes_and_then_a_limited_rate(void **state) {
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

static void takers_are_served_in_order(void **state) {
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

static void the_next_taker_is_served_sooner_after_one_leaves(void **state) {
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

static void more_tokens_than_the_burst_are_refused(void **state) {
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

static void tokens_may_arrive_between_two_nanoseconds(void **state) {
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

static void the_end_of_the_loop_ends_the_object(void **state) {
	oriel_rate_limit *limit = oriel_rate_limit_new(10, 2);
	watch(oriel_rate_limit_take(limit, 2), "a");
	watch(oriel_rate_limit_take(limit, 2), "b");
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	oriel_rate_limit_destroy(limit);
	oriel_rate_limit_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_burst_passes_and_then_a_limited_rate),
		on_virtual(takers_are_served_in_order),
		on_virtual(the_next_taker_is_served_sooner_after_one_leaves),
		on_virtual(more_tokens_than_the_burst_are_refused),
		on_virtual(tokens_may_arrive_between_two_nanoseconds),
		on_virtual(the_end_of_the_loop_ends_the_object));
}
