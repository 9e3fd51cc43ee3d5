/* SPDX-License-Identifier: MIT */
/* Windows: closing them, destroying them from any code, their events and properties. */
#include "../input/stage.h"

#include <stdlib.h>
#include <unistd.h>

static size_t window_count(struct stage *stage) {
	size_t count = 0;
	for (oriel_window *window = oriel_app_first_window(stage->app); window != NULL;
		window = oriel_window_next(window))
		count++;
	return count;
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void close_fires_close_and_destroys_the_window(void **state) {
	struct stage *stage = *state;
	oriel_listener_id id = oriel_listen(stage->window, "close", prevent, NULL);
	stage_record_window(stage, "close");
	assert_false(oriel_window_close(stage->window));
	PUSH(stage, .type = ORIEL_RAW_CLOSE);
	stage_run(stage);
	assert_order(&stage->order, "close window, close window");
	assert_int_equal(window_count(stage), 1);
	oriel_unlisten(id);
	PUSH(stage, .type = ORIEL_RAW_CLOSE);
	stage_run(stage);
	assert_order(&stage->order, "close window");
	assert_int_equal(window_count(stage), 0);
}

static void destroy_window(oriel_event *event, void *data) {
	oriel_window_destroy(data);
	oriel_window_destroy(data);
}

static void destroy_on(struct stage *stage, oriel_target *target, const char *type) {
	oriel_listen(target, type, destroy_window, stage->window);
}

static void close_again(oriel_event *event, void *data) {
	struct stage *stage = data;
	order_add(
		&stage->order, "close asks: %s", oriel_window_close(stage->window) ? "closed" : "open");
	PUSH(stage, .type = ORIEL_RAW_CLOSE);
	if (stage->order.length < 40)
		oriel_prevent_default(event);
}

static void a_close_during_the_close_event_fires_no_second_event(void **state) {
	struct stage *stage = *state;
	oriel_listen(stage->window, "close", close_again, stage);
	assert_false(oriel_window_close(stage->window));
	assert_order(&stage->order, "close asks: open");
	stage_run(stage);
	assert_order(&stage->order, "close asks: open, close asks: open, close asks: open");
	stage->window = NULL;
}

static void a_window_may_be_destroyed_by_its_close_listener(void **state) {
	struct stage *stage = *state;
	destroy_on(stage, oriel_window_target(stage->window), "close");
	oriel_listen(stage->window, "close", prevent, NULL);
	assert_true(oriel_window_close(stage->window));
	assert_int_equal(window_count(stage), 0);
}

static void a_window_may_be_destroyed_by_any_listener_of_a_press(void **state) {
	static const char *const types[] = {
		"pointerover",
		"pointerenter",
		"pointermove",
		"pointerdown",
		"focus",
		"focusin",
		"pointerup",
		"click",
	};
	struct stage *stage = *state;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		oriel_widget *a = stage_button(stage, stage->root, "a", 0, 0, 50, 50);
		stage_run(stage);
		destroy_on(stage, oriel_widget_target(a), types[i]);
		PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 1, .x = 5, .y = 5);
		PUSH(stage, .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1, .x = 5, .y = 5);
		PUSH(stage, .type = ORIEL_RAW_POINTER_UP, .pointer_id = 1, .x = 5, .y = 5);
		stage_run(stage);
		assert_int_equal(window_count(stage), 0);
		assert_order(&stage->order, "");
		stage->window = oriel_window_open(stage->app, .title = "next", .width = 400, .height = 300);
		stage->root = oriel_window_root(stage->window);
		stage_run(stage);
	}
}

static void a_window_may_be_destroyed_by_listeners_of_its_frame(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 100, 20);
	stage_run(stage);
	destroy_on(stage, oriel_widget_target(list), "scroll");
	oriel_scroll_by(list, .y = 10);
	stage_run(stage);
	assert_int_equal(window_count(stage), 0);

	stage->window = oriel_window_open(stage->app, .title = "next", .width = 400, .height = 300);
	stage_run(stage);
	destroy_on(stage, oriel_window_target(stage->window), "resize");
	oriel_window_set_size(stage->window, 100, 100);
	stage_run(stage);
	assert_int_equal(window_count(stage), 0);
}

static void a_window_may_be_destroyed_when_it_is_hidden_or_loses_focus(void **state) {
	struct stage *stage = *state;
	destroy_on(stage, oriel_window_target(stage->window), "visibilitychange");
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	assert_int_equal(window_count(stage), 0);

	stage->window = oriel_window_open(stage->app, .title = "next");
	stage_run(stage);
	destroy_on(stage, oriel_window_target(stage->window), "blur");
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
	assert_int_equal(window_count(stage), 0);
}

static void clear_root(oriel_event *event, void *data) {
	oriel_widget_clear(data);
}

static void the_whole_content_may_be_destroyed_in_a_dispatch(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 100, 100);
	oriel_widget *a = stage_button(stage, box, "a", 0, 0, 50, 50);
	stage_record(stage, a, "pointerup click");
	stage_record(stage, stage->root, "pointerdown pointerup click");
	stage_record_window(stage, "pointerdown");
	oriel_listen(a, "pointerdown", clear_root, stage->root);
	click(stage, 5, 5);
	assert_order(&stage->order, "pointerdown root, pointerdown window, pointerup root");
	assert_int_equal(oriel_child_count(stage->root), 0);
}

static void a_path_ends_at_the_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 50, 50);
	stage_record(stage, a, "click");
	stage_record(stage, stage->root, "click");
	stage_record_window(stage, "click");
	click(stage, 5, 5);
	assert_order(&stage->order, "click a, click root, click window");
	assert_ptr_equal(
		oriel_window_try_from_target(oriel_window_target(stage->window)), stage->window);
	assert_null(oriel_window_try_from_target(oriel_widget_target(a)));
	assert_ptr_equal(oriel_widget_window(a), stage->window);
}

