/* SPDX-License-Identifier: MIT */
/*
 * Tests of the tests' own means. With a name as argument, runs the one test of that name of those that must fail.
 */
#include "test.h"

#include <oriel/log.h>
#include <pthread.h>

static void order_is_recorded_whole_and_then_empty(void **state) {
	struct order order = { 0 };
	order_add(&order, "first");
	order_add(&order, "%s %d", "second", 2);
	assert_order(&order, "first, second 2");
	assert_order(&order, "");
}

static void log_line_may_be_announced_before_or_after(void **state) {
	expect_log("one");
	oriel_log(ORIEL_LOG_WARNING, "line one");
	oriel_log(ORIEL_LOG_ERROR, "line two");
	expect_log("two");
}

static void log_line_below_a_warning_is_no_matter(void **state) {
	oriel_log(ORIEL_LOG_INFO, "only saying");
}

static void *write_log(void *data) {
	oriel_log(ORIEL_LOG_WARNING, "from a thread");
	return NULL;
}

static void log_line_of_another_thread_counts(void **state) {
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, write_log, NULL), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	expect_log("from a thread");
}

static void broken_contract_is_caught(void **state) {
	assert_breaks("pass another", ORIEL_ASSERT(false, "%s is wrong; pass another", "it"));
	assert_breaks("again", ORIEL_ASSERT(false, "again"));
}

static int set_up(void **state) {
	static int number = 42;
	*state = &number;
	return 0;
}

static int tear_down(void **state) {
	oriel_log(ORIEL_LOG_WARNING, "torn down with %d", *(int *)*state);
	return 0;
}

static void setup_and_teardown_of_a_test_are_kept(void **state) {
	assert_int_equal(*(int *)*state, 42);
	expect_log("torn down with 42");
}

static void unannounced_log(void **state) {
	oriel_log(ORIEL_LOG_WARNING, "surprise");
}

static void announced_log_missing(void **state) {
	expect_log("what never comes");
}

static void announced_log_different(void **state) {
	expect_log("this");
	oriel_log(ORIEL_LOG_WARNING, "that");
}

static void unexpected_assertion(void **state) {
	ORIEL_ASSERT(false, "broken");
}

static void expected_assertion_missing(void **state) {
	assert_breaks("anything", (void)state);
}

static void expected_assertion_different(void **state) {
	assert_breaks("this", ORIEL_ASSERT(false, "that"));
}

static void order_different(void **state) {
	struct order order = { 0 };
	order_add(&order, "first");
	order_add(&order, "second");
	assert_order(&order, "second, first");
}

static void order_too_long(void **state) {
	struct order order = { 0 };
	for (int i = 0; i < 10000; i++)
		order_add(&order, "item");
}

int main(int argc, char **argv) {
	if (argc == 2) {
		cmocka_set_test_filter(argv[1]);
		return RUN_TESTS(
			cmocka_unit_test(unannounced_log),
			cmocka_unit_test(announced_log_missing),
			cmocka_unit_test(announced_log_different),
			cmocka_unit_test(unexpected_assertion),
			cmocka_unit_test(expected_assertion_missing),
			cmocka_unit_test(expected_assertion_different),
			cmocka_unit_test(order_different),
			cmocka_unit_test(order_too_long));
	}
	return RUN_TESTS(
		cmocka_unit_test(order_is_recorded_whole_and_then_empty),
		cmocka_unit_test(log_line_may_be_announced_before_or_after),
		cmocka_unit_test(log_line_below_a_warning_is_no_matter),
		cmocka_unit_test(log_line_of_another_thread_counts),
		cmocka_unit_test(broken_contract_is_caught),
		cmocka_unit_test_setup_teardown(setup_and_teardown_of_a_test_are_kept, set_up, tear_down));
}
