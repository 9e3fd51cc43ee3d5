/* SPDX-License-Identifier: MIT */
/*
 * Jobs: results, order, cancelling, progress, serial queues and the end of the loop. Work waits for
 * the test at gates and never sleeps. The callbacks on the loop's thread are asserted as one
 * string.
 */
#include "async_test.h"

#include "job/job_internal.h"
#include "gate.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/pressure.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct item {
	const char *name;
	struct gate *gate; /* may be NULL */
	atomic_bool worked;
	atomic_bool saw_cancel;
	pthread_t thread;
	int drops;
};

static void work(oriel_job *job, void *data) {
	struct item *item = data;
	item->thread = pthread_self();
	if (item->gate != NULL)
		gate_pass(item->gate);
	atomic_store(&item->saw_cancel, oriel_job_is_cancelled(job));
	atomic_store(&item->worked, true);
}

static void done(void *data) {
	order_add(&order, "done %s", ((struct item *)data)->name);
}

static void release(void *data) {
	struct item *item = data;
	order_add(&order, "drop %s", item->name);
	assert_int_equal(++item->drops, 1);
}

static void a_job_works_on_another_thread_and_done_runs_on_the_loop(void **state) {
	struct item item = { .name = "a" };
	assert_true(oriel_job_run(work, done, &item, .release = release) > 0);
	assert_order(&order, "");
	oriel_loop_settle(loop);
	assert_order(&order, "done a, drop a");
	assert_false(pthread_equal(item.thread, pthread_self()));
}

static void done_is_optional(void **state) {
	struct item item = { .name = "a" };
	oriel_job_run(work, NULL, &item, .release = release);
	oriel_loop_settle(loop);
	assert_true(item.worked);
	assert_order(&order, "drop a");
}

static void microtask(void *data) {
	order_add(&order, "microtask");
}

static void done_with_microtask(void *data) {
	oriel_queue_microtask(microtask, NULL);
	done(data);
}

static void done_is_a_task_with_its_checkpoint(void **state) {
	struct item a = { .name = "a" }, b = { .name = "b" };
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_job_run(work, done_with_microtask, &a, .queue = queue);
	oriel_job_run(work, done_with_microtask, &b, .queue = queue);
	oriel_loop_settle(loop);
	assert_order(&order, "done a, microtask, done b, microtask");
	oriel_job_queue_destroy(queue);
}

static void a_job_cancelled_before_it_begins_never_begins(void **state) {
	struct gate gate = GATE;
	struct item first = { .name = "first", .gate = &gate }, second = { .name = "second" };
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_job_run(work, done, &first, .queue = queue);
	oriel_job_id id = oriel_job_run(work, done, &second, .queue = queue, .release = release);
	gate_wait(&gate, 1);
	assert_int_equal(oriel_job_queue_depth(queue), 2);
	oriel_job_cancel(id);
	oriel_job_cancel(id);
	assert_order(&order, "drop second");
	assert_int_equal(oriel_job_queue_depth(queue), 1);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_false(second.worked);
	assert_order(&order, "done first");
	oriel_job_queue_destroy(queue);
}

static void a_running_job_sees_its_cancellation_and_is_released_after_its_work(void **state) {
	struct gate gate = GATE;
	struct item item = { .name = "a", .gate = &gate };
	oriel_job_id id = oriel_job_run(work, done, &item, .release = release);
	gate_wait(&gate, 1);
	oriel_job_cancel(id);
	assert_order(&order, "");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_true(item.saw_cancel);
	assert_order(&order, "drop a");
}

/* The result is in flight once the next job of the queue has begun. */
static void a_job_cancelled_after_its_work_does_not_call_done(void **state) {
	struct gate gate = GATE;
	struct item a = { .name = "a" }, b = { .name = "b", .gate = &gate };
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_job_id id = oriel_job_run(work, done, &a, .queue = queue, .release = release);
	oriel_job_run(work, done, &b, .queue = queue, .release = release);
	gate_wait(&gate, 1);
	oriel_job_cancel(id);
	assert_order(&order, "drop a");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "done b, drop b");
	oriel_job_queue_destroy(queue);
}

static void an_abort_cancels_before_during_and_after(void **state) {
	struct gate gate = GATE;
	struct item a = { .name = "a", .gate = &gate }, b = { .name = "b" }, c = { .name = "c" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_job_run(work, done, &a, .queue = queue, .signal = signal, .release = release);
	oriel_job_run(work, done, &b, .queue = queue, .signal = signal, .release = release);
	gate_wait(&gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&order, "drop b");
	assert_int_equal(oriel_job_run(work, done, &c, .signal = signal, .release = release), 0);
	assert_order(&order, "drop c");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "drop a");
	assert_true(a.saw_cancel);
	assert_false(b.worked || c.worked);
	oriel_job_queue_destroy(queue);
	oriel_abort_controller_destroy(controller);
}

