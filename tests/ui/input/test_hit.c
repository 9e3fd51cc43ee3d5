/* SPDX-License-Identifier: MIT */
/* Hit testing: the widget at a point. */
#include "stage.h"

#include "input/pointer_internal.h"

#include <stdio.h>

static const char *hit(struct stage *stage, float x, float y) {
	struct oriel__hit hit = oriel__hit_test(oriel__surface_of_window(stage->window), x, y);
	return stage_id(hit.node != NULL ? &hit.node->target : NULL);
}

static void the_last_and_innermost_widget_is_hit(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100);
	stage_box(a, "inner", 10, 10, 50, 50);
	stage_box(stage->root, "b", 50, 50, 100, 100);
	assert_string_equal(hit(stage, 5, 5), "a");
	assert_string_equal(hit(stage, 20, 20), "inner");
	assert_string_equal(hit(stage, 55, 55), "b");
	assert_string_equal(hit(stage, 300, 200), "root");
	assert_string_equal(hit(stage, -1, 5), "none");
	assert_string_equal(hit(stage, 400, 5), "none");
}

static void edges_belong_to_one_side(void **state) {
	struct stage *stage = *state;
	stage_box(stage->root, "a", 10, 10, 10, 10);
	stage_box(stage->root, "b", 20, 10, 10, 10);
	assert_string_equal(hit(stage, 10, 10), "a");
	assert_string_equal(hit(stage, 20, 10), "b");
	assert_string_equal(hit(stage, 30, 10), "root");
	assert_string_equal(hit(stage, 15, 20), "root");
}

static void children_stick_out_unless_their_parent_clips(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 50, 50);
	oriel_widget *b = stage_box(stage->root, "b", 100, 0, 50, 50);
	stage_box(a, "a-out", 20, 40, 20, 40);
	stage_box(b, "b-out", 20, 40, 20, 40);
	oriel_set_style(b, "overflow-x", "hidden");
	oriel_set_style(b, "overflow-y", "hidden");
	assert_string_equal(hit(stage, 25, 70), "a-out");
	assert_string_equal(hit(stage, 125, 70), "root");
	assert_string_equal(hit(stage, 125, 45), "b-out");
}

static void generated_boxes_are_hit_as_their_widget(void **state) {
	struct stage *stage = *state;
	oriel_widget_add_sheet(stage->root,
		oriel_sheet_parse("#a::before { content: ''; width: 20px;"
			" height: 20px; position: absolute; top: 60px; left: 0 }"));
	stage_box(stage->root, "a", 0, 0, 50, 50);
	assert_string_equal(hit(stage, 5, 70), "a");
	assert_string_equal(hit(stage, 25, 70), "root");
}

static void hidden_widgets_are_not_hit(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 50, 50);
	assert_string_equal(hit(stage, 5, 5), "a");
	oriel_set_hidden(a, true);
	assert_string_equal(hit(stage, 5, 5), "root");
}

static void hit_test_follows_scroll_offsets(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 100, 100, 100, 100, 10);
	assert_string_equal(hit(stage, 105, 105), "row0");
	oriel_scroll_to(list, .y = 120);
	assert_string_equal(hit(stage, 105, 105), "row2");
	assert_string_equal(hit(stage, 105, 135), "row3");
	assert_string_equal(hit(stage, 105, 205), "root");
}

/* 500 rows of 100,000 px: a float cannot represent the edges of the last rows. */
static void rows_far_down_a_list_are_hit_where_they_are_drawn(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_box(stage->root, "list", 100, 100, 100, 100);
	oriel_set_style(list, "overflow-y", "auto");
	oriel_set_style(list, "flex-direction", "column");
	for (int i = 0; i < 500; i++) {
		char id[16];
		snprintf(id, sizeof(id), "row%d", i);
		oriel_append(list,
			oriel_set(stage_flow_box(), .id = id, .style = "height: 100001px; flex-shrink: 0"));
	}
	stage_run(stage);
	for (int i = 200; i < 499; i += 50) {
		char above[16], below[16];
		snprintf(above, sizeof(above), "row%d", i - 1);
		snprintf(below, sizeof(below), "row%d", i);
		oriel_scroll_to(list, .y = i * 100001.0 - 33);
		stage_run(stage);
		assert_string_equal(hit(stage, 105, 132.5f), above);
		assert_string_equal(hit(stage, 105, 133), below);
		assert_true(oriel_widget_window_bounds(oriel_child_at(list, (size_t)i)).y == 133);
	}
}

static bool is_in_circle(oriel_widget *widget, float x, float y) {
	return (x - 50) * (x - 50) + (y - 50) * (y - 50) < 2500;
}

static const struct oriel_widget_class circle_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "circle",
	.size = sizeof(struct oriel_widget_base),
	.hit_test = is_in_circle,
};

static void class_with_hit_test_limits_its_area(void **state) {
	struct stage *stage = *state;
	oriel_widget *circle = oriel_set(oriel_widget_new(&circle_class), .id = "circle",
		.style = "width: 100px; height: 100px; position: absolute; top: 100px; left: 100px");
	oriel_append(stage->root, circle);
	stage_box(circle, "corner", 0, 0, 10, 10);
	assert_string_equal(hit(stage, 150, 150), "circle");
	assert_string_equal(hit(stage, 195, 195), "root");
	assert_string_equal(hit(stage, 105, 105), "corner");
}

