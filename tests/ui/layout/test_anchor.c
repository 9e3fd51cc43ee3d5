/* SPDX-License-Identifier: MIT */
/*
 * Scroll anchoring: what is in view stays there when something above it changes.
 */
#include "boxes.h"

#include <stdio.h>

#include <oriel/ui/set.h>

#include "layout/anchor_internal.h"

static struct scene scene;
static oriel_widget *list;

static void add_rows(oriel_widget *parent, int count) {
	for (int i = 0; i < count; i++)
		with(parent, leaf_new(20, 30));
}

/* A list of rows of 30 px in a view of 100 px. */
static void open_list(int rows) {
	scene_open(&scene, 200, 300);
	list = oriel_set(
		box_new(ORIEL_DIRECTION_COLUMN), .style = "height: 100px; overflow-y: auto");
	add_rows(list, rows);
	with(scene.root, list);
	scene_layout(&scene);
}

static int open(void **state) {
	(void)state;
	open_list(20);
	return 0;
}

/* Enough rows for a column cache. */
static int open_long(void **state) {
	(void)state;
	open_list(300);
	return 0;
}

static int close(void **state) {
	(void)state;
	scene_close(&scene);
	return 0;
}

static float y_of(oriel_widget *widget) {
	scene_layout(&scene);
	return oriel_widget_window_bounds(widget).y;
}

static double offset(void) {
	return oriel_widget_scroll_position(list).y;
}

static void rows_above_may_come_go_and_grow(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 215);
	oriel_widget *row = oriel_child_at(list, 8);
	const float y = y_of(row);
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(row) == y && offset() == 265);
	oriel_insert_before(list, leaf_new(20, 10), oriel_child_at(list, 3));
	oriel_insert_before(list, leaf_new(20, 10), oriel_child_at(list, 5));
	assert_true(y_of(row) == y && offset() == 285);
	oriel_destroy(oriel_first_child(list));
	assert_true(y_of(row) == y && offset() == 235);
	leaf_resize(oriel_first_child(list), 20, 100);
	assert_true(y_of(row) == y && offset() == 305);
	oriel_set_hidden(oriel_first_child(list), true);
	assert_true(y_of(row) == y && offset() == 205);
	oriel_set_hidden(oriel_first_child(list), false);
	assert_true(y_of(row) == y && offset() == 305);
	oriel_set(oriel_first_child(list), .style = "margin: 7px");
	assert_true(y_of(row) == y && offset() == 319);
}

static void rows_below_may_come_and_go_too(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 215);
	oriel_widget *row = oriel_child_at(list, 8);
	const float y = y_of(row);
	add_rows(list, 100);
	assert_true(y_of(row) == y && offset() == 215);
	oriel_destroy(oriel_child_at(list, 30));
	assert_true(y_of(row) == y && offset() == 215);
	add_rows(list, 3);
	oriel_destroy(oriel_child_at(list, 1));
	assert_true(y_of(row) == y && offset() == 185);
}

static void list_at_its_beginning_shows_rows_inserted_there(void **state) {
	(void)state;
	oriel_widget *row = leaf_new(20, 50);
	oriel_prepend(list, row);
	assert_true(y_of(row) == 0 && offset() == 0);
}

static void the_change_owes_a_scroll_event(void **state) {
	(void)state;
	struct oriel__scroll_event event;
	oriel_scroll_to(list, .y = 215);
	while (oriel__scroll_take_event(&scene.tree, &event))
		;
	oriel_prepend(list, leaf_new(20, 50));
	scene_layout(&scene);
	assert_true(oriel__scroll_take_event(&scene.tree, &event));
	assert_ptr_equal(event.widget, list);
}

static void without_the_first_row_in_view_the_next_one_stays(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 210);
	oriel_widget *second = oriel_child_at(list, 8);
	const float y = y_of(second);
	oriel_destroy(oriel_child_at(list, 7));
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(second) == y);
	oriel_set_hidden(oriel_previous_sibling(second), true); /* came into view instead */
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(second) == y);
}

static void the_end_of_the_content_bounds_the_offset(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 1e9);
	assert_true(offset() == 500);
	oriel_widget *last = oriel_last_child(list);
	const float y = y_of(last);
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(last) == y && offset() == 550);
	for (int i = 0; i < 10; i++)
		oriel_destroy(oriel_first_child(list));
	assert_true(y_of(last) == y && offset() == 230);
	for (int i = 0; i < 10; i++)
		oriel_destroy(oriel_first_child(list));
	scene_layout(&scene);
	assert_true(offset() == 0);
}

static void partly_visible_row_is_anchored_by_its_content(void **state) {
	(void)state;
	oriel_widget *column = box_new(ORIEL_DIRECTION_COLUMN);
	oriel_widget_clear(list);
	add_rows(column, 30);
	with(list, leaf_new(20, 40), column);
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 300);
	oriel_widget *row = oriel_child_at(column, 9);
	const float y = y_of(row);
	oriel_prepend(column, leaf_new(20, 70));
	assert_true(y_of(row) == y && offset() == 370);
	leaf_resize(oriel_first_child(list), 20, 60);
	assert_true(y_of(row) == y && offset() == 390);
	oriel_destroy(oriel_child_at(column, 1)); /* the column keeps its size */
	oriel_prepend(column, leaf_new(20, 30));
	assert_true(y_of(row) == y && offset() == 390);
}

