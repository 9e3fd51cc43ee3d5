/* SPDX-License-Identifier: MIT */
/*
 * Grid containers in a tree: items, areas, right-to-left columns, and layouts after changes. Track
 * sizes and placement have tests of their own; test_grid_corpus.c compares whole trees.
 */
#include "boxes.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

#include "chance.h"
#include "shrink.h"

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

static oriel_widget *grid_new(const char *style) {
	oriel_widget *grid = oriel_set(box_new(ORIEL_DIRECTION_ROW), .style = style);
	oriel_set_style(grid, "display", "grid");
	return grid;
}

static oriel_widget *at(const char *style, float width, float height) {
	return oriel_set(leaf_new(width, height), .style = style);
}

static void show(void **state, oriel_widget *content) {
	struct scene *scene = *state;
	with(scene->root, content);
	scene_layout(scene);
}

static void items_fill_the_cells_row_by_row(void **state) {
	oriel_widget *grid = with(grid_new("grid-template-columns: 50px 1fr; gap: 5px 10px"),
		leaf_new(20, 10), leaf_new(30, 20), leaf_new(40, 15));
	show(state, grid);
	assert_rects(grid, "0,0 50x20 | 60,0 340x20 | 0,25 50x15");
	assert_rects(((struct scene *)*state)->root,
		"0,0 400x40 [0,0 50x20 | 60,0 340x20 | 0,25 50x15]");
}

static void areas_lay_out_a_page(void **state) {
	static const char page[] = "grid-template-areas: 'head head' 'side main'; height: 200px;"
		"grid-template-columns: 100px 1fr; grid-template-rows: auto 1fr";
	oriel_widget *grid = with(grid_new(page), at("grid-area: main", 10, 10),
		at("grid-area: side", 10, 10), at("grid-area: head", 10, 30));
	show(state, grid);
	assert_rects(grid, "100,30 300x170 | 0,30 100x170 | 0,0 400x30");
}

static void columns_begin_at_the_right_in_right_to_left_grids(void **state) {
	oriel_widget *grid = with(
		grid_new("direction: rtl; grid-template-columns: 50px 100px; column-gap: 10px"),
		leaf_new(10, 10), at("justify-self: start", 20, 10), at("margin-left: 5px", 10, 10));
	show(state, grid);
	assert_rects(grid, "350,0 50x10 | 320,0 20x10 | 355,10 45x10");
}

static void percentages_of_items_are_of_their_areas(void **state) {
	oriel_widget *grid = with(grid_new("grid-template-columns: 50% 25%; grid-template-rows: 40px"),
		at("width: 50%; height: 50%", 10, 10), at("margin-left: 10%; height: 25%", 10, 10));
	show(state, grid);
	assert_rects(grid, "0,0 100x20 | 210,0 90x10");
}

static void baselines_of_a_row_are_aligned(void **state) {
	oriel_widget *grid = with(
		grid_new("grid-template-columns: 50px 50px; align-items: baseline"), leaf_new(10, 40),
		leaf_new(10, 20), leaf_new(10, 20));
	show(state, grid);
	assert_rects(grid, "0,0 50x40 | 50,15 50x20 | 0,40 50x20");
}

static void automatic_margins_take_the_free_space(void **state) {
	oriel_widget *grid = with(grid_new("grid-template-columns: 100px; grid-auto-rows: 60px"),
		at("margin: auto", 20, 10), at("margin-left: auto", 20, 10));
	show(state, grid);
	assert_rects(grid, "40,25 20x10 | 80,60 20x60");
}

static void hidden_and_absolute_children_take_no_cell(void **state) {
	oriel_widget *grid = with(grid_new("grid-template-columns: 50px 50px; position: relative"),
		oriel_set(leaf_new(10, 10), .style = "display: none"),
		at("position: absolute; left: 7px; top: 3px", 10, 10), leaf_new(10, 10),
		leaf_new(20, 20));
	show(state, grid);
	assert_rects(grid, "0,0 0x0 | 7,3 10x10 | 0,0 50x20 | 50,0 50x20");
}

static void lines_are_the_containing_block_of_absolute_children(void **state) {
	oriel_widget *grid = with(
		grid_new("width: 200px; height: 100px; padding: 10px; border: 2px solid; gap: 5px;"
				"position: relative; grid-template-columns: 50px 60px;"
				"grid-template-rows: 20px 30px"),
		at("position: absolute", 10, 5), at("position: absolute; grid-column: 2", 10, 5),
		at("position: absolute; grid-column: 2 / 3; right: 0; bottom: 0", 10, 5),
		at("position: absolute; grid-column: 1 / 2; inset: 0", 10, 5),
		at("position: absolute; grid-column: 5; inset: 0", 10, 5),
		at("position: absolute; grid-column: -1; inset: 0", 10, 5),
		at("position: absolute; grid-column: 2 / span 3; inset: 0", 10, 5),
		at("position: absolute; grid-row: 2; inset: 0", 10, 5),
		at("position: absolute; justify-self: center", 10, 5));
	show(state, grid);
	assert_rects(grid,
		"2,2 10x5 | 67,2 10x5 | 117,93 10x5 | 12,2 50x96 | 2,2 196x96 | 127,2 71x96 | "
		"67,2 131x96 | 2,37 196x61 | 95,2 10x5");
	oriel_set_style(grid, "direction", "rtl");
	scene_layout(*state);
	assert_rects(grid,
		"188,2 10x5 | 123,2 10x5 | 123,93 10x5 | 138,2 50x96 | 2,2 196x96 | 2,2 71x96 | "
		"2,2 131x96 | 2,37 196x61 | 95,2 10x5");
}

