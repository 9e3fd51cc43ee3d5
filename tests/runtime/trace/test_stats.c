/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/runtime/emitter.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/long_task.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/stats.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <math.h>
#include <pthread.h>
#include <semaphore.h>

static struct order order;
static struct oriel_stats stats;

static int setup(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

static int teardown(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}

#define on_loop(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static void nothing(void *data) {
	(void)data;
}

static void no_frame(double time_ms, void *data) {
	(void)time_ms;
}

static void no_idle(const oriel_idle_deadline *deadline, void *data) {
	(void)deadline;
}

static void no_work(oriel_job *job, void *data) {
	(void)job;
}

static void queue_three(void *data) {
	for (int i = 0; i < 3; i++)
		oriel_queue_microtask(nothing, data);
}

static void spend(void *ms) {
	oriel_loop_spend(oriel_loop_current(), *(const double *)ms);
}

static void callbacks_and_depths_of_queues_are_counted(void **state) {
	for (int i = 0; i < 5; i++)
		oriel_queue_task(queue_three, NULL);
	oriel_cancel_task(oriel_queue_task(nothing, NULL));
	oriel_set_immediate(nothing, NULL);
	oriel_set_timeout(nothing, NULL, 0);
	oriel_set_timeout(nothing, NULL, 1e9);
	oriel_request_frame(no_frame, NULL);
	oriel_request_idle(no_idle, NULL);
	oriel_post(*state, nothing, NULL);
	oriel_job_run(no_work, nothing, NULL);
	oriel_job_run(no_work, nothing, NULL);
	oriel_loop_settle(*state);
	oriel_loop_advance(*state, 20);

	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.tasks, 5 + 1 + 2);
	assert_int_equal(stats.microtasks, 15);
	assert_int_equal(stats.checkpoints, 5);
	assert_int_equal(stats.immediates, 1);
	assert_int_equal(stats.timers, 1);
	assert_int_equal(stats.frame_callbacks, 1);
	assert_int_equal(stats.idles, 1);
	assert_int_equal(stats.jobs, 2);
	assert_int_equal(stats.job_depth.most, 2);
	assert_int_equal(stats.job_depth.now, 0);
	assert_in_range(stats.task_depth.most, 5, 8);
	assert_int_equal(stats.task_depth.now, 0);
	assert_int_equal(stats.microtask_depth.most, 3);
	assert_int_equal(stats.immediate_depth.most, 1);
	assert_int_equal(stats.timer_depth.most, 2);
	assert_int_equal(stats.timer_depth.now, 1);
	assert_int_equal(stats.drains.count, 5);
	assert_true(oriel_histogram_percentile(&stats.drains, 50) == 3);

	oriel_loop_reset_stats(*state);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(
		stats.tasks + stats.microtasks + stats.jobs + stats.drains.count + stats.job_depth.most, 0);
	assert_int_equal(stats.timer_depth.most, 1);
}

/* Asserts the lags in ms, in any order. A histogram distinguishes 0 to 63 exactly. */
#define assert_lag(...) \
	check_lag( \
		(const double[]){ __VA_ARGS__ }, sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double))

static void check_lag(const double *lags_ms, size_t count) {
	double sum = 0, most = 0;
	for (size_t i = 0; i < count; i++) {
		sum += lags_ms[i];
		most = fmax(most, lags_ms[i]);
	}
	assert_int_equal(stats.lag.count, count);
	assert_int_equal(stats.lag.max, most * 1000000);
	assert_float_equal((double)stats.lag.sum, sum * 1000000, 1);
}

static void latency_begins_at_queueing_and_lag_at_the_due_time(void **state) {
	double ms = 12;
	oriel_queue_task(spend, &ms);
	oriel_loop_advance(*state, 0);
	oriel_loop_reset_stats(*state);

	oriel_queue_task(nothing, NULL);
	oriel_loop_spend(*state, 30);
	oriel_set_timeout(spend, &ms, 10);
	oriel_set_timeout(nothing, NULL, 10);
	oriel_loop_advance(*state, 0);
	oriel_loop_advance(*state, 10);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.task_latency.count, 1);
	assert_int_equal(stats.task_latency.max, 30 * 1000000);
	assert_int_equal(stats.lag.count, 2 + 2); /* two timers, and two turns that ran something */
	oriel_loop_reset_stats(*state);
	oriel_set_timeout(spend, &ms, 10);
	oriel_set_timeout(nothing, NULL, 15);
	oriel_loop_advance(*state, 15);
	oriel_loop_stats(*state, &stats);
	assert_lag(0, 7, 0, 12); /* the second timer begins at 22 ms, in its own turn */
}

