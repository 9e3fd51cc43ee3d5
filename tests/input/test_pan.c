/* SPDX-License-Identifier: MIT */
/* Scrolling by finger, wheel and bars. */
#include "stage.h"

#include <math.h>

static double offset(oriel_widget *list) {
	return oriel_scroll_position(list).y;
}

static oriel_widget *list_of_rows(struct stage *stage) {
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 20);
	stage_run(stage);
	return list;
}

static void a_finger_pans_and_the_widgets_are_told_that_it_is_cancelled(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list, "pointerdown gotpointercapture pointermove pointerup pointercancel lostpointercapture pointerout click");
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 75);
	assert_float_equal(offset(list), 0, 0.01);
	drag(stage, 7, 20, 40);
	assert_float_equal(offset(list), 40, 0.01);
	drag(stage, 7, 20, 50);
	assert_float_equal(offset(list), 30, 0.01);
	oriel_loop_advance(stage->loop, 100);
	lift(stage, 7, 20, 50);
	stage_run(stage);
	assert_float_equal(offset(list), 30, 0.01);
	assert_order(&stage->order, "pointerdown row, gotpointercapture row, pointermove row, pointercancel row, lostpointercapture row, pointerout row");
}

static void flick(struct stage *stage) {
	touch(stage, 7, 20, 90);
	for (float y = 80; y >= 10; y -= 10)
		drag(stage, 7, 20, y);
	lift(stage, 7, 20, 10);
}

static void a_finger_that_leaves_in_motion_leaves_momentum(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list, "scrollend");
	flick(stage);
	double at_release = offset(list);
	assert_order(&stage->order, "");
	oriel_loop_advance(stage->loop, 100);
	double soon = offset(list);
	oriel_loop_advance(stage->loop, 3000);
	double rest = offset(list);
	assert_true(soon > at_release + 20);
	assert_true(rest > soon);
	assert_order(&stage->order, "scrollend row");
	oriel_loop_advance(stage->loop, 1000);
	assert_float_equal(offset(list), rest, 0.001);
}

static void a_touch_stops_momentum_and_is_no_tap(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list, "click");
	flick(stage);
	oriel_loop_advance(stage->loop, 50);
	touch(stage, 8, 20, 50);
	double at = offset(list);
	oriel_loop_advance(stage->loop, 200);
	assert_float_equal(offset(list), at, 0.001);
	lift(stage, 8, 20, 50);
	assert_order(&stage->order, "");
}

static void destroying_what_pans_or_flicks_is_harmless(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	oriel_destroy(list);
	drag(stage, 7, 20, 20);
	lift(stage, 7, 20, 20);
	list = list_of_rows(stage);
	flick(stage);
	oriel_destroy(list);
	oriel_loop_advance(stage->loop, 1000);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void preventing_pointerdown_prevents_the_pan(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_listen(list, "pointerdown", prevent, NULL);
	stage_record(stage, list, "pointermove pointercancel");
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	lift(stage, 7, 20, 40);
	assert_float_equal(offset(list), 0, 0.01);
	assert_order(&stage->order, "pointermove row");
}

static void the_wheel_scrolls_the_nearest_that_can_move(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = stage_list(stage->root, "outer", 0, 0, 200, 200, 20);
	oriel_widget *inner = stage_list(outer, "inner", 0, 0, 100, 100, 3);
	stage_run(stage);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(inner), 30, 0.01);
	assert_float_equal(offset(outer), 0, 0.01);
	wheel(stage, 20, 20, 0, 90);
	assert_float_equal(offset(inner), 50, 0.01);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(inner), 50, 0.01);
	assert_float_equal(offset(outer), 30, 0.01);
}

static void preventing_the_wheel_takes_a_listener_that_is_not_passive(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_listener_id id = oriel_listen(list, "wheel", prevent, NULL, .passive = ORIEL_OFF);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(list), 0, 0.01);
	oriel_unlisten(id);
	wheel(stage, 20, 20, 0, 30);
	assert_float_equal(offset(list), 30, 0.01);
}

static void the_thumb_follows_the_pointer_and_widgets_hear_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list, "pointerdown pointermove pointerup click scrollend");
	press(stage, 96, 5);
	move(stage, 96, 30);
	assert_true(offset(list) > 100);
	move(stage, 96, 500);
	assert_float_equal(offset(list), 900, 0.01);
	assert_order(&stage->order, "pointerdown row");
	release(stage, 96, 90);
	assert_order(&stage->order, "pointerup row, scrollend row");
	move(stage, 96, 5);
	assert_float_equal(offset(list), 900, 0.01);
}

static void a_press_on_the_track_turns_a_page(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	click(stage, 96, 90);
	assert_float_equal(offset(list), 87.5, 0.01);
	click(stage, 96, 1);
	assert_float_equal(offset(list), 0, 0.01);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(a_finger_pans_and_the_widgets_are_told_that_it_is_cancelled),
		STAGE_TEST(a_finger_that_leaves_in_motion_leaves_momentum),
		STAGE_TEST(a_touch_stops_momentum_and_is_no_tap),
		STAGE_TEST(destroying_what_pans_or_flicks_is_harmless),
		STAGE_TEST(preventing_pointerdown_prevents_the_pan),
		STAGE_TEST(the_wheel_scrolls_the_nearest_that_can_move),
		STAGE_TEST(preventing_the_wheel_takes_a_listener_that_is_not_passive),
		STAGE_TEST(the_thumb_follows_the_pointer_and_widgets_hear_nothing),
		STAGE_TEST(a_press_on_the_track_turns_a_page));
}
