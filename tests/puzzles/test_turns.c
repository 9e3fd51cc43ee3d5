/* SPDX-License-Identifier: MIT */
/* Puzzles of I/O, messages, immediates, timers, frames and idle callbacks. */
#include "puzzles.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

static void all_kinds_after_reading(void *data) {
	(void)data;
	oriel_set_timeout(say_it, "timer", 0);
	oriel_set_immediate(say_it, "immediate");
	oriel_next_tick(say_it, "next-tick");
	chain("promise");
	say("read");
}

static void io_immediate_before_zero_timer(void) {
	read_something(all_kinds_after_reading, NULL);
}

static void say_a_then_c_and_timer(void *data) {
	(void)data;
	say("a");
	oriel_set_immediate(say_it, "c");
	oriel_set_timeout(say_it, "timer", 0);
}

static void two_immediates(void *first) {
	oriel_task_fn *const *fn = first;
	oriel_set_immediate(*fn, NULL);
	oriel_set_immediate(say_it, "b");
}

static void immediate_of_an_immediate(void) {
	static oriel_task_fn *const first = say_a_then_c_and_timer;
	read_something(two_immediates, (void *)(uintptr_t)&first);
}

static void say_a_then_both(void *data) {
	(void)data;
	say("a");
	chain("promise of a");
	oriel_next_tick(say_it, "tick of a");
}

static void microtasks_between_immediates(void) {
	static oriel_task_fn *const first = say_a_then_both;
	read_something(two_immediates, (void *)(uintptr_t)&first);
}

static void say_a_then_promise(void *data) {
	(void)data;
	say("a");
	chain("promise of a");
}

static void say_b_then_microtask(void *data) {
	(void)data;
	say("b");
	oriel_queue_microtask(say_it, "microtask of b");
}

static void microtasks_between_timers(void) {
	oriel_set_timeout(say_a_then_promise, NULL, 0);
	oriel_set_timeout(say_b_then_microtask, NULL, 0);
	oriel_set_timeout(say_it, "c", 0);
}

static void timers_by_deadline_then_age(void) {
	oriel_set_timeout(say_it, "20 first", 20);
	oriel_set_timeout(say_it, "10 first", 10);
	oriel_set_timeout(say_it, "30", 30);
	oriel_set_timeout(say_it, "10 second", 10);
	oriel_set_timeout(say_it, "20 second", 20);
}

static void say_a_then_timer(void *data) {
	(void)data;
	say("a");
	oriel_set_timeout(say_it, "c", 0);
	oriel_queue_microtask(say_it, "microtask");
}

static void timer_of_a_timer(void) {
	oriel_set_timeout(say_a_then_timer, NULL, 0);
	oriel_set_timeout(say_it, "b", 0);
}

struct timers {
	oriel_timer_id b, c;
};

static struct oriel_completion clear_c(struct oriel_payload value, void *timers) {
	(void)value;
	oriel_clear_timer(((struct timers *)timers)->c);
	return ORIEL_COMPLETE;
}

static void say_a_and_clear(void *data) {
	struct timers *timers = data;
	say("a");
	oriel_clear_timer(timers->b);
	oriel_promise_unref(oriel_then(fulfilled(NULL), clear_c, NULL, timers));
}

static void timer_cleared_by_a_timer(void) {
	static struct timers timers;
	oriel_set_timeout(say_a_and_clear, &timers, 0);
	timers.b = oriel_set_timeout(say_it, "b", 0);
	timers.c = oriel_set_timeout(say_it, "c", 0);
	oriel_set_timeout(say_it, "d", 0);
}

struct interval {
	oriel_timer_id id;
	int count;
};

static void tick(void *data) {
	struct interval *interval = data;
	char text[16];
	snprintf(text, sizeof(text), "tick %d", ++interval->count);
	say(text);
	if (interval->count == 2)
		oriel_clear_timer(interval->id);
}

static void interval_that_ends_itself(void) {
	static struct interval interval;
	interval.count = 0;
	interval.id = oriel_set_interval(tick, &interval, 10);
	oriel_set_timeout(say_it, "after", 45);
}

static void read_2(void *data);

static void immediate_1(void *data) {
	(void)data;
	say("immediate 1");
	oriel_queue_microtask(say_it, "microtask 1");
	oriel_set_timeout(read_2, NULL, 20);
}

