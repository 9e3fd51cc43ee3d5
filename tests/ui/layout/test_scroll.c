/* SPDX-License-Identifier: MIT */
/*
 * Scroll containers: extents, clamping, events, bars, and showing something.
 */
#include "boxes.h"

#include <math.h>
#include <stdlib.h>

#include <oriel/ui/set.h>

static struct scene scene;
static oriel_widget *list;

/* A list of ten rows of 30 px in a view of 100 px. */
static int open(void **state) {
	(void)state;
	scene_open(&scene, 200, 300);
	list = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "height: 112px; padding: 5px; overflow-y: auto; border-width: 1px; border-style: "
				"solid");
	for (int i = 0; i < 10; i++)
		with(list, leaf_new(20, 30));
	with(scene.root, list);
	scene_layout(&scene);
	return 0;
}

static int close(void **state) {
	(void)state;
	scene_close(&scene);
	return 0;
}

static char *events(void) {
	static struct order order;
	struct oriel__scroll_event event;
	order = (struct order){ 0 };
	for (size_t due = oriel__scroll_due(&scene.tree); due > 0; due--) {
		assert_true(oriel__scroll_take_event(&scene.tree, &event));
		order_add(&order, "%s %s", event.is_end ? "scrollend" : "scroll",
			event.widget == list ? "list" : "other");
	}
	assert_int_equal(oriel__scroll_due(&scene.tree), 0);
	return order.text;
}

static void offsets_stay_within_the_content(void **state) {
	(void)state;
	assert_true(oriel_widget_scroll_position(list).max_y == 200);
	assert_true(oriel_scroll_to(list, .x = 10, .y = 1e9));
	assert_true(
		oriel_widget_scroll_position(list).y == 200 && oriel_widget_scroll_position(list).x == 0);
	assert_true(oriel_scroll_by(list, .y = -30.25));
	assert_true(oriel_widget_scroll_position(list).y == 169.75);
	assert_false(oriel_scroll_to(list, .x = 5, .y = ORIEL_SCROLL_KEEP));
	assert_true(oriel_widget_scroll_position(list).y == 169.75);
	assert_false(oriel_scroll_by(list, .y = ORIEL_SCROLL_KEEP));
	assert_true(oriel_scroll_to(list));
	assert_true(oriel_widget_scroll_position(list).y == 0);
	assert_false(oriel_scroll_by(list, .y = -1));
	assert_false(oriel_scroll_to(scene.root, .y = 10));
}

static void offsets_live_through_relayout(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 150);
	leaf_resize(oriel_first_child(list), 20, 40);
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).y == 160 &&
		oriel_widget_scroll_position(list).max_y == 210);
	for (int i = 0; i < 5; i++)
		oriel_destroy(oriel_last_child(list));
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).y == 60 &&
		oriel_widget_scroll_position(list).max_y == 60);
}

static void a_scroll_asks_for_a_frame_and_owes_its_events(void **state) {
	(void)state;
	int marked = scene.marked;
	oriel_scroll_to(list, .y = 10);
	oriel_scroll_to(list, .y = 20);
	assert_true(scene.marked > marked);
	assert_string_equal(events(), "scroll list, scrollend list");
	assert_string_equal(events(), "");
}

static void held_scroll_fires_no_scrollend(void **state) {
	(void)state;
	oriel__scroll_hold(oriel__node_of(list));
	oriel_scroll_to(list, .y = 10);
	assert_string_equal(events(), "scroll list");
	oriel_scroll_to(list, .y = 20);
	assert_string_equal(events(), "scroll list");
	oriel__scroll_release(oriel__node_of(list));
	assert_string_equal(events(), "scrollend list");
}

static void the_events_of_a_destroyed_list_are_gone(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 10);
	oriel_destroy(list);
	assert_string_equal(events(), "");
}

