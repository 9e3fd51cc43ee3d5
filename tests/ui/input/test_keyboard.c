/* SPDX-License-Identifier: MIT */
/* Keys: their targets, and their default actions. */
#include "stage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define KEYS "keydown keyup click"

static void keys_reach_the_focused_widget_or_the_root(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	stage_record(stage, stage->root, KEYS);
	stage_record(stage, a, KEYS);
	key(stage, "q", 0);
	assert_order(&stage->order, "keydown root, keyup root");
	oriel_focus(a);
	key(stage, "q", 0);
	assert_order(&stage->order, "keydown a, keydown root, keyup a, keyup root");
}

static void on_key(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_key_event *key_event = oriel_event_key(event);
	order_add(&stage->order, "%s %s %s %u %d", oriel_event_type(event), key_event->key,
		key_event->code, key_event->modifiers, key_event->repeat);
}

static void key_event_has_all_its_fields(void **state) {
	struct stage *stage = *state;
	oriel_listen(stage->root, "keydown", on_key, stage);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "A", .code = "KeyA",
		.modifiers = ORIEL_MODIFIER_SHIFT, .repeat = true);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN);
	stage_run(stage);
	assert_order(&stage->order, "keydown A KeyA 1 1, keydown Unidentified  0 0");
}

static void enter_clicks_on_keydown_and_space_on_keyup(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_focus(a);
	stage_record(stage, a, KEYS);
	key(stage, "Enter", 0);
	assert_order(&stage->order, "keydown a, click a, activate a, keyup a");
	key_down(stage, " ", 0);
	assert_true(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	assert_order(&stage->order, "keydown a");
	key_up(stage, " ", 0);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	assert_order(&stage->order, "keyup a, click a, activate a");
}

static void repeat(struct stage *stage, const char *name, int times) {
	for (int i = 0; i < times; i++)
		PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = name, .repeat = true);
	stage_run(stage);
}

static void a_held_enter_clicks_once(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_focus(a);
	stage_record(stage, a, "click contextmenu");
	key_down(stage, "Enter", 0);
	repeat(stage, "Enter", 3);
	assert_order(&stage->order, "click a, activate a");
	key_down(stage, "ContextMenu", 0);
	repeat(stage, "ContextMenu", 3);
	assert_order(&stage->order, "contextmenu a");
}

/* Destroys the row, and focuses the next, as a list does for Delete. */
static void destroy_row(oriel_event *event, void *data) {
	oriel_widget *row = oriel_event_widget(event), *next = oriel_next_sibling(row);
	if (data != NULL)
		oriel_focus(next);
	oriel_destroy(row);
	if (next != NULL)
		oriel_focus(next);
}

static void add_rows(struct stage *stage, int count, void *focus_first) {
	for (int i = 0; i < count; i++) {
		char id[16];
		snprintf(id, sizeof(id), "%d", i);
		oriel_widget *row = stage_button(stage, stage->root, id, 0, 20.0f * (float)i, 50, 20);
		stage_record(stage, row, "keydown keyup");
		oriel_listen(row, "keydown", destroy_row, focus_first);
	}
	oriel_focus(oriel_first_child(stage->root));
}

static void a_key_that_removes_its_target_does_not_repeat_on_the_next_widget(void **state) {
	struct stage *stage = *state;
	for (int focus_first = 0; focus_first < 2; focus_first++) {
		add_rows(stage, 4, focus_first ? stage : NULL);
		key_down(stage, "Delete", 0);
		repeat(stage, "Delete", 5);
		key_up(stage, "Delete", 0);
		key_down(stage, "Delete", 0);
		key_up(stage, "Delete", 0);
		assert_order(&stage->order, "keydown 0, keyup 1, keydown 1, keyup 2");
		while (oriel_first_child(stage->root) != NULL)
			oriel_destroy(oriel_first_child(stage->root));
	}
}

