/* SPDX-License-Identifier: MIT */
/* The widget under a pointer: the chains of enter and leave, :hover, and changes without a move. */
#include "stage.h"

#include <string.h>

#define ALL "pointerover pointerenter pointermove pointerout pointerleave"

static void pointerenter_runs_from_the_outside_in(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(a, "b", 10, 10, 50, 50);
	stage_record(stage, stage->root, ALL);
	stage_record(stage, a, ALL);
	stage_record(stage, b, ALL);
	move(stage, 20, 20);
	assert_order(&stage->order,
		"pointerover b, pointerover a, pointerover root, pointerenter root, pointerenter a, "
		"pointerenter b, "
		"pointermove b, pointermove a, pointermove root");
	move(stage, 21, 20);
	assert_order(&stage->order, "pointermove b, pointermove a, pointermove root");
}

static void crossing_fires_events_up_to_the_common_ancestor(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(a, "b", 10, 10, 50, 50);
	oriel_widget *c = stage_box(stage->root, "c", 200, 0, 100, 100);
	move(stage, 20, 20);
	oriel_widget *all[] = { stage->root, a, b, c };
	for (size_t i = 0; i < 4; i++)
		stage_record_related(stage, all[i], "pointerenter pointerleave");
	stage_record_related(stage, stage->root, "pointerover pointerout");
	move(stage, 210, 10);
	assert_order(&stage->order,
		"pointerout root from c, pointerleave b from c, pointerleave a from c, "
		"pointerover root from b, pointerenter c from b");
}

static void leaving_the_window_leaves_all_widgets(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	move(stage, 20, 20);
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	stage_record_related(stage, stage->root, "pointerout pointerleave");
	stage_record_related(stage, a, "pointerleave");
	PUSH(stage, .type = ORIEL_RAW_POINTER_LEAVE, .pointer_id = 1);
	stage_run(stage);
	assert_order(&stage->order,
		"pointerout root from none, pointerleave a from none, pointerleave root from none");
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	assert_false(oriel_widget_has_state(stage->root, ORIEL_STATE_HOVER));
}

