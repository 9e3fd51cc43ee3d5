/* SPDX-License-Identifier: MIT */
/* The order of a turn: one test for each rule. */
#include "loop_test.h"

#include "loop/frame_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

static void note_idle(const oriel_idle_deadline *deadline, void *name) {
	(void)deadline;
	note(name);
}

static void the_order_of_a_turn_does_not_depend_on_the_order_of_queueing(void **state) {
	oriel_request_idle(note_idle, "idle");
	oriel_request_frame(note_frame, "frame");
	oriel_set_timeout(note, "timeout", 0);
	oriel_set_immediate(note, "immediate");
	oriel_queue_task(note, "task");
	oriel_queue_task(note, "input", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "input, immediate, timeout, frame at 0, task, idle");
}

static void without_a_frame_all_tasks_come_before_the_immediates(void **state) {
	oriel_set_timeout(note, "timeout", 0);
	oriel_set_immediate(note, "immediate");
	oriel_queue_task(note, "a");
	oriel_queue_task(note, "b", .source = ORIEL_TASK_SOURCE_IO);
	oriel_queue_task(note, "c");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a, b, c, immediate, timeout");
}

static void input_goes_first_and_other_tasks_follow_in_order(void **state) {
	oriel_queue_task(note, "ui", .source = ORIEL_TASK_SOURCE_UI);
	oriel_queue_task(note, "input 1", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_queue_task(note, "default");
	oriel_queue_task(note, "job", .source = ORIEL_TASK_SOURCE_JOB);
	oriel_queue_task(note, "input 2", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "input 1, input 2, ui, default, job");
}

static void queue_more(void *name) {
	note(name);
	oriel_queue_task(note, "late input", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_queue_task(note, "late task");
	oriel_set_immediate(note, "immediate");
	oriel_set_timeout(note, "timeout", 0);
}

static void tasks_queued_during_a_step_belong_to_the_next_turn(void **state) {
	oriel_queue_task(queue_more, "first");
	oriel_queue_task(note, "second");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "first, second, immediate, timeout, late input, late task");
}

static void tick(void *name) {
	note(name);
	oriel_queue_microtask(note, "microtask");
	oriel_next_tick(note, "next-tick");
}

static void a_checkpoint_follows_each_task_immediate_and_timer(void **state) {
	oriel_queue_task(tick, "task 1");
	oriel_queue_task(tick, "task 2");
	oriel_set_immediate(tick, "immediate");
	oriel_set_timeout(tick, "timer", 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "task 1, next-tick, microtask, task 2, next-tick, microtask, "
		"immediate, next-tick, microtask, timer, next-tick, microtask");
}

static void immediate_again(void *name) {
	note(name);
	oriel_set_immediate(note, "later");
	oriel_queue_task(note, "task");
}

static void an_immediate_queued_by_an_immediate_waits_for_the_next_turn(void **state) {
	oriel_set_immediate(immediate_again, "now");
	oriel_set_immediate(note, "too");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "now, too, task, later");
}

static void timer_again(void *name) {
	note(name);
	oriel_set_timeout(note, "armed in the step", 0);
	oriel_set_immediate(note, "immediate");
}

static void a_timer_armed_during_the_timer_step_waits_for_the_next_turn(void **state) {
	oriel_set_timeout(timer_again, "first", 0);
	oriel_set_timeout(note, "second", 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "first, second, immediate, armed in the step");
}

static void input_runs_before_a_due_frame_and_other_tasks_after_it(void **state) {
	oriel_request_frame(note_frame, "frame");
	oriel_queue_task(note, "rest 1");
	oriel_queue_task(note, "rest 2");
	oriel_queue_task(note, "input 1", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_queue_task(note, "input 2", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "input 1, input 2, frame at 0, rest 1, rest 2");
}

static void nested_microtask(void *name) {
	note(name);
	oriel_next_tick(note, "tick of a microtask");
	oriel_queue_microtask(note, "last");
}

static void a_next_tick_queued_by_a_microtask_waits_until_the_microtasks_are_empty(void **state) {
	oriel_queue_microtask(nested_microtask, "first");
	oriel_queue_microtask(note, "second");
	oriel_next_tick(note, "tick");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "tick, first, second, last, tick of a microtask");
}

/* On a slow machine, every step ends while only input tasks have run. Other tasks must run all the
 * same. */
static void spin(double ms) {
	double end = oriel_loop_now(oriel_loop_current()) + ms;
	while (oriel_loop_now(oriel_loop_current()) < end)
		;
}

static int floods;

static void flood(void *loop) {
	spin(10);
	if (++floods < 100)
		oriel_queue_task(flood, loop, .source = ORIEL_TASK_SOURCE_INPUT);
	if (floods < 100)
		oriel_queue_task(flood, loop, .source = ORIEL_TASK_SOURCE_INPUT);
}

static void end_flood(void *loop) {
	oriel_loop_quit(loop, floods);
	floods = 100;
}

static void a_flood_of_input_does_not_starve_other_tasks(void **state) {
	floods = 0;
	oriel_queue_task(flood, *state, .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_queue_task(flood, *state, .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_queue_task(end_flood, *state);
	assert_in_range(oriel_loop_run(*state), 1, 4);
}

static bool framed;

static void on_frame(double time_ms, void *data) {
	(void)time_ms;
	(void)data;
	framed = true;
}

static void requeue(void *loop) {
	spin(1);
	if (framed)
		oriel_loop_quit(loop, 0);
	else
		oriel_queue_task(requeue, loop);
}

static void tasks_do_not_starve_a_frame(void **state) {
	framed = false;
	oriel_request_frame(on_frame, NULL);
	for (int i = 0; i < 50; i++)
		oriel_queue_task(requeue, *state);
	oriel_loop_run(*state);
	assert_true(framed);
}

int main(void) {
	return RUN_TESTS(
		on_virtual(the_order_of_a_turn_does_not_depend_on_the_order_of_queueing),
		on_virtual(without_a_frame_all_tasks_come_before_the_immediates),
		on_virtual(input_goes_first_and_other_tasks_follow_in_order),
		on_virtual(tasks_queued_during_a_step_belong_to_the_next_turn),
		on_virtual(a_checkpoint_follows_each_task_immediate_and_timer),
		on_virtual(an_immediate_queued_by_an_immediate_waits_for_the_next_turn),
		on_virtual(a_timer_armed_during_the_timer_step_waits_for_the_next_turn),
		on_virtual(input_runs_before_a_due_frame_and_other_tasks_after_it),
		on_virtual(a_next_tick_queued_by_a_microtask_waits_until_the_microtasks_are_empty),
		on_monotonic(a_flood_of_input_does_not_starve_other_tasks),
		on_monotonic(tasks_do_not_starve_a_frame));
}