static bool changes_the_tree(oriel_widget *widget, float x, float y) {
	oriel_set_hidden(widget, true);
	return true;
}

static const struct oriel_widget_class changing_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "changing",
	.size = sizeof(struct oriel_widget_base),
	.hit_test = changes_the_tree,
};

static void hit_test_may_not_change_the_tree(void **state) {
	struct stage *stage = *state;
	oriel_widget *widget = oriel_set(
		oriel_widget_new(&changing_class), .style = "width: 100px; height: 100px; margin: 1px");
	oriel_append(stage->root, widget);
	stage_run(stage);
	assert_breaks("hit_test", hit(stage, 50, 50));
	oriel__tree_thaw(stage->loop);
}

static void new_widget_is_hit_before_its_first_frame(void **state) {
	struct stage *stage = *state;
	stage_box(stage->root, "a", 0, 0, 50, 50);
	assert_string_equal(hit(stage, 5, 5), "a");
}

static void rows_of_a_long_list_are_hit(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 100, 300, 10000);
	for (oriel_widget *row = oriel_first_child(list); row != NULL; row = oriel_next_sibling(row))
		stage_box(row, "cell", 10, 10, 10, 10);
	stage_run(stage);
	oriel_scroll_to(list, .y = 50 * 9000);
	stage_run(stage);
	assert_string_equal(hit(stage, 5, 5), "row9000");
	assert_string_equal(hit(stage, 15, 65), "cell");
}

static void shadow_children_are_hit_before_children_with_the_host_as_target(void **state) {
	struct stage *stage = *state;
	oriel_widget *host = stage_box(stage->root, "host", 0, 0, 100, 100);
	stage_box(host, "child", 0, 0, 100, 100);
	oriel_widget *part = stage_button(stage, stage->root, "part", 50, 0, 20, 20);
	assert_int_equal(oriel_widget_append_shadow_child(host, part), ORIEL_OK);
	assert_string_equal(hit(stage, 55, 5), "part");
	assert_string_equal(hit(stage, 5, 5), "child");
	stage_record(stage, part, "click");
	stage_record(stage, host, "click focusin");
	stage_record(stage, stage->root, "click");
	click(stage, 55, 5);
	assert_order(&stage->order, "focusin host, click part, click host, click root, activate part");
	assert_true(oriel_widget_has_state(part, ORIEL_STATE_FOCUS));
	assert_true(oriel_widget_has_state(host, ORIEL_STATE_FOCUS_WITHIN));
	assert_ptr_equal(oriel_window_focused(stage->window), host);
	oriel_destroy(host);
	assert_null(oriel_window_focused(stage->window));
}

static void a_moved_widget_keeps_the_focus(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 100, 100),
				 *b = stage_box(stage->root, "b", 100, 0, 100, 100);
	oriel_widget *button = stage_button(stage, a, "button", 0, 0, 20, 20);
	assert_true(oriel_focus(button));
	stage_record(stage, button, "blur focus");
	assert_int_equal(oriel_widget_move_before(b, button, NULL), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "");
	assert_ptr_equal(oriel_window_focused(stage->window), button);
	assert_false(oriel_widget_has_state(a, ORIEL_STATE_FOCUS_WITHIN));
	assert_true(oriel_widget_has_state(b, ORIEL_STATE_FOCUS_WITHIN));
	assert_string_equal(hit(stage, 105, 5), "button");
	assert_string_equal(hit(stage, 5, 5), "a");
}

static void tab_reaches_shadow_children_after_children(void **state) {
	struct stage *stage = *state;
	oriel_widget *host = stage_box(stage->root, "host", 0, 0, 100, 100);
	oriel_widget *part = stage_button(stage, stage->root, "part", 0, 0, 20, 20);
	oriel_widget *child = stage_button(stage, host, "child", 0, 0, 20, 20),
				 *after = stage_button(stage, stage->root, "after", 0, 0, 20, 20);
	oriel_widget_append_shadow_child(host, part);
	oriel_widget *const order[] = { child, part, after, child };
	for (size_t i = 0; i < 4; i++) {
		oriel_window_focus_next(stage->window, false);
		assert_true(oriel_widget_has_state(order[i], ORIEL_STATE_FOCUS));
	}
	for (size_t i = 3; i-- > 0;) {
		oriel_window_focus_next(stage->window, true);
		assert_true(oriel_widget_has_state(order[i], ORIEL_STATE_FOCUS));
	}
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(the_last_and_innermost_widget_is_hit),
		STAGE_TEST(edges_belong_to_one_side),
		STAGE_TEST(children_stick_out_unless_their_parent_clips),
		STAGE_TEST(generated_boxes_are_hit_as_their_widget),
		STAGE_TEST(hidden_widgets_are_not_hit),
		STAGE_TEST(hit_test_follows_scroll_offsets),
		STAGE_TEST(rows_far_down_a_list_are_hit_where_they_are_drawn),
		STAGE_TEST(class_with_hit_test_limits_its_area),
		STAGE_TEST(hit_test_may_not_change_the_tree),
		STAGE_TEST(new_widget_is_hit_before_its_first_frame),
		STAGE_TEST(rows_of_a_long_list_are_hit),
		STAGE_TEST(shadow_children_are_hit_before_children_with_the_host_as_target),
		STAGE_TEST(a_moved_widget_keeps_the_focus),
		STAGE_TEST(tab_reaches_shadow_children_after_children));
}
