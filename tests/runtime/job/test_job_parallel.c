/* SPDX-License-Identifier: MIT */
/*
 * Work over a range of indices: every index once, limits, errors, aborts, progress, and giving way
 * to other jobs.
 */
#include "async_test.h"

#include "gate.h"
#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <string.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MANY = 1000000 };

static unsigned char visits[MANY];

static int setup(void **state) {
	memset(visits, 0, sizeof(visits));
	return loop_setup(state);
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ .order = &order, .name = name });
}

static struct oriel_completion visit(oriel_job *job, size_t index, void *data) {
	((unsigned char *)data)[index]++;
	return ORIEL_COMPLETE;
}

static void dropped(void *data) {
	order_add(&order, "drop");
}

static void every_index_is_processed_once(void **state) {
	static const size_t counts[] = { 1, 2, 3, 100, MANY };
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		memset(visits, 0, sizeof(visits));
		note(oriel_job_parallel(counts[i], visit, visits, .release = dropped), "all");
		oriel_loop_settle(loop);
		assert_order(&order, "drop, all: nothing");
		for (size_t k = 0; k < counts[i]; k++)
			assert_int_equal(visits[k], 1);
		assert_true(counts[i] == MANY || visits[counts[i]] == 0);
	}
}

static void an_empty_range_is_fulfilled_at_once(void **state) {
	oriel_promise *promise = oriel_job_parallel(0, visit, visits, .release = dropped);
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_FULFILLED);
	assert_order(&order, "drop");
	oriel_promise_unref(promise);
}

struct crowd {
	atomic_int inside, most;
};

static struct oriel_completion crowd_in(oriel_job *job, size_t index, void *data) {
	struct crowd *crowd = data;
	int inside = atomic_fetch_add(&crowd->inside, 1) + 1;
	if (inside > atomic_load(&crowd->most))
		atomic_store(&crowd->most, inside);
	atomic_fetch_sub(&crowd->inside, 1);
	return ORIEL_COMPLETE;
}

static void concurrency_limits_the_threads_of_a_range(void **state) {
	struct crowd crowd = { 0 };
	note(oriel_job_parallel(10000, crowd_in, &crowd, .concurrency = 1), "all");
	oriel_loop_settle(loop);
	assert_order(&order, "all: nothing");
	assert_int_equal(crowd.most, 1);
}

struct meeting {
	struct gate gate;
	atomic_int worked;
};

static struct oriel_completion meet(oriel_job *job, size_t index, void *data) {
	struct meeting *meeting = data;
	gate_pass(&meeting->gate);
	atomic_fetch_add(&meeting->worked, 1);
	return ORIEL_COMPLETE;
}

static void threads_work_in_parallel(void **state) {
	struct meeting meeting = { .gate = GATE };
	note(oriel_job_parallel(2, meet, &meeting), "both");
	gate_wait(&meeting.gate, 2); /* both threads are inside */
	gate_open(&meeting.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "both: nothing");
}

static struct oriel_completion fail_at_100(oriel_job *job, size_t index, void *data) {
	atomic_fetch_add((atomic_int *)data, 1);
	return index == 100 ? oriel_throw_error(ORIEL_SYNTAX_ERROR, "the hundredth is malformed") :
						ORIEL_COMPLETE;
}

static void an_error_stops_the_rest_of_the_range(void **state) {
	atomic_int worked = 0;
	note(oriel_job_parallel(MANY, fail_at_100, &worked, .concurrency = 1, .release = dropped),
		"all");
	oriel_loop_settle(loop);
	assert_order(&order, "drop, all: SyntaxError");
	assert_int_equal(worked, 101);
}

static void drop_reason(void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	order_add(&order, "drop reason");
}

static struct oriel_completion meet_and_fail(oriel_job *job, size_t index, void *data) {
	meet(job, index, data);
	return oriel_throw(oriel_owned("reason", drop_reason));
}

static void one_of_several_errors_rejects_and_all_are_released(void **state) {
	struct meeting meeting = { .gate = GATE };
	note(oriel_job_parallel(2, meet_and_fail, &meeting), "both");
	gate_wait(&meeting.gate, 2);
	gate_open(&meeting.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "drop reason, both: reason, drop reason");
}

static struct oriel_completion wait_for_the_other(oriel_job *job, size_t index, void *data) {
	struct meeting *meeting = data;
	gate_pass(&meeting->gate);
	if (index == 0)
		return oriel_throw_error(ORIEL_SYNTAX_ERROR, "the first is malformed");
	while (!oriel_job_is_cancelled(job))
		continue;
	return ORIEL_COMPLETE;
}

static void running_items_see_the_cancellation_after_an_error(void **state) {
	struct meeting meeting = { .gate = GATE };
	note(oriel_job_parallel(2, wait_for_the_other, &meeting), "both");
	gate_wait(&meeting.gate, 2);
	gate_open(&meeting.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "both: SyntaxError");
}

