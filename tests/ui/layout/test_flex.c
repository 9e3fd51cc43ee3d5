/* SPDX-License-Identifier: MIT */
/*
 * Flex lines against sizes computed by hand from CSS Flexible Box §9.
 */
#include "boxes.h"

#include <math.h>
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

static oriel_widget *row(void) {
	return box_new(ORIEL_DIRECTION_ROW);
}

static oriel_widget *column(void) {
	return box_new(ORIEL_DIRECTION_COLUMN);
}

static void show(void **state, oriel_widget *content) {
	struct scene *scene = *state;
	with(scene->root, content);
	scene_layout(scene);
}

static void rows_stand_their_children_side_by_side(void **state) {
	oriel_widget *content = oriel_set(with(row(), leaf_new(50, 20), leaf_new(30, 40)),
		.style = "padding: 10px; gap: 5px; border-width: 1px; border-style: solid");
	show(state, content);
	assert_rects(((struct scene *)*state)->root, "0,0 400x62 [11,11 50x40 | 66,11 30x40]");
}

static void margins_stand_around_the_border_box(void **state) {
	oriel_widget *content = with(row(), oriel_set(leaf_new(50, 20), .style = "margin: 4px"),
		oriel_set(leaf_new(30, 40), .style = "margin-left: -10px"));
	show(state, content);
	assert_rects(content, "4,4 50x32 | 48,0 30x40");
}

static void grow_shares_the_free_space(void **state) {
	oriel_widget *content = with(row(), oriel_set(leaf_new(50, 20), .style = "flex-grow: 1"),
		oriel_set(leaf_new(50, 20), .style = "flex-grow: 3"), leaf_new(100, 20));
	show(state, content);
	assert_rects(content, "0,0 100x20 | 100,0 200x20 | 300,0 100x20");
}

static void grow_factors_below_one_leave_free_space(void **state) {
	oriel_widget *content = with(row(), oriel_set(leaf_new(100, 20), .style = "flex-grow: 0.25"),
		oriel_set(leaf_new(100, 20), .style = "flex-grow: 0.25"));
	show(state, content);
	assert_rects(content, "0,0 150x20 | 150,0 150x20");
}

static void space_beyond_a_maximum_goes_to_the_siblings(void **state) {
	oriel_widget *content = with(row(),
		oriel_set(leaf_new(0, 20), .style = "max-width: 50px; flex-grow: 1"),
		oriel_set(leaf_new(0, 20), .style = "flex-grow: 1"),
		oriel_set(leaf_new(0, 20), .style = "min-width: 200px; flex-grow: 1"));
	show(state, content);
	assert_rects(content, "0,0 50x20 | 50,0 150x20 | 200,0 200x20");
}

static void shrink_is_in_proportion_to_the_base(void **state) {
	oriel_widget *content = with(row(),
		oriel_set(row(), .style = "height: 10px; flex-basis: 200px"),
		oriel_set(row(), .style = "height: 10px; flex-basis: 400px"));
	show(state, content);
	assert_rects(content, "0,0 133.333x10 | 133.333,0 266.667x10");
}

static void nothing_shrinks_below_its_content(void **state) {
	oriel_widget *content = with(row(), leaf_new(300, 20), text_new(300, 20));
	show(state, content);
	assert_rects(content, "0,0 300x60 | 300,0 100x60");
}

static void a_clipped_item_shrinks_below_its_content(void **state) {
	oriel_widget *clipped = oriel_set(
		with(row(), leaf_new(300, 20)), .style = "overflow-x: hidden");
	oriel_widget *content = with(
		row(), oriel_set(leaf_new(300, 20), .style = "flex-shrink: 0"), clipped);
	show(state, content);
	assert_rects(content, "0,0 300x20 | 300,0 100x20 [0,0 300x20]");
}

static void a_basis_of_zero_still_has_the_content_as_minimum(void **state) {
	oriel_widget *content = with(row(),
		oriel_set(leaf_new(300, 20), .style = "flex-grow: 1; flex-basis: 0"),
		oriel_set(leaf_new(10, 20), .style = "flex-grow: 1; flex-basis: 0"));
	show(state, content);
	assert_rects(content, "0,0 300x20 | 300,0 100x20");
}

static void text_breaks_at_the_width_that_is_left(void **state) {
	oriel_widget *content = with(
		row(), leaf_new(100, 20), oriel_set(text_new(1000, 10), .style = "flex-grow: 1"));
	show(state, content);
	assert_rects(content, "0,0 100x40 | 100,0 300x40");
}