static void immediate_2(void *data) {
	(void)data;
	say("immediate 2");
	oriel_queue_microtask(say_it, "microtask 2");
}

static void on_read_1(void *data) {
	(void)data;
	say("read 1");
	oriel_set_timeout(say_it, "timer 1", 0);
	oriel_set_immediate(immediate_1, NULL);
}

static void on_read_2(void *data) {
	(void)data;
	say("read 2");
	oriel_set_timeout(say_it, "timer 2", 0);
	oriel_set_immediate(immediate_2, NULL);
}

static void read_2(void *data) {
	read_something(on_read_2, data);
}

static void turns_of_a_reader(void) {
	read_something(on_read_1, NULL);
}

static void say_frame(double time_ms, void *text) {
	(void)time_ms;
	say(text);
}

static void request_next_too(void *data) {
	(void)data;
	oriel_request_frame(say_frame, "next frame too");
}

static void say_a_then_frames(double time_ms, void *data) {
	(void)time_ms, (void)data;
	say("a");
	oriel_request_frame(say_frame, "next frame");
	chain("promise of a");
	oriel_queue_microtask(request_next_too, NULL);
}

static void say_b_in_the_frame(double time_ms, void *data) {
	(void)time_ms;
	say_b_then_microtask(data);
}

static void frame_of_a_frame(void) {
	oriel_request_frame(say_a_then_frames, NULL);
	oriel_request_frame(say_b_in_the_frame, NULL);
}

struct frames {
	oriel_frame_id b, c;
};

static struct oriel_completion cancel_c(struct oriel_payload value, void *frames) {
	(void)value;
	oriel_cancel_frame(((struct frames *)frames)->c);
	return ORIEL_COMPLETE;
}

static void say_a_and_cancel(double time_ms, void *data) {
	struct frames *frames = data;
	(void)time_ms;
	say("a");
	oriel_cancel_frame(frames->b);
	oriel_promise_unref(oriel_then(fulfilled(NULL), cancel_c, NULL, frames));
}

static void frame_cancelled_in_the_frame(void) {
	static struct frames frames;
	oriel_request_frame(say_a_and_cancel, &frames);
	frames.b = oriel_request_frame(say_frame, "b");
	frames.c = oriel_request_frame(say_frame, "c");
	oriel_request_frame(say_frame, "d");
}

static void say_idle(const oriel_idle_deadline *deadline, void *text) {
	(void)deadline;
	say(text);
}

static void say_frame_then_microtask(double time_ms, void *data) {
	(void)time_ms, (void)data;
	say("frame");
	oriel_queue_microtask(say_it, "microtask");
}

static void idle_comes_last(void) {
	oriel_request_idle(say_idle, "idle");
	oriel_request_frame(say_frame_then_microtask, NULL);
	chain("promise");
	say("script");
}

static void say_microtask_of(void *text) {
	char both[32];
	snprintf(both, sizeof(both), "microtask of %s", (const char *)text);
	say(both);
}

static void on_message(oriel_event *event, void *data) {
	const char *message = oriel_event_detail(event).data;
	(void)data;
	say(message);
	oriel_queue_microtask(say_microtask_of, (void *)(uintptr_t)message);
	if (message[0] == 'b')
		oriel_port_unref(oriel_port_try_from_target(oriel_event_target(event)));
}

static void messages_are_tasks(void) {
	oriel_port *ports[2];
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", on_message, NULL);
	oriel_port_start(ports[1]);
	oriel_port_send(ports[0], text("a"));
	oriel_port_send(ports[0], text("b"));
	oriel_port_unref(ports[0]);
	chain("promise");
	say("script");
}

int main(void) {
	return RUN_TESTS(PUZZLE(io_immediate_before_zero_timer), PUZZLE(immediate_of_an_immediate),
		PUZZLE(microtasks_between_immediates), PUZZLE(microtasks_between_timers),
		PUZZLE(timers_by_deadline_then_age), PUZZLE(timer_of_a_timer),
		PUZZLE(timer_cleared_by_a_timer), PUZZLE(interval_that_ends_itself),
		PUZZLE(turns_of_a_reader), PUZZLE(frame_of_a_frame), PUZZLE(frame_cancelled_in_the_frame),
		PUZZLE(idle_comes_last), PUZZLE(messages_are_tasks));
}