static void an_abort_rejects_at_once_if_data_was_handed_over(void **state) {
	struct meeting meeting = { .gate = GATE };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	note(oriel_job_parallel(1000, meet, &meeting,
			.signal = oriel_abort_controller_signal(controller), .release = dropped),
		"all");
	gate_wait(&meeting.gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "all: AbortError");
	gate_open(&meeting.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "drop");
	assert_true(meeting.worked < 1000);
	oriel_abort_controller_destroy(controller);
}

static void an_abort_waits_for_the_work_if_data_is_borrowed(void **state) {
	struct meeting meeting = { .gate = GATE };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	note(oriel_job_parallel(1000, meet, &meeting, .signal = signal), "all");
	gate_wait(&meeting.gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "");
	gate_open(&meeting.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "all: AbortError");
	note(oriel_job_parallel(1000, meet, &meeting, .signal = signal, .release = dropped), "late");
	oriel_loop_settle(loop);
	assert_order(&order, "drop, late: AbortError");
	oriel_abort_controller_destroy(controller);
}

static size_t told;

static void on_progress(size_t done, size_t count, void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	assert_true(done > told && done <= count);
	told = done;
	if (done == count)
		order_add(&order, "%zu of %zu", done, count);
}

static void progress_increases_to_the_end_and_precedes_the_result(void **state) {
	told = 0;
	note(oriel_job_parallel(MANY, visit, visits, .progress = on_progress, .release = dropped),
		"all");
	oriel_loop_settle(loop);
	assert_order(&order, "1000000 of 1000000, drop, all: nothing");
}

static struct meeting first_item;

static struct oriel_completion wait_at_first(oriel_job *job, size_t index, void *data) {
	if (index == 0)
		gate_pass(&first_item.gate);
	return ORIEL_COMPLETE;
}

struct company {
	struct gate gate;
	atomic_bool other_has_run, last_saw_it;
};

static struct oriel_completion keep_company(oriel_job *job, size_t index, void *data) {
	struct company *company = data;
	if (index < 1024)
		gate_pass(&company->gate);
	if (index == MANY - 1)
		atomic_store(&company->last_saw_it, atomic_load(&company->other_has_run));
	return ORIEL_COMPLETE;
}

static void run_other(oriel_job *job, void *data) {
	atomic_store(&((struct company *)data)->other_has_run, true);
}

static void a_range_on_all_threads_gives_way_to_a_queued_job(void **state) {
	struct company company = { .gate = GATE };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	note(oriel_job_parallel(MANY, keep_company, &company), "all");
	gate_wait(&company.gate, cores > 2 ? (int)cores : 2);
	oriel_job_run(run_other, NULL, &company);
	gate_open(&company.gate);
	oriel_loop_settle(loop);
	assert_order(&order, "all: nothing");
	assert_true(company.last_saw_it);
}

static void the_end_of_the_loop_waits_for_running_items_and_releases_data(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	told = 0;
	first_item = (struct meeting){ .gate = GATE };
	oriel_promise_unref(
		oriel_job_parallel(MANY, wait_at_first, NULL, .progress = on_progress, .release = dropped));
	gate_wait(&first_item.gate, 1);
	gate_open(&first_item.gate);
	oriel_loop_destroy(loop);
	assert_order(&order, "drop");
}

static void a_range_that_must_finish_finishes(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	memset(visits, 0, sizeof(visits));
	oriel_promise_unref(
		oriel_job_parallel(1000, visit, visits, .finish_on_quit = true, .release = dropped));
	oriel_loop_destroy(loop);
	assert_order(&order, "drop");
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(visits[i], 1);
}

static void wrong_arguments_are_reported(void **state) {
	assert_breaks("the work is NULL", oriel_promise_unref(oriel_job_parallel(1, NULL, NULL)));
	assert_breaks("the options have no size",
		oriel_promise_unref(oriel_job_parallel_at(
			"here", 1, visit, visits, &(struct oriel_job_parallel_options){ .release = dropped })));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(every_index_is_processed_once),
		TEST(an_empty_range_is_fulfilled_at_once),
		TEST(concurrency_limits_the_threads_of_a_range),
		TEST(threads_work_in_parallel),
		TEST(an_error_stops_the_rest_of_the_range),
		TEST(one_of_several_errors_rejects_and_all_are_released),
		TEST(running_items_see_the_cancellation_after_an_error),
		TEST(an_abort_rejects_at_once_if_data_was_handed_over),
		TEST(an_abort_waits_for_the_work_if_data_is_borrowed),
		TEST(progress_increases_to_the_end_and_precedes_the_result),
		TEST(a_range_on_all_threads_gives_way_to_a_queued_job),
		cmocka_unit_test(the_end_of_the_loop_waits_for_running_items_and_releases_data),
		cmocka_unit_test(a_range_that_must_finish_finishes),
		TEST(wrong_arguments_are_reported));
}
