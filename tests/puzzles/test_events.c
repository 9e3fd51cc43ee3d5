/* SPDX-License-Identifier: MIT */
/* Puzzles of events: dispatches, clicks, mutation observers, and the loop's own events. */
#include "puzzles.h"
#include "ui.h"

#include <oriel/widgets.h>

#include <stdio.h>

static struct ui ui;
static oriel_widget *inner, *outer;

static void say_microtask_of(void *name) {
	char both[32];
	snprintf(both, sizeof(both), "microtask of %s", (const char *)name);
	say(both);
}

static void say_timer_of(void *name) {
	char both[32];
	snprintf(both, sizeof(both), "timer of %s", (const char *)name);
	say(both);
}

static void say_then_microtask(oriel_event *event, void *name) {
	(void)event;
	say(name);
	oriel_queue_microtask(say_microtask_of, name);
}

static void synthetic_dispatch_makes_no_checkpoint(void) {
	oriel_target *target = oriel_target_new(NULL, NULL);
	oriel_listen(target, "ping", say_then_microtask, "a");
	oriel_listen(target, "ping", say_then_microtask, "b");
	oriel_fire(target, "ping");
	say("dispatched");
	oriel_target_destroy(target);
}

static void say_then_both(oriel_event *event, void *name) {
	say_then_microtask(event, name);
	oriel_set_timeout(say_timer_of, name, 0);
}

static oriel_widget *make_boxes(void) {
	inner = oriel_button("x");
	outer = oriel_column(inner);
	return outer;
}

static void listen_to_clicks(void) {
	oriel_listen(inner, "click", say_then_both, "inner");
	oriel_listen(outer, "click", say_then_both, "outer");
}

static void push(enum oriel_raw_input_type type) {
	struct oriel_rect bounds = oriel_widget_window_bounds(inner);
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){ .type = type,
			.pointer_id = 1,
			.button = ORIEL_BUTTON_PRIMARY,
			.x = bounds.x + bounds.width / 2,
			.y = bounds.y + bounds.height / 2 });
}

static void click_of_a_user(void) {
	listen_to_clicks();
	push(ORIEL_RAW_POINTER_MOVE);
	push(ORIEL_RAW_POINTER_DOWN);
	push(ORIEL_RAW_POINTER_UP);
}

static void click_of_a_program(void) {
	listen_to_clicks();
	oriel_fire(inner, "click", .bubbles = true, .cancelable = true);
	say("clicked");
}

static void run_puzzle_in_a_window(void **state) {
	ui = ui_open(make_boxes);
	run_puzzle_on(*state, ui.loop);
	ui_close(&ui);
}

static oriel_widget *box;

static void say_records(const struct oriel_mutation_record *records, size_t count, void *data) {
	(void)records, (void)data;
	char text[32];
	snprintf(text, sizeof(text), "records %zu", count);
	say(text);
}

static struct oriel_completion say_3_and_set(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	say("3");
	oriel_set_attribute(box, "b", "1");
	return ORIEL_COMPLETE;
}

static void observers_are_microtasks(void) {
	box = oriel_column();
	oriel_mutation_observer_id observer = oriel_mutation_observer_new(say_records, NULL);
	oriel_mutation_observe(observer, box, ORIEL_OBSERVE_ATTRIBUTES);
	chain("1", "2");
	oriel_set_attribute(box, "a", "1");
	oriel_promise_unref(oriel_then(fulfilled(NULL), say_3_and_set, NULL, NULL));
	oriel_set_attribute(box, "c", "1");
	say("script");
}

static void say_unhandled(oriel_event *event, void *prefix) {
	say_result(oriel_promise_result(oriel_event_promise(event)), prefix);
	oriel_prevent_default(event);
}

static oriel_promise *late, *soon;

static struct oriel_completion catch_soon(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	oriel_promise_unref(oriel_catch(soon, say_then, "caught soon"));
	return ORIEL_COMPLETE;
}

static struct oriel_completion catch_soon_later(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	return oriel_follow(oriel_then(fulfilled(NULL), catch_soon, NULL, NULL));
}

static void catch_late(void *data) {
	(void)data;
	say("timer");
	oriel_promise_unref(oriel_catch(late, say_then, "caught late"));
	oriel_queue_microtask(say_it, "microtask of the timer");
}

static void unhandled_rejection(void) {
	oriel_listen(oriel_loop_current(), "unhandledrejection", say_unhandled, "unhandled ");
	oriel_listen(oriel_loop_current(), "rejectionhandled", say_unhandled, "handled ");
	late = rejected("late");
	soon = rejected("soon");
	oriel_promise_unref(oriel_then(fulfilled(NULL), catch_soon_later, NULL, NULL));
	oriel_queue_microtask(say_it, "microtask");
	oriel_set_timeout(catch_late, NULL, 20);
}

/* Of main: a puzzle that needs a window. */
#define WINDOW_PUZZLE(name) \
	{ \
#name, run_puzzle_in_a_window, NULL, NULL, &(struct puzzle) { #name, name } \
	}

int main(void) {
	return RUN_TESTS(PUZZLE(synthetic_dispatch_makes_no_checkpoint), WINDOW_PUZZLE(click_of_a_user),
		WINDOW_PUZZLE(click_of_a_program), PUZZLE(observers_are_microtasks),
		PUZZLE(unhandled_rejection));
}
