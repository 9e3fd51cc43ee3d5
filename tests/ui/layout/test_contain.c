/* SPDX-License-Identifier: MIT */
/*
 * Boxes that do not count for their containers, or whose content does not count for them:
 * `contain: size`, and items of flex containers with `visibility: collapse`. Numbers are computed
 * by hand from CSS Containment 2, §3.1, and CSS Flexible Box §4.4.
 */
#include "boxes.h"

#include <stdlib.h>

#include <oriel/ui/set.h>

static int open(void **state) {
	static struct scene scene;
	scene_open(&scene, 200, 300);
	*state = &scene;
	return 0;
}

static int close(void **state) {
	scene_close(*state);
	return 0;
}

static oriel_widget *row(const char *style) {
	return oriel_set(box_new(ORIEL_DIRECTION_ROW), .style = style);
}

static oriel_widget *item(float width, float height, const char *style) {
	return oriel_set(leaf_new(width, height), .style = style);
}

static void show(void **state, oriel_widget *content) {
	struct scene *scene = *state;
	with(scene->root, content);
	scene_layout(scene);
}

/* ---- contain: size ---- */

static void contained_box_is_as_large_as_without_content(void **state) {
	struct scene *scene = *state;
	oriel_widget *box = with(row("padding: 3px; contain: size"), leaf_new(50, 20));
	show(state, with(row(""), box, leaf_new(10, 12)));
	assert_rects(scene->root, "0,0 200x12 [0,0 6x12 [3,3 50x6] | 6,0 10x12]");
	oriel_set_style(box, "width", "30px");
	oriel_set_style(box, "align-self", "flex-start");
	scene_layout(scene);
	assert_rects(scene->root, "0,0 200x12 [0,0 30x6 [3,3 50x0] | 30,0 10x12]");
	oriel_set_style(box, "contain", "none");
	oriel_set_style(box, "width", "auto");
	scene_layout(scene);
	assert_rects(scene->root, "0,0 200x26 [0,0 56x26 [3,3 50x20] | 56,0 10x26]");
	oriel_set_style(box, "contain", "strict");
	scene_layout(scene);
	assert_rects(scene->root, "0,0 200x12 [0,0 6x6 [3,3 50x0] | 6,0 10x12]");
}

static void contained_leaf_has_no_size_of_its_own(void **state) {
	struct scene *scene = *state;
	show(state, with(row("align-items: flex-start"), item(50, 20, "contain: size"),
					item(50, 20, "contain: size; width: 30px"), leaf_new(10, 12)));
	assert_rects(scene->root, "0,0 200x12 [0,0 0x0 | 0,0 30x0 | 30,0 10x12]");
}

static void contained_grid_keeps_its_explicit_tracks(void **state) {
	oriel_widget *grid = with(row("display: grid; contain: size; gap: 2px; "
								"grid-template-columns: 20px auto; grid-template-rows: 10px"),
		leaf_new(5, 5), leaf_new(50, 30));
	show(state, with(row("align-items: flex-start"), grid));
	struct oriel_rect bounds = oriel_widget_bounds(grid);
	assert_float_equal(bounds.width, 22, 0.01);
	assert_float_equal(bounds.height, 10, 0.01);
}

static void change_inside_a_contained_box_measures_nothing_outside(void **state) {
	struct scene *scene = *state;
	oriel_widget *inner = leaf_new(20, 20), *outer = leaf_new(30, 30);
	show(state, with(row(""), with(row("contain: size; width: 50px; height: 50px"), inner), outer));
	unsigned before = leaf_measured(outer);
	leaf_resize(inner, 25, 25);
	scene_layout(scene);
	assert_int_equal(leaf_measured(outer), before);
}

/* ---- visibility: collapse ---- */

static void collapsed_item_leaves_the_height_of_its_line(void **state) {
	struct scene *scene = *state;
	oriel_widget *middle = item(40, 30, "visibility: collapse");
	show(state, with(row("gap: 5px; align-items: flex-start"), leaf_new(20, 10), middle,
					leaf_new(60, 10)));
	assert_rects(scene->root, "0,0 200x30 [0,0 20x10 | 0,0 0x0 | 25,0 60x10]");
	oriel_set_style(middle, "visibility", "visible");
	scene_layout(scene);
	assert_rects(scene->root, "0,0 200x30 [0,0 20x10 | 25,0 40x30 | 70,0 60x10]");
	oriel_set_style(middle, "visibility", "collapse");
	scene_layout(scene);
	assert_rects(scene->root, "0,0 200x30 [0,0 20x10 | 0,0 0x0 | 25,0 60x10]");
}

static void others_share_the_room_of_a_collapsed_item(void **state) {
	struct scene *scene = *state;
	show(state, with(row(""), item(20, 10, "flex: 1"),
					item(40, 30, "visibility: collapse; flex: 1"), item(20, 10, "flex: 1")));
	assert_rects(scene->root, "0,0 200x30 [0,0 100x30 | 0,0 0x0 | 100,0 100x30]");
}

static void collapsed_items_stay_in_their_lines(void **state) {
	struct scene *scene = *state;
	show(state, with(row("flex-wrap: wrap; align-items: flex-start; align-content: flex-start"),
					item(150, 10, ""), item(40, 25, "visibility: collapse"), item(100, 10, ""),
					item(90, 40, "visibility: collapse")));
	assert_rects(scene->root, "0,0 200x65 [0,0 150x10 | 0,0 0x0 | 0,25 100x10 | 0,0 0x0]");
}

static void column_keeps_the_width_of_a_collapsed_item(void **state) {
	struct scene *scene = *state;
	oriel_widget *column = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "gap: 3px");
	with(column, leaf_new(20, 10), item(70, 30, "visibility: collapse"), leaf_new(20, 12));
	show(state, with(row("align-items: flex-start"), column));
	assert_rects(
		scene->root, "0,0 200x25 [0,0 70x25 [0,0 70x10 | 0,0 0x0 | 0,13 70x12]]");
}

static void container_of_collapsed_items_alone_keeps_their_height(void **state) {
	struct scene *scene = *state;
	show(state, with(row(""), item(40, 30, "visibility: collapse")));
	assert_rects(scene->root, "0,0 200x30 [0,0 0x0]");
}

static void rows_of_a_long_column_collapse(void **state) {
	struct scene *scene = *state;
	oriel_widget *column = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "");
	for (int i = 0; i < 100; i++)
		with(column, item(20, 10, "flex: none"));
	show(state, column);
	oriel_widget *last = oriel_last_child(column);
	oriel_set_style(oriel_first_child(column), "visibility", "collapse");
	scene_layout(scene);
	assert_float_equal(oriel_widget_bounds(last).y, 980, 0.01);
	oriel_set_style(oriel_first_child(column), "visibility", "hidden");
	scene_layout(scene);
	assert_float_equal(oriel_widget_bounds(last).y, 990, 0.01);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open, close)

int main(void) {
	return RUN_TESTS(TEST(contained_box_is_as_large_as_without_content),
		TEST(contained_leaf_has_no_size_of_its_own),
		TEST(contained_grid_keeps_its_explicit_tracks),
		TEST(change_inside_a_contained_box_measures_nothing_outside),
		TEST(collapsed_item_leaves_the_height_of_its_line),
		TEST(others_share_the_room_of_a_collapsed_item),
		TEST(collapsed_items_stay_in_their_lines),
		TEST(column_keeps_the_width_of_a_collapsed_item),
		TEST(container_of_collapsed_items_alone_keeps_their_height),
		TEST(rows_of_a_long_column_collapse));
}
