/* SPDX-License-Identifier: MIT */
/*
 * Positioned boxes: containing blocks, static positions, relative and sticky offsets. The numbers
 * are computed by hand from CSS Positioned Layout 3.
 */
#include "boxes.h"

#include <stdio.h>
#include <stdlib.h>

#include <oriel/ui/set.h>

static int open(void **state) {
	static struct scene scene;
	scene_open(&scene, 400, 300);
	*state = &scene;
	return 0;
}

static int close(void **state) {
	scene_close(*state);
	return 0;
}

static oriel_widget *box(const char *style, oriel_widget *child) {
	oriel_widget *widget = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = style);
	return child != NULL ? with(widget, child) : widget;
}

static void show(void **state, oriel_widget *content) {
	struct scene *scene = *state;
	with(scene->root, content);
	scene_layout(scene);
}

/* The place of a widget in the window, as "x,y wxh". */
static const char *place(const oriel_widget *widget) {
	static char text[80];
	struct oriel_rect rect = oriel_widget_window_bounds(widget);
	snprintf(text, sizeof(text), "%g,%g %gx%g", (double)rect.x, (double)rect.y,
		(double)rect.width, (double)rect.height);
	return text;
}

#define PLACE(...) "width: 20px; height: 10px; position: " __VA_ARGS__

static void absolute_boxes_stand_in_the_nearest_positioned_ancestor(void **state) {
	oriel_widget *menu = box(PLACE("absolute; left: 5px; top: 7px"), NULL);
	oriel_widget *middle = box("margin: 30px; height: 50px", menu);
	oriel_widget *outer = box("margin: 10px; height: 150px; border: 3px solid", middle);
	show(state, outer);
	assert_string_equal(place(menu), "5,7 20x10");
	oriel_set_style(outer, "position", "relative");
	scene_layout(*state);
	assert_string_equal(place(menu), "18,20 20x10");
	oriel_set_style(middle, "position", "relative");
	scene_layout(*state);
	assert_string_equal(place(menu), "48,50 20x10");
	oriel_set_style(middle, "position", "static");
	oriel_set_style(outer, "position", "sticky");
	scene_layout(*state);
	assert_string_equal(place(menu), "18,20 20x10");
}

static void sizes_follow_the_containing_block(void **state) {
	oriel_widget *menu = box("position: absolute; left: 5px; right: 10px; top: 1px; bottom: 2px",
		NULL);
	oriel_widget *outer = box("position: relative; width: 200px; height: 100px",
		box("width: 50px; height: 20px", menu));
	show(state, outer);
	assert_string_equal(place(menu), "5,1 185x97");
	oriel_set_style(outer, "height", "60px");
	scene_layout(*state);
	assert_string_equal(place(menu), "5,1 185x57");
}

static void without_insets_a_box_stands_where_its_parent_would_place_it(void **state) {
	oriel_widget *menu = box(PLACE("absolute"), NULL);
	oriel_widget *inner = box(
		"margin: 10px; padding: 4px; width: 100px; height: 50px; align-items: center; "
		"justify-content: end",
		menu);
	show(state, inner);
	assert_string_equal(place(menu), "50,46 20x10");
	oriel_set_style(menu, "top", "3px");
	scene_layout(*state);
	assert_string_equal(place(menu), "50,3 20x10");
	oriel_set_style(inner, "margin-left", "25px");
	scene_layout(*state);
	assert_string_equal(place(menu), "65,3 20x10");
}

static void fixed_boxes_stand_in_the_window_unless_an_ancestor_contains_them(void **state) {
	oriel_widget *bar = box(PLACE("fixed; right: 0; bottom: 0"), NULL);
	oriel_widget *outer = box("position: relative; margin: 10px; width: 100px; height: 80px", bar);
	show(state, outer);
	assert_string_equal(place(bar), "380,290 20x10");
	oriel_set_style(outer, "contain", "layout");
	scene_layout(*state);
	assert_string_equal(place(bar), "90,80 20x10");
	oriel_set_style(outer, "contain", "none");
	oriel_set_hidden(outer, true);
	scene_layout(*state);
	assert_string_equal(place(bar), "0,0 0x0");
	oriel_set_hidden(outer, false);
	scene_layout(*state);
	assert_string_equal(place(bar), "380,290 20x10");
}

static void boxes_between_do_not_scroll_an_absolute_box(void **state) {
	oriel_widget *menu = box(PLACE("absolute; left: 50px; top: 60px"), NULL);
	oriel_widget *list = box("height: 40px; overflow-y: auto", box("height: 200px; flex: none",
		menu));
	oriel_widget *outer = box("position: relative; height: 100px", list);
	show(state, outer);
	oriel_scroll_to(list, .y = 30);
	assert_string_equal(place(menu), "50,60 20x10");
	assert_int_equal((int)oriel_widget_visible_rect(menu).height, 10);
	oriel_set_style(list, "position", "relative");
	scene_layout(*state);
	assert_string_equal(place(menu), "50,30 20x10");
	oriel_set_style(menu, "top", "300px");
	scene_layout(*state);
	assert_int_equal((int)oriel_widget_scroll_position(list).max_y, 270);
}

static void relative_boxes_are_shifted_without_moving_others(void **state) {
	oriel_widget *content = with(box_new(ORIEL_DIRECTION_COLUMN),
		oriel_set(leaf_new(20, 10), .style = "position: relative; left: 3px; top: 5px"),
		oriel_set(leaf_new(20, 10), .style = "position: relative; right: 4px; bottom: 6px"),
		oriel_set(leaf_new(20, 10), .style = "position: relative; left: 1px; right: 9px; top: 0"));
	show(state, oriel_set(content, .style = "align-items: start"));
	assert_rects(content, "3,5 20x10 | -4,4 20x10 | 1,20 20x10");
	oriel_set_style(oriel_first_child(content), "position", "static");
	scene_layout(*state);
	assert_rects(content, "0,0 20x10 | -4,4 20x10 | 1,20 20x10");
}

