/* SPDX-License-Identifier: MIT */
/*
 * Scroll bars: where they stand over or beside the content, and what classic ones take from it.
 */
#include "boxes.h"

#include <stdio.h>
#include <stdlib.h>

#include <oriel/ui/set.h>

#include "style/used_scroll_internal.h"

static struct scene scene;
static oriel_widget *view; /* 100 × 100 px at 0, 0, with one child */
static oriel_widget *child;

static int open(void **state) {
	(void)state;
	scene_open(&scene, 400, 400);
	view = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "width: 100px; height: 100px; align-self: flex-start; overflow: auto; "
				"-oriel-scrollbar-mode: classic; position: relative");
	child = box_new(ORIEL_DIRECTION_COLUMN);
	oriel_set_style(child, "flex", "none");
	with(view, child);
	with(scene.root, view);
	return 0;
}

static int close(void **state) {
	(void)state;
	scene_close(&scene);
	return 0;
}

static void child_size(const char *width, const char *height) {
	oriel_set_style(child, "width", "%s", width);
	oriel_set_style(child, "height", "%s", height);
	scene_layout(&scene);
}

/* "vertical track, horizontal track, child" as "x,y wxh"; "-" for no bar. */
static const char *places(void) {
	static char text[200];
	size_t used = 0;
	struct oriel_rect rects[3] = {
		oriel__scroll_bar(oriel__node_of(view), true).track,
		oriel__scroll_bar(oriel__node_of(view), false).track,
		oriel_widget_bounds(child),
	};
	for (int i = 0; i < 3; i++) {
		struct oriel_rect r = rects[i];
		if (i < 2 && oriel_rect_is_empty(r))
			used += (size_t)snprintf(text + used, sizeof(text) - used, "-, ");
		else
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%g,%g %gx%g%s",
				(double)r.x, (double)r.y, (double)r.width, (double)r.height, i < 2 ? ", " : "");
	}
	return text;
}

static void overlay_bars_lie_over_the_content_and_leave_the_corner(void **state) {
	(void)state;
	oriel_set_style(view, "-oriel-scrollbar-mode", NULL);
	child_size("100%", "50px");
	assert_string_equal(places(), "-, -, 0,0 100x50");
	child_size("100%", "150px");
	assert_string_equal(places(), "92,0 8x100, -, 0,0 100x150");
	child_size("150px", "150px");
	assert_string_equal(places(), "92,0 8x92, 0,92 92x8, 0,0 150x150");
	oriel_set_style(view, "scrollbar-width", "thin");
	scene_layout(&scene);
	assert_string_equal(places(), "95,0 5x95, 0,95 95x5, 0,0 150x150");
	oriel_set_style(view, "scrollbar-width", "none");
	scene_layout(&scene);
	assert_string_equal(places(), "-, -, 0,0 150x150");
	assert_true(oriel_scroll_to(view, .x = 10, .y = 10));
}

static void classic_bars_take_room_when_they_appear(void **state) {
	(void)state;
	child_size("100%", "50px");
	assert_string_equal(places(), "-, -, 0,0 100x50");
	child_size("100%", "150px");
	assert_string_equal(places(), "86,0 14x100, -, 0,0 86x150");
	child_size("150px", "50px");
	assert_string_equal(places(), "-, 0,86 100x14, 0,0 150x50");
	child_size("100%", "50px");
	assert_string_equal(places(), "-, -, 0,0 100x50");
}

/* The room that one bar takes may make the other one necessary. */
static void classic_bar_brings_the_other_one(void **state) {
	(void)state;
	child_size("90px", "150px");
	assert_string_equal(places(), "86,0 14x86, 0,86 86x14, 0,0 90x150");
	struct oriel_scroll at = oriel_widget_scroll_position(view);
	assert_true(at.max_x == 4 && at.max_y == 64);
	child_size("100px", "100px");
	assert_string_equal(places(), "-, -, 0,0 100x100");
}

static void offset_at_the_end_lives_through_the_layouts_of_classic_bars(void **state) {
	(void)state;
	child_size("90px", "150px");
	oriel_scroll_to(view, .x = 4, .y = 64);
	oriel_widget_relayout(view);
	scene_layout(&scene);
	struct oriel_scroll at = oriel_widget_scroll_position(view);
	assert_true(at.x == 4 && at.y == 64);
}

