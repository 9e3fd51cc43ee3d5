/* SPDX-License-Identifier: MIT */
/* Wheel gestures: the widget that a wheel scrolls, and how long it stays the same widget. */
#include "stage.h"

static double offset(oriel_widget *list) {
	return oriel_widget_scroll_position(list).y;
}

static void pause(struct stage *stage) {
	oriel_loop_advance(stage->loop, 600);
}

struct lists {
	oriel_widget *outer, *inner;
};

/* Creates a list of 1,000 px in 200 px, with a list of 150 px in 100 px inside it. */
static struct lists nested(struct stage *stage) {
	struct lists lists;
	lists.outer = stage_list(stage->root, "outer", 0, 0, 200, 200, 20);
	lists.inner = stage_list(lists.outer, "inner", 0, 0, 100, 100, 3);
	stage_run(stage);
	return lists;
}

static void a_wheel_scrolls_the_nearest_ancestor_that_can_move(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.inner), 30, 0.01);
	wheel(stage, 20, 20, 0, 90);
	assert_float_equal(offset(lists.inner), 50, 0.01);
	assert_float_equal(offset(lists.outer), 0, 0.01);
	pause(stage);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.inner), 50, 0.01);
	assert_float_equal(offset(lists.outer), 30, 0.01);
}

static void wheel_gesture_keeps_its_scroller_until_a_pause(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	for (int i = 0; i < 30; i++)
		wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.outer), 0, 0.01);
	wheel(stage, 20, 20, 0, -20); /* back from the end: the same list scrolls */
	assert_float_equal(offset(lists.inner), 30, 0.01);
	wheel(stage, 22, 19, 0, 30); /* a small accidental move of the mouse */
	assert_float_equal(offset(lists.outer), 0, 0.01);
	oriel_loop_advance(stage->loop, 400);
	wheel(stage, 22, 19, 0, 30);
	assert_float_equal(offset(lists.outer), 0, 0.01);
	pause(stage);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.outer), 30, 0.01);
}

static void contained_overscroll_ends_the_chain(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	oriel_set_style(lists.inner, "overscroll-behavior", "auto contain");
	for (int i = 0; i < 3; i++) {
		wheel(stage, 20, 20, 0, 90);
		pause(stage);
	}
	assert_float_equal(offset(lists.inner), 50, 0.01);
	assert_float_equal(offset(lists.outer), 0, 0.01);
	oriel_set_style(lists.inner, "overscroll-behavior", "none auto");
	wheel(stage, 20, 20, 0, 90);
	assert_float_equal(offset(lists.outer), 90, 0.01);
}

/* Source: CSS Overscroll Behavior 1: also if there is nothing to scroll. */
static void contained_overscroll_needs_no_overflow(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = stage_list(stage->root, "outer", 0, 0, 200, 200, 20);
	oriel_widget *inner = stage_list(outer, "inner", 0, 0, 100, 100, 1);
	oriel_set_style(inner, "overscroll-behavior", "contain");
	stage_run(stage);
	wheel(stage, 20, 20, 0, 90);
	assert_float_equal(offset(outer), 0, 0.01);
	oriel_set_style(inner, "overflow", "visible");
	pause(stage);
	wheel(stage, 20, 20, 0, 90);
	assert_float_equal(offset(outer), 90, 0.01);
}

static void wheel_passes_over_hidden_overflow(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	oriel_set_style(lists.inner, "overflow", "hidden");
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.inner), 0, 0.01);
	assert_float_equal(offset(lists.outer), 30, 0.01);
}

static void a_move_ends_the_gesture(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	wheel(stage, 20, 20, 0, 90);
	move(stage, 30, 30);
	wheel(stage, 30, 30, 0, 30);
	assert_float_equal(offset(lists.outer), 30, 0.01);
}

static void widget_that_moves_under_the_pointer_does_not_take_the_gesture(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = stage_list(stage->root, "outer", 0, 0, 200, 200, 20);
	oriel_widget *inner = stage_list(outer, "inner", 0, 100, 200, 100, 20);
	stage_record(stage, inner, "wheel");
	stage_record(stage, stage->root, "wheel");
	stage_run(stage);
	for (int i = 0; i < 4; i++)
		wheel(stage, 20, 50, 0, 30);
	assert_float_equal(offset(outer), 120, 0.01);
	assert_float_equal(offset(inner), 0, 0.01);
	assert_order(&stage->order, "wheel root, wheel root, wheel root, wheel root");
	pause(stage);
	wheel(stage, 20, 50, 0, 30);
	assert_float_equal(offset(inner), 30, 0.01);
	assert_order(&stage->order, "wheel inner, wheel root");
}

static void wheel_step_without_scrolling_starts_no_gesture(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	wheel(stage, 20, 20, 0, -30);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(lists.inner), 30, 0.01);
	pause(stage);
	wheel(stage, 20, 20, -30, 0);
	wheel(stage, 20, 20, 0, 10);
	assert_float_equal(offset(lists.inner), 40, 0.01);
}

static void a_gesture_continues_after_its_first_row_is_destroyed(void **state) {
	struct stage *stage = *state;
	struct lists lists = nested(stage);
	wheel(stage, 20, 20, 0, 60);
	oriel_destroy(oriel_child_at(lists.inner, 0));
	wheel(stage, 20, 20, 0, 60);
	assert_float_equal(offset(lists.outer), 0, 0.01);
	oriel_destroy(lists.inner);
	wheel(stage, 20, 20, 0, 60);
	assert_float_equal(offset(lists.outer), 60, 0.01);
	oriel_destroy(lists.outer);
	wheel(stage, 20, 20, 0, 60);
}

static void shift_scrolls_sideways(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "list", 0, 0, 100, 100, 1);
	stage_box(list, "wide", 0, 0, 300, 20);
	stage_run(stage);
	PUSH(stage, .type = ORIEL_RAW_WHEEL, .pointer_id = 1, .x = 20, .y = 20, .wheel_y = 30,
		.modifiers = ORIEL_MODIFIER_SHIFT);
	stage_run(stage);
	assert_float_equal(oriel_widget_scroll_position(list).x, 30, 0.01);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void only_a_listener_that_is_not_passive_prevents_the_wheel(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 20);
	oriel_listener_id id = oriel_listen(list, "wheel", prevent, NULL, .active = true);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(list), 0, 0.01);
	oriel_unlisten(id);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(list), 30, 0.01);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(a_wheel_scrolls_the_nearest_ancestor_that_can_move),
		STAGE_TEST(wheel_gesture_keeps_its_scroller_until_a_pause),
		STAGE_TEST(contained_overscroll_ends_the_chain),
		STAGE_TEST(contained_overscroll_needs_no_overflow),
		STAGE_TEST(wheel_passes_over_hidden_overflow),
		STAGE_TEST(a_move_ends_the_gesture),
		STAGE_TEST(widget_that_moves_under_the_pointer_does_not_take_the_gesture),
		STAGE_TEST(wheel_step_without_scrolling_starts_no_gesture),
		STAGE_TEST(a_gesture_continues_after_its_first_row_is_destroyed),
		STAGE_TEST(shift_scrolls_sideways),
		STAGE_TEST(only_a_listener_that_is_not_passive_prevents_the_wheel));
}