static void two_windows_get_their_own_input_and_one_is_active(void **state) {
	struct stage *stage = *state;
	oriel_window *second = oriel_window_open(
		stage->app, .title = "second", .width = 100, .height = 100);
	stage_record_window(stage, "focus blur pointerdown");
	stage_run(stage);
	assert_true(oriel_window_is_active(second));
	assert_false(oriel_window_is_active(stage->window));
	assert_order(&stage->order, "blur window");
	oriel_input_push(second,
		&(const struct oriel_raw_input){
			.type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1, .x = 5, .y = 5 });
	stage_run(stage);
	assert_order(&stage->order, "");
	oriel_window_destroy(second);
	stage_run(stage);
	assert_order(&stage->order, "focus window");
}

static void content_fills_the_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *content = stage_flow_box();
	oriel_window *window = oriel_window_open(
		stage->app, .width = 200, .height = 100, .content = content);
	stage_run(stage);
	struct oriel_rect bounds = oriel_widget_window_bounds(content);
	assert_float_equal(bounds.width, 200, 0.01);
	assert_float_equal(bounds.height, 100, 0.01);
	assert_string_equal(oriel_window_title(window), "org.example.test");
	oriel_window_set_size(window, 300, 50);
	stage_run(stage);
	assert_float_equal(oriel_widget_window_bounds(content).width, 300, 0.01);
	assert_float_equal(oriel_widget_window_bounds(content).height, 50, 0.01);
}

static void the_signal_of_a_window_aborts_with_it(void **state) {
	struct stage *stage = *state;
	oriel_abort_signal *signal = oriel_abort_signal_ref(oriel_window_signal(stage->window));
	assert_false(oriel_abort_signal_is_aborted(signal));
	oriel_window_destroy(stage->window);
	assert_true(oriel_abort_signal_is_aborted(signal));
	oriel_abort_signal_unref(signal);
}

static void full_screen_state_can_be_read(void **state) {
	struct stage *stage = *state;
	assert_false(oriel_window_is_fullscreen(stage->window));
	oriel_window_set_fullscreen(stage->window, true);
	assert_true(oriel_window_is_fullscreen(stage->window));
	oriel_window_set_fullscreen(stage->window, false);
	assert_false(oriel_window_is_fullscreen(stage->window));
	oriel_window *other = oriel_window_open(stage->app, .fullscreen = true);
	assert_true(oriel_window_is_fullscreen(other));
	oriel_window_destroy(other);
}

static void a_screenshot_is_written_or_its_failure_is_logged(void **state) {
	struct stage *stage = *state;
	char path[] = "/tmp/oriel-test-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(oriel_window_screenshot(stage->window, path), ORIEL_OK);
	assert_true(access(path, R_OK) == 0);
	unlink(path);
	expect_log("cannot write the screenshot");
	assert_int_equal(
		oriel_window_screenshot(stage->window, "/nowhere/x.png"), ORIEL_OPERATION_ERROR);
	oriel__headless_set_paintable(stage_platform_window(stage), false);
	expect_log("no pixels");
	assert_int_equal(oriel_window_screenshot(stage->window, path), ORIEL_OPERATION_ERROR);
}

static oriel_widget *rescued, *refuge;

static void rescuer_detached(oriel_widget *widget) {
	if (rescued != NULL && refuge != NULL)
		oriel_append(refuge, rescued);
	refuge = NULL;
}

static const struct oriel_widget_class rescuer_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "rescuer",
	.size = sizeof(struct oriel_widget_base),
	.detached = rescuer_detached,
};

static void a_widget_rescued_from_a_closing_window_has_no_focus(void **state) {
	struct stage *stage = *state;
	oriel_window *second = oriel_window_open(stage->app, .width = 100, .height = 100);
	oriel_append(stage->root, oriel_widget_new(&rescuer_class));
	rescued = stage_field(stage, stage->root, "f", 0, 0, 100, 20);
	oriel_input_push(stage->window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	stage_run(stage);
	oriel_focus(rescued);
	assert_true(oriel_widget_has_state(rescued, ORIEL_STATE_FOCUS));
	refuge = oriel_window_root(second);
	oriel_window_destroy(stage->window);
	assert_ptr_equal(oriel_parent(rescued), oriel_window_root(second));
	assert_false(oriel_widget_has_state(rescued, ORIEL_STATE_FOCUS));
	assert_false(oriel_widget_has_state(rescued, ORIEL_STATE_FOCUS_WITHIN));
	assert_null(oriel_window_focused(second));
	rescued = NULL;
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(close_fires_close_and_destroys_the_window),
		STAGE_TEST(a_close_during_the_close_event_fires_no_second_event),
		STAGE_TEST(a_window_may_be_destroyed_by_its_close_listener),
		STAGE_TEST(a_window_may_be_destroyed_by_any_listener_of_a_press),
		STAGE_TEST(a_window_may_be_destroyed_by_listeners_of_its_frame),
		STAGE_TEST(a_window_may_be_destroyed_when_it_is_hidden_or_loses_focus),
		STAGE_TEST(the_whole_content_may_be_destroyed_in_a_dispatch),
		STAGE_TEST(a_path_ends_at_the_window),
		STAGE_TEST(two_windows_get_their_own_input_and_one_is_active),
		STAGE_TEST(content_fills_the_window),
		STAGE_TEST(the_signal_of_a_window_aborts_with_it),
		STAGE_TEST(full_screen_state_can_be_read),
		STAGE_TEST(a_screenshot_is_written_or_its_failure_is_logged),
		STAGE_TEST(a_widget_rescued_from_a_closing_window_has_no_focus));
}
