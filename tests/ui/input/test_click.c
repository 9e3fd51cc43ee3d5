/* SPDX-License-Identifier: MIT */
/* Clicks: their targets, their counts, and how they are prevented. */
#include "stage.h"

#define CLICKS "click auxclick dblclick contextmenu"

static void on_count(oriel_event *event, void *data) {
	struct stage *stage = data;
	assert_true(oriel_event_is_trusted(event));
	order_add(
		&stage->order, "%s %d", oriel_event_type(event), oriel_event_pointer(event)->click_count);
}

static void count(struct stage *stage, oriel_widget *widget) {
	oriel_listen(widget, "pointerdown", on_count, stage);
	oriel_listen(widget, "click", on_count, stage);
	oriel_listen(widget, "dblclick", on_count, stage);
}

static void a_click_follows_the_release_and_activates(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, "pointerdown pointerup click focus");
	press(stage, 10, 10);
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	assert_true(oriel_widget_has_state(stage->root, ORIEL_STATE_ACTIVE));
	release(stage, 10, 10);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	assert_order(&stage->order, "pointerdown a, focus a, pointerup a, click a, activate a");
}

static void a_click_goes_to_the_common_ancestor(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 200, 100);
	oriel_widget *a = stage_box(box, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(box, "b", 100, 0, 100, 100);
	stage_record(stage, a, "click");
	stage_record(stage, b, "click");
	stage_record(stage, box, "click");
	press(stage, 10, 10);
	release(stage, 110, 10);
	assert_order(&stage->order, "click box");
	click(stage, 10, 10);
	assert_order(&stage->order, "click a, click box");
}

static void click_count_increases_for_clicks_soon_and_near(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	count(stage, a);
	click(stage, 10, 10);
	click(stage, 12, 10);
	click(stage, 12, 11);
	assert_order(&stage->order,
		"pointerdown 1, click 1, pointerdown 2, click 2, dblclick 2, pointerdown 3, click 3");
	oriel_loop_advance(stage->loop, 501);
	click(stage, 12, 11);
	assert_order(&stage->order, "pointerdown 1, click 1");
	click(stage, 30, 11);
	assert_order(&stage->order, "pointerdown 1, click 1");
}

static void other_button_or_target_restarts_the_click_count(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_box(stage->root, "b", 100, 0, 100, 100);
	count(stage, a);
	count(stage, b);
	click(stage, 99, 10);
	click(stage, 101, 10);
	press_button(stage, 101, 10, ORIEL_BUTTON_MIDDLE);
	release_button(stage, 101, 10, ORIEL_BUTTON_MIDDLE);
	assert_order(&stage->order, "pointerdown 1, click 1, pointerdown 1, click 1, pointerdown 1");
}

static void other_buttons_fire_auxclick_and_the_secondary_contextmenu(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, CLICKS " pointerdown pointerup");
	press_button(stage, 10, 10, ORIEL_BUTTON_SECONDARY);
	release_button(stage, 10, 10, ORIEL_BUTTON_SECONDARY);
	assert_order(&stage->order, "pointerdown a, contextmenu a, pointerup a, auxclick a");
	press_button(stage, 10, 10, ORIEL_BUTTON_MIDDLE);
	release_button(stage, 10, 10, ORIEL_BUTTON_MIDDLE);
	assert_order(&stage->order, "pointerdown a, pointerup a, auxclick a");
}

static void second_button_is_reported_by_a_move(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, CLICKS " pointerdown pointermove pointerup");
	press(stage, 10, 10);
	press_button(stage, 10, 10, ORIEL_BUTTON_MIDDLE);
	release_button(stage, 10, 10, ORIEL_BUTTON_MIDDLE);
	release(stage, 10, 10);
	assert_order(&stage->order,
		"pointerdown a, pointermove a, pointermove a, auxclick a, pointerup a, click a");
}

static void disabled_widget_gets_no_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 200, 100);
	oriel_widget *a = stage_button(stage, box, "a", 0, 0, 100, 100);
	oriel_set_disabled(a, true);
	stage_record(stage, a, CLICKS " pointerdown pointerup focus");
	stage_record(stage, box, CLICKS);
	click(stage, 10, 10);
	press_button(stage, 10, 10, ORIEL_BUTTON_SECONDARY);
	release_button(stage, 10, 10, ORIEL_BUTTON_SECONDARY);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	assert_order(&stage->order, "pointerdown a, pointerup a, pointerdown a, pointerup a");
	oriel_click(a);
	assert_order(&stage->order, "");
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void preventing_pointerdown_prevents_focus_and_not_the_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "pointerdown", prevent, NULL);
	stage_record(stage, a, "focus click");
	click(stage, 10, 10);
	assert_order(&stage->order, "click a, activate a");
}

