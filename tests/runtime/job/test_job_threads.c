/* SPDX-License-Identifier: MIT */
/*
 * The number of threads of a pool: set before the first job, raised and lowered while jobs run, and
 * reset. Jobs wait at gates, so the number of running jobs is known.
 */
#include "async_test.h"

#include "chance.h"
#include "gate.h"

#include "job/job_internal.h"

#include <oriel/runtime/executor.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <sched.h>
#include <unistd.h>

static unsigned done_count;

static void wait_at_gate(oriel_job *job, void *gate) {
	(void)job;
	gate_pass(gate);
}

static void count_done(void *data) {
	done_count++;
}

static void run_jobs(struct gate *gate, int count) {
	for (int i = 0; i < count; i++)
		oriel_job_run(wait_at_gate, count_done, gate);
}

static int fresh(void **state) {
	done_count = 0;
	return loop_setup(state);
}
#define TEST(test) cmocka_unit_test_setup_teardown(test, fresh, loop_teardown)

static void the_default_is_one_thread_a_core_and_at_least_two(void **state) {
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	assert_int_equal(oriel_job_threads(), cores > 2 ? cores : 2);
	assert_int_equal(oriel__jobs_thread_count(loop), 0);
}

static void the_number_of_threads_can_be_set_before_the_first_job(void **state) {
	struct gate gate = GATE;
	oriel_job_set_threads(5);
	assert_int_equal(oriel_job_threads(), 5);
	run_jobs(&gate, 7);
	gate_wait(&gate, 5);
	assert_int_equal(oriel__jobs_thread_count(loop), 5);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 7);
}

static void one_thread_runs_one_job_at_a_time(void **state) {
	struct gate gate = GATE;
	oriel_job_set_threads(1);
	run_jobs(&gate, 3);
	gate_wait(&gate, 1);
	assert_int_equal(oriel__jobs_thread_count(loop), 1);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 3);
}

static void a_higher_number_of_threads_begins_queued_jobs_at_once(void **state) {
	struct gate gate = GATE;
	oriel_job_set_threads(1);
	run_jobs(&gate, 6);
	gate_wait(&gate, 1);
	oriel_job_set_threads(3);
	gate_wait(&gate, 3);
	assert_int_equal(oriel__jobs_thread_count(loop), 3);
	oriel_job_set_threads(64);
	gate_wait(&gate, 6); /* no more threads than jobs */
	assert_int_equal(oriel__jobs_thread_count(loop), 6);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 6);
}

static void await_thread_count(size_t count) {
	while (oriel__jobs_thread_count(loop) != count)
		sched_yield();
}

static void surplus_threads_end_after_their_jobs_or_at_once_if_idle(void **state) {
	struct gate busy = GATE, again = GATE;
	oriel_job_set_threads(4);
	run_jobs(&busy, 4);
	gate_wait(&busy, 4);
	oriel_job_set_threads(2);
	run_jobs(&again, 3);
	assert_int_equal(oriel__jobs_thread_count(loop), 4);
	gate_open(&busy);
	await_thread_count(2);
	gate_wait(&again, 2);
	assert_int_equal(again.arrived, 2);
	gate_open(&again);
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 7);
	oriel_job_set_threads(1);
	await_thread_count(1);
	run_jobs(&again, 2);
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 9);
}

static void zero_restores_the_default(void **state) {
	size_t usual = oriel_job_threads();
	oriel_job_set_threads(usual + 3);
	assert_int_equal(oriel_job_threads(), usual + 3);
	oriel_job_set_threads(0);
	assert_int_equal(oriel_job_threads(), usual);
	assert_breaks("oriel_job_set_threads: 1025 threads are too many; pass at most 1024",
		oriel_job_set_threads(1025));
	assert_breaks("oriel_job_set_threads: ", oriel_job_set_threads(SIZE_MAX));
	assert_int_equal(oriel_job_threads(), usual);
}

static void an_executor_has_its_own_number_of_threads(void **state) {
	oriel_executor_use(1);
	assert_breaks(
		"oriel_job_set_threads: an executor runs the jobs of this loop", oriel_job_set_threads(2));
}

static void look_busy(oriel_job *job, void *data) {
	for (volatile int i = 0; i < 1000; i++)
		continue;
}

static void changing_the_number_of_threads_loses_no_job(void **state) {
	struct chance chance = { 7 };
	for (int i = 0; i < 2000; i++) {
		if (roll(&chance, 4) == 0)
			oriel_job_set_threads(1 + roll(&chance, 6));
		oriel_job_run(look_busy, count_done, NULL);
		if (roll(&chance, 50) == 0)
			oriel_loop_settle(loop);
	}
	oriel_loop_settle(loop);
	assert_int_equal(done_count, 2000);
}

int main(void) {
	return RUN_TESTS(
		TEST(the_default_is_one_thread_a_core_and_at_least_two),
		TEST(the_number_of_threads_can_be_set_before_the_first_job),
		TEST(one_thread_runs_one_job_at_a_time),
		TEST(a_higher_number_of_threads_begins_queued_jobs_at_once),
		TEST(surplus_threads_end_after_their_jobs_or_at_once_if_idle),
		TEST(zero_restores_the_default),
		TEST(an_executor_has_its_own_number_of_threads),
		TEST(changing_the_number_of_threads_loses_no_job));
}