static void scrolls_as_little_as_needed_to_show_something(void **state) {
	(void)state;
	oriel_scroll_into_view(oriel_child_at(list, 1), .block = ORIEL_SCROLL_NEAREST);
	assert_true(oriel_widget_scroll_position(list).y == 0);
	oriel_scroll_into_view(oriel_child_at(list, 5), .block = ORIEL_SCROLL_NEAREST);
	assert_true(oriel_widget_scroll_position(list).y == 75);
	oriel_scroll_into_view(oriel_child_at(list, 1), .block = ORIEL_SCROLL_NEAREST);
	assert_true(oriel_widget_scroll_position(list).y == 35);
	struct oriel_rect shown = oriel_widget_window_bounds(oriel_child_at(list, 1));
	assert_true(shown.y == 1 && shown.x == 6);
}

static double offset_y(void) {
	return oriel_widget_scroll_position(list).y;
}

static void alignment_places_a_widget_in_the_view(void **state) {
	(void)state;
	oriel_widget *row = oriel_child_at(list, 5); /* at 155 px of the content; the view has 110 */
	assert_true(oriel_scroll_into_view(row));
	assert_true(offset_y() == 155);
	oriel_scroll_into_view(row, .block = ORIEL_SCROLL_END);
	assert_true(offset_y() == 75);
	oriel_scroll_into_view(row, .block = ORIEL_SCROLL_CENTER);
	assert_true(offset_y() == 115);
	oriel_scroll_into_view(oriel_first_child(list), .block = ORIEL_SCROLL_CENTER);
	assert_true(offset_y() == 0);
}

/* Source: CSSOM View, "determine the scroll-into-view position", nearest. */
static void nearest_shows_the_near_edge_of_what_is_larger_than_the_view(void **state) {
	(void)state;
	leaf_resize(oriel_child_at(list, 3), 20, 150); /* 95 … 245 px */
	scene_layout(&scene);
	oriel_widget *large = oriel_child_at(list, 3);
	oriel_scroll_into_view(large, .block = ORIEL_SCROLL_NEAREST);
	assert_true(offset_y() == 95);
	oriel_scroll_to(list, .y = 110);
	oriel_scroll_into_view(large, .block = ORIEL_SCROLL_NEAREST);
	assert_true(offset_y() == 110);
	oriel_scroll_to(list, .y = 200);
	oriel_scroll_into_view(large, .block = ORIEL_SCROLL_NEAREST);
	assert_true(offset_y() == 135);
}

static void scroll_padding_and_scroll_margin_leave_room(void **state) {
	(void)state;
	oriel_widget *row = oriel_child_at(list, 5);
	oriel_set_style(list, "scroll-padding", "10%% 0 20px");
	oriel_set_style(row, "scroll-margin-top", "4px");
	scene_layout(&scene);
	oriel_scroll_into_view(row);
	assert_float_equal(offset_y(), 155 - 4 - 11, 0.001);
	oriel_scroll_to(list);
	oriel_scroll_into_view(row, .block = ORIEL_SCROLL_NEAREST);
	assert_float_equal(offset_y(), 185 + 20 - 110, 0.001);
}

static void outer_containers_show_what_an_inner_one_has_scrolled_to(void **state) {
	(void)state;
	oriel_set_style(scene.root, "overflow-y", "auto");
	oriel_widget *before = leaf_new(20, 500);
	oriel_set_style(before, "flex-shrink", "0");
	oriel_set_style(list, "flex-shrink", "0");
	oriel_insert_before(scene.root, before, list);
	scene_layout(&scene);
	oriel_scroll_into_view(oriel_child_at(list, 5), .block = ORIEL_SCROLL_END);
	assert_true(offset_y() == 75);
	assert_true(oriel_widget_scroll_position(scene.root).y == 500 + 1 + 110 - 300);
}

static void a_rectangle_in_a_widget_is_scrolled_to(void **state) {
	(void)state;
	oriel_widget *row = oriel_child_at(list, 5);
	assert_true(oriel_scroll_into_view(row, .block = ORIEL_SCROLL_NEAREST,
		.rect = &(struct oriel_rect){ 2, 20, 1, 5 }));
	assert_true(oriel_widget_scroll_position(list).y == 70);
	assert_true(oriel_scroll_into_view(list, .block = ORIEL_SCROLL_NEAREST,
		.rect = &(struct oriel_rect){ 0, 41, 1, 10 }));
	assert_true(oriel_widget_scroll_position(list).y == 40);
	oriel_widget *later = leaf_new(20, 30);
	assert_false(oriel_scroll_into_view(later, .block = ORIEL_SCROLL_NEAREST,
		.rect = &(struct oriel_rect){ 0, 0, 1, 1 }));
	oriel_destroy(later);
}

