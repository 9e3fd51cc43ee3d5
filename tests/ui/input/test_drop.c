/* SPDX-License-Identifier: MIT */
/* Files and text that are dragged from other programs over a window. */
#include "stage.h"

#include <oriel/extend/top_layer.h>

#include <stdlib.h>
#include <string.h>

#define TYPES "dragenter dragover dragleave drop"

static void over(struct stage *stage, float x, float y, bool has_text) {
	PUSH(stage, .type = ORIEL_RAW_DRAG_OVER, .x = x, .y = y, .files = "",
		.text = has_text ? "" : NULL);
	stage_run(stage);
}

static void leave(struct stage *stage) {
	PUSH(stage, .type = ORIEL_RAW_DRAG_LEAVE);
	stage_run(stage);
}

static void drop(struct stage *stage, float x, float y, const char *files, const char *text) {
	PUSH(stage, .type = ORIEL_RAW_DROP, .x = x, .y = y, .files = files, .text = text);
	stage_run(stage);
}

static void accept_drag(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void accept_all(oriel_widget *widget) {
	oriel_listen(widget, "dragenter", accept_drag, NULL);
	oriel_listen(widget, "dragover", accept_drag, NULL);
}

static void on_drop(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_drag_event *drag = oriel_event_drag(event);
	order_add(&stage->order, "%s at %g %g", stage_id(oriel_event_target(event)), (double)drag->x,
		(double)drag->y);
	for (size_t i = 0; i < drag->file_count; i++)
		order_add(&stage->order, "%s", drag->files[i]);
	order_add(&stage->order, "text %s", drag->text != NULL ? drag->text : "none");
}

static int drop_setup(void **state) {
	if (stage_setup(state) != 0)
		return -1;
	struct stage *stage = *state;
	stage_box(stage->root, "a", 0, 0, 50, 50);
	stage_box(stage->root, "b", 50, 0, 50, 50);
	stage_run(stage);
	return 0;
}

static oriel_widget *box(const struct stage *stage, const char *selector) {
	return oriel_query(stage->root, selector);
}

static void a_drag_enters_moves_over_and_leaves_widgets(void **state) {
	struct stage *stage = *state;
	stage_record(stage, box(stage, "#a"), TYPES);
	stage_record(stage, box(stage, "#b"), TYPES);
	accept_all(box(stage, "#a"));
	accept_all(box(stage, "#b"));
	over(stage, 10, 10, false);
	over(stage, 20, 10, false);
	assert_order(&stage->order, "dragenter a, dragover a, dragover a");
	over(stage, 60, 10, false);
	assert_order(&stage->order, "dragenter b, dragleave a, dragover b");
	leave(stage);
	assert_order(&stage->order, "dragleave b");
	over(stage, 60, 10, false);
	assert_order(&stage->order, "dragenter b, dragover b");
}

static void a_widget_that_refuses_leaves_the_drag_to_the_root(void **state) {
	struct stage *stage = *state;
	stage_record(stage, box(stage, "#a"), TYPES);
	oriel_listen(stage->root, "drop", on_drop, stage);
	over(stage, 10, 10, false);
	assert_order(&stage->order, "dragenter a");
	drop(stage, 10, 10, "file:///x\n", NULL);
	assert_order(&stage->order, "");
	oriel_listen(stage->root, "dragover", accept_drag, NULL);
	drop(stage, 10, 10, "file:///x\n", NULL);
	assert_order(&stage->order, "dragenter a, root at 10 10, /x, text none");
}

static void a_drop_without_moves_fires_all_events(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = box(stage, "#a");
	stage_record(stage, a, TYPES);
	accept_all(a);
	oriel_listen(a, "drop", on_drop, stage);
	drop(stage, 7, 8,
		"# a comment\r\nfile:///a%20b%2Fc\r\nhttp://x/y\r\nfile:///%E6%97%A5\r\nfile:///100%\r\n"
		"file:///n%00l\r\nfile://host/z\r\n",
		"two\nlines");
	assert_order(&stage->order,
		"dragenter a, dragover a, drop a, a at 7 8, /a b/c, /\xe6\x97\xa5, /100%, /n%00l, "
		"text two\nlines");
	over(stage, 10, 10, false); /* another drag */
	assert_order(&stage->order, "dragenter a, dragover a");
}

static void refuse_effect(oriel_event *event, void *data) {
	assert_int_equal(oriel_event_drop_effect(event), ORIEL_DROP_COPY);
	oriel_event_set_drop_effect(event, ORIEL_DROP_NONE);
	oriel_prevent_default(event);
}

static void the_effect_none_refuses_the_drop(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = box(stage, "#a");
	oriel_listen(a, "dragenter", accept_drag, NULL);
	oriel_listen(a, "dragover", refuse_effect, NULL);
	stage_record(stage, a, TYPES);
	drop(stage, 7, 8, "file:///x\n", NULL);
	assert_order(&stage->order, "dragenter a, dragover a, dragleave a");
}

static void a_text_input_accepts_text_only(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = stage_field(stage, stage->root, "field", 0, 100, 100, 20);
	stage_run(stage);
	stage_record(stage, field, TYPES);
	drop(stage, 10, 110, "file:///x\n", NULL);
	assert_order(&stage->order, "dragenter field");
	drop(stage, 10, 110, NULL, "text");
	assert_order(&stage->order, "dragenter field, dragover field, drop field");
	oriel_widget_set_state(field, ORIEL_STATE_READ_ONLY, true);
	drop(stage, 10, 110, NULL, "text");
	assert_order(&stage->order, "dragenter field");
}

static void inert_widgets_and_blocked_windows_take_no_drops(void **state) {
	struct stage *stage = *state;
	accept_all(box(stage, "#a"));
	stage_record(stage, box(stage, "#a"), TYPES);
	oriel_top_layer_add(box(stage, "#b"), true);
	stage_run(stage);
	drop(stage, 10, 10, "file:///x\n", NULL);
	assert_order(&stage->order, "");
	oriel_top_layer_remove(box(stage, "#b"));
	oriel_window *modal = oriel_window_open(stage->app, .parent = stage->window, .modal = true);
	drop(stage, 10, 10, "file:///x\n", NULL);
	assert_order(&stage->order, "");
	oriel_window_destroy(modal);
	drop(stage, 10, 10, "file:///x\n", NULL);
	assert_order(&stage->order, "dragenter a, dragover a, drop a");
}

static void destroy_it(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void destroy_window(oriel_event *event, void *data) {
	oriel_window_destroy(data);
}

static void listeners_may_destroy_the_target_and_the_window(void **state) {
	static const char *const types[] = { "dragenter", "dragover", "dragleave", "drop" };
	struct stage *stage = *state;
	for (size_t i = 0; i < 4; i++) {
		oriel_widget *c = stage_box(stage->root, "c", 200, 0, 50, 50);
		stage_run(stage);
		accept_all(c);
		oriel_listen(c, types[i], destroy_it, c);
		over(stage, 210, 10, false);
		leave(stage);
		drop(stage, 210, 10, "file:///x\n", NULL);
		assert_null(box(stage, "#c"));
	}
	for (size_t i = 0; i < 4; i++) {
		oriel_window *window = oriel_window_open(stage->app, .width = 100, .height = 100);
		stage->window = window;
		oriel_widget *c = stage_box(oriel_window_root(window), "c", 0, 0, 50, 50);
		accept_all(c);
		oriel_listen(c, types[i], destroy_window, window);
		PUSH(stage, .type = ORIEL_RAW_DRAG_OVER, .x = 10, .y = 10, .files = "");
		PUSH(stage, .type = ORIEL_RAW_DRAG_LEAVE);
		PUSH(stage, .type = ORIEL_RAW_DROP, .x = 10, .y = 10, .files = "file:///x\n");
		stage_run(stage);
		assert_null(oriel_window_next(oriel_app_first_window(stage->app)));
	}
	assert_order(&stage->order, "");
}

static void other_events_have_no_drag(void **state) {
	oriel_event *event = oriel_event_new("drop");
	assert_null(oriel_event_drag(event));
	assert_int_equal(oriel_event_drop_effect(event), ORIEL_DROP_NONE);
	assert_breaks("no drag event", oriel_event_set_drop_effect(event, ORIEL_DROP_COPY));
	oriel_event_unref(event);
}

#define DROP_TEST(f) cmocka_unit_test_setup_teardown(f, drop_setup, stage_teardown)

int main(void) {
	return RUN_TESTS(
		DROP_TEST(a_drag_enters_moves_over_and_leaves_widgets),
		DROP_TEST(a_widget_that_refuses_leaves_the_drag_to_the_root),
		DROP_TEST(a_drop_without_moves_fires_all_events),
		DROP_TEST(the_effect_none_refuses_the_drop),
		DROP_TEST(a_text_input_accepts_text_only),
		DROP_TEST(inert_widgets_and_blocked_windows_take_no_drops),
		DROP_TEST(listeners_may_destroy_the_target_and_the_window),
		DROP_TEST(other_events_have_no_drag));
}