static void the_text_of_a_key_that_removed_its_target_is_dropped(void **state) {
	struct stage *stage = *state;
	add_rows(stage, 1, NULL);
	oriel_widget *field = stage_field(stage, stage->root, "field", 0, 100, 50, 20);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	stage_record(stage, field, "beforeinput");
	key_down(stage, "x", 0);
	repeat(stage, "x", 1);
	PUSH(stage, .type = ORIEL_RAW_TEXT, .text = "x");
	stage_run(stage);
	assert_ptr_equal(oriel_window_focused(stage->window), field);
	assert_order(&stage->order, "keydown 0");
	key_down(stage, "y", 0);
	PUSH(stage, .type = ORIEL_RAW_TEXT, .text = "y");
	stage_run(stage);
	assert_order(&stage->order, "beforeinput field, insert y");
}

static void destroy_first(oriel_event *event, void *data) {
	oriel_widget *first = oriel_first_child(data);
	oriel_focus(oriel_next_sibling(oriel_event_widget(event)));
	if (first != oriel_event_widget(event))
		oriel_destroy(first);
}

static void removing_a_row_after_the_focus_moved_does_not_end_repeats(void **state) {
	struct stage *stage = *state;
	for (int i = 0; i < 4; i++) {
		char id[16];
		snprintf(id, sizeof(id), "%d", i);
		oriel_widget *row = stage_button(stage, stage->root, id, 0, 20.0f * (float)i, 50, 20);
		stage_record(stage, row, "keydown");
		oriel_listen(row, "keydown", destroy_first, stage->root);
	}
	oriel_focus(oriel_first_child(stage->root));
	key_down(stage, "ArrowDown", 0);
	repeat(stage, "ArrowDown", 2);
	assert_order(&stage->order, "keydown 0, keydown 1, keydown 2");
}

static void space_clicks_nothing_if_focus_moves_while_it_is_down(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_widget *b = stage_button(stage, stage->root, "b", 100, 0, 50, 50);
	oriel_focus(a);
	stage_record(stage, stage->root, "click");
	key_down(stage, " ", 0);
	oriel_focus(b);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_ACTIVE));
	key_up(stage, " ", 0);
	assert_order(&stage->order, "");
	key_down(stage, " ", 0);
	oriel_destroy(b);
	key_up(stage, " ", 0);
	assert_order(&stage->order, "");
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void preventing_keydown_prevents_its_default_action(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_focus(a);
	oriel_listen(stage->root, "keydown", prevent, NULL);
	stage_record(stage, stage->root, "click");
	key(stage, "Enter", 0);
	key(stage, " ", 0);
	key(stage, "Tab", 0);
	key(stage, "c", ORIEL_MODIFIER_CONTROL);
	assert_order(&stage->order, "");
	assert_ptr_equal(oriel_window_focused(stage->window), a);
}

static void control_and_letters_are_clipboard_commands(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	stage_record(stage, a, "copy cut paste");
	stage_record(stage, stage->root, "copy cut paste");
	key(stage, "c", ORIEL_MODIFIER_CONTROL);
	assert_order(&stage->order, "copy root");
	oriel_focus(a);
	key(stage, "X", ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_CAPS_LOCK);
	key(stage, "v", ORIEL_MODIFIER_CONTROL);
	key(stage, "Insert", ORIEL_MODIFIER_SHIFT);
	key(stage, "c", ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT);
	assert_order(&stage->order, "cut a, cut root, paste a, paste root, paste a, paste root");
}

static void keys_of_the_clipboard_are_its_commands(void **state) {
	struct stage *stage = *state;
	stage_record(stage, stage->root, "copy cut paste");
	key(stage, "Copy", 0);
	key(stage, "Cut", 0);
	key(stage, "Paste", 0);
	key(stage, "Insert", ORIEL_MODIFIER_CONTROL);
	key(stage, "Delete", ORIEL_MODIFIER_SHIFT);
	key(stage, "Paste", ORIEL_MODIFIER_ALT);
	assert_order(&stage->order, "copy root, cut root, paste root, copy root, cut root");
}

