/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/frame_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>

struct window {
	struct oriel__view view;
	const char *name;
	struct window *removes; /* removed by begin; may be NULL */
};

static void begin(struct oriel__view *view, double time_ms) {
	struct window *window = (struct window *)view;
	order_add(&order, "begin %s at %.0f", window->name, time_ms);
	if (window->removes != NULL)
		oriel__view_remove(&window->removes->view);
}

static void render(struct oriel__view *view, double time_ms) {
	(void)time_ms;
	order_add(&order, "render %s", ((struct window *)view)->name);
}

static const struct oriel__view_class view_class = { begin, render };

static struct window window(const char *name) {
	return (struct window){ { .view_class = &view_class, .interval_ms = 10, .is_visible = true },
		name, NULL };
}

static void a_frame_begins_all_views_then_runs_callbacks_then_renders(void **state) {
	struct window a = window("a"), b = window("b");
	oriel__view_add(*state, &a.view);
	oriel__view_add(*state, &b.view);
	oriel_request_frame(note_frame, "callback");
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "begin a at 0, begin b at 0, callback at 0, render a, render b");
	oriel_loop_advance(*state, 100);
	assert_order(&order, "");
	oriel__view_remove(&a.view);
	oriel__view_remove(&b.view);
}

static void the_first_change_is_drawn_at_once_and_the_next_after_an_interval(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	oriel_loop_advance(*state, 55);
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 3);
	oriel__view_need_frame(&a.view);
	assert_true(oriel_loop_next_due(*state) == 65);
	oriel_loop_advance(*state, 6);
	assert_order(&order, "begin a at 55, render a");
	oriel_loop_advance(*state, 1);
	assert_order(&order, "begin a at 65, render a");
	oriel__view_remove(&a.view);
}

static void hidden_views_get_no_frame(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	oriel__view_set_visible(&a.view, false);
	oriel__view_need_frame(&a.view);
	oriel_request_frame(note_frame, "callback");
	oriel_loop_advance(*state, 100);
	assert_order(&order, "");
	oriel__view_set_visible(&a.view, true);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "begin a at 100, callback at 100, render a");
	oriel__view_remove(&a.view);
}

static void a_callback_of_a_hidden_window_waits_until_it_is_shown(void **state) {
	struct window a = window("a"), b = window("b");
	oriel__view_add(*state, &a.view);
	oriel__view_add(*state, &b.view);
	oriel__view_set_visible(&b.view, false);
	oriel__view_request_frame(&b.view, NULL, "a test", note_frame, "b's", NULL);
	oriel_request_frame(note_frame, "any");
	oriel_loop_advance(*state, 50);
	assert_order(&order, "begin a at 0, any at 0, render a");
	oriel_request_frame(note_frame, "younger");
	oriel__view_set_visible(&b.view, true);
	oriel_loop_advance(*state, 0);
	assert_order(
		&order, "begin a at 50, begin b at 50, b's at 50, younger at 50, render a, render b");
	oriel__view_remove(&a.view);
	oriel__view_remove(&b.view);
}

static void removing_a_view_cancels_its_callbacks(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	oriel__view_request_frame(&a.view, NULL, "a test", note_frame, "callback",
		&(struct oriel_frame_options){
			.release = note_drop, .size = sizeof(struct oriel_frame_options) });
	oriel_request_frame(note_frame, "other");
	oriel__view_remove(&a.view);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "drop callback, other at 0");
}

static void a_view_may_remove_itself_or_the_next_in_a_frame(void **state) {
	struct window a = window("a"), b = window("b"), c = window("c");
	oriel__view_add(*state, &a.view);
	oriel__view_add(*state, &b.view);
	oriel__view_add(*state, &c.view);
	a.removes = &b;
	c.removes = &c;
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "begin a at 0, begin c at 0, render a");
	oriel__view_remove(&a.view);
}

static struct window late;

static void add_view(double time_ms, void *loop) {
	note_frame(time_ms, "add");
	late = window("late");
	oriel__view_add(loop, &late.view);
	oriel__view_need_frame(&late.view);
}

static void a_view_added_in_a_frame_waits_for_the_next(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	oriel_request_frame(add_view, *state);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "begin a at 0, add at 0, render a");
	oriel_loop_advance(*state, 10);
	assert_order(&order, "begin a at 10, begin late at 10, render a, render late");
	oriel__view_remove(&a.view);
	oriel__view_remove(&late.view);
}

