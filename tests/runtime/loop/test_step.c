/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/frame.h>

#include <math.h>
#include <pthread.h>
#include <time.h>

static void note_idle(const oriel_idle_deadline *deadline, void *name) {
	(void)deadline;
	note(name);
}

static void a_step_runs_one_item(void **state) {
	oriel_queue_task(note, "task 1");
	oriel_queue_task(note, "task 2");
	oriel_set_immediate(note, "immediate");
	oriel_set_timeout(note, "timer", 0);
	oriel_request_idle(note_idle, "idle");
	while (oriel_loop_step(*state))
		order_add(&order, "|");
	assert_order(&order, "task 1, |, task 2, |, immediate, |, timer, |, idle, |");
	assert_false(oriel_loop_step(*state));
}

static void queue_task(void *name) {
	note(name);
	oriel_queue_task(note, "task of the next turn");
}

static void stepping_continues_the_same_turn(void **state) {
	oriel_queue_task(queue_task, "task 1");
	oriel_queue_task(note, "task 2");
	assert_true(oriel_loop_step(*state));
	oriel_queue_task(note, "between steps");
	oriel_set_immediate(note, "immediate");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "task 1, task 2, immediate, task of the next turn, between steps");
}

static void next_due_returns_the_time_of_the_next_work(void **state) {
	assert_true(isinf(oriel_loop_next_due(*state)));
	oriel_timer_id id = oriel_set_timeout(note, "timer", 30);
	assert_true(oriel_loop_next_due(*state) == 30);
	oriel_queue_task(note, "task");
	assert_true(oriel_loop_next_due(*state) <= 0);
	oriel_loop_step(*state);
	assert_true(oriel_loop_next_due(*state) == 30);
	oriel_post(*state, note, "post");
	assert_true(oriel_loop_next_due(*state) <= 0);
	oriel_loop_step(*state);
	oriel_clear_timer(id);
	assert_true(isinf(oriel_loop_next_due(*state)));
}

static void each_timer_runs_at_its_own_time(void **state) {
	oriel_set_interval(note, "i", 10);
	oriel_set_timeout(note, "t", 15);
	oriel_request_frame(note_frame, "f");
	oriel_loop_advance(*state, 30);
	assert_order(&order, "f at 0, i, t, i, i");
	assert_true(oriel_loop_now(*state) == 30);
	oriel_loop_advance(*state, -10);
	oriel_loop_advance(*state, NAN);
	assert_true(oriel_loop_now(*state) == 30);
}

static void settled(void *loop) {
	note("result");
	oriel__loop_pending_end(loop);
}

static void *work(void *loop) {
	const struct timespec delay = { 0, 20000000 };
	nanosleep(&delay, NULL);
	oriel_post(loop, settled, loop);
	oriel_loop_unref(loop);
	return NULL;
}

static void settling_waits_for_operations_in_flight_and_leaves_the_clock(void **state) {
	pthread_t thread;
	oriel__loop_pending_begin(*state);
	pthread_create(&thread, NULL, work, oriel_loop_ref(*state));
	oriel_set_timeout(note, "timer", 1);
	oriel_queue_task(note, "task");
	oriel_loop_settle(*state);
	pthread_join(thread, NULL);
	assert_true(oriel_loop_now(*state) == 0);
	assert_order(&order, "task, result");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(a_step_runs_one_item),
		on_virtual(stepping_continues_the_same_turn),
		on_virtual(next_due_returns_the_time_of_the_next_work),
		on_virtual(each_timer_runs_at_its_own_time),
		on_virtual(settling_waits_for_operations_in_flight_and_leaves_the_clock));
}
