/* SPDX-License-Identifier: MIT */
/* Focus: the orders of events, Tab, :focus-visible, the window's own focus, and listeners that
 * interfere. */
#include "stage.h"

#define FOCUS "blur focusout focus focusin"

struct three {
	oriel_widget *a, *b, *c;
};

static struct three three_buttons(struct stage *stage) {
	return (struct three){
		stage_button(stage, stage->root, "a", 0, 0, 50, 50),
		stage_button(stage, stage->root, "b", 100, 0, 50, 50),
		stage_button(stage, stage->root, "c", 200, 0, 50, 50),
	};
}

static const char *focused(struct stage *stage) {
	oriel_widget *widget = oriel_window_focused(stage->window);
	return widget != NULL ? oriel_attribute(widget, "id") : "none";
}

static void moving_focus_fires_blur_focusout_focus_focusin(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	stage_record_related(stage, stage->root, FOCUS);
	stage_record_related(stage, w.a, FOCUS);
	stage_record_related(stage, w.b, FOCUS);
	assert_true(oriel_focus(w.a));
	assert_order(
		&stage->order, "focus a from none, focusin a from none, focusin root from none");
	assert_true(oriel_focus(w.a));
	assert_order(&stage->order, "");
	assert_true(oriel_focus(w.b));
	assert_order(&stage->order,
		"blur a from b, focusout a from b, focusout root from b, focus b from a, focusin b from a, "
		"focusin root from a");
	oriel_window_clear_focus(stage->window);
	assert_order(
		&stage->order, "blur b from none, focusout b from none, focusout root from none");
	assert_string_equal(focused(stage), "none");
}

static void blur_takes_the_focus_from_its_widget_alone(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.a);
	oriel_blur(w.b);
	assert_string_equal(focused(stage), "a");
	stage_record(stage, w.a, FOCUS);
	oriel_blur(w.a);
	assert_order(&stage->order, "blur a, focusout a");
	assert_string_equal(focused(stage), "none");
	oriel_blur(w.a);
	assert_order(&stage->order, "");
}

static void widgets_tell_whether_focus_and_tab_reach_them(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	assert_true(oriel_widget_can_have_focus(w.a) && oriel_widget_is_tab_stop(w.a));
	assert_false(oriel_widget_can_have_focus(stage->root) || oriel_widget_is_tab_stop(stage->root));
	oriel_widget_set_tab_stop(w.a, false);
	assert_true(oriel_widget_can_have_focus(w.a) && !oriel_widget_is_tab_stop(w.a));
	oriel_set_disabled(w.b, true);
	oriel_set_style(w.c, "display", "none"); /* counts before the next frame */
	assert_false(oriel_widget_can_have_focus(w.b) || oriel_widget_can_have_focus(w.c));
	oriel_set_style(w.c, "display", NULL);
	assert_true(oriel_widget_is_tab_stop(w.c));
	oriel_remove(w.c);
	assert_false(oriel_widget_can_have_focus(w.c));
	oriel_destroy(w.c);
}

static void blur_of_a_host_takes_the_focus_from_its_shadow_tree(void **state) {
	struct stage *stage = *state;
	oriel_widget *host = stage_box(stage->root, "host", 0, 0, 100, 100);
	oriel_widget *inner = stage_button(stage, stage->root, "inner", 0, 0, 50, 50);
	oriel_widget_append_shadow_child(host, inner);
	stage_run(stage);
	assert_true(oriel_focus(inner));
	assert_string_equal(focused(stage), "host");
	oriel_blur(host);
	assert_string_equal(focused(stage), "none");
}

static void a_press_focuses_the_nearest_focusable_ancestor_or_clears_the_focus(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_widget *inner = stage_box(w.a, "inner", 0, 0, 20, 20);
	stage_record(stage, inner, FOCUS);
	click(stage, 10, 10);
	assert_string_equal(focused(stage), "a");
	assert_true(oriel_widget_has_state(w.a, ORIEL_STATE_FOCUS));
	assert_true(oriel_widget_has_state(stage->root, ORIEL_STATE_FOCUS_WITHIN));
	click(stage, 300, 200);
	assert_string_equal(focused(stage), "none");
	assert_int_equal(oriel_widget_states(w.a) & (ORIEL_STATE_FOCUS | ORIEL_STATE_FOCUS_WITHIN), 0);
	assert_false(oriel_widget_has_state(stage->root, ORIEL_STATE_FOCUS_WITHIN));
}