static void a_grid_shrinks_to_its_content(void **state) {
	oriel_widget *grid = with(
		grid_new("grid-template-columns: auto auto; align-self: start; padding: 2px"),
		text_new(60, 10), leaf_new(30, 10));
	show(state, grid);
	assert_rects(((struct scene *)*state)->root, "0,0 94x14 [2,2 60x10 | 62,2 30x10]");
}

static void a_grid_measures_at_the_width_of_its_columns(void **state) {
	oriel_widget *grid = with(grid_new("grid-template-columns: 1fr 3fr"), text_new(300, 10),
		text_new(300, 10));
	show(state, grid);
	assert_rects(((struct scene *)*state)->root, "0,0 400x30 [0,0 100x30 | 100,0 300x30]");
}

/* ---- Changes ---- */

static void a_resized_item_resizes_its_tracks(void **state) {
	oriel_widget *leaf = leaf_new(50, 10);
	oriel_widget *grid = with(grid_new("grid-template-columns: max-content 100px"), leaf,
		leaf_new(10, 10), leaf_new(10, 10));
	show(state, grid);
	leaf_resize(leaf, 70, 20);
	scene_layout(*state);
	assert_rects(grid, "0,0 70x20 | 70,0 100x20 | 0,20 70x10");
}

static void a_changed_line_moves_the_item(void **state) {
	oriel_widget *leaf = leaf_new(10, 10);
	oriel_widget *grid = with(
		grid_new("grid-template-columns: [a] 50px [b] 60px [c] 70px"), leaf, leaf_new(10, 10));
	show(state, grid);
	oriel_set_style(leaf, "grid-column", "b");
	scene_layout(*state);
	assert_rects(grid, "50,0 60x10 | 110,0 70x10");
	oriel_set_style(leaf, "grid-column", "c");
	scene_layout(*state);
	assert_rects(grid, "110,0 70x10 | 0,10 50x10");
	oriel_set_style(leaf, "grid-column", NULL);
	scene_layout(*state);
	assert_rects(grid, "0,0 50x10 | 50,0 60x10");
}

static void a_container_becomes_a_grid_and_a_column_again(void **state) {
	oriel_widget *box = box_new(ORIEL_DIRECTION_COLUMN);
	for (int i = 0; i < 100; i++)
		with(box, leaf_new(10, 10));
	show(state, box);
	char *column = rects_of(box);
	oriel_set_style(box, "display", "grid");
	oriel_set_style(box, "grid-template-columns", "repeat(10, 20px)");
	scene_layout(*state);
	const struct oriel__box *last = &oriel__node_of(oriel_last_child(box))->rect;
	assert_float_equal((float)last->x, 180, 0);
	assert_float_equal((float)last->y, 90, 0);
	oriel_set_style(box, "display", NULL);
	scene_layout(*state);
	assert_rects(box, column);
	free(column);
}

enum { STEP_SIZE = 4 };

static struct chance chance;

static unsigned pick(unsigned count) {
	return roll(&chance, count);
}

#define PICK(...) \
	((const char *const[]){ __VA_ARGS__ })[pick(sizeof((const char *const[]){ __VA_ARGS__ }) / \
		sizeof(char *))]

static oriel_widget *pick_widget(oriel_widget *root) {
	while (oriel_first_child(root) != NULL && pick(4) != 0)
		root = oriel_child_at(root, pick((unsigned)oriel_child_count(root)));
	return root;
}

static void change_container(oriel_widget *widget) {
	switch (pick(6)) {
	case 0:
		oriel_set_style(widget, "display", "%s", PICK("grid", "grid", "flex"));
		break;
	case 1:
		oriel_set_style(widget, "grid-template-columns", "%s",
			PICK("auto auto", "1fr 2fr", "[x] 30px minmax(min-content, 1fr) 20%",
				"repeat(auto-fill, 40px)", "none", "fit-content(50px) max-content"));
		break;
	case 2:
		oriel_set_style(widget, "grid-template-rows", "%s",
			PICK("none", "1fr 1fr", "20px auto", "50% auto", "repeat(auto-fit, 15px)"));
		break;
	case 3:
		oriel_set_style(widget, "grid-auto-flow", "%s", PICK("row", "column", "dense"));
		oriel_set_style(widget, "gap", "%s", PICK("0", "3px", "5% 2px"));
		break;
	case 4:
		oriel_set_style(widget, "align-items", "%s", PICK("normal", "baseline", "end"));
		oriel_set_style(widget, "justify-content", "%s", PICK("normal", "center", "space-between"));
		break;
	default:
		oriel_set_style(widget, "direction", "%s", PICK("ltr", "rtl"));
	}
}

