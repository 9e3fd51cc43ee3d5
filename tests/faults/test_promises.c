/* SPDX-License-Identifier: MIT */
/*
 * Waiting for many promises when there is no memory for so many: each allocation fails in turn, the
 * promise is rejected, and what was taken over is given up.
 */
#include "test.h"

#include "fault.h"

#include <oriel/runtime/census.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>

enum { COUNT = 2000, LEAST = COUNT * sizeof(void *) };

static oriel_loop *loop;

static int setup(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

static int teardown(void **state) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	assert_int_equal(oriel_census_count(&census, "promises"), 0);
	oriel_loop_destroy(loop);
	return 0;
}

/* Whether an allocation failed. */
static bool wait_for_many(size_t nth,
	oriel_promise *wait(const char *site, oriel_promise *const *promises, size_t count)) {
	oriel_promise *promises[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		promises[i] = oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	fault_arm(LEAST, nth);
	oriel_promise *promise = wait("here", promises, COUNT);
	bool has_failed = fault_disarm();
	assert_int_equal(oriel_loop_run_until(loop, promise),
		has_failed ? ORIEL_PROMISE_REJECTED : ORIEL_PROMISE_FULFILLED);
	if (has_failed)
		assert_int_equal(oriel_error_try_from_payload(oriel_promise_result(promise))->code,
			ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_promise_unref(promise);
	oriel_loop_advance(loop, 0);
	return has_failed;
}

static size_t count_failures(
	oriel_promise *wait(const char *site, oriel_promise *const *promises, size_t count)) {
	size_t nth = 1;
	assert_false(wait_for_many(SIZE_MAX, wait)); /* what grows an object at a time has grown */
	while (wait_for_many(nth, wait))
		nth++;
	return nth - 1;
}

static void all_without_memory_is_rejected(void **state) {
	assert_int_equal(count_failures(oriel_promise_all_at), 3);
}

static void race_without_memory_is_rejected(void **state) {
	assert_int_equal(count_failures(oriel_promise_race_at), 1);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(all_without_memory_is_rejected, setup, teardown),
		cmocka_unit_test_setup_teardown(race_without_memory_is_rejected, setup, teardown));
}