static void preventing_the_click_prevents_activation(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "click", prevent, NULL);
	click(stage, 10, 10);
	assert_order(&stage->order, "");
}

static void destroy_data(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void destroying_the_pressed_widget_ends_the_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "pointerdown", destroy_data, a);
	stage_record(stage, stage->root, "click pointerup");
	click(stage, 10, 10);
	assert_order(&stage->order, "pointerup root");
}

static void destroying_the_target_on_release_ends_the_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	oriel_listen(a, "pointerup", destroy_data, a);
	stage_record(stage, stage->root, "click pointerup");
	click(stage, 10, 10);
	assert_order(&stage->order, "pointerup root");
}

static void tap_focuses_and_clicks_at_its_end(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, "pointerdown pointerup focus click");
	touch(stage, 7, 10, 10);
	lift(stage, 7, 10, 10);
	assert_order(&stage->order, "pointerdown a, pointerup a, focus a, click a, activate a");
}

static void a_finger_that_moves_too_far_does_not_tap(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, "pointerup focus click");
	touch(stage, 7, 10, 10);
	drag(stage, 7, 40, 10);
	lift(stage, 7, 10, 10);
	assert_order(&stage->order, "pointerup a");
}

/* ---- Clicks within clicks ---- */

static void click_it(oriel_event *event, void *data) {
	oriel_click(data);
}

static void a_listener_that_clicks_its_own_widget_is_called_once_more_at_most(void **state) {
	struct stage *stage = *state;
	oriel_widget *zone = stage_box(stage->root, "zone", 0, 0, 200, 100);
	oriel_widget *a = stage_button(stage, zone, "a", 0, 0, 100, 100);
	stage_record(stage, a, "click");
	oriel_listener_id id = oriel_listen(a, "click", click_it, a);
	oriel_click(a);
	assert_order(&stage->order, "click a, activate a");
	click(stage, 10, 10);
	assert_order(&stage->order, "click a, click a, activate a, activate a");
	oriel_fire(a, "click");
	assert_order(&stage->order, "click a, click a, activate a, activate a");
	oriel_unlisten(id);
	oriel_listen(zone, "click", click_it, a);
	oriel_click(a);
	assert_order(&stage->order, "click a, activate a");
	oriel_click(zone);
	assert_order(&stage->order, "click a, activate a");
	oriel_click(a);
	assert_order(&stage->order, "click a, activate a");
}

static void widgets_that_click_each_other_are_clicked_once_each(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	oriel_widget *b = stage_button(stage, stage->root, "b", 100, 0, 100, 100);
	stage_record(stage, a, "click");
	stage_record(stage, b, "click");
	oriel_listen(a, "click", click_it, b);
	oriel_listen(b, "click", click_it, a);
	oriel_click(a);
	assert_order(&stage->order, "click a, click b, activate b, activate a");
	key(stage, "Tab", 0);
	key(stage, "Enter", 0);
	assert_order(&stage->order, "click a, click b, activate b, activate a");
}

static void destroy_it(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void a_widget_may_be_destroyed_while_it_is_being_clicked(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 100, 100);
	stage_record(stage, a, "click");
	oriel_listen(a, "click", destroy_it, a);
	oriel_click(a);
	assert_order(&stage->order, "click a");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(a_click_follows_the_release_and_activates),
		STAGE_TEST(a_click_goes_to_the_common_ancestor),
		STAGE_TEST(click_count_increases_for_clicks_soon_and_near),
		STAGE_TEST(other_button_or_target_restarts_the_click_count),
		STAGE_TEST(other_buttons_fire_auxclick_and_the_secondary_contextmenu),
		STAGE_TEST(second_button_is_reported_by_a_move),
		STAGE_TEST(disabled_widget_gets_no_click),
		STAGE_TEST(preventing_pointerdown_prevents_focus_and_not_the_click),
		STAGE_TEST(preventing_the_click_prevents_activation),
		STAGE_TEST(destroying_the_pressed_widget_ends_the_click),
		STAGE_TEST(destroying_the_target_on_release_ends_the_click),
		STAGE_TEST(tap_focuses_and_clicks_at_its_end),
		STAGE_TEST(a_finger_that_moves_too_far_does_not_tap),
		STAGE_TEST(a_listener_that_clicks_its_own_widget_is_called_once_more_at_most),
		STAGE_TEST(widgets_that_click_each_other_are_clicked_once_each),
		STAGE_TEST(a_widget_may_be_destroyed_while_it_is_being_clicked));
}
