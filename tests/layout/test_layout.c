/* SPDX-License-Identifier: MIT */
/*
 * Layout as a step of the frame: what a change makes it look at, that it comes out as a layout from scratch, and depth.
 */
#include "boxes.h"

#include <stdio.h>
#include <stdlib.h>

#include <oriel/node.h>
#include <oriel/set.h>

static oriel_widget *row(void) {
	return box_new(ORIEL_DIRECTION_ROW);
}

/* Measures of each leaf below widget, in order. */
static void measured_below(oriel_widget *widget, struct order *order) {
	for (oriel_widget *at = widget; at != NULL; at = oriel_next_in_tree(at, widget))
		if (oriel_type(at)[0] == 'l')
			order_add(order, "%u", leaf_measured(at));
}

static void a_leaf_that_fits_is_asked_once(void **state) {
	struct scene scene;
	struct order order = { 0 };
	(void)state;
	scene_open(&scene, 400, 300);
	with(scene.root, with(row(), leaf_new(50, 20), oriel_set(text_new(60, 20), .grow = 1)), with(row(), text_new(10, 20)));
	scene_layout(&scene);
	measured_below(scene.root, &order);
	assert_order(&order, "1, 1, 1");
	scene_close(&scene);
}

static void only_the_marked_leaf_is_asked_again(void **state) {
	struct scene scene;
	struct order order = { 0 };
	(void)state;
	scene_open(&scene, 400, 300);
	oriel_widget *first = leaf_new(50, 20), *second = with(row(), leaf_new(5, 5));
	with(scene.root, with(row(), first, leaf_new(60, 20)), second);
	scene_layout(&scene);
	leaf_resize(first, 70, 30);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 400x30 [0,0 70x30 | 70,0 60x30] | 0,30 400x5 [0,0 5x5]");
	measured_below(scene.root, &order);
	assert_order(&order, "2, 1, 1");
	scene_close(&scene);
}

static void nesting_does_not_multiply_questions(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 400, 300);
	oriel_widget *leaf = text_new(2000, 10), *content = leaf;
	for (int i = 0; i < 60; i++)
		content = oriel_set(with(box_new(i & 1 ? ORIEL_DIRECTION_ROW : ORIEL_DIRECTION_COLUMN), content),
			.padding = 1, .align = i & 2 ? ORIEL_ALIGN_START : ORIEL_ALIGN_STRETCH, .grow = 1, .min_height = 1);
	with(scene.root, content);
	scene_layout(&scene);
	assert_true(leaf_measured(leaf) < 10);
	scene_close(&scene);
}

static uint32_t seed = 1;

static unsigned pick(unsigned count) {
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % count;
}

static oriel_widget *pick_widget(oriel_widget *root) {
	while (oriel_first_child(root) != NULL && pick(5) != 0)
		root = oriel_child_at(root, pick((unsigned)oriel_child_count(root)));
	return root;
}

static void change_something(oriel_widget *root) {
	oriel_widget *widget = pick_widget(root);
	if (oriel_type(widget)[0] == 'l')
		leaf_resize(widget, (float)pick(200), (float)pick(40));
	else if (pick(3) == 0)
		with(widget, pick(2) ? text_new((float)pick(300), 10) : with(box_new(ORIEL_DIRECTION_ROW + pick(4)), leaf_new(5, 5)));
	switch (widget != root ? pick(9) : 9) {
	case 0:
		oriel_set(widget, .grow = (float)pick(3), .shrink = (float)pick(2));
		break;
	case 1:
		oriel_set(widget, .margin = (float)pick(9) - 4, .padding = (float)pick(5));
		break;
	case 2:
		oriel_set(widget, .align_self = 1 + pick(5));
		break;
	case 3:
		oriel_set_hidden(widget, pick(2));
		break;
	case 4:
		oriel_set(widget, .max_width = 20 + (float)pick(200), .min_height = (float)pick(30));
		break;
	case 5:
		oriel_set(widget, .absolute = pick(2) ? true : ORIEL_OFF, .left = (float)pick(20));
		break;
	case 6:
		oriel_destroy(widget);
		break;
	default:
		break;
	}
}

static void relayout_all(struct scene *scene) {
	for (oriel_widget *at = scene->root; at != NULL; at = oriel_next_in_tree(at, scene->root))
		oriel__layout_free(oriel__node_of(at));
	for (oriel_widget *at = scene->root; at != NULL; at = oriel_next_in_tree(at, scene->root))
		oriel_widget_relayout(at);
	scene_layout(scene);
}

static void a_changed_layout_is_that_from_scratch(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	for (int i = 0; i < 1500; i++) {
		change_something(scene.root);
		if (oriel_child_count(scene.root) > 6)
			oriel_clear(scene.root);
		scene.size.width = 200 + (float)pick(3) * 50;
		scene_layout(&scene);
		char *changed = rects_of(scene.root);
		relayout_all(&scene);
		char *fresh = rects_of(scene.root);
		assert_string_equal(changed, fresh);
		free(changed);
		free(fresh);
	}
	scene_close(&scene);
}