static void row_taller_than_the_view_is_anchored_by_its_beginning(void **state) {
	(void)state;
	oriel_widget_clear(list);
	oriel_widget *tall = leaf_new(20, 500);
	with(list, leaf_new(20, 40), tall);
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 200);
	const float y = y_of(tall);
	oriel_prepend(list, leaf_new(20, 70));
	assert_true(y_of(tall) == y && offset() == 270);
}

static void anchor_survives_rewrapping_of_the_rows_above(void **state) {
	(void)state;
	oriel_widget_clear(list);
	for (int i = 0; i < 20; i++)
		with(list, text_new(300, 20));
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 215);
	oriel_widget *row = oriel_child_at(list, 5); /* partly in view: its beginning */
	const float y = y_of(row);
	scene.size.width = 100;
	oriel_widget_relayout(scene.root);
	assert_true(y_of(row) == y);
	assert_true(offset() > 300);
}

static void a_row_that_was_moved_is_not_followed(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 210);
	oriel_widget *first = oriel_child_at(list, 7), *second = oriel_child_at(list, 8);
	const float y = y_of(second);
	oriel__anchor_moving(oriel__node_of(first)); /* as the window's tree tells */
	assert_int_equal(oriel_widget_move_before(list, first, NULL), ORIEL_OK);
	assert_true(y_of(second) == y && offset() == 180);
}

static void style_change_of_the_anchor_suppresses_anchoring(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 210);
	oriel_widget *first = oriel_child_at(list, 7);
	const float y = y_of(first);
	oriel_set_style(first, "margin", "9px");
	assert_true(y_of(first) == y + 9 && offset() == 210);
	oriel_prepend(list, leaf_new(20, 50)); /* from then on it is held again */
	assert_true(y_of(first) == y + 9 && offset() == 260);
}

static void absolute_children_hold_nothing(void **state) {
	(void)state;
	oriel_widget *mark = oriel_set(
		leaf_new(20, 30), .style = "position: absolute; top: 220px; left: 0");
	oriel_prepend(list, mark);
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 215);
	oriel_widget *row = oriel_child_at(list, 9);
	const float y = y_of(row);
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(row) == y && offset() == 265);
}

static void a_list_without_an_anchor_keeps_its_offset(void **state) {
	(void)state;
	oriel_set_style(list, "overflow-anchor", "none");
	oriel_scroll_to(list, .y = 215);
	oriel_widget *row = oriel_child_at(list, 8);
	const float y = y_of(row);
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(row) == y + 50 && offset() == 215);
	oriel_set_style(list, "overflow-anchor", "auto");
	oriel_prepend(list, leaf_new(20, 50));
	assert_true(y_of(row) == y + 50 && offset() == 265);
}

static void rows_that_are_no_anchors_are_left_out(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 210);
	oriel_widget *first = oriel_child_at(list, 7), *second = oriel_child_at(list, 8);
	oriel_set_style(first, "overflow-anchor", "none");
	const float y = y_of(second);
	leaf_resize(first, 20, 45);
	assert_true(y_of(second) == y && offset() == 225);
}

static void nested_lists_anchor_their_own_rows(void **state) {
	(void)state;
	oriel_widget *inner = oriel_set(
		box_new(ORIEL_DIRECTION_COLUMN), .style = "height: 80px; flex-shrink: 0; overflow-y: auto");
	add_rows(inner, 20);
	oriel_insert_before(list, inner, oriel_child_at(list, 8));
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 230);
	oriel_scroll_to(inner, .y = 100);
	oriel_widget *row = oriel_child_at(inner, 4);
	const float y = y_of(row);
	oriel_prepend(inner, leaf_new(20, 50));
	oriel_prepend(list, leaf_new(20, 25));
	assert_true(y_of(row) == y && offset() == 255);
	assert_true(oriel_widget_scroll_position(inner).y == 150);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
#define BOTH(f) { #f, f, open, close, NULL }, { #f ", long", f, open_long, close, NULL }
	return RUN_TESTS(
		BOTH(rows_above_may_come_go_and_grow),
		BOTH(rows_below_may_come_and_go_too),
		BOTH(list_at_its_beginning_shows_rows_inserted_there),
		BOTH(the_change_owes_a_scroll_event),
		BOTH(without_the_first_row_in_view_the_next_one_stays),
		BOTH(a_row_that_was_moved_is_not_followed),
		BOTH(style_change_of_the_anchor_suppresses_anchoring),
		BOTH(absolute_children_hold_nothing),
		BOTH(a_list_without_an_anchor_keeps_its_offset),
		BOTH(rows_that_are_no_anchors_are_left_out),
		TEST(nested_lists_anchor_their_own_rows),
		TEST(the_end_of_the_content_bounds_the_offset),
		TEST(partly_visible_row_is_anchored_by_its_content),
		TEST(row_taller_than_the_view_is_anchored_by_its_beginning),
		TEST(anchor_survives_rewrapping_of_the_rows_above));
}