static oriel_job_id own_id;

static void cancel_self(void *data) {
	done(data);
	oriel_job_cancel(own_id);
}

static void cancelling_inside_done_and_afterwards_is_harmless(void **state) {
	struct item item = { .name = "a" };
	own_id = oriel_job_run(work, cancel_self, &item, .release = release);
	oriel_loop_settle(loop);
	oriel_job_cancel(own_id);
	oriel_job_cancel(0);
	oriel_job_cancel(UINT64_MAX);
	assert_order(&order, "done a, drop a");
}

static void a_serial_queue_runs_one_at_a_time_in_order(void **state) {
	enum { COUNT = 20 };
	static struct item items[COUNT];
	static const char *const names[COUNT] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
		"10", "11", "12", "13", "14", "15", "16", "17", "18", "19" };
	oriel_job_queue *queue = oriel_job_queue_new();
	for (int i = 0; i < COUNT; i++) {
		items[i] = (struct item){ .name = names[i] };
		oriel_job_run(work, done, &items[i], .queue = queue,
			.priority = i % 2 == 0 ? ORIEL_JOB_PRIORITY_LOW : ORIEL_JOB_PRIORITY_HIGH);
	}
	oriel_job_queue_destroy(queue);
	oriel_loop_settle(loop);
	assert_order(&order,
		"done 0, done 1, done 2, done 3, done 4, done 5, done 6, done 7, done 8, done 9, done 10, "
		"done 11, done 12, "
		"done 13, done 14, done 15, done 16, done 17, done 18, done 19");
}

/* Occupies all threads of the pool, regardless of their number. */
static size_t occupy(struct gate *gate, struct item *blockers, size_t capacity) {
	size_t count = 0;
	do {
		assert_true(count < capacity);
		blockers[count] = (struct item){ .name = "blocker", .gate = gate };
		oriel_job_run(work, NULL, &blockers[count++]);
	} while (oriel__jobs_thread_count(loop) == count);
	gate_wait(gate, (int)count - 1);
	return count;
}

static pthread_mutex_t begun_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct order begun;

static void work_in_order(oriel_job *job, void *data) {
	pthread_mutex_lock(&begun_mutex);
	order_add(&begun, "%s", ((struct item *)data)->name);
	pthread_mutex_unlock(&begun_mutex);
}

static void higher_priorities_begin_first_and_equal_ones_in_order(void **state) {
	static struct item blockers[1024];
	static struct gate gates[2] = { GATE, GATE };
	struct item low = { .name = "low" }, normal = { .name = "normal" },
				second = { .name = "second" }, high = { .name = "high" };
	occupy(&gates[0], blockers, 1023);
	oriel_job_run(work_in_order, NULL, &low, .priority = ORIEL_JOB_PRIORITY_LOW);
	oriel_job_run(work_in_order, NULL, &normal);
	oriel_job_run(work_in_order, NULL, &second);
	oriel_job_run(work_in_order, NULL, &high, .priority = ORIEL_JOB_PRIORITY_HIGH);
	/* Jobs of the highest priority occupy all threads but one, so that one thread runs all other
	 * jobs. */
	size_t threads = oriel__jobs_thread_count(loop);
	static struct item more[1024];
	for (size_t i = 0; i + 1 < threads; i++) {
		more[i] = (struct item){ .name = "more", .gate = &gates[1] };
		oriel_job_run(work, NULL, &more[i], .priority = ORIEL_JOB_PRIORITY_HIGH);
	}
	gate_open(&gates[0]);
	gate_wait(&gates[1], (int)threads - 1);
	while (true) {
		pthread_mutex_lock(&begun_mutex);
		bool complete = strstr(begun.text, "low") != NULL;
		pthread_mutex_unlock(&begun_mutex);
		if (complete)
			break;
		sched_yield();
	}
	gate_open(&gates[1]);
	oriel_loop_settle(loop);
	assert_order(&begun, "high, normal, second, low");
}

struct report {
	int number;
};

static atomic_int reports_alive;

static void free_report(void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	atomic_fetch_sub(&reports_alive, 1);
	free(data);
}

static void report_number(oriel_job *job, int number) {
	struct report *report = malloc(sizeof(*report));
	report->number = number;
	atomic_fetch_add(&reports_alive, 1);
	oriel_job_report(job, oriel_owned(report, free_report));
}

static void work_reporting(oriel_job *job, void *data) {
	for (int i = 1; i <= 100; i++)
		report_number(job, i);
	work(job, data);
}

static void on_progress(void *report, void *data) {
	order_add(&order, "%s %d", ((struct item *)data)->name, ((struct report *)report)->number);
}