static void the_shortest_interval_of_the_visible_views_sets_the_pace(void **state) {
	struct window a = window("a"), b = window("b");
	b.view.interval_ms = 4;
	oriel__view_add(*state, &a.view);
	oriel__view_add(*state, &b.view);
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 0);
	oriel__view_need_frame(&a.view);
	assert_true(oriel_loop_next_due(*state) == 4);
	oriel__view_set_visible(&b.view, false);
	assert_true(oriel_loop_next_due(*state) == 10);
	oriel__view_remove(&a.view);
	oriel__view_remove(&b.view);
}

static void again(double time_ms, void *name) {
	note_frame(time_ms, name);
	oriel_queue_microtask(note, "microtask");
	oriel_request_frame(again, name);
}

static void callbacks_without_views_run_at_60_frames_a_second(void **state) {
	oriel_request_frame(again, "f");
	oriel_loop_advance(*state, 51);
	assert_order(
		&order, "f at 0, microtask, f at 17, microtask, f at 33, microtask, f at 50, microtask");
}

static oriel_frame_id other;

static void cancel_other(double time_ms, void *name) {
	note_frame(time_ms, name);
	oriel_cancel_frame(other);
}

static void a_callback_of_the_same_batch_can_be_cancelled(void **state) {
	oriel_request_frame(cancel_other, "a");
	other = oriel_request_frame(note_frame, "b", .release = note_drop);
	oriel_request_frame(note_frame, "c", .release = note_drop);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a at 0, drop b, c at 0, drop c");
}

static void an_abort_cancels_the_frame_callback(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_request_frame(note_frame, "a", .signal = AS_SIGNAL(&signal), .release = note_drop);
	abort_signal(&signal);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "drop a");
}

static void dirty(void *data) {
	oriel__view_need_frame(&((struct window *)data)->view);
}

static void input(struct window *window) {
	oriel_queue_task(dirty, window, .source = ORIEL_TASK_SOURCE_INPUT);
}

static void changes_by_input_within_an_interval_are_rendered_early(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	oriel_loop_advance(*state, 55);
	input(&a);
	oriel_loop_advance(*state, 3);
	assert_order(&order, "begin a at 55, render a");
	oriel_request_frame(note_frame, "callback");
	input(&a);
	oriel_loop_advance(*state, 3);
	assert_order(&order, "render a");
	oriel_loop_advance(*state, 4);
	assert_order(&order, "begin a at 65, callback at 65, render a");
	oriel__view_remove(&a.view);
}

static void input_without_changes_renders_nothing(void **state) {
	struct window a = window("a"), b = window("b");
	oriel__view_add(*state, &a.view);
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 1);
	assert_order(&order, "begin a at 0, render a");
	input(&b);
	oriel_loop_advance(*state, 1);
	oriel__view_need_frame(&a.view);
	oriel_loop_advance(*state, 1);
	assert_order(&order, "");
	oriel__view_remove(&a.view);
}

static void changes_by_endless_input_wait_for_the_frame(void **state) {
	struct window a = window("a");
	oriel__view_add(*state, &a.view);
	for (int i = 0; i < 10; i++) {
		input(&a);
		oriel_loop_advance(*state, 1);
	}
	assert_order(&order,
		"begin a at 0, render a, render a, render a, render a, render a, begin a at 10, render a");
	oriel__view_remove(&a.view);
}

int main(void) {
	return RUN_TESTS(
		on_virtual(a_frame_begins_all_views_then_runs_callbacks_then_renders),
		on_virtual(the_first_change_is_drawn_at_once_and_the_next_after_an_interval),
		on_virtual(changes_by_input_within_an_interval_are_rendered_early),
		on_virtual(input_without_changes_renders_nothing),
		on_virtual(changes_by_endless_input_wait_for_the_frame),
		on_virtual(hidden_views_get_no_frame),
		on_virtual(a_callback_of_a_hidden_window_waits_until_it_is_shown),
		on_virtual(removing_a_view_cancels_its_callbacks),
		on_virtual(a_view_may_remove_itself_or_the_next_in_a_frame),
		on_virtual(a_view_added_in_a_frame_waits_for_the_next),
		on_virtual(the_shortest_interval_of_the_visible_views_sets_the_pace),
		on_virtual(callbacks_without_views_run_at_60_frames_a_second),
		on_virtual(a_callback_of_the_same_batch_can_be_cancelled),
		on_virtual(an_abort_cancels_the_frame_callback));
}
