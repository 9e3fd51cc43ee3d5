/* SPDX-License-Identifier: MIT */
/* Pointer capture, explicit and implicit, and what happens to it when its holder goes. */
#include "stage.h"

#define CAPTURE "gotpointercapture lostpointercapture"

static void capture_here(oriel_event *event, void *data) {
	assert_int_equal(oriel_set_pointer_capture(data, oriel_event_pointer(event)->pointer_id), ORIEL_OK);
}

static void captured_events_go_to_the_holder_until_the_button_is_up(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(stage->root, "b", 200, 0, 100, 100);
	oriel_listen(a, "pointerdown", capture_here, a);
	stage_record(stage, a, CAPTURE " pointerenter pointerleave pointerdown pointermove pointerup click");
	stage_record(stage, b, CAPTURE " pointerenter pointerleave pointerdown pointermove pointerup click");
	press(stage, 10, 10);
	assert_order(&stage->order, "pointerenter a, pointerdown a");
	assert_true(oriel_has_pointer_capture(a, 1));
	move(stage, 210, 10);
	assert_order(&stage->order, "gotpointercapture a, pointermove a");
	release(stage, 210, 10);
	assert_order(&stage->order, "pointerup a, lostpointercapture a, pointerleave a, pointerenter b, click a");
	assert_false(oriel_has_pointer_capture(a, 1));
	move(stage, 211, 10);
	assert_order(&stage->order, "pointermove b");
}

static void capture_moves_from_holder_to_holder_before_the_next_event(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(stage->root, "b", 200, 0, 100, 100);
	oriel_listen(a, "pointerdown", capture_here, a);
	press(stage, 10, 10);
	move(stage, 11, 10);
	stage_record(stage, a, CAPTURE " pointermove");
	stage_record(stage, b, CAPTURE " pointermove");
	assert_int_equal(oriel_set_pointer_capture(b, 1), ORIEL_OK);
	assert_order(&stage->order, "");
	move(stage, 12, 10);
	assert_order(&stage->order, "lostpointercapture a, gotpointercapture b, pointermove b");
	assert_int_equal(oriel_release_pointer_capture(a, 1), ORIEL_OK);
	assert_true(oriel_has_pointer_capture(b, 1));
	assert_int_equal(oriel_release_pointer_capture(b, 1), ORIEL_OK);
	move(stage, 13, 10);
	assert_order(&stage->order, "lostpointercapture b, pointermove a");
}

static void capture_without_a_button_or_a_pointer_is_refused(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	assert_int_equal(oriel_set_pointer_capture(a, 1), ORIEL_NOT_FOUND_ERROR);
	move(stage, 10, 10);
	assert_int_equal(oriel_set_pointer_capture(a, 1), ORIEL_OK);
	assert_false(oriel_has_pointer_capture(a, 1));
	oriel_remove(a);
	assert_int_equal(oriel_set_pointer_capture(a, 1), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_set_pointer_capture(a, 2), ORIEL_NOT_FOUND_ERROR);
	oriel_destroy(a);
}

static void a_finger_is_captured_by_what_it_touches(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	const char *all = CAPTURE " pointerover pointerenter pointerdown pointermove pointerup pointerout pointerleave click";
	stage_record(stage, a, all);
	touch(stage, 7, 10, 10);
	drag(stage, 7, 12, 10);
	lift(stage, 7, 12, 10);
	assert_order(&stage->order, "pointerover a, pointerenter a, pointerdown a, gotpointercapture a, pointermove a, pointerup a, "
		"lostpointercapture a, pointerout a, pointerleave a, click a");
}

static void a_destroyed_holder_loses_capture_at_the_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "pointerdown", capture_here, a);
	press(stage, 10, 10);
	move(stage, 11, 10);
	stage_record(stage, a, CAPTURE);
	stage_record_window(stage, CAPTURE);
	stage_record(stage, stage->root, "pointermove");
	oriel_destroy(a);
	assert_order(&stage->order, "lostpointercapture window");
	move(stage, 12, 10);
	assert_order(&stage->order, "pointermove root");
}

static void destroy_another(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void losing_capture_may_destroy_more(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = stage_box(stage->root, "outer", 0, 0, 100, 100);
	oriel_widget *a = stage_box(outer, "a", 0, 0, 100, 100);
	oriel_listen(a, "pointerdown", capture_here, a);
	press(stage, 10, 10);
	move(stage, 11, 10);
	oriel_listen(stage->window, "lostpointercapture", destroy_another, outer);
	oriel_destroy(a);
	assert_int_equal(oriel_child_count(stage->root), 0);
	release(stage, 10, 10);
}

static void a_cancelled_pointer_loses_capture_and_clicks_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	touch(stage, 7, 10, 10);
	drag(stage, 7, 12, 10);
	stage_record(stage, a, CAPTURE " pointercancel pointerup pointerout pointerleave click");
	PUSH(stage, .type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = 7, .pointer_kind = ORIEL_POINTER_TOUCH);
	stage_run(stage);
	lift(stage, 7, 12, 10);
	assert_order(&stage->order, "pointercancel a, lostpointercapture a, pointerout a, pointerleave a");
	assert_false(oriel_has_state(a, ORIEL_STATE_ACTIVE));
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(captured_events_go_to_the_holder_until_the_button_is_up),
		STAGE_TEST(capture_moves_from_holder_to_holder_before_the_next_event),
		STAGE_TEST(capture_without_a_button_or_a_pointer_is_refused),
		STAGE_TEST(a_finger_is_captured_by_what_it_touches),
		STAGE_TEST(a_destroyed_holder_loses_capture_at_the_window),
		STAGE_TEST(losing_capture_may_destroy_more),
		STAGE_TEST(a_cancelled_pointer_loses_capture_and_clicks_nothing));
}