static void tab_follows_tree_order_and_wraps(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_widget *inner = stage_button(stage, w.a, "inner", 0, 0, 20, 20);
	stage_record(stage, w.a, "focus");
	stage_record(stage, inner, "focus");
	stage_record(stage, w.b, "focus");
	stage_record(stage, w.c, "focus");
	for (int i = 0; i < 5; i++)
		key(stage, "Tab", 0);
	assert_order(&stage->order, "focus a, focus inner, focus b, focus c, focus a");
	key(stage, "Tab", ORIEL_MODIFIER_SHIFT);
	key(stage, "Tab", ORIEL_MODIFIER_SHIFT);
	assert_order(&stage->order, "focus c, focus b");
}

static void tab_skips_disabled_and_hidden_widgets_and_their_descendants(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_widget *inner = stage_button(stage, w.b, "inner", 0, 0, 20, 20);
	stage_record(stage, inner, "focus");
	stage_record(stage, w.c, "focus");
	oriel_set_disabled(w.a, true);
	oriel_set_hidden(w.b, true);
	key(stage, "Tab", 0);
	key(stage, "Tab", 0);
	assert_order(&stage->order, "focus c");
	assert_false(oriel_focus(w.a));
	assert_false(oriel_focus(w.b));
	assert_false(oriel_focus(inner));
	oriel_set_disabled(w.c, true);
	assert_false(oriel_window_focus_next(stage->window, false));
}

static void tab_continues_where_the_focused_widget_was_destroyed(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.b);
	oriel_destroy(w.b);
	assert_string_equal(focused(stage), "none");
	key(stage, "Tab", 0);
	assert_string_equal(focused(stage), "c");
	oriel_focus(w.c);
	oriel_destroy(w.c);
	key(stage, "Tab", ORIEL_MODIFIER_SHIFT);
	assert_string_equal(focused(stage), "a");
}

static void tab_continues_from_the_last_press(void **state) {
	struct stage *stage = *state;
	three_buttons(stage);
	oriel_widget *box = stage_box(stage->root, "box", 0, 100, 50, 50);
	oriel_insert_before(stage->root, box, oriel_query(stage->root, "#b"));
	stage_run(stage);
	click(stage, 10, 110);
	key(stage, "Tab", 0);
	assert_string_equal(focused(stage), "b");
	click(stage, 10, 110);
	key(stage, "Tab", ORIEL_MODIFIER_SHIFT);
	assert_string_equal(focused(stage), "a");
}

static bool shows(oriel_widget *widget) {
	return oriel_widget_has_state(widget, ORIEL_STATE_FOCUS_VISIBLE);
}

static void focus_is_visible_after_keys(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	click(stage, 10, 10);
	assert_false(shows(w.a));
	oriel_focus(w.b);
	assert_false(shows(w.b));
	key(stage, "Tab", 0);
	assert_true(shows(w.c));
	oriel_focus(w.a);
	assert_true(shows(w.a));
	click(stage, 110, 10);
	assert_false(shows(w.b));
	assert_false(shows(w.a));
	key(stage, "Shift", ORIEL_MODIFIER_SHIFT);
	assert_false(shows(w.b));
	key(stage, "x", ORIEL_MODIFIER_CONTROL);
	assert_false(shows(w.b));
	key(stage, "x", 0);
	assert_true(shows(w.b));
}

static void a_text_input_always_shows_focus(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = stage_field(stage, stage->root, "field", 0, 0, 50, 50);
	click(stage, 10, 10);
	assert_true(shows(field));
}

static void destroying_and_removing_lose_focus_silently(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 100, 100);
	oriel_widget *a = stage_button(stage, box, "a", 0, 0, 50, 50);
	oriel_widget *b = stage_button(stage, box, "b", 0, 50, 50, 50);
	oriel_focus(a);
	stage_record(stage, stage->root, FOCUS);
	stage_record(stage, a, FOCUS);
	stage_record(stage, b, FOCUS);
	oriel_destroy(a);
	assert_string_equal(focused(stage), "none");
	assert_false(oriel_widget_has_state(box, ORIEL_STATE_FOCUS_WITHIN));
	assert_order(&stage->order, "");
	oriel_focus(b);
	assert_order(&stage->order, "focus b, focusin b, focusin root");
	oriel_remove(b);
	assert_order(&stage->order, "");
	assert_int_equal(oriel_widget_states(b), 0);
	assert_false(oriel_widget_has_state(box, ORIEL_STATE_FOCUS_WITHIN));
	oriel_destroy(b);
}

static void hiding_or_disabling_loses_focus_silently(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.a);
	stage_record(stage, w.a, FOCUS);
	oriel_set_hidden(w.a, true);
	stage_run(stage);
	assert_string_equal(focused(stage), "none");
	assert_order(&stage->order, "");
	key(stage, "Tab", 0);
	assert_string_equal(focused(stage), "b");
	oriel_set_disabled(w.b, true);
	stage_record(stage, w.b, FOCUS " keydown");
	stage_record(stage, stage->root, "keydown");
	key(stage, "x", 0);
	assert_order(&stage->order, "keydown root");
	assert_string_equal(focused(stage), "none");
	assert_false(oriel_widget_has_state(w.b, ORIEL_STATE_FOCUS));
}