static void only_the_newest_report_is_delivered_and_it_precedes_done(void **state) {
	struct gate gate = GATE;
	struct item item = { .name = "a", .gate = &gate };
	oriel_job_run(work_reporting, done, &item, .progress = on_progress, .release = release);
	gate_wait(&gate, 1);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "a 100, done a, drop a");
	assert_int_equal(reports_alive, 0);
}

static void reports_of_a_cancelled_job_are_released_without_delivery(void **state) {
	struct gate gate = GATE;
	struct item item = { .name = "a", .gate = &gate };
	oriel_job_id id = oriel_job_run(work_reporting, done, &item, .progress = on_progress);
	gate_wait(&gate, 1);
	oriel_job_cancel(id);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "");
	assert_int_equal(reports_alive, 0);
}

static void reports_without_a_progress_function_are_released(void **state) {
	struct item item = { .name = "a" };
	oriel_job_run(work_reporting, done, &item);
	oriel_loop_settle(loop);
	assert_order(&order, "done a");
	assert_int_equal(reports_alive, 0);
}

static void idle_threads_end(void **state) {
	struct item first = { .name = "first" }, second = { .name = "second" };
	oriel__jobs_set_idle_ms(loop, 1);
	oriel_job_run(work, done, &first);
	oriel_loop_settle(loop);
	while (oriel__jobs_thread_count(loop) > 0)
		sched_yield();
	oriel_job_run(work, done, &second);
	oriel_loop_settle(loop);
	assert_order(&order, "done first, done second");
}

static void no_more_threads_than_needed_are_started(void **state) {
	struct item item = { .name = "a" };
	assert_int_equal(oriel__jobs_thread_count(loop), 0);
	for (int i = 0; i < 5; i++) {
		oriel_job_run(work, NULL, &item);
		oriel_loop_settle(loop);
	}
	/* The first thread may not be idle yet when the next job is submitted. */
	assert_true(oriel__jobs_thread_count(loop) >= 1 && oriel__jobs_thread_count(loop) <= 2);
}

static void the_end_of_the_loop_cancels_jobs_joins_threads_and_releases_data(void **state) {
	oriel_loop *ending = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_job_queue *queue = oriel_job_queue_new();
	static struct item items[50];
	struct gate gate = GATE;
	order = (struct order){ 0 };
	loop = ending;
	for (int i = 0; i < 50; i++) {
		items[i] = (struct item){ .name = "x", .gate = i == 0 ? &gate : NULL };
		oriel_job_run(i % 3 == 0 ? work_reporting : work, done, &items[i],
			.queue = i % 2 == 0 ? queue : NULL, .release = release);
	}
	gate_wait(&gate, 1);
	gate_open(&gate);
	oriel_loop_destroy(ending);
	for (int i = 0; i < 50; i++)
		assert_int_equal(items[i].drops, 1);
	assert_null(strstr(order.text, "done"));
	assert_int_equal(reports_alive, 0);
	oriel_job_queue_destroy(queue);
}

static void run_another(void *data) {
	static struct item another = { .name = "another" };
	done(data);
	another.drops = 0;
	oriel_job_run(work, done, &another, .finish_on_quit = true, .release = release);
}

static void the_end_of_the_loop_waits_for_jobs_that_must_finish(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	oriel_job_queue *queue = oriel_job_queue_new();
	struct item first = { .name = "first" }, save = { .name = "save" }, lost = { .name = "lost" };
	oriel_job_run(work, NULL, &first, .queue = queue);
	oriel_job_run(
		work, run_another, &save, .queue = queue, .finish_on_quit = true, .release = release);
	oriel_job_run(work, done, &lost, .queue = queue);
	oriel_loop_destroy(loop);
	assert_true(first.worked && save.worked);
	assert_order(&order, "done save, drop save, done another, drop another");
	oriel_job_queue_destroy(queue);
}

static void run_late(void *data) {
	struct item *late = (struct item *)data + 1;
	release(data);
	assert_int_equal(oriel_job_run(work, done, late, .release = release), 0);
}

static void a_job_run_by_a_release_function_at_the_end_is_refused(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	struct item items[] = { { .name = "left" }, { .name = "late" } };
	oriel_job_run(work, done, items, .release = run_late);
	oriel_loop_destroy(loop);
	assert_order(&order, "drop left, drop late");
	assert_false(items[1].worked);
}

static void jobs_that_must_finish_can_be_waited_for(void **state) {
	struct item item = { .name = "save" };
	oriel_job_run(work, done, &item, .finish_on_quit = true, .release = release);
	oriel__jobs_finish(loop);
	assert_order(&order, "done save, drop save");
	oriel_loop_settle(loop);
	oriel__jobs_finish(loop);
	assert_order(&order, "");
}

static void count_drop(void *data) {
	assert_int_equal(++((struct item *)data)->drops, 1);
}

