/* SPDX-License-Identifier: MIT */
/*
 * The children of a node between two heights: rows of a long column, children of other nodes, and
 * rows whose content waits until they are watched.
 */
#include "boxes.h"
#include "chance.h"

#include <math.h>

#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

#include "layout/children_internal.h"

enum { ROWS = 100 };

/* 100 rows of 20 px. */
static void open_column(struct scene *scene) {
	scene_open(scene, 200, 100);
	oriel_set_style(scene->root, "overflow-y", "auto");
	for (int i = 0; i < ROWS; i++)
		with(scene->root, oriel_set(leaf_new(10, 20), .style = "flex-shrink: 0"));
	scene_layout(scene);
}

static struct oriel__node *row_at(const struct scene *scene, size_t index) {
	return oriel__node_of(oriel_child_at(scene->root, index));
}

static struct oriel__children between(const struct scene *scene, double top, double bottom) {
	return oriel__children_between(oriel__node_of(scene->root), top, bottom);
}

/* Asserts that an iterator visits rows first … end - 1, from the front and from the back. */
static void assert_rows(
	const struct scene *scene, struct oriel__children children, size_t first, size_t end) {
	struct oriel__children back = children;
	for (size_t i = first; i < end; i++) {
		assert_ptr_equal(oriel__children_next(&children), row_at(scene, i));
		assert_ptr_equal(oriel__children_previous(&back), row_at(scene, end - 1 - (i - first)));
	}
	assert_null(oriel__children_next(&children));
	assert_null(oriel__children_previous(&back));
}

static void long_column_finds_the_rows_between_two_heights(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	assert_true(oriel__children_are_rows(oriel__node_of(scene.root)));
	assert_rows(&scene, between(&scene, 0, 100), 0, 5);
	assert_rows(&scene, between(&scene, 39, 41), 1, 3);
	assert_rows(&scene, between(&scene, 40, 60), 2, 3);
	assert_rows(&scene, between(&scene, -50, 0), 0, 0);
	assert_rows(&scene, between(&scene, 1990, 5000), 99, 100);
	assert_rows(&scene, between(&scene, 60, 60), 0, 0);
	assert_rows(&scene, between(&scene, (double)-INFINITY, (double)INFINITY), 0, ROWS);
	scene_close(&scene);
}

static void the_rows_left_out_are_the_others(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	struct oriel__children some = between(&scene, 20, 60), all = between(&scene, 0, 2000);
	for (size_t i = 0; i < ROWS; i++) {
		assert_int_equal(oriel__children_leave_out(&some, row_at(&scene, i)), i != 1 && i != 2);
		assert_false(oriel__children_leave_out(&all, row_at(&scene, i)));
	}
	assert_false(oriel__children_are_all(&some));
	assert_true(oriel__children_are_all(&all));
	oriel_set_hidden(oriel_child_at(scene.root, 50), true);
	scene_layout(&scene);
	some = between(&scene, 20, 60);
	assert_false(oriel__children_leave_out(&some, row_at(&scene, 50))); /* it is no row */
	scene_close(&scene);
}

static void elsewhere_every_child_is_visited(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 200, 100);
	for (int i = 0; i < 3; i++)
		with(scene.root, leaf_new(10, 20));
	scene_layout(&scene);
	struct oriel__children children = between(&scene, 0, 1);
	assert_false(oriel__children_are_rows(oriel__node_of(scene.root)));
	assert_true(oriel__children_are_all(&children));
	assert_false(oriel__children_leave_out(&children, row_at(&scene, 2)));
	assert_rows(&scene, children, 0, 3);
	scene_close(&scene);
}

static void a_column_with_parts_or_absolute_children_is_not_searched(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	struct oriel__node *root = oriel__node_of(scene.root);
	oriel_widget *part = leaf_new(5, 5);
	assert_int_equal(oriel_widget_append_shadow_child(scene.root, part), ORIEL_OK);
	scene_layout(&scene);
	struct oriel__children children = between(&scene, 0, 1), back = children;
	assert_false(oriel__children_are_rows(root));
	assert_ptr_equal(oriel__children_previous(&back), oriel__node_of(part));
	for (size_t i = 0; i < ROWS; i++)
		assert_ptr_equal(oriel__children_next(&children), row_at(&scene, i));
	assert_ptr_equal(oriel__children_next(&children), oriel__node_of(part));
	assert_null(oriel__children_next(&children));
	oriel_destroy(part);
	scene_layout(&scene);
	assert_true(oriel__children_are_rows(root));
	oriel_set(oriel_child_at(scene.root, 3), .style = "position: absolute");
	scene_layout(&scene);
	assert_false(oriel__children_are_rows(root));
	assert_rows(&scene, between(&scene, 0, 1), 0, ROWS);
	scene_close(&scene);
}