static void change_item(oriel_widget *widget) {
	switch (pick(7)) {
	case 0:
		oriel_set_style(widget, "grid-column", "%s", PICK("auto", "2", "span 2", "x", "-2 / 1"));
		break;
	case 1:
		oriel_set_style(widget, "grid-row", "%s", PICK("auto", "1", "span 2", "3"));
		break;
	case 2:
		oriel_set_style(widget, "justify-self", "%s", PICK("auto", "center", "end", "stretch"));
		oriel_set_style(widget, "align-self", "%s", PICK("auto", "center", "baseline", "stretch"));
		break;
	case 3:
		oriel_set_style(widget, "width", "%s", PICK("auto", "40px", "50%", "min-content"));
		oriel_set_style(widget, "height", "%s", PICK("auto", "20px", "50%"));
		break;
	case 4:
		oriel_set_style(widget, "order", "%s", PICK("0", "1", "-1"));
		oriel_set_style(widget, "margin", "%s", PICK("0", "2px", "auto", "5%"));
		break;
	case 5: oriel_set_hidden(widget, pick(2)); break;
	default: oriel_destroy(widget);
	}
}

static void change_something(oriel_widget *root) {
	oriel_widget *widget = pick_widget(root);
	if (oriel_widget_type(widget)[0] == 'l')
		leaf_resize(widget, (float)pick(100), (float)pick(30));
	else if (pick(2) == 0)
		with(widget,
			pick(2) ? text_new((float)pick(200), 10) : with(grid_new(""), leaf_new(15, 5)));
	else
		change_container(widget);
	if (widget != root && pick(2) == 0)
		change_item(widget);
}

static void relayout_all(struct scene *scene) {
	for (oriel_widget *widget = scene->root; widget != NULL;
		widget = oriel_widget_next_in_tree(widget, scene->root))
		oriel__layout_free(oriel__node_of(widget));
	for (oriel_widget *widget = scene->root; widget != NULL;
		widget = oriel_widget_next_in_tree(widget, scene->root))
		oriel_widget_relayout(widget);
	scene_layout(scene);
}

static void play_step(struct scene *scene, const uint8_t *step, bool print) {
	chance = chance_of_step(step, STEP_SIZE);
	change_something(scene->root);
	if (oriel_child_count(scene->root) > 6)
		oriel_widget_clear(scene->root);
	scene->size.width = 200 + (float)pick(3) * 50;
	scene_layout(scene);
	char *changed = rects_of(scene->root);
	relayout_all(scene);
	char *fresh = rects_of(scene->root);
	if (print)
		print_step(step, STEP_SIZE, fresh);
	assert_string_equal(changed, fresh);
	free(changed);
	free(fresh);
}

static bool play_changes(const uint8_t *steps, size_t count, bool print) {
	struct scene scene;
	scene_open(&scene, 300, 200);
	for (size_t i = 0; i < count; i++)
		play_step(&scene, steps + STEP_SIZE * i, print);
	scene_close(&scene);
	return true;
}

static void a_changed_grid_is_laid_out_as_from_scratch(void **state) {
	(void)state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seeds = 20, .play = play_changes });
}

/* Each level asks the level below a bounded number of times, not twice as often as it is asked. */
static void nested_grids_are_measured_in_linear_time(void **state) {
	static const char *const styles[] = { "grid-template-columns: auto; padding: 1px",
		"grid-template-columns: minmax(auto, 1fr)", "grid-template-rows: 100%",
		"grid-template-rows: 50% auto; height: 80%", "aspect-ratio: 1",
		"grid-template-rows: 1fr; align-items: baseline",
		"grid-template-columns: 1fr; grid-template-rows: auto 10%; aspect-ratio: 1" };
	(void)state;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct scene scene;
		scene_open(&scene, 400, 300);
		oriel_widget *leaf = text_new(2000, 10), *content = leaf;
		for (int level = 0; level < 60; level++)
			content = with(grid_new(styles[i]), content);
		with(scene.root, content);
		scene_layout(&scene);
		assert_true(leaf_measured(leaf) < 10);
		scene_close(&scene);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open, close)

int main(void) {
	return RUN_TESTS(TEST(items_fill_the_cells_row_by_row), TEST(areas_lay_out_a_page),
		TEST(columns_begin_at_the_right_in_right_to_left_grids),
		TEST(percentages_of_items_are_of_their_areas), TEST(baselines_of_a_row_are_aligned),
		TEST(automatic_margins_take_the_free_space),
		TEST(hidden_and_absolute_children_take_no_cell),
		TEST(lines_are_the_containing_block_of_absolute_children),
		TEST(a_grid_shrinks_to_its_content),
		TEST(a_grid_measures_at_the_width_of_its_columns),
		TEST(a_resized_item_resizes_its_tracks), TEST(a_changed_line_moves_the_item),
		TEST(a_container_becomes_a_grid_and_a_column_again),
		cmocka_unit_test(nested_grids_are_measured_in_linear_time),
		cmocka_unit_test(a_changed_grid_is_laid_out_as_from_scratch));
}
