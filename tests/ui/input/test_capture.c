/* SPDX-License-Identifier: MIT */
/* Pointer capture, explicit and implicit, and the end of a capture when its widget goes. */
#include "stage.h"

#define CAPTURE "gotpointercapture lostpointercapture"

static void capture_here(oriel_event *event, void *data) {
	assert_int_equal(
		oriel_widget_set_pointer_capture(data, oriel_event_pointer(event)->pointer_id), ORIEL_OK);
}

static void captured_events_go_to_the_holder_until_the_button_is_up(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(stage->root, "b", 200, 0, 100, 100);
	oriel_listen(a, "pointerdown", capture_here, a);
	stage_record(
		stage, a, CAPTURE " pointerenter pointerleave pointerdown pointermove pointerup click");
	stage_record(
		stage, b, CAPTURE " pointerenter pointerleave pointerdown pointermove pointerup click");
	press(stage, 10, 10);
	assert_order(&stage->order, "pointerenter a, pointerdown a");
	assert_true(oriel_widget_has_pointer_capture(a, 1));
	move(stage, 210, 10);
	assert_order(&stage->order, "gotpointercapture a, pointermove a");
	release(stage, 210, 10);
	assert_order(&stage->order,
		"pointerup a, lostpointercapture a, pointerleave a, pointerenter b, click a");
	assert_false(oriel_widget_has_pointer_capture(a, 1));
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
	assert_int_equal(oriel_widget_set_pointer_capture(b, 1), ORIEL_OK);
	assert_order(&stage->order, "");
	move(stage, 12, 10);
	assert_order(&stage->order, "lostpointercapture a, gotpointercapture b, pointermove b");
	assert_int_equal(oriel_widget_release_pointer_capture(a, 1), ORIEL_OK);
	assert_true(oriel_widget_has_pointer_capture(b, 1));
	assert_int_equal(oriel_widget_release_pointer_capture(b, 1), ORIEL_OK);
	move(stage, 13, 10);
	assert_order(&stage->order, "lostpointercapture b, pointermove a");
}

static void capture_without_a_button_or_a_pointer_is_refused(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	assert_int_equal(oriel_widget_set_pointer_capture(a, 1), ORIEL_NOT_FOUND_ERROR);
	move(stage, 10, 10);
	assert_int_equal(oriel_widget_set_pointer_capture(a, 1), ORIEL_OK);
	assert_false(oriel_widget_has_pointer_capture(a, 1));
	oriel_remove(a);
	assert_int_equal(oriel_widget_set_pointer_capture(a, 1), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_widget_set_pointer_capture(a, 2), ORIEL_NOT_FOUND_ERROR);
	oriel_destroy(a);
}

static void touched_widget_captures_the_finger(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	const char *all = CAPTURE " pointerover pointerenter pointerdown pointermove pointerup "
							"pointerout pointerleave click";
	stage_record(stage, a, all);
	touch(stage, 7, 10, 10);
	drag(stage, 7, 12, 10);
	lift(stage, 7, 12, 10);
	assert_order(&stage->order,
		"pointerover a, pointerenter a, pointerdown a, gotpointercapture a, pointermove a, "
		"pointerup a, "
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

static void lostpointercapture_listeners_may_destroy_widgets(void **state) {
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

static oriel_widget *inner_of_what_leaves;
static enum oriel_status captured_status;
static bool has_focused;

/* Tries to capture, focus and reveal a widget that has left the window. */
static void take_everything(oriel_event *event, void *data) {
	captured_status = oriel_widget_set_pointer_capture(
		inner_of_what_leaves, oriel_event_pointer(event)->pointer_id);
	has_focused = oriel_focus(inner_of_what_leaves);
	oriel_scroll_into_view(inner_of_what_leaves, .block = ORIEL_SCROLL_NEAREST);
	assert_null(oriel_widget_window(inner_of_what_leaves));
}

static void take_out(struct stage *stage, oriel_widget *outer, int how) {
	switch (how) {
	case 0:
		oriel_destroy(outer);
		break;
	case 1:
		oriel_destroy(oriel_remove(outer));
		break;
	case 2:
		oriel_replace(outer, oriel_element("new"));
		break;
	case 3:
		oriel_append(oriel_element("orphan"), outer);
		break;
	default:
		oriel_widget_clear(stage->root);
	}
}

static void removed_subtree_gets_neither_capture_nor_focus_from_listeners(void **state) {
	struct stage *stage = *state;
	oriel_listen(stage->window, "lostpointercapture", take_everything, stage);
	for (int how = 0; how < 5; how++) {
		oriel_widget *outer = stage_box(stage->root, "outer", 0, 0, 200, 100);
		oriel_widget *a = stage_box(outer, "a", 0, 0, 100, 100);
		inner_of_what_leaves = stage_button(stage, outer, "b", 100, 0, 100, 100);
		oriel_listen(a, "pointerdown", capture_here, a);
		press(stage, 10, 10);
		move(stage, 11, 10);
		captured_status = ORIEL_OK;
		has_focused = true;
		take_out(stage, outer, how);
		assert_int_equal(captured_status, ORIEL_INVALID_STATE_ERROR);
		assert_false(has_focused);
		stage_run(stage);
		release(stage, 10, 10);
		key(stage, "Tab", 0);
		move(stage, 150, 50);
		oriel_widget_clear(stage->root);
	}
	stage->order.length = 0;
}

/* ---- Classes that react to states ---- */

static oriel_widget *victim;

/* Destroys the victim when its widget gets or loses the state named by an attribute. */
static void fragile_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind != ORIEL_CHANGE_STATE || victim == NULL)
		return;
	unsigned wanted = oriel_has_attribute(widget, "focus") ? ORIEL_STATE_FOCUS :
		oriel_has_attribute(widget, "hover")               ? ORIEL_STATE_HOVER :
															ORIEL_STATE_ACTIVE;
	if (((oriel_widget_states(widget) ^ change->old_states) & wanted) == 0)
		return;
	oriel_widget *gone = victim;
	victim = NULL;
	oriel_destroy(gone);
}

static const struct oriel_widget_class fragile_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "fragile",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.changed = fragile_changed,
};