static void the_visible_rectangle_is_what_scroll_containers_leave(void **state) {
	(void)state;
	struct oriel_rect rect = oriel_widget_visible_rect(oriel_child_at(list, 3));
	assert_true(rect.y == 0 && rect.height == 15 && rect.x == 0 && rect.width > 0);
	oriel_scroll_to(list, .y = 100);
	rect = oriel_widget_visible_rect(oriel_child_at(list, 3));
	assert_true(rect.y == 5 && rect.height == 25);
	assert_true(oriel_rect_is_empty(oriel_widget_visible_rect(oriel_first_child(list))));
	oriel_set_hidden(oriel_child_at(list, 4), true);
	scene_layout(&scene);
	assert_true(oriel_rect_is_empty(oriel_widget_visible_rect(oriel_child_at(list, 4))));
}

static void outline_scrolls_into_view_with_its_widget(void **state) {
	(void)state;
	outline(oriel_child_at(list, 1), 2, 1, ORIEL_RGB(0));
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 75);
	oriel_scroll_into_view(oriel_child_at(list, 1), .block = ORIEL_SCROLL_NEAREST);
	assert_true(oriel_widget_scroll_position(list).y == 32);
}

static void scroll_into_view_waits_for_the_layout(void **state) {
	(void)state;
	oriel_widget *last = leaf_new(20, 30);
	oriel_scroll_into_view(last, .block = ORIEL_SCROLL_NEAREST);
	with(list, last);
	assert_true(oriel_widget_scroll_position(list).y == 0);
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).y == 225);
}

static void a_long_list_that_was_emptied_does_not_remember_its_rows(void **state) {
	(void)state;
	oriel_set_style(list, "overflow-x", "hidden");
	for (int i = 0; i < 100; i++)
		with(list, leaf_new(20, 30));
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).max_y > 2000);
	oriel_widget_clear(list);
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).max_y == 0);
	with(list, leaf_new(20, 30));
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(list).max_y == 0);
}

static void bars_show_and_set_the_offset(void **state) {
	(void)state;
	const struct oriel__node *node = oriel__node_of(list);
	oriel_scroll_to(list, .y = 100);
	struct oriel__scroll_bar bar = oriel__scroll_bar(node, true);
	assert_true(bar.track.x == 191 && bar.track.y == 1 && bar.track.height == 110);
	assert_true(fabsf(bar.thumb.height - 110.0f * 110 / 310) < 0.01f);
	assert_true(fabsf(bar.thumb.y - (1 + (110 - bar.thumb.height) / 2)) < 0.01f);
	assert_true(fabs(oriel__scroll_bar_offset(node, true, bar.thumb.y) - 100) < 0.01);
	assert_true(oriel__scroll_bar_offset(node, true, -50) == 0);
	assert_true(oriel__scroll_bar_offset(node, true, 5000) == 200);
	assert_true(oriel_rect_is_empty(oriel__scroll_bar(node, false).track));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
	return RUN_TESTS(
		TEST(offsets_stay_within_the_content),
		TEST(offsets_live_through_relayout),
		TEST(a_scroll_asks_for_a_frame_and_owes_its_events),
		TEST(held_scroll_fires_no_scrollend),
		TEST(the_events_of_a_destroyed_list_are_gone),
		TEST(scrolls_as_little_as_needed_to_show_something),
		TEST(alignment_places_a_widget_in_the_view),
		TEST(nearest_shows_the_near_edge_of_what_is_larger_than_the_view),
		TEST(scroll_padding_and_scroll_margin_leave_room),
		TEST(outer_containers_show_what_an_inner_one_has_scrolled_to),
		TEST(a_rectangle_in_a_widget_is_scrolled_to),
		TEST(the_visible_rectangle_is_what_scroll_containers_leave),
		TEST(outline_scrolls_into_view_with_its_widget),
		TEST(scroll_into_view_waits_for_the_layout),
		TEST(a_long_list_that_was_emptied_does_not_remember_its_rows),
		TEST(bars_show_and_set_the_offset));
}
