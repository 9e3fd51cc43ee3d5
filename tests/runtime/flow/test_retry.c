/* SPDX-License-Identifier: MIT */
/* Retrying. */
#include "flow_test.h"

#include <oriel/flow/retry.h>

static struct work a;

static int fresh(void **state) {
	a = (struct work){ "a" };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void a_retry_doubles_its_waits(void **state) {
	watch(oriel_retry(start, &a, .base_ms = 10, .no_jitter = true, .release = note_drop_of_work),
		"retry");
	assert_order(&order, "start a");
	reject(&a);
	advance(9);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "start a");
	reject(&a);
	advance(19);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "start a");
	fulfil(&a);
	assert_order(&order, "drop a, retry: a");
}

static void a_retry_rejects_with_the_last_reason(void **state) {
	watch(oriel_retry(start, &a, .max_attempts = 2, .base_ms = 10, .no_jitter = true), "retry");
	reject(&a);
	advance(10);
	reject(&a);
	assert_order(&order, "start a, start a, retry: rejected a");
	assert_int_equal(a.starts, 2);
}

static void no_wait_exceeds_the_limit(void **state) {
	watch(oriel_retry(start, &a, .base_ms = 10, .factor = 100, .max_ms = 50, .no_jitter = true),
		"retry");
	reject(&a);
	advance(10);
	reject(&a);
	advance(50);
	reject(&a);
	advance(50);
	assert_order(&order, "start a, start a, start a, start a");
	fulfil(&a);
	assert_order(&order, "retry: a");
}

static double wait_of(uint64_t seed) {
	double begun_ms = oriel_loop_now(the_loop);
	watch(oriel_retry(start, &a, .base_ms = 1000, .seed = seed), "retry");
	reject(&a);
	unsigned starts = a.starts;
	while (a.starts == starts)
		advance(1);
	fulfil(&a);
	assert_order(&order, "start a, start a, retry: a");
	return oriel_loop_now(the_loop) - begun_ms;
}

static void jitter_depends_on_the_seed(void **state) {
	double sum_ms = 0, first_ms = wait_of(1);
	assert_true(first_ms == wait_of(1));
	assert_true(first_ms != wait_of(2));
	for (uint64_t seed = 100; seed < 200; seed++) {
		double wait_ms = wait_of(seed);
		assert_true(wait_ms <= 1001);
		sum_ms += wait_ms;
	}
	assert_true(sum_ms > 30000 && sum_ms < 70000);
	assert_true(wait_of(0) != wait_of(0));
}

static bool only_twice(struct oriel_payload reason, unsigned attempt, void *data) {
	assert_ptr_equal(data, &a);
	order_add(&order, "%s %u?", (const char *)reason.data, attempt);
	return attempt < 2;
}

static void should_retry_decides_whether_to_continue(void **state) {
	watch(oriel_retry(start, &a, .no_wait = true, .should_retry = only_twice), "retry");
	reject(&a);
	settle();
	reject(&a);
	settle();
	assert_order(&order, "start a, a 1?, start a, a 2?, retry: rejected a");
}

static void note_wait(struct oriel_payload reason, unsigned attempt, double wait_ms, void *data) {
	assert_ptr_equal(data, &a);
	order_add(&order, "%s %u waits %g", (const char *)reason.data, attempt, wait_ms);
}

static void each_wait_is_told_before_it_begins(void **state) {
	watch(oriel_retry(start, &a, .max_attempts = 3, .base_ms = 10, .no_jitter = true,
			.on_wait = note_wait),
		"retry");
	for (int i = 0; i < 3; i++) {
		reject(&a);
		advance(50);
	}
	assert_order(&order,
		"start a, a 1 waits 10, start a, a 2 waits 20, start a, retry: rejected a");
}

static oriel_abort_controller *impatient;

static void abort_wait(struct oriel_payload reason, unsigned attempt, double wait_ms, void *data) {
	note_wait(reason, attempt, wait_ms, data);
	oriel_abort(impatient, text("enough"));
}

static void on_wait_may_abort_the_retry(void **state) {
	impatient = oriel_abort_controller_new();
	watch(oriel_retry(start, &a, .base_ms = 10, .no_jitter = true, .on_wait = abort_wait,
			.signal = oriel_abort_controller_signal(impatient)),
		"retry");
	reject(&a);
	advance(1000);
	assert_order(&order, "start a, a 1 waits 10, retry: rejected enough");
	oriel_abort_controller_destroy(impatient);
}

static void options_that_do_nothing_are_refused(void **state) {
	assert_breaks(".no_wait leaves no wait",
		oriel_retry(start, &a, .no_wait = true, .base_ms = 10));
	assert_breaks(".no_jitter draws nothing with .seed",
		oriel_retry(start, &a, .no_jitter = true, .seed = 3));
}

static void an_attempt_that_exceeds_its_time_limit_is_aborted(void **state) {
	watch(oriel_retry(start, &a, .max_attempts = 2, .base_ms = 10, .no_jitter = true,
			.attempt_timeout_ms = 100),
		"retry");
	advance(99);
	assert_order(&order, "start a");
	advance(1);
	assert_order(&order, "abort a");
	advance(10);
	assert_order(&order, "start a");
	advance(100);
	assert_order(&order, "abort a, retry: TimeoutError");
}

static void an_abort_ends_an_attempt_and_a_wait(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_retry(start, &a, .signal = oriel_abort_controller_signal(controller),
			.release = note_drop_of_work),
		"retry");
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	assert_order(&order, "start a, abort a, retry: AbortError, drop a");
	watch(oriel_retry(start, &a, .signal = oriel_abort_controller_signal(controller),
			.release = note_drop_of_work),
		"retry");
	settle();
	assert_order(&order, "drop a, retry: AbortError");
	oriel_abort_controller_destroy(controller);

	controller = oriel_abort_controller_new();
	watch(oriel_retry(start, &a, .signal = oriel_abort_controller_signal(controller),
			.release = note_drop_of_work),
		"retry");
	reject(&a);
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	settle();
	advance(100000);
	assert_order(&order, "start a, drop a, retry: AbortError");
	oriel_abort_controller_destroy(controller);
}

static void the_end_of_the_loop_ends_the_object(void **state) {
	watch(oriel_retry(start, &a, .release = note_drop_of_work), "retry");
	reject(&a);
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "start a, drop a");
}

static void the_end_of_the_loop_ends_a_retry_in_an_attempt(void **state) {
	watch(oriel_retry(start, &a, .attempt_timeout_ms = 10, .release = note_drop_of_work), "retry");
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "start a, abort a, drop a");
}

int main(void) {
	return RUN_TESTS(on_fresh(a_retry_doubles_its_waits),
		on_fresh(a_retry_rejects_with_the_last_reason), on_fresh(no_wait_exceeds_the_limit),
		on_fresh(jitter_depends_on_the_seed), on_fresh(should_retry_decides_whether_to_continue),
		on_fresh(each_wait_is_told_before_it_begins),
		on_fresh(on_wait_may_abort_the_retry), on_fresh(options_that_do_nothing_are_refused),
		on_fresh(an_attempt_that_exceeds_its_time_limit_is_aborted),
		on_fresh(
			an_abort_ends_an_attempt_and_a_wait), on_fresh(the_end_of_the_loop_ends_the_object),
		on_fresh(the_end_of_the_loop_ends_a_retry_in_an_attempt));
}