static void focus_data(oriel_event *event, void *data) {
	oriel_focus(data);
}

static void a_listener_of_blur_that_focuses_ends_the_first_move(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.a);
	oriel_listen(w.a, "blur", focus_data, w.c);
	stage_record(stage, w.a, FOCUS);
	stage_record(stage, w.b, FOCUS);
	stage_record(stage, w.c, FOCUS);
	assert_false(oriel_focus(w.b));
	assert_string_equal(focused(stage), "c");
	assert_order(&stage->order, "focus c, focusin c, blur a");
}

static void a_listener_of_focus_that_focuses_ends_the_first_move(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	stage_record(stage, w.b, FOCUS);
	stage_record(stage, w.c, FOCUS);
	oriel_listen(w.b, "focus", focus_data, w.c);
	assert_false(oriel_focus(w.b));
	assert_order(&stage->order, "focus b, blur b, focusout b, focus c, focusin c");
}

static void destroy_data(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void focus_listeners_may_destroy_either_widget(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.a);
	stage_record(stage, stage->root, FOCUS);
	oriel_listen(w.a, "blur", destroy_data, w.b);
	assert_false(oriel_focus(w.b));
	assert_string_equal(focused(stage), "none");
	assert_order(&stage->order, "focusout root");
	oriel_listen(w.c, "focus", destroy_data, w.c);
	assert_false(oriel_focus(w.c));
	assert_order(&stage->order, "");
}

static void inactive_window_keeps_its_focused_widget_and_fires_its_events(void **state) {
	struct stage *stage = *state;
	struct three w = three_buttons(stage);
	oriel_focus(w.a);
	stage_record_window(stage, "focus blur");
	stage_record(stage, w.a, FOCUS);
	stage_record(stage, w.b, FOCUS);
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
	assert_order(&stage->order, "blur a, focusout a, blur window");
	assert_false(oriel_window_is_active(stage->window));
	assert_true(oriel_widget_has_state(stage->root, ORIEL_STATE_WINDOW_INACTIVE));
	assert_false(oriel_widget_has_state(w.a, ORIEL_STATE_FOCUS));
	assert_string_equal(focused(stage), "a");
	assert_true(oriel_focus(w.b));
	assert_order(&stage->order, "");
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	stage_run(stage);
	assert_order(&stage->order, "focus window, focus b, focusin b");
	assert_false(oriel_widget_has_state(stage->root, ORIEL_STATE_WINDOW_INACTIVE));
	assert_true(oriel_widget_has_state(w.b, ORIEL_STATE_FOCUS));
}

static void focus_scrolls_into_view(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 10);
	oriel_widget *a = stage_button(stage, oriel_child_at(list, 9), "a", 0, 0, 50, 50);
	stage_run(stage);
	assert_true(oriel_focus(a));
	stage_run(stage);
	assert_float_equal(oriel_widget_scroll_position(list).y, 400, 0.01);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(moving_focus_fires_blur_focusout_focus_focusin),
		STAGE_TEST(blur_takes_the_focus_from_its_widget_alone),
		STAGE_TEST(widgets_tell_whether_focus_and_tab_reach_them),
		STAGE_TEST(blur_of_a_host_takes_the_focus_from_its_shadow_tree),
		STAGE_TEST(a_press_focuses_the_nearest_focusable_ancestor_or_clears_the_focus),
		STAGE_TEST(tab_follows_tree_order_and_wraps),
		STAGE_TEST(tab_skips_disabled_and_hidden_widgets_and_their_descendants),
		STAGE_TEST(tab_continues_where_the_focused_widget_was_destroyed),
		STAGE_TEST(tab_continues_from_the_last_press),
		STAGE_TEST(focus_is_visible_after_keys),
		STAGE_TEST(a_text_input_always_shows_focus),
		STAGE_TEST(destroying_and_removing_lose_focus_silently),
		STAGE_TEST(hiding_or_disabling_loses_focus_silently),
		STAGE_TEST(a_listener_of_blur_that_focuses_ends_the_first_move),
		STAGE_TEST(a_listener_of_focus_that_focuses_ends_the_first_move),
		STAGE_TEST(focus_listeners_may_destroy_either_widget),
		STAGE_TEST(inactive_window_keeps_its_focused_widget_and_fires_its_events),
		STAGE_TEST(focus_scrolls_into_view));
}
