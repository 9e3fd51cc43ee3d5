/* SPDX-License-Identifier: MIT */
/* Presses that the system ends: the pointer is lost, or the window is hidden or loses the keyboard
 * focus. */
#include "stage.h"

#define PRESS \
	"pointerdown gotpointercapture pointermove pointerup pointercancel lostpointercapture " \
	"pointerout click"

static void lose_keyboard(struct stage *stage) {
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	stage_run(stage);
}

static void hide_and_show(struct stage *stage) {
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	oriel__headless_set_visible(stage_platform_window(stage), true);
	stage_run(stage);
}

static void take_mouse(struct stage *stage) {
	PUSH(stage, .type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = 1);
	stage_run(stage);
}

static void each_loss_ends_a_press_of_the_mouse(void **state) {
	void (*losses[])(struct stage *) = { lose_keyboard, hide_and_show, take_mouse };
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	stage_record(stage, button, PRESS);
	for (size_t i = 0; i < 3; i++) {
		press(stage, 20, 20);
		assert_true(oriel_widget_has_state(button, ORIEL_STATE_ACTIVE));
		losses[i](stage);
		assert_false(oriel_widget_has_state(button, ORIEL_STATE_ACTIVE));
		move(stage, 22, 20);
		release(stage, 22, 20); /* late, of a button that is not pressed any more */
		assert_order(&stage->order, "pointerdown b, pointercancel b, pointermove b");
	}
	click(stage, 22, 20);
	assert_order(&stage->order, "pointerdown b, pointerup b, click b, activate b");
}

static void each_loss_ends_a_touch(void **state) {
	void (*losses[])(struct stage *) = { lose_keyboard, hide_and_show };
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	stage_record(stage, button, PRESS);
	for (size_t i = 0; i < 2; i++) {
		touch(stage, 7, 20, 20);
		losses[i](stage);
		drag(stage, 7, 22, 20);
		lift(stage, 7, 22, 20);
		assert_order(&stage->order,
			"pointerdown b, gotpointercapture b, pointercancel b, lostpointercapture b, pointerout "
			"b");
	}
}

static void a_loss_ends_drags_of_bars_and_pans(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 20);
	stage_run(stage);
	stage_record(stage, list, "scrollend");
	press(stage, 96, 5);
	move(stage, 96, 30);
	double at = oriel_widget_scroll_position(list).y;
	lose_keyboard(stage);
	move(stage, 96, 60);
	assert_float_equal(oriel_widget_scroll_position(list).y, at, 0.01);
	release(stage, 96, 60);
	touch(stage, 7, 20, 90);
	drag(stage, 7, 20, 50);
	at = oriel_widget_scroll_position(list).y;
	lose_keyboard(stage);
	drag(stage, 7, 20, 20);
	lift(stage, 7, 20, 20);
	assert_float_equal(oriel_widget_scroll_position(list).y, at, 0.01);
	assert_order(&stage->order, "scrollend row, scrollend row");
}

static void end_of_capture_enters_the_widget_under_the_pointer(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_widget *b = stage_button(stage, stage->root, "b", 100, 0, 50, 50);
	press(stage, 20, 20);
	oriel_widget_set_pointer_capture(a, 1);
	move(stage, 120, 20);
	stage_record(stage, a, "pointercancel lostpointercapture pointerleave");
	stage_record(stage, b, "pointerenter");
	lose_keyboard(stage);
	assert_order(
		&stage->order, "pointercancel a, lostpointercapture a, pointerleave a, pointerenter b");
	assert_false(oriel_widget_has_pointer_capture(a, 1));
}

static void leaving_the_window_with_the_button_held_is_no_loss(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	press(stage, 20, 20);
	oriel_widget_set_pointer_capture(button, 1);
	stage_record(stage, button, PRESS);
	PUSH(stage, .type = ORIEL_RAW_POINTER_LEAVE, .pointer_id = 1);
	stage_run(stage);
	move(stage, -80, 20);
	release(stage, -80, 20);
	assert_order(&stage->order,
		"gotpointercapture b, pointermove b, pointerup b, lostpointercapture b, pointerout b, "
		"click b, activate b");
}

static void unpressed_pointer_is_not_cancelled(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	move(stage, 20, 20);
	stage_record(stage, button, PRESS " pointerleave");
	lose_keyboard(stage);
	take_mouse(stage);
	assert_order(&stage->order, "");
	assert_true(oriel_widget_has_state(button, ORIEL_STATE_HOVER));
}

static void destroy_window(oriel_event *event, void *data) {
	struct stage *stage = data;
	oriel_window_destroy(stage->window);
}

static void a_listener_of_pointercancel_may_destroy_the_window(void **state) {
	struct stage *stage = *state;
	oriel_window_open(stage->app, .title = "Other");
	stage_run(stage);
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	press(stage, 20, 20);
	touch(stage, 7, 20, 20);
	touch(stage, 8, 20, 20);
	oriel_listen(button, "pointercancel", destroy_window, stage);
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
}

static void moves_before_hiding_the_window_are_fired_first(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 0, 0, 50, 50);
	press(stage, 20, 20);
	stage_record(stage, button, PRESS);
	stage_record_window(stage, "visibilitychange");
	PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 1, .x = 25, .y = 20);
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	assert_order(&stage->order, "visibilitychange window, pointermove b, pointercancel b");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(each_loss_ends_a_press_of_the_mouse),
		STAGE_TEST(each_loss_ends_a_touch),
		STAGE_TEST(a_loss_ends_drags_of_bars_and_pans),
		STAGE_TEST(end_of_capture_enters_the_widget_under_the_pointer),
		STAGE_TEST(leaving_the_window_with_the_button_held_is_no_loss),
		STAGE_TEST(unpressed_pointer_is_not_cancelled),
		STAGE_TEST(a_listener_of_pointercancel_may_destroy_the_window),
		STAGE_TEST(moves_before_hiding_the_window_are_fired_first));
}
