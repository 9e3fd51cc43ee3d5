/* SPDX-License-Identifier: MIT */
/* The active window on a machine with only a touch panel, where no window has the system's keyboard
 * focus. */
#include "stage.h"

static void blur(struct stage *stage) {
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
}

static void push_touch(struct stage *stage, oriel_window *window, enum oriel_raw_input_type type) {
	oriel_input_push(window,
		&(const struct oriel_raw_input){ .type = type,
			.pointer_id = 7,
			.pointer_kind = ORIEL_POINTER_TOUCH,
			.x = 20,
			.y = 10 });
	stage_run(stage);
}

static void tap(struct stage *stage, oriel_window *window) {
	push_touch(stage, window, ORIEL_RAW_POINTER_DOWN);
	push_touch(stage, window, ORIEL_RAW_POINTER_UP);
}

static void push_text(struct stage *stage, oriel_window *window, const char *text) {
	oriel_input_push(
		window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = text });
	stage_run(stage);
}

static void a_touched_window_has_focus_and_takes_text_without_the_keyboard(void **state) {
	struct stage *stage = *state;
	blur(stage);
	oriel_widget *field = stage_field(stage, stage->root, "f", 0, 0, 100, 20);
	stage_record(stage, stage->root, "focusin focusout");
	stage_record_window(stage, "focus blur");
	assert_false(oriel_window_is_active(stage->window));
	tap(stage, stage->window);
	assert_order(&stage->order, "focus window, focusin root");
	assert_true(oriel_window_is_active(stage->window));
	assert_true(oriel_widget_has_state(field, ORIEL_STATE_FOCUS));
	assert_false(oriel_widget_has_state(stage->root, ORIEL_STATE_WINDOW_INACTIVE));
	assert_true(stage_shown(stage).has_text_input);
	push_text(stage, stage->window, "x");
	assert_order(&stage->order, "insert x");
	PUSH(stage, .type = ORIEL_RAW_FOCUS); /* a keyboard is connected: nothing changes */
	stage_run(stage);
	assert_order(&stage->order, "");
	blur(stage);
	assert_order(&stage->order, "focusout root, blur window");
	push_text(stage, stage->window, "y");
	assert_order(&stage->order, "");
}

static void a_mouse_does_not_activate_a_window(void **state) {
	struct stage *stage = *state;
	stage_field(stage, stage->root, "f", 0, 0, 100, 20);
	blur(stage);
	click(stage, 20, 10);
	assert_false(oriel_window_is_active(stage->window));
}

/* Opens a second window, without the keyboard focus as the first. */
static oriel_window *open_second(struct stage *stage) {
	oriel_window *second = oriel_window_open(
		stage->app, .title = "Second", .width = 100, .height = 100);
	stage_run(stage);
	oriel_input_push(second, &(const struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	stage_run(stage);
	return second;
}

static char *active_windows(const struct stage *stage, oriel_window *second) {
	static char text[3];
	text[0] = oriel_window_is_active(stage->window) ? '1' : '0';
	text[1] = oriel_window_is_active(second) ? '1' : '0';
	return text;
}

static void last_touched_window_is_active(void **state) {
	struct stage *stage = *state;
	oriel_window *second = open_second(stage);
	assert_string_equal(active_windows(stage, second), "00");
	tap(stage, stage->window);
	assert_string_equal(active_windows(stage, second), "10");
	tap(stage, second);
	assert_string_equal(active_windows(stage, second), "01");
	tap(stage, stage->window);
	assert_string_equal(active_windows(stage, second), "10");
}

static void window_with_the_keyboard_stays_active_on_touches_elsewhere(void **state) {
	struct stage *stage = *state;
	oriel_window *second = open_second(stage);
	tap(stage, stage->window);
	oriel_input_push(second, &(const struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	stage_run(stage);
	assert_string_equal(active_windows(stage, second), "01");
	tap(stage, stage->window);
	assert_string_equal(active_windows(stage, second), "01");
}

static void hiding_or_closing_a_window_activates_the_previously_touched_window(void **state) {
	struct stage *stage = *state;
	oriel_window *second = open_second(stage);
	tap(stage, second);
	tap(stage, stage->window);
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	assert_string_equal(active_windows(stage, second), "01");
	oriel__headless_set_visible(stage_platform_window(stage), true);
	stage_run(stage);
	assert_string_equal(active_windows(stage, second), "01");
	tap(stage, stage->window);
	tap(stage, second);
	oriel_window_destroy(second);
	stage_run(stage);
	assert_true(oriel_window_is_active(stage->window));
}

static void close_window(oriel_event *event, void *data) {
	oriel_window_destroy(data);
}

/* A blur listener of the active window closes the window that is about to become active. */
static void a_window_closed_as_it_becomes_active_gets_no_focus(void **state) {
	struct stage *stage = *state;
	oriel_window *second = open_second(stage);
	tap(stage, stage->window);
	oriel_listen(stage->window, "blur", close_window, second, .once = true);
	stage_record_window(stage, "focus blur");
	oriel_input_push(second, &(const struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	stage_run(stage);
	assert_order(&stage->order, "blur window, focus window");
	assert_true(oriel_window_is_active(stage->window));

	second = open_second(stage);
	tap(stage, stage->window);
	assert_order(&stage->order, "blur window, focus window");
	oriel_listen(stage->window, "blur", close_window, second, .once = true);
	push_touch(stage, second, ORIEL_RAW_POINTER_DOWN);
	assert_order(&stage->order, "blur window, focus window");
	assert_true(oriel_window_is_active(stage->window));
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(a_touched_window_has_focus_and_takes_text_without_the_keyboard),
		STAGE_TEST(a_mouse_does_not_activate_a_window),
		STAGE_TEST(last_touched_window_is_active),
		STAGE_TEST(window_with_the_keyboard_stays_active_on_touches_elsewhere),
		STAGE_TEST(hiding_or_closing_a_window_activates_the_previously_touched_window),
		STAGE_TEST(a_window_closed_as_it_becomes_active_gets_no_focus));
}