static void shifted_rows_are_taken_once(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	struct oriel__node *root = oriel__node_of(scene.root);
	(void)oriel__children_take_shifted(root);
	leaf_resize(oriel_child_at(scene.root, 90), 10, 30);
	scene_layout(&scene);
	assert_rows(&scene, oriel__children_take_shifted(root), 91, ROWS);
	assert_rows(&scene, oriel__children_take_shifted(root), 0, 0);
	scene_close(&scene);
}

static void a_run_ends_with_the_rows(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	struct oriel__node *root = oriel__node_of(scene.root);
	const struct oriel__child_run inside = { 7, 9 }, beyond = { 98, 120 };
	assert_rows(&scene, oriel__children_of_run(root, inside), 7, 9);
	assert_rows(&scene, oriel__children_of_run(root, beyond), 98, ROWS);
	assert_rows(&scene, oriel__children_of_run(root, ORIEL__CHILD_RUN_ALL), 0, ROWS);
	scene_close(&scene);
}

static bool reaches(const struct oriel__node *node, double top, double bottom) {
	return node->rect.y < bottom && node->rect.y + (double)node->rect.height > top;
}

static void a_changed_column_is_searched_as_by_looking_at_each_row(void **state) {
	struct scene scene;
	struct chance chance = { .seed = 7 };
	(void)state;
	open_column(&scene);
	for (int round = 0; round < 500; round++) {
		oriel_widget *at = oriel_child_at(scene.root, roll(&chance, ROWS));
		if (roll(&chance, 2))
			oriel_set_style(at, "height", "%gpx", (double)(1 + (float)roll(&chance, 40)));
		else
			assert_int_equal(oriel_append(scene.root, at), ORIEL_OK);
		scene_layout(&scene);
		double top = roll(&chance, 2000), bottom = top + 1 + roll(&chance, 100);
		struct oriel__children children = between(&scene, top, bottom);
		for (size_t i = 0; i < ROWS; i++)
			if (reaches(row_at(&scene, i), top, bottom))
				assert_ptr_equal(oriel__children_next(&children), row_at(&scene, i));
		assert_null(oriel__children_next(&children));
	}
	scene_close(&scene);
}

static void the_content_of_a_watched_row_is_placed_by_the_layout_itself(void **state) {
	struct scene scene;
	(void)state;
	open_column(&scene);
	oriel_widget *rows[2], *leaves[2];
	for (int i = 0; i < 2; i++) {
		leaves[i] = leaf_new(30, 20);
		rows[i] = oriel_set(with(box_new(ORIEL_DIRECTION_ROW), leaves[i]),
			.style = "flex-shrink: 0; padding-left: 5px");
		with(scene.root, rows[i]);
	}
	scene_layout(&scene);
	assert_true(oriel__node_of(leaves[0])->rect.x == 0 && oriel__node_of(leaves[1])->rect.x == 0);
	oriel__layout_watch(oriel__node_of(rows[0]), true);
	for (int i = 0; i < 2; i++)
		oriel_set_style(rows[i], "padding-left", "9px");
	scene_layout(&scene);
	assert_true(oriel__node_of(leaves[0])->rect.x == 9 && oriel__node_of(leaves[1])->rect.x == 0);
	assert_true(oriel_widget_bounds(leaves[1]).x == 9);
	oriel__layout_watch(oriel__node_of(rows[0]), false);
	oriel_set_style(rows[0], "padding-left", "12px");
	scene_layout(&scene);
	assert_true(oriel__node_of(leaves[0])->rect.x == 9);
	assert_true(oriel_widget_bounds(leaves[0]).x == 12);
	scene_close(&scene);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(long_column_finds_the_rows_between_two_heights),
		cmocka_unit_test(the_rows_left_out_are_the_others),
		cmocka_unit_test(elsewhere_every_child_is_visited),
		cmocka_unit_test(a_column_with_parts_or_absolute_children_is_not_searched),
		cmocka_unit_test(shifted_rows_are_taken_once),
		cmocka_unit_test(a_run_ends_with_the_rows),
		cmocka_unit_test(a_changed_column_is_searched_as_by_looking_at_each_row),
		cmocka_unit_test(the_content_of_a_watched_row_is_placed_by_the_layout_itself));
}
