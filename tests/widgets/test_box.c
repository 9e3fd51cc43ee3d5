/* SPDX-License-Identifier: MIT */
/* Rows, columns and scroll views: the places of children, and the arrays of the constructors. */
#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_nothing(void) {
	return oriel_column();
}

static oriel_widget *make_boxes(void) {
	return oriel_column(
		oriel_set(
			oriel_row(oriel_set(oriel_column(), .id = "a", .style = "width: 50px; height: 20px"),
				NULL, oriel_set(oriel_column(), .id = "b", .style = "width: 30px; height: 40px")),
			.id = "row"),
		oriel_set(oriel_column(), .id = "c", .style = "height: 10px"));
}

static void assert_bounds(
	struct ui *ui, const char *selector, float x, float y, float width, float height) {
	oriel_widget *widget = oriel_query(oriel_window_root(ui->window), selector);
	assert_non_null(widget);
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	assert_float_equal(bounds.x, x, 0.001);
	assert_float_equal(bounds.y, y, 0.001);
	assert_float_equal(bounds.width, width, 0.001);
	assert_float_equal(bounds.height, height, 0.001);
}

static void a_row_places_children_side_by_side_and_centres_them(void **state) {
	(void)state;
	struct ui ui = ui_open(make_boxes);
	assert_bounds(&ui, "#row", 0, 0, 400, 40);
	assert_bounds(&ui, "#a", 0, 10, 50, 20);
	assert_bounds(&ui, "#b", 58, 0, 30, 40);
	ui_close(&ui);
}

static void a_column_stacks_children_and_stretches_them(void **state) {
	(void)state;
	struct ui ui = ui_open(make_boxes);
	assert_bounds(&ui, "#c", 0, 48, 400, 10);
	ui_close(&ui);
}

static void no_children_and_null_children_are_legal(void **state) {
	(void)state;
	struct ui ui = ui_open(make_nothing);
	oriel_widget *row = oriel_row(NULL, oriel_label("only"), NULL);
	assert_int_equal(oriel_child_count(row), 1);
	oriel_destroy(row);
	ui_close(&ui);
}

static void sixty_three_children_are_taken_in_order(void **state) {
	(void)state;
	struct ui ui = ui_open(make_nothing);
#define TEN \
	oriel_row(), oriel_row(), oriel_row(), oriel_row(), oriel_row(), oriel_row(), oriel_row(), \
		oriel_row(), oriel_row(), oriel_row()
	oriel_widget *last = oriel_label("last");
	oriel_widget *row = oriel_row(TEN, TEN, TEN, TEN, TEN, TEN, oriel_row(), oriel_row(), last);
#undef TEN
	assert_int_equal(oriel_child_count(row), 63);
	assert_ptr_equal(oriel_last_child(row), last);
	oriel_destroy(row);
	ui_close(&ui);
}

static void a_row_is_a_list_item_in_a_list_and_a_group_elsewhere(void **state) {
	(void)state;
	struct ui ui = ui_open(make_nothing);
	oriel_widget *list = oriel_list(oriel_row());
	char *text = oriel_widget_describe_tree(list);
	assert_non_null(strstr(text, "listitem"));
	free(text);
	oriel_destroy(list);
	text = oriel_widget_describe_tree(oriel_window_root(ui.window));
	assert_null(strstr(text, "listitem"));
	free(text);
	ui_close(&ui);
}

static oriel_widget *make_full_scroll_view(void) {
	oriel_widget *table = oriel_table(oriel_table_column("Name"));
	oriel_table_append(table, oriel_table_row(oriel_label("cell")));
	oriel_model *rows = oriel_array_model_new();
	return oriel_scroll_view(oriel_list(oriel_row(oriel_label("row"))), table,
		oriel_text_area(NULL, .value = "one\ntwo\nthree", .rows = 3),
		oriel_scroll_view(oriel_label("x")), oriel_list_view(rows, NULL, NULL, NULL),
		oriel_set(oriel_column(), .style = "height: 900px; flex: none"));
}

static void a_scroll_view_does_not_squeeze_its_children(void **state) {
	(void)state;
	struct ui ui = ui_open(make_full_scroll_view);
	oriel_widget *view = oriel_query(oriel_window_root(ui.window), "scroll-view");
	assert_true(oriel_widget_bounds(view).height <= 300);
	for (oriel_widget *child = oriel_first_child(view); child; child = oriel_next_sibling(child)) {
		if (strcmp(oriel_widget_type(child), "list-view") == 0)
			assert_float_equal(oriel_widget_bounds(child).height, 200, 0.5);
		else
			assert_float_equal(oriel_widget_scroll_position(child).max_y, 0, 0.5);
		assert_true(oriel_widget_bounds(child).height > 15);
	}
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_row_places_children_side_by_side_and_centres_them),
		cmocka_unit_test(a_column_stacks_children_and_stretches_them),
		cmocka_unit_test(a_scroll_view_does_not_squeeze_its_children),
		cmocka_unit_test(no_children_and_null_children_are_legal),
		cmocka_unit_test(sixty_three_children_are_taken_in_order),
		cmocka_unit_test(a_row_is_a_list_item_in_a_list_and_a_group_elsewhere));
}