static void ignore_progress(void *report, void *data) {
	assert_int_equal(((struct item *)data)->drops, 0);
}

static void many_jobs_are_all_delivered_once(void **state) {
	enum { COUNT = 2000 };
	static struct item items[COUNT];
	static oriel_job_id ids[COUNT];
	oriel_job_queue *queues[2] = { oriel_job_queue_new(), oriel_job_queue_new() };
	for (int i = 0; i < COUNT; i++) {
		items[i] = (struct item){ .name = "item" };
		ids[i] = oriel_job_run(i % 7 == 0 ? work_reporting : work, NULL, &items[i],
			.release = count_drop, .priority = i % 3 - 1, .queue = i % 5 < 2 ? queues[i % 5] : NULL,
			.progress = i % 2 == 0 ? NULL : ignore_progress);
		if (i % 11 == 0)
			oriel_job_cancel(ids[i / 2]);
		if (i % 100 == 0)
			oriel_loop_advance(loop, 0);
	}
	oriel_loop_settle(loop);
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(items[i].drops, 1);
	assert_int_equal(reports_alive, 0);
	oriel_job_queue_destroy(queues[0]);
	oriel_job_queue_destroy(queues[1]);
}

static void wrong_arguments_are_reported(void **state) {
	struct item item = { .name = "a" };
	assert_breaks("the work is NULL", oriel_job_run(NULL, done, &item));
	assert_breaks("is no priority", oriel_job_run(work, done, &item, .priority = 7));
	assert_breaks("the options have no size",
		oriel_job_run_at(
			"here", work, done, &item, &(struct oriel_job_options){ .release = release }));
	oriel_job_queue_destroy(NULL);
}

static size_t count_jobs(void) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, "jobs");
}

static void jobs_are_in_the_census_until_they_are_delivered(void **state) {
	struct gate gate = GATE;
	struct item first = { "first", &gate }, second = { "second" };
	assert_int_equal(count_jobs(), 0);
	oriel_job_run(work, done, &first);
	oriel_job_id id = oriel_job_run(work, done, &second);
	assert_int_equal(count_jobs(), 2);
	gate_wait(&gate, 1);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_int_equal(count_jobs(), 0);
	oriel_job_cancel(id);
	assert_int_equal(count_jobs(), 0);
	order = (struct order){ 0 };
}

static void on_pressure(oriel_event *event, void *data) {
	const struct oriel_pressure *pressure = oriel_event_pressure(event);
	assert_int_equal(pressure->source, ORIEL_PRESSURE_JOBS);
	order_add(&order, "%zu of %zu", pressure->depth, pressure->mark);
}

static void jobs_in_no_queue_have_a_mark(void **state) {
	struct item items[4] = { { .name = "a" }, { .name = "b" }, { .name = "c" }, { .name = "d" } };
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_listen(loop, "pressure", on_pressure, NULL);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_JOBS, 2);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 4; i++)
			oriel_job_run(work, NULL, &items[i]);
		oriel_loop_settle(loop);
		for (int i = 0; i < 4; i++)
			oriel_job_run(work, NULL, &items[i], .queue = queue);
		oriel_loop_settle(loop);
	}
	assert_order(&order, "3 of 2, 3 of 2");
	oriel_job_queue_destroy(queue);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_job_works_on_another_thread_and_done_runs_on_the_loop),
		TEST(jobs_are_in_the_census_until_they_are_delivered),
		TEST(done_is_optional),
		TEST(done_is_a_task_with_its_checkpoint),
		TEST(a_job_cancelled_before_it_begins_never_begins),
		TEST(a_running_job_sees_its_cancellation_and_is_released_after_its_work),
		TEST(a_job_cancelled_after_its_work_does_not_call_done),
		TEST(an_abort_cancels_before_during_and_after),
		TEST(cancelling_inside_done_and_afterwards_is_harmless),
		TEST(a_serial_queue_runs_one_at_a_time_in_order),
		TEST(higher_priorities_begin_first_and_equal_ones_in_order),
		TEST(only_the_newest_report_is_delivered_and_it_precedes_done),
		TEST(reports_of_a_cancelled_job_are_released_without_delivery),
		TEST(reports_without_a_progress_function_are_released),
		TEST(idle_threads_end),
		TEST(no_more_threads_than_needed_are_started),
		cmocka_unit_test(the_end_of_the_loop_cancels_jobs_joins_threads_and_releases_data),
		cmocka_unit_test(the_end_of_the_loop_waits_for_jobs_that_must_finish),
		cmocka_unit_test(a_job_run_by_a_release_function_at_the_end_is_refused),
		TEST(jobs_that_must_finish_can_be_waited_for),
		TEST(many_jobs_are_all_delivered_once),
		TEST(jobs_in_no_queue_have_a_mark),
		TEST(wrong_arguments_are_reported));
}