static void lag_is_the_wait_behind_other_callbacks_of_the_step(void **state) {
	double ms[] = { 20, 5, 1 };
	for (int i = 0; i < 3; i++)
		oriel_set_timeout(spend, &ms[i], 10);
	oriel_loop_advance(*state, 10);
	oriel_loop_stats(*state, &stats);
	assert_lag(0, 20, 25, 26);
}

static void a_turn_with_callbacks_adds_the_time_until_the_next_poll(void **state) {
	double ms[] = { 30, 10 };
	oriel_loop_advance(*state, 1000);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.lag.count, 0);
	oriel_queue_task(spend, &ms[0]);
	oriel_set_immediate(spend, &ms[1]);
	oriel_loop_advance(*state, 1000);
	oriel_post(*state, spend, &ms[1]);
	oriel_loop_advance(*state, 1000);
	oriel_loop_stats(*state, &stats);
	assert_lag(40, 10);
}

static void spend_on_work(void *ms) {
	spend(ms);
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void time_outside_of_the_loop_is_no_lag(void **state) {
	double ms = 7;
	oriel_queue_task(spend_on_work, &ms);
	oriel_queue_task(nothing, NULL);
	oriel_loop_run(*state);
	oriel_loop_spend(*state, 500);
	oriel_queue_task(spend_on_work, &ms);
	oriel_loop_run(*state);
	oriel_loop_spend(*state, 500);
	oriel_queue_task(spend, &ms);
	oriel_queue_task(spend, &ms);
	while (oriel_loop_step(*state))
		oriel_loop_spend(*state, 500);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.lag.max, 7 * 1000000);
}

static void a_cancelled_sample_allows_another(void **state) {
	oriel_cancel_task(oriel_queue_task(nothing, NULL));
	oriel_queue_task(nothing, NULL);
	oriel_loop_spend(*state, 3);
	oriel_loop_advance(*state, 0);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.task_latency.count, 1);
}

static void spend_frame(double time_ms, void *ms) {
	spend(ms);
	oriel_request_frame(no_frame, NULL);
}

static void frames_are_on_time_late_or_skipped(void **state) {
	double ms = 55;
	oriel_request_frame(no_frame, NULL);
	oriel_loop_advance(*state, 0);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.frames_on_time, 1);
	assert_int_equal(stats.frames_late, 0);

	oriel_request_frame(spend_frame, &ms);
	oriel_loop_advance(*state, 1000);
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.frames_on_time, 1 + 0);
	assert_int_equal(stats.frames_late, 2);
	assert_int_equal(stats.frames_skipped, 2);
}

/* ---- Long tasks ---- */

static void on_long_task(oriel_event *event, void *data) {
	const struct oriel_long_task *task = oriel_event_long_task(event);
	order_add(&order, "%g ms of %s", task->duration_ms, task->chain);
}

static void queue_long(void *ms) {
	oriel_queue_task_at("b.c:2", spend, ms, NULL);
	oriel_queue_microtask_at("b.c:3", spend, ms, NULL);
}

static void a_task_of_50_ms_fires_longtask_with_its_chain(void **state) {
	double just = 50, less = 49;
	oriel_listen((oriel_loop *)*state, "longtask", on_long_task, NULL);
	oriel_queue_task_at("b.c:1", queue_long, &just, NULL);
	oriel_set_timeout_at("b.c:4", spend, &just, 10, NULL);
	oriel_set_immediate_at("b.c:5", spend, &less, NULL);
	oriel_loop_advance(*state, 200);
	assert_order(&order,
		ORIEL_SITES && ORIEL_CAUSES ? "50 ms of b.c:1 task, 50 ms of b.c:4 timer, 50 ms of b.c:2 "
									"task ← b.c:1 task" :
									"50 ms of task, 50 ms of timer, 50 ms of task");
	oriel_loop_stats(*state, &stats);
	assert_int_equal(stats.long_tasks, 3);
	assert_float_equal(stats.longest_task.duration_ms, 50, 1e-9);
	assert_string_equal(stats.longest_task.chain, ORIEL_SITES ? "b.c:1 task" : "task");

	oriel_loop_set_long_task(*state, 49);
	oriel_set_immediate_at("b.c:5", spend, &less, NULL);
	oriel_loop_advance(*state, 0);
	oriel_loop_set_long_task(*state, INFINITY);
	just = 1e6;
	oriel_queue_task(spend, &just);
	oriel_loop_advance(*state, 0);
	assert_order(&order, ORIEL_SITES ? "49 ms of b.c:5 immediate" : "49 ms of immediate");
	assert_breaks("oriel_loop_set_long_task: 0 ms", oriel_loop_set_long_task(*state, 0));
}

static void spend_detail(oriel_event *event, void *data) {
	spend(oriel_event_detail(event).data);
}