static oriel_widget *fragile(oriel_widget *parent, const char *state) {
	oriel_widget *widget = oriel_widget_new(&fragile_class);
	oriel_set_style(widget, "width", "100px");
	oriel_set_style(widget, "height", "100px");
	oriel_set_style(widget, "position", "absolute");
	oriel_set_style(widget, "top", "0");
	oriel_set_style(widget, "left", "0");
	oriel_set_attribute(widget, state, "");
	oriel_append(parent, widget);
	return widget;
}

static void a_class_may_destroy_its_widget_or_an_ancestor_as_a_state_changes(void **state) {
	struct stage *stage = *state;
	static const char *const states[] = { "hover", "active", "focus" };
	for (size_t i = 0; i < 6; i++) {
		oriel_widget *outer = stage_box(stage->root, "outer", 0, 0, 200, 100);
		oriel_widget *inner = fragile(outer, states[i / 2]);
		victim = i % 2 == 0 ? inner : outer;
		stage_run(stage);
		move(stage, 10, 10);
		press(stage, 10, 10);
		release(stage, 10, 10);
		assert_null(victim);
		key(stage, "Tab", 0);
		move(stage, 20, 20);
		oriel_widget_clear(stage->root);
		stage_run(stage);
	}
}

static void a_class_may_destroy_its_widget_as_a_state_ends(void **state) {
	struct stage *stage = *state;
	static const char *const states[] = { "hover", "active", "focus" };
	for (size_t i = 0; i < 3; i++) {
		oriel_widget *inner = fragile(stage->root, states[i]);
		stage_run(stage);
		press(stage, 10, 10);
		victim = inner;
		release(stage, 10, 10);
		move(stage, 300, 200);
		oriel_window_clear_focus(stage->window);
		assert_null(victim);
		move(stage, 10, 10);
		key(stage, "Tab", 0);
		stage_run(stage);
	}
}

static void cancelled_pointer_loses_capture_without_a_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	touch(stage, 7, 10, 10);
	drag(stage, 7, 12, 10);
	stage_record(stage, a, CAPTURE " pointercancel pointerup pointerout pointerleave click");
	PUSH(stage, .type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = 7,
		.pointer_kind = ORIEL_POINTER_TOUCH);
	stage_run(stage);
	lift(stage, 7, 12, 10);
	assert_order(
		&stage->order, "pointercancel a, lostpointercapture a, pointerout a, pointerleave a");
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(captured_events_go_to_the_holder_until_the_button_is_up),
		STAGE_TEST(capture_moves_from_holder_to_holder_before_the_next_event),
		STAGE_TEST(capture_without_a_button_or_a_pointer_is_refused),
		STAGE_TEST(touched_widget_captures_the_finger),
		STAGE_TEST(a_destroyed_holder_loses_capture_at_the_window),
		STAGE_TEST(lostpointercapture_listeners_may_destroy_widgets),
		STAGE_TEST(removed_subtree_gets_neither_capture_nor_focus_from_listeners),
		STAGE_TEST(a_class_may_destroy_its_widget_or_an_ancestor_as_a_state_changes),
		STAGE_TEST(a_class_may_destroy_its_widget_as_a_state_ends),
		STAGE_TEST(cancelled_pointer_loses_capture_without_a_click));
}
