/* SPDX-License-Identifier: MIT */
/* Scrolling by fingers and scroll bars. */
#include "stage.h"

#include <math.h>

static double offset(oriel_widget *list) {
	return oriel_widget_scroll_position(list).y;
}

static oriel_widget *list_of_rows(struct stage *stage) {
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 20);
	stage_run(stage);
	return list;
}

static void panning_fires_pointercancel(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list,
		"pointerdown gotpointercapture pointermove pointerup pointercancel lostpointercapture "
		"pointerout click");
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
	assert_order(&stage->order,
		"pointerdown row, gotpointercapture row, pointermove row, pointercancel row, "
		"lostpointercapture row, pointerout row");
}

static void flick(struct stage *stage) {
	touch(stage, 7, 20, 90);
	for (float y = 80; y >= 10; y -= 10)
		drag(stage, 7, 20, y);
	lift(stage, 7, 20, 10);
}

static void lifting_a_moving_finger_starts_momentum(void **state) {
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

static void a_touch_that_stops_momentum_is_no_tap(void **state) {
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

/* ---- Presses while a list flings on ---- */

static void act_by(struct stage *stage, enum oriel_raw_input_type type,
	enum oriel_pointer_kind kind, int64_t id, int button, float y) {
	PUSH(stage, .type = type, .pointer_id = id, .pointer_kind = kind, .x = 20, .y = y,
		.button = button);
	oriel_loop_advance(stage->loop, 17);
}

#define GESTURE \
	"pointerdown pointermove pointerup click dblclick auxclick contextmenu gotpointercapture " \
	"pointercancel"

static void any_press_on_a_flinging_list_only_stops_it(void **state) {
	static const struct {
		enum oriel_pointer_kind kind;
		int button;
	} presses[] = {
		{ ORIEL_POINTER_MOUSE, ORIEL_BUTTON_PRIMARY },
		{ ORIEL_POINTER_MOUSE, ORIEL_BUTTON_SECONDARY },
		{ ORIEL_POINTER_MOUSE, ORIEL_BUTTON_MIDDLE },
		{ ORIEL_POINTER_PEN, ORIEL_BUTTON_PRIMARY },
		{ ORIEL_POINTER_TOUCH, ORIEL_BUTTON_PRIMARY },
	};
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_widget *button = stage_button(stage, list, "b", 0, 0, 100, 1000);
	for (size_t i = 0; i < sizeof(presses) / sizeof(presses[0]); i++) {
		oriel_scroll_to(list, .y = 0);
		stage_run(stage);
		flick(stage);
		oriel_loop_advance(stage->loop, 50);
		stage->order = (struct order){ 0 };
		if (i == 0)
			stage_record(stage, button, GESTURE);
		act_by(
			stage, ORIEL_RAW_POINTER_DOWN, presses[i].kind, 30 + (int64_t)i, presses[i].button, 50);
		double at = offset(list);
		act_by(
			stage, ORIEL_RAW_POINTER_MOVE, presses[i].kind, 30 + (int64_t)i, ORIEL_BUTTON_NONE, 50);
		act_by(
			stage, ORIEL_RAW_POINTER_UP, presses[i].kind, 30 + (int64_t)i, presses[i].button, 50);
		oriel_loop_advance(stage->loop, 1000);
		assert_float_equal(offset(list), at, 0.001);
		assert_null(oriel_window_focused(stage->window));
		assert_order(&stage->order, "");
	}
	click(stage, 20, 50);
	assert_order(&stage->order, "pointerdown b, pointerup b, click b, activate b");
}

static void a_press_beside_a_flinging_list_is_a_press(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_button(stage, stage->root, "b", 200, 0, 50, 50);
	flick(stage);
	oriel_loop_advance(stage->loop, 50);
	double at = offset(list);
	touch(stage, 8, 210, 20);
	lift(stage, 8, 210, 20);
	assert_order(&stage->order, "activate b");
	assert_true(offset(list) > at);
}

static void a_second_finger_on_a_stopped_list_is_no_tap(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	flick(stage);
	oriel_loop_advance(stage->loop, 50);
	stage_record(stage, list, "pointerdown click");
	touch(stage, 8, 20, 50);
	touch(stage, 9, 20, 70);
	lift(stage, 8, 20, 50);
	lift(stage, 9, 20, 70);
	assert_order(&stage->order, "");
	oriel_loop_advance(stage->loop, 600);
	touch(stage, 10, 20, 50);
	lift(stage, 10, 20, 50);
	assert_order(&stage->order, "pointerdown row, click row");
}

static void finger_that_stops_a_fling_pans_at_once(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	flick(stage);
	oriel_loop_advance(stage->loop, 50);
	touch(stage, 8, 20, 50);
	double at = offset(list);
	stage_record(stage, list, "pointercancel pointermove");
	drag(stage, 8, 20, 45);
	assert_float_equal(offset(list), at + 5, 0.01);
	assert_order(&stage->order, "");
}

/* ---- Several fingers ---- */

static void two_fingers_pan_as_one(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	stage_record(stage, list, "pointercancel pointermove pointerup click");
	touch(stage, 7, 20, 90);
	touch(stage, 8, 60, 90);
	for (float y = 75; y >= 30; y -= 15) {
		drag(stage, 7, 20, y);
		drag(stage, 8, 60, y);
	}
	assert_float_equal(offset(list), 60, 0.01);
	lift(stage, 8, 60, 30);
	drag(stage, 7, 20, 20);
	assert_float_equal(offset(list), 70, 0.01);
	oriel_loop_advance(stage->loop, 200);
	lift(stage, 7, 20, 20);
	oriel_loop_advance(stage->loop, 200);
	assert_float_equal(offset(list), 70, 0.01);
	assert_order(&stage->order, "pointercancel row, pointercancel row");
}

static void moving_finger_takes_the_pan_from_a_resting_finger(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	touch(stage, 7, 20, 90);
	drag(stage, 7, 20, 70);
	touch(stage, 8, 60, 90);
	drag(stage, 8, 60, 70);
	drag(stage, 8, 60, 60);
	double at = offset(list);
	drag(stage, 7, 20, 50); /* 8 leads the pan */
	assert_float_equal(offset(list), at, 0.01);
	oriel_loop_advance(stage->loop, 150);
	drag(stage, 7, 20, 40);
	assert_float_equal(offset(list), at + 10, 0.01);
}

static void momentum_starts_when_the_last_of_several_fingers_leaves(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	touch(stage, 7, 20, 90);
	touch(stage, 8, 60, 90);
	for (float y = 80; y >= 40; y -= 10) {
		drag(stage, 7, 20, y);
		drag(stage, 8, 60, y);
	}
	double at = offset(list);
	lift(stage, 7, 20, 40);
	assert_float_equal(offset(list), at, 0.01);
	lift(stage, 8, 60, 40);
	oriel_loop_advance(stage->loop, 100);
	assert_true(offset(list) > at + 10);
}

static void a_finger_that_rests_while_another_pans_is_no_tap(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_widget *beside = stage_button(stage, stage->root, "beside", 200, 0, 50, 50);
	stage_record(stage, beside, "pointerdown pointercancel pointerup");
	stage_record(stage, list, "click");
	touch(stage, 8, 210, 20);
	touch(stage, 9, 60, 30);
	touch(stage, 7, 20, 90);
	drag(stage, 7, 20, 40);
	assert_false(oriel_widget_has_state(beside, ORIEL_STATE_ACTIVE));
	lift(stage, 8, 210, 20);
	lift(stage, 9, 60, 30);
	touch(stage, 10, 210, 20); /* touches while the first finger pans */
	lift(stage, 10, 210, 20);
	lift(stage, 7, 20, 40);
	assert_order(&stage->order, "pointerdown beside, pointercancel beside");
}

static void a_finger_whose_end_was_lost_while_it_panned_does_not_end_taps(void **state) {
	struct stage *stage = *state;
	list_of_rows(stage);
	stage_button(stage, stage->root, "b", 200, 0, 50, 50);
	touch(stage, 7, 20, 90);
	drag(stage, 7, 20, 40);
	oriel_loop_advance(stage->loop, 1000);
	touch(stage, 8, 210, 20);
	lift(stage, 8, 210, 20);
	assert_order(&stage->order, "activate b");
}

static void fingers_whose_ends_are_lost_are_replaced(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "b", 200, 0, 50, 50);
	for (int64_t id = 100; id < 200; id++)
		touch(stage, id, 210, 20);
	stage_record(stage, button, "pointercancel");
	touch(stage, 200, 210, 20); /* replaces the oldest remaining finger */
	lift(stage, 200, 210, 20);
	assert_order(&stage->order, "pointercancel b, activate b");
}

static void destroying_a_panning_or_flinging_widget_is_harmless(void **state) {
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

static void touch_action_restricts_the_axes_of_a_pan(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_set_style(oriel_first_child(list), "touch-action", "pan-x");
	stage_record(stage, list, "pointermove pointercancel");
	touch(stage, 7, 20, 10);
	drag(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	lift(stage, 7, 20, 40);
	assert_float_equal(offset(list), 0, 0.01);
	assert_order(&stage->order, "pointermove row, pointermove row");
	oriel_set_style(oriel_first_child(list), "touch-action", "pan-y");
	touch(stage, 7, 20, 15);
	drag(stage, 7, 90, 15); /* along the other axis first: no pan follows */
	drag(stage, 7, 90, -30);
	lift(stage, 7, 90, -30);
	assert_float_equal(offset(list), 0, 0.01);
	assert_order(&stage->order, "pointermove row, pointermove row");
	touch(stage, 7, 20, 15);
	drag(stage, 7, 20, -5);
	drag(stage, 7, 20, -25);
	lift(stage, 7, 20, -25);
	assert_true(offset(list) >= 20);
	assert_order(&stage->order, "pointercancel row");
}

static void touch_action_of_a_scroll_container_counts_for_its_content(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_set_style(list, "touch-action", "none");
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	lift(stage, 7, 20, 40);
	assert_float_equal(offset(list), 0, 0.01);
	/* what is around the list is not asked about it */
	oriel_set_style(list, "touch-action", "auto");
	oriel_set_style(stage->root, "touch-action", "none");
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	lift(stage, 7, 20, 40);
	assert_true(offset(list) > 0);
}

static void touch_action_allows_a_pan_although_the_press_was_prevented(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	oriel_listen(list, "pointerdown", prevent, NULL);
	oriel_set_style(list, "touch-action", "pan-y");
	stage_record(stage, list, "pointermove pointercancel");
	touch(stage, 7, 20, 80);
	drag(stage, 7, 20, 40);
	lift(stage, 7, 20, 40);
	assert_true(offset(list) >= 40);
	assert_order(&stage->order, "pointercancel row");
}

static void dragging_the_thumb_fires_no_events_at_widgets(void **state) {
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

static void a_press_on_the_track_scrolls_by_a_page(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	click(stage, 96, 90);
	assert_float_equal(offset(list), 87.5, 0.01);
	click(stage, 96, 1);
	assert_float_equal(offset(list), 0, 0.01);
}

/* After 250 ms a page every 50 ms, until the thumb is under the pointer. */
static void a_held_track_turns_pages_until_the_thumb_arrives(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	press(stage, 96, 50);
	oriel_loop_advance(stage->loop, 200);
	assert_float_equal(offset(list), 87.5, 0.01);
	oriel_loop_advance(stage->loop, 65);
	assert_float_equal(offset(list), 3 * 87.5, 0.01);
	oriel_loop_advance(stage->loop, 5000);
	double arrived = offset(list);
	assert_true(arrived > 3 * 87.5 && arrived < 600);
	move(stage, 96, 90);
	oriel_loop_advance(stage->loop, 60);
	assert_true(offset(list) > arrived);
	release(stage, 96, 90);
	arrived = offset(list);
	oriel_loop_advance(stage->loop, 5000);
	assert_true(offset(list) == arrived);
	press(stage, 96, 90);
	oriel_destroy(list);
	oriel_loop_advance(stage->loop, 5000);
}

static void middle_button_takes_the_thumb_to_the_pointer(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = list_of_rows(stage);
	press_button(stage, 96, 50, ORIEL_BUTTON_MIDDLE);
	assert_float_equal(offset(list), 450, 0.01);
	move(stage, 96, 5);
	assert_float_equal(offset(list), 0, 0.01);
	release_button(stage, 96, 5, ORIEL_BUTTON_MIDDLE);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(panning_fires_pointercancel),
		STAGE_TEST(lifting_a_moving_finger_starts_momentum),
		STAGE_TEST(a_touch_that_stops_momentum_is_no_tap),
		STAGE_TEST(any_press_on_a_flinging_list_only_stops_it),
		STAGE_TEST(a_press_beside_a_flinging_list_is_a_press),
		STAGE_TEST(a_second_finger_on_a_stopped_list_is_no_tap),
		STAGE_TEST(finger_that_stops_a_fling_pans_at_once),
		STAGE_TEST(two_fingers_pan_as_one),
		STAGE_TEST(moving_finger_takes_the_pan_from_a_resting_finger),
		STAGE_TEST(momentum_starts_when_the_last_of_several_fingers_leaves),
		STAGE_TEST(a_finger_that_rests_while_another_pans_is_no_tap),
		STAGE_TEST(a_finger_whose_end_was_lost_while_it_panned_does_not_end_taps),
		STAGE_TEST(fingers_whose_ends_are_lost_are_replaced),
		STAGE_TEST(destroying_a_panning_or_flinging_widget_is_harmless),
		STAGE_TEST(preventing_pointerdown_prevents_the_pan),
		STAGE_TEST(touch_action_restricts_the_axes_of_a_pan),
		STAGE_TEST(touch_action_of_a_scroll_container_counts_for_its_content),
		STAGE_TEST(touch_action_allows_a_pan_although_the_press_was_prevented),
		STAGE_TEST(dragging_the_thumb_fires_no_events_at_widgets),
		STAGE_TEST(a_press_on_the_track_scrolls_by_a_page),
		STAGE_TEST(a_held_track_turns_pages_until_the_thumb_arrives),
		STAGE_TEST(middle_button_takes_the_thumb_to_the_pointer));
}
