/* SPDX-License-Identifier: MIT */
/*
 * The deterministic executor. All orders occur, one seed always gives the same order, and the
 * guarantees of jobs hold in each. A program whose result depends on the order fails for some seed,
 * every time.
 */
#include "test.h"

#include "gate.h"

#include <oriel/runtime/executor.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <string.h>

enum { SEEDS = 1000 };

static struct order order;

struct item {
	const char *name;
	int drops;
};

static void work(oriel_job *job, void *data) {
	(void)oriel_job_is_cancelled(job);
}

static void done(void *data) {
	order_add(&order, "%s", ((struct item *)data)->name);
}

static void release(void *data) {
	((struct item *)data)->drops++;
}

static oriel_loop *begin(uint64_t seed) {
	order = (struct order){ 0 };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_executor_use(seed);
	return loop;
}

static void run_three(uint64_t seed, char result[16]) {
	struct item items[] = { { .name = "a" }, { .name = "b" }, { .name = "c" } };
	oriel_loop *loop = begin(seed);
	for (size_t i = 0; i < 3; i++)
		oriel_job_run(work, done, &items[i]);
	oriel_loop_settle(loop);
	oriel_loop_destroy(loop);
	assert_true(order.length < 16);
	memcpy(result, order.text, order.length + 1);
}

static void a_thousand_seeds_produce_all_orders_of_three_jobs(void **state) {
	static const char *const orders[] = { "a, b, c", "a, c, b", "b, a, c", "b, c, a", "c, a, b",
		"c, b, a" };
	int seen[6] = { 0 };
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		char result[16];
		run_three(seed, result);
		size_t i = 0;
		while (i < 6 && strcmp(result, orders[i]) != 0)
			i++;
		assert_true(i < 6);
		seen[i]++;
	}
	for (size_t i = 0; i < 6; i++)
		assert_true(seen[i] > SEEDS / 20);
}

static void the_same_seed_gives_the_same_order(void **state) {
	for (uint64_t seed = 0; seed < 100; seed++) {
		char first[16], second[16];
		run_three(seed, first);
		run_three(seed, second);
		assert_string_equal(first, second);
	}
}

/* Adds by reading, losing the turn, and writing; concurrent additions are lost. */
static void add_badly(oriel_job *job, void *data) {
	int *sum = data, before = *sum;
	(void)oriel_job_is_cancelled(job);
	*sum = before + 1;
}

static int sum_of(uint64_t seed) {
	int sum = 0;
	oriel_loop *loop = begin(seed);
	oriel_job_run(add_badly, NULL, &sum);
	oriel_job_run(add_badly, NULL, &sum);
	oriel_loop_settle(loop);
	oriel_loop_destroy(loop);
	return sum;
}

static void a_race_fails_for_the_same_seed_every_time(void **state) {
	int failures = 0;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		int sum = sum_of(seed);
		assert_int_equal(sum_of(seed), sum);
		failures += sum != 2;
	}
	assert_true(failures > 0 && failures < SEEDS);
}

static void a_serial_queue_keeps_its_order_for_every_seed(void **state) {
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct item items[] = { { .name = "a" }, { .name = "b" }, { .name = "c" } };
		oriel_loop *loop = begin(seed);
		oriel_job_queue *queue = oriel_job_queue_new();
		for (size_t i = 0; i < 3; i++)
			oriel_job_run(work, done, &items[i], .queue = queue);
		oriel_loop_settle(loop);
		assert_order(&order, "a, b, c");
		oriel_job_queue_destroy(queue);
		oriel_loop_destroy(loop);
	}
}

static void with_one_thread_jobs_begin_by_priority(void **state) {
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct item low = { .name = "low" }, high = { .name = "high" };
		order = (struct order){ 0 };
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		oriel_executor_use(seed, .threads = 1);
		oriel_job_run(work, done, &low, .priority = ORIEL_JOB_PRIORITY_LOW);
		oriel_job_run(work, done, &high, .priority = ORIEL_JOB_PRIORITY_HIGH);
		oriel_loop_settle(loop);
		assert_order(&order, "high, low");
		oriel_loop_destroy(loop);
	}
}