static void justify_places_the_group(void **state) {
	static const struct {
		const char *justify;
		const char *expected;
	} cases[] = {
		{ "start", "0,0 60x9 | 60,0 100x9" },
		{ "center", "120,0 60x9 | 180,0 100x9" },
		{ "end", "240,0 60x9 | 300,0 100x9" },
		{ "space-between", "0,0 60x9 | 300,0 100x9" },
		{ "space-around", "60,0 60x9 | 240,0 100x9" },
		{ "space-evenly", "80,0 60x9 | 220,0 100x9" },
	};
	oriel_widget *content = with(row(), leaf_new(60, 9), leaf_new(100, 9));
	show(state, content);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		oriel_set_style(content, "justify-content", "%s", cases[i].justify);
		scene_layout(*state);
		assert_rects(content, cases[i].expected);
	}
}

static void reverse_directions_begin_at_the_other_end(void **state) {
	oriel_widget *backwards = with(box_new(ORIEL_DIRECTION_ROW_REVERSE),
		oriel_set(leaf_new(60, 9), .style = "margin-left: 7px"), leaf_new(100, 9));
	oriel_widget *upwards = oriel_set(
		with(box_new(ORIEL_DIRECTION_COLUMN_REVERSE), leaf_new(60, 9), leaf_new(100, 9)),
		.style = "flex-grow: 1");
	show(state, with(column(), backwards, oriel_set(upwards, .style = "height: 50px")));
	assert_rects(backwards, "340,0 60x9 | 233,0 100x9");
	assert_rects(upwards, "0,41 400x9 | 0,32 400x9");
	oriel_set_style(backwards, "justify-content", "space-between");
	scene_layout(*state);
	assert_rects(backwards, "340,0 60x9 | 0,0 100x9");
}

static void align_places_across(void **state) {
	oriel_widget *content = oriel_set(
		with(row(), leaf_new(10, 10), oriel_set(leaf_new(10, 10), .style = "align-self: end"),
			oriel_set(leaf_new(10, 10), .style = "align-self: start"),
			oriel_set(leaf_new(10, 10), .style = "align-self: stretch"),
			oriel_set(leaf_new(10, 10), .style = "height: 25px; align-self: stretch")),
		.style = "height: 50px; align-items: center");
	show(state, content);
	assert_rects(content, "0,20 10x10 | 10,40 10x10 | 20,0 10x10 | 30,0 10x50 | 40,0 10x25");
}

static void items_of_a_column_that_do_not_stretch_fit_their_content(void **state) {
	oriel_widget *content = oriel_set(
		with(column(), leaf_new(60, 10), text_new(1000, 10)), .style = "align-items: center");
	show(state, content);
	assert_rects(content, "170,0 60x10 | 0,10 400x30");
}

static void baselines_meet(void **state) {
	oriel_widget *nested = oriel_set(with(column(), leaf_new(10, 8)), .style = "padding: 2px");
	oriel_widget *content = oriel_set(with(row(), leaf_new(10, 40), leaf_new(10, 20), nested,
										oriel_set(row(), .style = "width: 5px; height: 6px")),
		.style = "align-items: baseline");
	show(state, content);
	assert_rects(content, "0,0 10x40 | 10,15 10x20 | 20,22 14x12 [2,2 10x8] | 34,24 5x6");
}

static void a_stretched_row_gives_its_height_to_nested_columns(void **state) {
	oriel_widget *side = with(
		column(), oriel_set(leaf_new(10, 10), .style = "flex-grow: 1"), leaf_new(10, 10));
	oriel_widget *content = with(row(), leaf_new(50, 100), side);
	show(state, content);
	assert_rects(content, "0,0 50x100 | 50,0 10x100 [0,0 10x90 | 0,90 10x10]");
}

static void hidden_widgets_take_no_place(void **state) {
	oriel_widget *gone = with(column(), leaf_new(60, 10));
	oriel_widget *content = oriel_set(
		with(row(), leaf_new(50, 10), gone, leaf_new(30, 10)), .style = "gap: 5px");
	show(state, content);
	oriel_set_hidden(gone, true);
	scene_layout(*state);
	assert_rects(content, "0,0 50x10 | 0,0 0x0 [0,0 0x0] | 55,0 30x10");
	oriel_set_hidden(gone, false);
	scene_layout(*state);
	assert_rects(content, "0,0 50x10 | 55,0 60x10 [0,0 60x10] | 120,0 30x10");
}

static void absolute_boxes_stand_in_the_padding_box(void **state) {
	oriel_widget *content = oriel_set(
		with(row(), leaf_new(50, 10),
			oriel_set(leaf_new(20, 20), .style = "position: absolute; right: 3px; bottom: 4px"),
			oriel_set(leaf_new(20, 20),
				.style = "position: absolute; top: 5px; right: 5px; bottom: 5px; left: 5px"),
			oriel_set(leaf_new(20, 20), .style = "position: absolute")),
		.style = "height: 100px; padding: 10px; align-items: center; justify-content: end; "
				"border-width: 2px; border-style: solid");
	show(state, content);
	assert_rects(content, "338,45 50x10 | 375,74 20x20 | 7,7 386x86 | 368,40 20x20");
}