static void depth_has_a_limit_that_loses_nothing(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *top = row(), *bottom = leaf_new(30, 20), *content = bottom;
	for (int i = 0; i < 3000; i++)
		content = with(row(), content);
	with(top, content);
	with(scene.root, top);
	expect_log("nested deeper than 1000 levels");
	scene_layout(&scene);
	assert_int_equal((int)oriel_bounds(bottom).width, 0);
	leaf_resize(bottom, 40, 25);
	scene_layout(&scene);
	oriel_widget *near = bottom;
	for (int i = 0; i < 10; i++)
		near = oriel_parent(near);
	with(top, near);
	scene_layout(&scene);
	assert_int_equal((int)oriel_bounds(bottom).width, 40);
	assert_int_equal((int)oriel_bounds(bottom).height, 25);
	scene_close(&scene);
}

static void what_comes_back_into_the_tree_has_its_places_again(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *inner = with(row(), oriel_set(leaf_new(30, 20), .absolute = true, .left = 3));
	oriel_widget *outer = oriel_set(with(row(), oriel_set(inner, .width = ORIEL_ZERO, .height = ORIEL_ZERO)), .height = 50);
	with(scene.root, outer);
	scene_layout(&scene);
	oriel_remove(outer);
	scene_layout(&scene);
	with(scene.root, outer);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 300x50 [0,0 0x0 [3,0 30x20]]");
	scene_close(&scene);
}

static void part_arrange(oriel_widget *widget, struct oriel_rect content) {
	oriel_widget *knob = oriel_widget_first_part(widget);
	struct oriel_measurement of = oriel_measure_child(knob, content.width);
	oriel_place_child(knob, (struct oriel_rect){ content.width - of.width, 0, of.width, content.height });
}

static void parts_stand_over_the_padding_box_and_take_no_room(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *host = oriel_set(with(row(), leaf_new(30, 20)), .padding = 4), *leaf = leaf_new(50, 10);
	oriel_widget *knob = oriel_set(leaf_new(8, 8), .right = ORIEL_ZERO, .top = ORIEL_ZERO), *free_part = leaf_new(5, 5);
	with(scene.root, host, leaf);
	assert_int_equal(oriel_widget_append_part(host, knob), ORIEL_OK);
	assert_int_equal(oriel_widget_append_part(leaf, free_part), ORIEL_OK);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 300x28 [4,4 30x20] | 0,28 300x10");
	assert_true(oriel_bounds(knob).x == 292 && oriel_bounds(knob).y == 0 && oriel_bounds(knob).width == 8);
	assert_true(oriel_window_bounds(free_part).y == 28 && oriel_bounds(free_part).width == 5);
	leaf_resize(knob, 20, 8);
	oriel_set(host, .width = 100);
	scene_layout(&scene);
	assert_true(oriel_bounds(knob).x == 80 && oriel_bounds(knob).width == 20);
	oriel_set_hidden(knob, true);
	scene_layout(&scene);
	assert_true(oriel_window_bounds(knob).width == 0);
	scene_close(&scene);
}

static void a_class_that_arranges_places_its_parts(void **state) {
	static const struct oriel_widget_class class = {
		.abi = ORIEL_WIDGET_ABI, .name = "slider", .size = sizeof(struct oriel_widget_base), .flags = ORIEL_WIDGET_LEAF, .arrange = part_arrange,
	};
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *slider = oriel_set(oriel_widget_new(&class), .height = 30), *knob = leaf_new(12, 5), *left_out = leaf_new(7, 7);
	oriel_widget_append_part(slider, knob);
	oriel_widget_append_part(slider, left_out);
	with(scene.root, slider, oriel_text("not shown"), leaf_new(1, 1));
	scene_layout(&scene);
	assert_true(oriel_bounds(knob).x == 288 && oriel_bounds(knob).width == 12 && oriel_bounds(knob).height == 30);
	assert_true(oriel_window_bounds(left_out).width == 0);
	assert_true(oriel_bounds(oriel_last_child(scene.root)).y == 30);
	scene_close(&scene);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_leaf_that_fits_is_asked_once),
		cmocka_unit_test(only_the_marked_leaf_is_asked_again),
		cmocka_unit_test(nesting_does_not_multiply_questions),
		cmocka_unit_test(a_changed_layout_is_that_from_scratch),
		cmocka_unit_test(depth_has_a_limit_that_loses_nothing),
		cmocka_unit_test(what_comes_back_into_the_tree_has_its_places_again),
		cmocka_unit_test(parts_stand_over_the_padding_box_and_take_no_room),
		cmocka_unit_test(a_class_that_arranges_places_its_parts));
}