static void clipboard_commands_follow_the_layout(void **state) {
	struct stage *stage = *state;
	stage_record(stage, stage->root, "copy cut paste");
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "c", .code = "KeyI",
		.modifiers = ORIEL_MODIFIER_CONTROL);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "j", .code = "KeyC",
		.modifiers = ORIEL_MODIFIER_CONTROL);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "\u043c", .code = "KeyV",
		.modifiers = ORIEL_MODIFIER_CONTROL, .by_place = true);
	stage_run(stage);
	assert_order(&stage->order, "copy root, paste root");
}

static void keys_scroll_around_the_focused_widget(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 10);
	oriel_widget *a = stage_button(stage, list, "a", 0, 0, 50, 50);
	stage_run(stage);
	oriel_focus(a);
	const struct {
		const char *key;
		double at;
	} steps[] = {
		{ "ArrowDown", 40 },
		{ "PageDown", 127.5 },
		{ "ArrowUp", 87.5 },
		{ "End", 400 },
		{ "PageUp", 312.5 },
		{ "Home", 0 },
	};
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		key(stage, steps[i].key, 0);
		assert_float_equal(oriel_widget_scroll_position(list).y, steps[i].at, 0.01);
	}
}

static void scroll_padding_makes_pages_shorter(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "list", 0, 0, 100, 100, 10);
	oriel_set_style(list, "scroll-padding", "20px 0");
	oriel_widget_set_focusable(list, true);
	stage_run(stage);
	oriel_focus(list);
	key(stage, "PageDown", 0);
	assert_float_equal(oriel_widget_scroll_position(list).y, 0.875 * 60, 0.01);
}

static void space_scrolls_around_the_last_press_without_focus(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 10);
	stage_run(stage);
	key(stage, " ", 0);
	assert_float_equal(oriel_widget_scroll_position(list).y, 0, 0.01);
	click(stage, 10, 10);
	key(stage, " ", 0);
	assert_float_equal(oriel_widget_scroll_position(list).y, 87.5, 0.01);
	key(stage, " ", ORIEL_MODIFIER_SHIFT);
	assert_float_equal(oriel_widget_scroll_position(list).y, 0, 0.01);
}

static void the_menu_key_fires_contextmenu(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_focus(a);
	stage_record(stage, a, "contextmenu");
	key(stage, "ContextMenu", 0);
	key(stage, "F10", ORIEL_MODIFIER_SHIFT);
	key(stage, "F10", 0);
	assert_order(&stage->order, "contextmenu a, contextmenu a");
}

static void destroy_window(oriel_event *event, void *data) {
	oriel_window_destroy(data);
}

static void a_key_listener_may_destroy_the_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
	oriel_focus(a);
	oriel_listen(a, "keydown", destroy_window, stage->window);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "Enter");
	PUSH(stage, .type = ORIEL_RAW_KEY_UP, .key = "Enter");
	stage_run(stage);
	assert_null(oriel_app_first_window(stage->app));
	assert_order(&stage->order, "");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(keys_reach_the_focused_widget_or_the_root),
		STAGE_TEST(key_event_has_all_its_fields),
		STAGE_TEST(enter_clicks_on_keydown_and_space_on_keyup),
		STAGE_TEST(a_held_enter_clicks_once),
		STAGE_TEST(a_key_that_removes_its_target_does_not_repeat_on_the_next_widget),
		STAGE_TEST(the_text_of_a_key_that_removed_its_target_is_dropped),
		STAGE_TEST(removing_a_row_after_the_focus_moved_does_not_end_repeats),
		STAGE_TEST(space_clicks_nothing_if_focus_moves_while_it_is_down),
		STAGE_TEST(preventing_keydown_prevents_its_default_action),
		STAGE_TEST(control_and_letters_are_clipboard_commands),
		STAGE_TEST(keys_of_the_clipboard_are_its_commands),
		STAGE_TEST(clipboard_commands_follow_the_layout),
		STAGE_TEST(keys_scroll_around_the_focused_widget),
		STAGE_TEST(scroll_padding_makes_pages_shorter),
		STAGE_TEST(space_scrolls_around_the_last_press_without_focus),
		STAGE_TEST(the_menu_key_fires_contextmenu),
		STAGE_TEST(a_key_listener_may_destroy_the_window));
}