static void a_class_may_place_its_children_itself(void **state) {
	oriel_widget *left_out = oriel_set(leaf_new(1, 1), .classes = "left-out");
	oriel_widget *stack = oriel_set(
		with(stack_new(), leaf_new(30, 10), with(row(), leaf_new(20, 10)), left_out),
		.style = "padding: 3px");
	show(state, with(row(), stack));
	assert_rects(stack, "3,3 30x10 | 3,18 20x10 [0,0 20x10] | 0,0 0x0");
	leaf_resize(oriel_first_child(stack), 30, 15);
	scene_layout(*state);
	assert_rects(stack, "3,3 30x15 | 3,23 20x10 [0,0 20x10] | 0,0 0x0");
}

static void percentages_are_of_the_content_box_of_the_container(void **state) {
	oriel_widget *bubble = oriel_set(leaf_new(300, 20), .style = "max-width: 60%");
	oriel_widget *half = oriel_set(row(), .style = "width: 50%; height: 50%; padding: 10%");
	oriel_widget *content = oriel_set(with(column(), bubble, half),
		.style = "height: 100px; padding: 0 50px; align-items: start");
	show(state, content);
	assert_rects(content, "50,0 180x20 | 50,20 150x60");
}

static void a_percentage_of_an_unknown_height_is_automatic(void **state) {
	oriel_widget *content = with(row(), oriel_set(leaf_new(10, 30), .style = "height: 50%"),
		oriel_set(leaf_new(10, 30), .style = "max-height: 50%"));
	show(state, with(row(), oriel_set(content, .style = "align-self: start")));
	assert_rects(content, "0,0 10x30 | 10,0 10x30");
}

static void content_box_sizes_leave_out_padding_and_border(void **state) {
	oriel_widget *content = with(row(),
		oriel_set(row(), .style = "box-sizing: content-box; width: 20px; height: 10px; "
								"padding: 5px; border: 1px solid"));
	show(state, content);
	assert_rects(content, "0,0 32x22");
}

static void an_aspect_ratio_gives_the_other_size(void **state) {
	oriel_widget *content = oriel_set(with(row(),
		oriel_set(row(), .style = "width: 40px; aspect-ratio: 2"),
		oriel_set(row(), .style = "height: 40px; aspect-ratio: 2")),
		.style = "align-items: start");
	show(state, content);
	assert_rects(content, "0,0 40x20 | 40,0 80x40");
}

static void invalid_sizes_from_a_class_count_as_0(void **state) {
	oriel_widget *content = with(
		row(), leaf_new(NAN, 10), leaf_new(-5, NAN), leaf_new(INFINITY, 7));
	show(state, content);
	assert_rects(content, "0,0 0x10 | 0,0 0x10 | 0,0 1e+09x10");
}

static void no_window_size_is_refused(void **state) {
	struct scene *scene = *state;
	with(scene->root,
		oriel_set(with(row(), oriel_set(leaf_new(50, 10), .style = "flex-grow: 1")),
			.style = "flex-grow: 1"));
	scene->size = (struct oriel_size){ NAN, -3 };
	scene_layout(scene);
	assert_rects(scene->root, "0,0 0x10 [0,0 50x10]");
	scene->size = (struct oriel_size){ 0, INFINITY };
	scene_layout(scene);
	assert_rects(scene->root, "0,0 0x1e+09 [0,0 50x1e+09]");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
	return RUN_TESTS(
		TEST(rows_stand_their_children_side_by_side),
		TEST(margins_stand_around_the_border_box),
		TEST(grow_shares_the_free_space),
		TEST(grow_factors_below_one_leave_free_space),
		TEST(space_beyond_a_maximum_goes_to_the_siblings),
		TEST(shrink_is_in_proportion_to_the_base),
		TEST(nothing_shrinks_below_its_content),
		TEST(a_clipped_item_shrinks_below_its_content),
		TEST(a_basis_of_zero_still_has_the_content_as_minimum),
		TEST(text_breaks_at_the_width_that_is_left),
		TEST(justify_places_the_group),
		TEST(reverse_directions_begin_at_the_other_end),
		TEST(align_places_across),
		TEST(items_of_a_column_that_do_not_stretch_fit_their_content),
		TEST(baselines_meet),
		TEST(a_stretched_row_gives_its_height_to_nested_columns),
		TEST(hidden_widgets_take_no_place),
		TEST(absolute_boxes_stand_in_the_padding_box),
		TEST(a_class_may_place_its_children_itself),
		TEST(percentages_are_of_the_content_box_of_the_container),
		TEST(a_percentage_of_an_unknown_height_is_automatic),
		TEST(content_box_sizes_leave_out_padding_and_border),
		TEST(an_aspect_ratio_gives_the_other_size),
		TEST(invalid_sizes_from_a_class_count_as_0),
		TEST(no_window_size_is_refused));
}