static void hover_is_set_on_ancestors(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(a, "b", 10, 10, 50, 50);
	oriel_widget *c = stage_box(stage->root, "c", 200, 0, 100, 100);
	move(stage, 20, 20);
	assert_true(oriel_widget_has_state(stage->root, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(b, ORIEL_STATE_HOVER));
	move(stage, 210, 10);
	assert_true(oriel_widget_has_state(stage->root, ORIEL_STATE_HOVER));
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	assert_false(oriel_widget_has_state(b, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(c, ORIEL_STATE_HOVER));
}

static void removing_the_hovered_widget_fires_no_leave_events(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(a, "b", 10, 10, 50, 50);
	move(stage, 20, 20);
	stage_record_related(stage, stage->root, ALL);
	stage_record_related(stage, a, "pointerenter pointerleave");
	stage_record_related(stage, b, ALL);
	oriel_remove(b);
	assert_false(oriel_widget_has_state(b, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	stage_run(stage);
	assert_order(&stage->order, "pointerover root from none");
	oriel_destroy(b);
}

static void next_frame_enters_a_widget_that_appears_under_a_resting_pointer(void **state) {
	struct stage *stage = *state;
	stage_box(stage->root, "a", 0, 0, 100, 100);
	move(stage, 20, 20);
	stage_record_related(stage, stage->root, "pointerover pointerout pointermove");
	oriel_widget *b = stage_box(stage->root, "b", 0, 0, 50, 50);
	stage_record(stage, b, "pointerenter");
	stage_run(stage);
	assert_order(&stage->order, "pointerout root from b, pointerover root from a, pointerenter b");
}

static void cover_on_press(oriel_event *event, void *data) {
	(void)event;
	stage_box(((struct stage *)data)->root, "cover", 0, 0, 100, 100);
}

/* The press and the end of its hover are in one picture. */
static void a_cover_that_a_click_shows_takes_hover_in_the_same_frame(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "click", cover_on_press, stage);
	move(stage, 20, 20);
	stage_record(stage, a, "pointerleave");
	struct oriel_window_stats stats;
	oriel_window_reset_stats(stage->window);
	click(stage, 20, 20);
	assert_order(&stage->order, "pointerleave a");
	oriel_window_stats(stage->window, &stats);
	assert_int_equal(stats.frames, 1);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
}

static void flee(oriel_event *event, void *data) {
	oriel_widget *widget = oriel_event_widget(event);
	bool is_entered = strcmp(oriel_event_type(event), "pointerenter") == 0;
	order_add(data, is_entered ? "enter" : "leave");
	oriel_set_style(widget, "left", "%dpx", is_entered ? 200 : 0);
}

/* A frame follows the pointer at its beginning, and once more after its layout. */
static void a_widget_that_flees_from_the_pointer_does_not_hold_up_a_frame(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 200, 0, 100, 100);
	oriel_listen(a, "pointerenter", flee, &stage->order);
	oriel_listen(a, "pointerleave", flee, &stage->order);
	move(stage, 20, 20);
	oriel_set_style(a, "left", "0px");
	oriel_loop_advance(stage->loop, 0);
	assert_order(&stage->order, "enter");
	oriel_loop_advance(stage->loop, 17);
	assert_order(&stage->order, "leave, enter");
}

static void scrolling_under_a_resting_pointer_changes_hover(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 10);
	move(stage, 20, 20);
	assert_true(oriel_widget_has_state(oriel_child_at(list, 0), ORIEL_STATE_HOVER));
	assert_true(oriel_scroll_by(list, .y = 50));
	stage_run(stage);
	assert_false(oriel_widget_has_state(oriel_child_at(list, 0), ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(oriel_child_at(list, 1), ORIEL_STATE_HOVER));
}

static void destroy_entered(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void destroying_the_entered_target_selects_another_target(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(a, "b", 10, 10, 50, 50);
	oriel_listen(a, "pointerenter", destroy_entered, b);
	stage_record(stage, a, ALL);
	stage_record(stage, b, ALL);
	move(stage, 20, 20);
	assert_order(&stage->order,
		"pointerover b, pointerover a, pointerenter a, pointerover a, pointermove a");
}

static void cursor_follows_hover_and_is_set_once(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_set_style(a, "cursor", "text");
	assert_int_equal(stage_shown(stage).cursor, ORIEL_CURSOR_DEFAULT);
	move(stage, 20, 20);
	assert_int_equal(stage_shown(stage).cursor, ORIEL_CURSOR_TEXT);
	move(stage, 200, 20);
	assert_int_equal(stage_shown(stage).cursor, ORIEL_CURSOR_DEFAULT);
}

static void a_finger_does_not_hover(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	touch(stage, 7, 20, 20);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	lift(stage, 7, 20, 20);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(pointerenter_runs_from_the_outside_in),
		STAGE_TEST(crossing_fires_events_up_to_the_common_ancestor),
		STAGE_TEST(leaving_the_window_leaves_all_widgets),
		STAGE_TEST(hover_is_set_on_ancestors),
		STAGE_TEST(removing_the_hovered_widget_fires_no_leave_events),
		STAGE_TEST(next_frame_enters_a_widget_that_appears_under_a_resting_pointer),
		STAGE_TEST(a_cover_that_a_click_shows_takes_hover_in_the_same_frame),
		STAGE_TEST(a_widget_that_flees_from_the_pointer_does_not_hold_up_a_frame),
		STAGE_TEST(scrolling_under_a_resting_pointer_changes_hover),
		STAGE_TEST(destroying_the_entered_target_selects_another_target),
		STAGE_TEST(cursor_follows_hover_and_is_set_once),
		STAGE_TEST(a_finger_does_not_hover));
}