static void work_until_cancelled(oriel_job *job, void *data) {
	while (!oriel_job_is_cancelled(job))
		oriel_job_report(job, oriel_borrowed(data));
}

static void on_progress(void *report, void *data) {
	oriel_job_cancel(*(oriel_job_id *)report);
}

static void progress_is_delivered_during_the_work_and_may_cancel_the_job(void **state) {
	for (uint64_t seed = 0; seed < 100; seed++) {
		oriel_loop *loop = begin(seed);
		oriel_job_id id = 0;
		struct item other = { .name = "other" };
		id = oriel_job_run(work_until_cancelled, done, &id, .progress = on_progress);
		oriel_job_run(work, done, &other, .release = release);
		oriel_loop_settle(loop);
		assert_order(&order, "other");
		assert_int_equal(other.drops, 1);
		oriel_loop_destroy(loop);
	}
}

static void jobs_are_cancelled_or_finished_when_the_loop_ends(void **state) {
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct item kept = { .name = "kept" }, cancelled = { .name = "cancelled" };
		oriel_loop *loop = begin(seed);
		oriel_job_run(work, done, &cancelled, .release = release);
		oriel_job_run(work, done, &kept, .release = release, .finish_on_quit = true);
		oriel_loop_destroy(loop);
		assert_order(&order, "kept");
		assert_int_equal(kept.drops, 1);
		assert_int_equal(cancelled.drops, 1);
	}
}

static struct oriel_completion item_work(oriel_job *job, size_t index, void *data) {
	((int *)data)[index]++;
	return oriel_return(ORIEL_NO_PAYLOAD);
}

static void a_range_is_processed_completely_for_every_seed(void **state) {
	for (uint64_t seed = 0; seed < 50; seed++) {
		int counts[40] = { 0 };
		oriel_loop *loop = begin(seed);
		oriel_promise *result = oriel_job_parallel(40, item_work, counts);
		oriel_loop_settle(loop);
		assert_int_equal(oriel_promise_state(result), ORIEL_PROMISE_FULFILLED);
		oriel_promise_unref(result);
		for (size_t i = 0; i < 40; i++)
			assert_int_equal(counts[i], 1);
		oriel_loop_destroy(loop);
	}
}

static struct gate gate = GATE;

static void work_behind_the_gate(oriel_job *job, void *data) {
	gate_pass(&gate);
}

static void jobs_that_wait_for_each_other_assert(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_executor_use(1, .patience_ms = 20);
	oriel_job_run(work_behind_the_gate, NULL, NULL);
	assert_breaks("has worked for 20 ms", oriel_loop_settle(loop));
	gate_open(&gate);
	oriel_loop_destroy(loop);
}

static void an_executor_must_be_set_before_the_first_job(void **state) {
	struct item item = { .name = "a" };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_job_run(work, NULL, &item);
	assert_breaks("has run jobs already", oriel_executor_use(1));
	oriel_loop_destroy(loop);
	loop = begin(1);
	assert_breaks("has an executor already", oriel_executor_use(2));
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_thousand_seeds_produce_all_orders_of_three_jobs),
		cmocka_unit_test(the_same_seed_gives_the_same_order),
		cmocka_unit_test(a_race_fails_for_the_same_seed_every_time),
		cmocka_unit_test(a_serial_queue_keeps_its_order_for_every_seed),
		cmocka_unit_test(with_one_thread_jobs_begin_by_priority),
		cmocka_unit_test(progress_is_delivered_during_the_work_and_may_cancel_the_job),
		cmocka_unit_test(jobs_are_cancelled_or_finished_when_the_loop_ends),
		cmocka_unit_test(a_range_is_processed_completely_for_every_seed),
		cmocka_unit_test(an_executor_must_be_set_before_the_first_job),
		cmocka_unit_test(jobs_that_wait_for_each_other_assert));
}
