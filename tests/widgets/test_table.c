/* SPDX-License-Identifier: MIT */
/*
 * Tables: widths of columns, sorting by click, key and program, resizing by mouse and key, writing
 * from right to left, and the description.
 */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;
static oriel_widget *table;

static void note(oriel_event *event, void *data) {
	size_t column = 9;
	bool is_descending = false;
	(void)data;
	if (strcmp(oriel_event_type(event), "columnresize") == 0)
		order_add(&order, "columnresize %g", (double)oriel_table_column_width(table, 0));
	else if (oriel_table_sorted_by(table, &column, &is_descending))
		order_add(&order, "sort %zu %s", column, is_descending ? "down" : "up");
}

/* Of 300 px inside the border, the second column takes 100, and the others share 200 as 3 to 1. */
static oriel_widget *make_table(void) {
	static const char *const rows[][3] = { { "file 10", "7", "x" }, { "File 9", "12", "y" },
		{ "apple", "7", "x" }, { "Zebra", "100", "x" } };
	table = oriel_set(
		oriel_table(oriel_table_column("Name", .share = 3, .can_sort = true),
			oriel_table_column("Size", .width = 100, .can_sort = true, .is_end_aligned = true),
			oriel_table_column("Fixed", .has_fixed_width = true)),
		.style = "width: 302px; align-self: flex-start");
	for (int i = 0; i < 4; i++)
		oriel_table_append(table, oriel_table_row(oriel_label(rows[i][0]),
			oriel_label(rows[i][1]), oriel_label(rows[i][2])));
	oriel_listen(table, "sort", note, NULL);
	oriel_listen(table, "columnresize", note, NULL);
	return oriel_column(table);
}

static oriel_widget *header(size_t column) {
	return oriel_child_at(oriel_first_child(table), column);
}

/* Notes the texts of the first column. */
static void note_rows(void) {
	for (oriel_widget *row = oriel_first_child(oriel_table_body(table)); row;
		row = oriel_next_sibling(row))
		order_add(&order, "%s", oriel_label_text(oriel_table_row_cell(row, 0)));
}

static void note_widths(struct ui *ui) {
	ui_settle(ui);
	order_add(&order, "%g %g %g", (double)oriel_table_column_width(table, 0),
		(double)oriel_table_column_width(table, 1), (double)oriel_table_column_width(table, 2));
}

static void columns_share_the_room_and_rows_follow(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	note_widths(&ui);
	assert_order(&order, "150 100 50");
	oriel_widget *row = oriel_last_child(oriel_table_body(table));
	for (size_t i = 0; i < 3; i++) {
		struct oriel_rect cell = oriel_widget_bounds(oriel_child_at(row, i));
		assert_float_equal(cell.x, oriel_widget_bounds(header(i)).x, 0);
		assert_float_equal(cell.width, oriel_widget_bounds(header(i)).width, 0);
	}
	oriel_table_set_column_width(table, 0, 90);
	oriel_table_set_column_width(table, 1, 10); /* the least width is 48 */
	note_widths(&ui);
	oriel_table_set_column_width(table, 0, 0);
	note_widths(&ui);
	assert_order(&order, "90 48 162, 189 48 63");
	assert_breaks("has no column 3", oriel_table_column_width(table, 3));
	ui_close(&ui);
}

static void row_that_comes_later_has_the_widths(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_table_set_column_width(table, 0, 90);
	oriel_widget *row = oriel_table_append(
		table, oriel_table_row(oriel_label("new"), oriel_label("1")));
	ui_settle(&ui);
	assert_float_equal(oriel_widget_bounds(oriel_child_at(row, 0)).width, 90, 0);
	assert_string_equal(oriel_attribute(oriel_child_at(row, 1), "align"), "end");
	assert_null(oriel_table_row_cell(row, 2));
	ui_close(&ui);
}

static void click_sorts_in_natural_order(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	assert_false(oriel_table_sorted_by(table, NULL, NULL));
	ui_click(&ui, header(0), 1);
	note_rows();
	assert_order(&order, "sort 0 up, apple, File 9, file 10, Zebra");
	ui_click(&ui, header(0), 1);
	note_rows();
	assert_order(&order, "sort 0 down, Zebra, file 10, File 9, apple");
	ui_click(&ui, header(2), 1); /* it cannot sort */
	assert_order(&order, "");
	ui_close(&ui);
}