/* A heading of 10 px sticks at 5 px below the top of a scroller of 40 px, inside its section. */
static void sticky_boxes_stay_in_view_and_in_their_parent(void **state) {
	oriel_widget *heading = oriel_set(
		leaf_new(20, 10), .style = "position: sticky; top: 5px; bottom: 5px; flex: none");
	oriel_widget *section = with(
		box("flex: none; padding: 2px", NULL), oriel_set(leaf_new(20, 50), .style = "flex: none"),
		heading, oriel_set(leaf_new(20, 60), .style = "flex: none"));
	oriel_widget *list = with(box("height: 40px; overflow-y: auto; align-items: start", NULL),
		section, oriel_set(leaf_new(20, 200), .style = "flex: none"));
	show(state, list);
	assert_string_equal(place(heading), "2,25 20x10");
	oriel_scroll_to(list, .y = 30);
	assert_string_equal(place(heading), "2,22 20x10");
	oriel_scroll_to(list, .y = 60);
	assert_string_equal(place(heading), "2,5 20x10");
	oriel_scroll_to(list, .y = 110);
	assert_string_equal(place(heading), "2,2 20x10");
	oriel_scroll_to(list, .y = 120);
	assert_string_equal(place(heading), "2,-8 20x10");
	oriel_set_style(heading, "top", "auto");
	scene_layout(*state);
	assert_string_equal(place(heading), "2,-68 20x10");
}

/* A long column keeps the places of its rows; a shifted row is among them. */
static void rows_of_long_columns_are_shifted_too(void **state) {
	oriel_widget *list = box("height: 40px; overflow-y: auto", NULL);
	for (int i = 0; i < 100; i++)
		with(list, oriel_set(leaf_new(20, 10), .style = "flex: none"));
	show(state, list);
	oriel_widget *first = oriel_first_child(list), *third = oriel_child_at(list, 2);
	oriel_set(first, .style = "flex: none; position: sticky; top: 0");
	oriel_set(third, .style = "flex: none; position: relative; top: 4px");
	scene_layout(*state);
	assert_string_equal(place(third), "0,24 400x10");
	oriel_scroll_to(list, .y = 500);
	assert_string_equal(place(first), "0,0 400x10");
	oriel_prepend(list, oriel_set(leaf_new(20, 30), .style = "flex: none"));
	scene_layout(*state);
	assert_string_equal(place(first), "0,0 400x10");
	oriel_scroll_to(list, .y = 0);
	assert_string_equal(place(first), "0,30 400x10");
	assert_string_equal(place(third), "0,54 400x10");
}

static void a_moved_subtree_finds_new_containing_blocks(void **state) {
	struct scene *scene = *state;
	oriel_widget *menu = box(PLACE("absolute; left: 0; top: 0"), NULL);
	oriel_widget *inner = box("height: 20px; flex: none", menu);
	oriel_widget *a = box("position: relative; height: 50px; flex: none", inner);
	oriel_widget *b = box("position: relative; height: 50px; flex: none", NULL);
	show(state, a);
	show(state, b);
	assert_string_equal(place(menu), "0,0 20x10");
	oriel_widget_move_before(b, inner, NULL);
	oriel_destroy(a);
	scene_layout(scene);
	oriel_set_style(scene->root, "padding-top", "7px");
	scene_layout(scene);
	assert_string_equal(place(menu), "0,7 20x10");
	oriel_remove(inner);
	oriel_append(scene->root, inner);
	scene_layout(scene);
	assert_string_equal(place(menu), "0,0 20x10");
}

static void in_a_block_a_box_without_insets_stands_in_the_flow(void **state) {
	oriel_widget *menu = box(PLACE("absolute; margin-left: 5px"), NULL);
	oriel_widget *after = box("height: 10px", NULL);
	oriel_widget *block = box("display: block; width: 100px; padding: 2px; margin: 10px", NULL);
	with(block, box("height: 15px; margin-bottom: 8px", NULL), menu, after);
	show(state, block);
	assert_string_equal(place(menu), "17,35 20x10");
	assert_string_equal(place(after), "12,35 96x10");
	oriel_set_style(block, "direction", "rtl");
	scene_layout(*state);
	assert_string_equal(place(menu), "88,35 20x10");
	oriel_set_style(oriel_first_child(block), "height", "%s", "40px");
	scene_layout(*state);
	assert_string_equal(place(menu), "88,60 20x10");
	oriel_set_style(block, "position", "relative");
	oriel_set_style(oriel_first_child(block), "height", "%s", "15px");
	scene_layout(*state);
	assert_string_equal(place(menu), "88,35 20x10");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open, close)

int main(void) {
	return RUN_TESTS(TEST(absolute_boxes_stand_in_the_nearest_positioned_ancestor),
		TEST(sizes_follow_the_containing_block),
		TEST(without_insets_a_box_stands_where_its_parent_would_place_it),
		TEST(in_a_block_a_box_without_insets_stands_in_the_flow),
		TEST(fixed_boxes_stand_in_the_window_unless_an_ancestor_contains_them),
		TEST(boxes_between_do_not_scroll_an_absolute_box),
		TEST(relative_boxes_are_shifted_without_moving_others),
		TEST(sticky_boxes_stay_in_view_and_in_their_parent),
		TEST(rows_of_long_columns_are_shifted_too),
		TEST(a_moved_subtree_finds_new_containing_blocks));
}
