/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

static void note_idle(const oriel_idle_deadline *deadline, void *name) {
	order_add(&order, "%s %s %g", (const char *)name,
		oriel_idle_did_timeout(deadline) ? "timeout" : "idle", oriel_idle_time_remaining(deadline));
}

static void idle_callbacks_run_after_all_other_callbacks(void **state) {
	oriel_request_idle(note_idle, "a");
	oriel_request_idle(note_idle, "b", .release = note_drop);
	oriel_queue_task(note, "task");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "task, a idle 50, b idle 50, drop b");
}

static void the_idle_deadline_is_the_next_timer_or_frame(void **state) {
	oriel_timer_id id = oriel_set_timeout(note, "timer", 20);
	oriel_request_idle(note_idle, "a");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a idle 20");
	oriel_request_frame(note_frame, "frame");
	oriel_loop_advance(*state, 0);
	oriel_request_frame(note_frame, "next");
	oriel_request_idle(note_idle, "b");
	oriel_loop_advance(*state, 10);
	assert_order(&order, "frame at 0, b idle 16.6667");
	oriel_clear_timer(id);
}

static void again(const oriel_idle_deadline *deadline, void *name) {
	note_idle(deadline, name);
	oriel_request_idle(again, name);
}

static void a_callback_requested_in_an_idle_period_waits_for_the_next(void **state) {
	oriel_request_idle(again, "a");
	oriel_request_idle(note_idle, "b");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a idle 50, b idle 50");
	assert_true(oriel_loop_next_due(*state) == 50);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "a idle 50, a idle 50");
	oriel_queue_task(note, "task");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "task, a idle 50");
}

static void requeue(void *loop) {
	oriel_queue_task(requeue, loop);
}

static void after_its_timeout_an_idle_callback_runs_in_a_busy_loop(void **state) {
	double begun = oriel_loop_now(*state);
	oriel_queue_task(requeue, *state);
	oriel_request_idle(note_idle, "idle", .timeout_ms = 5, .release = note_drop);
	while (order.length == 0)
		oriel_loop_step(*state);
	assert_true(oriel_loop_now(*state) - begun >= 5);
	assert_order(&order, "idle timeout 0, drop idle");
}

static void cancelling_an_idle_callback_clears_its_timeout(void **state) {
	oriel_idle_id id = oriel_request_idle(note_idle, "a", .timeout_ms = 5, .release = note_drop);
	oriel_cancel_idle(id);
	oriel_cancel_idle(id);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "drop a");
}

static void an_idle_callback_that_has_run_ignores_its_timeout(void **state) {
	oriel_request_idle(note_idle, "a", .timeout_ms = 60);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "a idle 50");
}

static oriel_idle_id other;

static void cancel_other(const oriel_idle_deadline *deadline, void *name) {
	note_idle(deadline, name);
	oriel_cancel_idle(other);
}

static void a_callback_of_the_same_idle_period_can_be_cancelled(void **state) {
	oriel_request_idle(cancel_other, "a");
	other = oriel_request_idle(note_idle, "b", .release = note_drop);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a idle 50, drop b");
}

static void queue_task(const oriel_idle_deadline *deadline, void *name) {
	note_idle(deadline, name);
	oriel_queue_task(note, "task");
}

static void a_task_queued_in_an_idle_period_runs_before_later_idle_callbacks(void **state) {
	oriel_request_idle(queue_task, "a");
	oriel_request_idle(note_idle, "b");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a idle 50, task, b idle 50");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(idle_callbacks_run_after_all_other_callbacks),
		on_virtual(the_idle_deadline_is_the_next_timer_or_frame),
		on_virtual(a_callback_requested_in_an_idle_period_waits_for_the_next),
		on_monotonic(after_its_timeout_an_idle_callback_runs_in_a_busy_loop),
		on_virtual(cancelling_an_idle_callback_clears_its_timeout),
		on_virtual(an_idle_callback_that_has_run_ignores_its_timeout),
		on_virtual(a_callback_of_the_same_idle_period_can_be_cancelled),
		on_virtual(a_task_queued_in_an_idle_period_runs_before_later_idle_callbacks));
}