static void the_longest_task_is_described_by_its_message_or_job(void **state) {
	static double none = 0, some = 60, most = 90;
	oriel_port *ports[2];
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", spend_detail, NULL);
	oriel_port_start(ports[1]);
	oriel_port_send_at("m.c:1", ports[0], 0, oriel_borrowed(&none));
	oriel_port_send_at("m.c:2", ports[0], 0, oriel_borrowed(&some));
	oriel_port_send_at("m.c:3", ports[0], 0, oriel_borrowed(&none));
	oriel_loop_advance(*state, 1);
	oriel_loop_stats(*state, &stats);
	assert_float_equal(stats.longest_task.duration_ms, 60, 1e-9);
	assert_string_equal(stats.longest_task.chain, ORIEL_SITES ? "m.c:2 message" : "message");

	oriel_job_run_at("j.c:1", no_work, spend, &most, NULL);
	oriel_loop_settle(*state);
	oriel_loop_stats(*state, &stats);
	assert_string_equal(stats.longest_task.chain, ORIEL_SITES ? "j.c:1 job done" : "job done");
	oriel_loop_reset_stats(*state);
	oriel_loop_stats(*state, &stats);
	assert_true(stats.longest_task.duration_ms == 0 && stats.longest_task.chain[0] == '\0');
	for (int i = 0; i < 2; i++)
		oriel_port_unref(ports[i]);
}

static void time_between_callbacks_is_not_attributed_to_them(void **state) {
	oriel_listen((oriel_loop *)*state, "longtask", on_long_task, NULL);
	for (int i = 0; i < 3; i++)
		oriel_set_timeout(nothing, NULL, 100 * i);
	oriel_loop_advance(*state, 1000);
	oriel_queue_task(nothing, NULL);
	oriel_loop_spend(*state, 80);
	oriel_loop_step(*state);
	assert_order(&order, "");
}

/* ---- Reports ---- */

static void on_x(oriel_event *event, void *data) {
	(void)event;
}

static void listen_often(void *target) {
	static int numbers[200];
	for (int i = 0; i < 102; i++)
		oriel_listen_at("leak.c:1", target, i % 51 == 50 ? "y" : "x", on_x, &numbers[i], NULL);
}

static void many_listeners_on_a_target_are_reported_once_with_the_chain(void **state) {
	oriel_target *target = oriel_target_new(&(const struct oriel_target_class){ .name = "shelf",
												.size = sizeof(struct oriel_target_class) },
		NULL);
	oriel_queue_task_at("leak.c:9", listen_often, target, NULL);
	oriel_loop_advance(*state, 0);
	oriel_loop_set_max_listeners(*state, 50);
	static int more;
	if (ORIEL_SITES && ORIEL_CAUSES)
		expect_log("oriel_listen at leak.c:1: more than 50 listeners of \"x\" on one target, "
				"shelf, which may be a leak; give them a signal");
	else
		expect_log("more than 50 listeners of \"x\"");
	oriel_listen_at("leak.c:1", target, "x", on_x, &more, NULL);
	oriel_listen_at("leak.c:1", target, "x", on_x, &target, NULL);
	oriel_target_destroy(target);
}

static sem_t made, done;
static oriel_loop *other;

static void *have_a_loop(void *data) {
	other = oriel_loop_new();
	sem_post(&made);
	sem_wait(&done);
	oriel_loop_destroy(other);
	return data;
}

static void the_assertion_for_a_wrong_thread_names_both_threads_and_the_chain(void **state) {
	pthread_t thread;
	sem_init(&made, 0, 0);
	sem_init(&done, 0, 0);
	pthread_create(&thread, NULL, have_a_loop, NULL);
	sem_wait(&made);
	oriel_loop_begin_host(*state);
	assert_breaks("it belongs to the thread \"test-trace-stat\", and this is \"test-trace-stat\", "
				"in host code; call it",
		oriel_loop_now(other));
	oriel_loop_end_host(*state);
	sem_post(&done);
	pthread_join(thread, NULL);
}

int main(void) {
	return RUN_TESTS(
		on_loop(callbacks_and_depths_of_queues_are_counted),
		on_loop(latency_begins_at_queueing_and_lag_at_the_due_time),
		on_loop(lag_is_the_wait_behind_other_callbacks_of_the_step),
		on_loop(a_turn_with_callbacks_adds_the_time_until_the_next_poll),
		on_loop(time_outside_of_the_loop_is_no_lag),
		on_loop(a_cancelled_sample_allows_another),
		on_loop(frames_are_on_time_late_or_skipped),
		on_loop(a_task_of_50_ms_fires_longtask_with_its_chain),
		on_loop(the_longest_task_is_described_by_its_message_or_job),
		on_loop(time_between_callbacks_is_not_attributed_to_them),
		on_loop(many_listeners_on_a_target_are_reported_once_with_the_chain),
		on_loop(the_assertion_for_a_wrong_thread_names_both_threads_and_the_chain));
}