static void overflow_scroll_always_has_its_classic_bars(void **state) {
	(void)state;
	oriel_set_style(view, "overflow", "scroll");
	child_size("100%", "50px");
	assert_string_equal(places(), "86,0 14x86, 0,86 86x14, 0,0 86x50");
	assert_true(oriel_rect_is_empty(oriel__scroll_bar(oriel__node_of(view), true).thumb));
	oriel_set_style(view, "width", "auto");
	oriel_set_style(view, "overflow", "hidden scroll");
	child_size("30px", "50px");
	assert_true(oriel_widget_bounds(view).width == 44);
}

static void stable_gutter_is_there_without_a_bar(void **state) {
	(void)state;
	oriel_set_style(view, "scrollbar-gutter", "stable");
	child_size("100%", "50px");
	assert_string_equal(places(), "-, -, 0,0 86x50");
	child_size("100%", "150px");
	assert_string_equal(places(), "86,0 14x100, -, 0,0 86x150");
	oriel_set_style(view, "scrollbar-gutter", "both-edges stable");
	child_size("100%", "50px");
	assert_string_equal(places(), "-, -, 14,0 72x50");
	oriel_set_style(view, "overflow", "hidden");
	child_size("100%", "150px");
	assert_string_equal(places(), "-, -, 14,0 72x150");
	oriel_set_style(view, "-oriel-scrollbar-mode", "overlay");
	scene_layout(&scene);
	assert_string_equal(places(), "-, -, 0,0 100x150");
}

static void vertical_bar_is_at_the_left_in_right_to_left_text(void **state) {
	(void)state;
	oriel_set_style(view, "direction", "rtl");
	child_size("100%", "150px");
	assert_string_equal(places(), "0,0 14x100, -, 14,0 86x150");
	child_size("120px", "150px");
	assert_string_equal(places(), "0,0 14x86, 14,86 86x14, -20,0 120x150");
	struct oriel_scroll at = oriel_widget_scroll_position(view);
	assert_true(at.min_x == -34 && at.max_x == 0 && at.x == 0);
	oriel_set_style(view, "-oriel-scrollbar-mode", "overlay");
	scene_layout(&scene);
	assert_string_equal(places(), "0,0 8x92, 8,92 92x8, -20,0 120x150");
}

static void absolute_boxes_stand_beside_classic_bars(void **state) {
	(void)state;
	child_size("100%", "150px");
	oriel_widget *box = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "position: absolute; right: 0; bottom: 0; width: 10px; height: 10px");
	with(view, box);
	scene_layout(&scene);
	struct oriel_rect bounds = oriel_widget_bounds(box);
	assert_true(bounds.x == 76 && bounds.y == 90);
}

/* A press on the gutter is on the bar, and the content is cut off before it. */
static void content_is_visible_up_to_the_gutter(void **state) {
	(void)state;
	child_size("300px", "300px");
	struct oriel_rect seen = oriel_widget_visible_rect(child);
	assert_true(seen.width == 86 && seen.height == 86);
}

static void colours_come_from_the_text_or_from_scrollbar_color(void **state) {
	(void)state;
	struct oriel__node *node = oriel__node_of(view);
	oriel_set_style(scene.root, "color", "#102030");
	assert_int_equal(oriel__used_scroll_thumb_color(node), 0x10203066);
	assert_int_equal(oriel__used_scroll_track_color(node), 0x1020301a);
	oriel_set_style(view, "-oriel-scrollbar-mode", "overlay");
	assert_int_equal(oriel__used_scroll_track_color(node), 0);
	oriel_set_style(scene.root, "scrollbar-color", "currentcolor #ffffff");
	assert_int_equal(oriel__used_scroll_thumb_color(node), 0x102030ff);
	assert_int_equal(oriel__used_scroll_track_color(node), 0xffffffff);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
	return RUN_TESTS(
		TEST(overlay_bars_lie_over_the_content_and_leave_the_corner),
		TEST(classic_bars_take_room_when_they_appear),
		TEST(classic_bar_brings_the_other_one),
		TEST(offset_at_the_end_lives_through_the_layouts_of_classic_bars),
		TEST(overflow_scroll_always_has_its_classic_bars),
		TEST(stable_gutter_is_there_without_a_bar),
		TEST(vertical_bar_is_at_the_left_in_right_to_left_text),
		TEST(absolute_boxes_stand_beside_classic_bars),
		TEST(content_is_visible_up_to_the_gutter),
		TEST(colours_come_from_the_text_or_from_scrollbar_color));
}
