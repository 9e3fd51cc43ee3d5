/* SPDX-License-Identifier: MIT */
/*
 * Tests of the tests' own means. With a name as argument, runs the one test of that name of those
 * that must fail.
 */
#include "shrink.h"
#include "test.h"

#include <oriel/runtime/log.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

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

/* Goes wrong if a step of 200 or more comes, and later one of 100 or more. The second byte of a
 * step says nothing. */
static bool play_falling(const uint8_t *steps, size_t count, bool print) {
	size_t first = 0;
	while (first < count && steps[2 * first] < 200)
		first++;
	size_t second = first + 1;
	while (second < count && steps[2 * second] < 100)
		second++;
	for (size_t i = 0; print && i < count; i++)
		fprintf(stderr, "%u %u, ", steps[2 * i] / 100 * 100u, steps[2 * i + 1]);
	return second >= count;
}

static bool play_never_well(const uint8_t *steps, size_t count, bool print) {
	return false;
}

/* Steps that only go wrong together: none of them may be missing. */
static bool play_together(const uint8_t *steps, size_t count, bool print) {
	unsigned seen = 0;
	for (size_t i = 0; i < count; i++)
		seen |= steps[i] % 10 == 3 ? 1u << steps[i] / 10 : 0;
	return seen != 0x3ff;
}

static void steps_that_do_not_matter_are_cut_and_bytes_zeroed(void **state) {
	const struct random_test falling = { .step_size = 2, .max_steps = 7, .play = play_falling };
	uint8_t steps[] = { 150, 1, 9, 2, 201, 3, 50, 4, 120, 5, 202, 6, 0, 7 };
	assert_int_equal(shrink_steps(&falling, steps, 7), 2);
	assert_memory_equal(steps, ((const uint8_t[]){ 201, 0, 120, 0 }), 4);
}

static void what_always_fails_needs_no_step(void **state) {
	const struct random_test never_well = {
		.step_size = 1, .max_steps = 3, .play = play_never_well
	};
	uint8_t steps[] = { 1, 2, 3 };
	assert_int_equal(shrink_steps(&never_well, steps, 3), 0);
	assert_int_equal(shrink_steps(&never_well, steps, 0), 0);
}

static void steps_that_fail_only_together_all_remain_in_order(void **state) {
	const struct random_test together = { .step_size = 1, .max_steps = 100, .play = play_together };
	uint8_t steps[100];
	for (size_t i = 0; i < 100; i++)
		steps[i] = (uint8_t)i;
	assert_int_equal(shrink_steps(&together, steps, 100), 10);
	assert_memory_equal(steps, ((const uint8_t[]){ 3, 13, 23, 33, 43, 53, 63, 73, 83, 93 }), 10);
}

static int plays;
static size_t least_count, most_count;

static bool play_counted(const uint8_t *steps, size_t count, bool print) {
	plays++;
	least_count = count < least_count ? count : least_count;
	most_count = count > most_count ? count : most_count;
	return true;
}

static void every_seed_is_played_or_the_one_asked_for(void **state) {
	const struct random_test counted = {
		.step_size = 1, .max_steps = 8, .seeds = 1000, .play = play_counted
	};
	plays = 0;
	least_count = 8;
	most_count = 0;
	unsetenv("ORIEL_TEST_SEED");
	assert_true(play_seeds(&counted));
	assert_int_equal(plays, 1000);
	assert_int_equal(least_count, 2);
	assert_int_equal(most_count, 8);
	setenv("ORIEL_TEST_SEED", "77", 1);
	assert_false(play_seeds(&counted));
	assert_int_equal(plays, 1001);
	unsetenv("ORIEL_TEST_SEED");
}

static void play_until_it_fails(bool (*play)(const uint8_t *steps, size_t count, bool print)) {
	play_seeds(
		&(struct random_test){ .step_size = 2, .max_steps = 100, .seeds = 100, .play = play });
}

static void seed_that_fails(void **state) {
	play_until_it_fails(play_falling);
}

/* The same by other ends than to return false. */
static bool play_broken(const uint8_t *steps, size_t count, bool print) {
	ORIEL_ASSERT(play_falling(steps, count, print), "broken");
	return true;
}

static bool play_crashing(const uint8_t *steps, size_t count, bool print) {
	if (!play_falling(steps, count, print))
		abort();
	return true;
}

static bool play_overrunning(const uint8_t *steps, size_t count, bool print) {
	volatile int *memory = malloc(sizeof(*memory));
	assert_non_null((void *)(uintptr_t)memory);
	if (!play_falling(steps, count, print))
		memory[count + 1] = 1;
	free((void *)(uintptr_t)memory);
	return true;
}

static bool play_logging(const uint8_t *steps, size_t count, bool print) {
	if (!play_falling(steps, count, print))
		oriel_log(ORIEL_LOG_WARNING, "surprise");
	return true;
}

static void seed_that_asserts(void **state) {
	play_until_it_fails(play_broken);
}

static void seed_that_aborts(void **state) {
	play_until_it_fails(play_crashing);
}

static void seed_that_overruns(void **state) {
	play_until_it_fails(play_overrunning);
}

static void seed_that_logs(void **state) {
	play_until_it_fails(play_logging);
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
			cmocka_unit_test(seed_that_fails),
			cmocka_unit_test(seed_that_asserts),
			cmocka_unit_test(seed_that_aborts),
			cmocka_unit_test(seed_that_overruns),
			cmocka_unit_test(seed_that_logs),
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
		cmocka_unit_test(steps_that_do_not_matter_are_cut_and_bytes_zeroed),
		cmocka_unit_test(what_always_fails_needs_no_step),
		cmocka_unit_test(steps_that_fail_only_together_all_remain_in_order),
		cmocka_unit_test(every_seed_is_played_or_the_one_asked_for),
		cmocka_unit_test_setup_teardown(setup_and_teardown_of_a_test_are_kept, set_up, tear_down));
}