static void equal_rows_keep_their_order(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_table_sort(table, 1, false);
	note_rows();
	assert_order(&order, "file 10, apple, File 9, Zebra");
	oriel_table_sort(table, 1, true);
	note_rows();
	assert_order(&order, "Zebra, File 9, file 10, apple");
	assert_null(oriel_attribute(header(0), "sort"));
	assert_string_equal(oriel_attribute(header(1), "sort"), "descending");
	ui_close(&ui);
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void prevented_sort_leaves_the_rows_to_the_program(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_listen(table, "sort", prevent, NULL);
	ui_click(&ui, header(0), 1);
	note_rows();
	assert_order(&order, "sort 0 up, file 10, File 9, apple, Zebra");
	assert_string_equal(oriel_attribute(header(0), "sort"), "ascending");
	ui_close(&ui);
}

static int compare_lengths(const oriel_widget *a, const oriel_widget *b, void *data) {
	(void)data;
	return (int)strlen(oriel_label_text(a)) - (int)strlen(oriel_label_text(b));
}

static oriel_widget *make_compared(void) {
	table = oriel_table(oriel_table_column("Name", .can_sort = true, .compare = compare_lengths));
	oriel_table_append(table, oriel_table_row(oriel_label("ccc")));
	oriel_table_append(table, oriel_table_row(oriel_label("aaaa")));
	oriel_table_append(table, oriel_table_row(oriel_label("b")));
	return table;
}

static void column_may_compare_by_a_function(void **state) {
	(void)state;
	struct ui ui = ui_open(make_compared);
	ui_click(&ui, header(0), 1);
	note_rows();
	assert_order(&order, "b, ccc, aaaa");
	ui_close(&ui);
}

static void keys_move_sort_and_resize(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	ui_key(&ui, "Tab");
	assert_true(oriel_widget_has_state(header(0), ORIEL_STATE_FOCUS));
	ui_key(&ui, "Enter");
	ui_key(&ui, "ArrowRight");
	assert_true(oriel_widget_has_state(header(1), ORIEL_STATE_FOCUS));
	ui_key(&ui, " ");
	ui_key(&ui, "ArrowRight"); /* the third header does nothing, and takes no focus */
	ui_key(&ui, "Home");
	ui_key(&ui, "shift+ArrowRight");
	ui_key(&ui, "shift+ArrowLeft");
	ui_key(&ui, "End");
	assert_true(oriel_widget_has_state(header(1), ORIEL_STATE_FOCUS));
	assert_order(&order, "sort 0 up, sort 1 up, columnresize 152, columnresize 136");
	ui_close(&ui);
}

static void drag_resizes_within_the_limits(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	ui_settle(&ui);
	struct oriel_rect box = oriel_widget_window_bounds(header(0));
	float x = box.x + box.width - 3, y = box.y + box.height / 2;
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, x, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, x - 40, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, x - 40, y, 0);
	note_widths(&ui);
	assert_order(&order, "columnresize 110, 110 100 90");
	x -= 40;
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, x, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, x - 200, y, 0);
	note_widths(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, x + 300, y, 0);
	note_widths(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, x, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, x, y, 0);
	/* the last column keeps its least width; back at the start, nothing has changed */
	assert_order(&order, "48 100 152, 152 100 48");
	ui_close(&ui);
}

static void right_to_left_mirrors_keys_and_drags(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_set(table, .style = "width: 302px; align-self: flex-start; direction: rtl");
	ui_settle(&ui);
	assert_true(oriel_widget_bounds(header(0)).x > oriel_widget_bounds(header(1)).x);
	oriel_focus(header(0));
	ui_key(&ui, "ArrowLeft");
	assert_true(oriel_widget_has_state(header(1), ORIEL_STATE_FOCUS));
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "shift+ArrowRight");
	note_widths(&ui);
	struct oriel_rect box = oriel_widget_window_bounds(header(0));
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, box.x + 3, box.y + 10, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, box.x - 7, box.y + 10, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, box.x - 7, box.y + 10, 0);
	note_widths(&ui);
	assert_order(&order, "columnresize 134, 134 100 66, columnresize 144, 144 100 56");
	ui_close(&ui);
}

static void destroy_table(oriel_event *event, void *data) {
	(void)event, (void)data;
	oriel_destroy(table);
}

static void listener_may_destroy_the_table(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_listen(table, "sort", destroy_table, NULL);
	ui_click(&ui, header(0), 1);
	assert_order(&order, "sort 0 up");
	ui_close(&ui);
}

static void focus_stays_in_a_row_that_is_sorted(void **state) {
	(void)state;
	struct ui ui = ui_open(make_table);
	oriel_widget *button = oriel_button("press");
	oriel_table_append(table, oriel_table_row(oriel_label("aa"), button));
	oriel_focus(button);
	oriel_table_sort(table, 0, false);
	ui_settle(&ui);
	assert_true(oriel_widget_has_state(button, ORIEL_STATE_FOCUS));
	note_rows();
	assert_order(&order, "aa, apple, File 9, file 10, Zebra");
	ui_close(&ui);
}

static void description_has_rows_and_columns(void **state) {
	(void)state;
	struct ui ui = ui_open(make_compared);
	oriel_table_sort(table, 0, true);
	char *text = oriel_widget_describe_tree(table);
	assert_string_equal(text,
		"table\n"
		"  row\n"
		"    columnheader \"Name\" [activatable focusable]\n"
		"  group [scrollable]\n"
		"    row\n      cell\n        label \"aaaa\"\n"
		"    row\n      cell\n        label \"ccc\"\n"
		"    row\n      cell\n        label \"b\"\n");
	free(text);
	struct oriel_description description;
	oriel_widget_describe(table, &description);
	assert_int_equal(description.row_count, 4);
	assert_int_equal(description.column_count, 1);
	oriel_widget_describe(header(0), &description);
	assert_int_equal(description.sort, ORIEL_SORT_DESCENDING);
	oriel_widget_describe(oriel_first_child(oriel_table_body(table)), &description);
	assert_int_equal(description.row, 2);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(columns_share_the_room_and_rows_follow),
		cmocka_unit_test(row_that_comes_later_has_the_widths),
		cmocka_unit_test(click_sorts_in_natural_order),
		cmocka_unit_test(equal_rows_keep_their_order),
		cmocka_unit_test(prevented_sort_leaves_the_rows_to_the_program),
		cmocka_unit_test(column_may_compare_by_a_function),
		cmocka_unit_test(keys_move_sort_and_resize),
		cmocka_unit_test(drag_resizes_within_the_limits),
		cmocka_unit_test(right_to_left_mirrors_keys_and_drags),
		cmocka_unit_test(listener_may_destroy_the_table),
		cmocka_unit_test(focus_stays_in_a_row_that_is_sorted),
		cmocka_unit_test(description_has_rows_and_columns));
}
