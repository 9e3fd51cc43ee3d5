/* SPDX-License-Identifier: MIT */
/* A list: scrolling by wheel, and moving the focus from row to row. */
#include <stdio.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_list(void) {
	oriel_widget *list = oriel_list();
	for (int i = 0; i < 50; i++) {
		char text[16];
		snprintf(text, sizeof(text), "%d", i);
		oriel_append(list, oriel_row(oriel_checkbox(text), oriel_button(text)));
	}
	return oriel_column(list);
}

static oriel_widget *list_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "list");
}

static oriel_widget *part(struct ui *ui, size_t row, size_t index) {
	return oriel_child_at(oriel_child_at(list_of(ui), row), index);
}

static void list_fills_the_window_and_scrolls_by_wheel(void **state) {
	(void)state;
	struct ui ui = ui_open(make_list);
	struct oriel_rect bounds = oriel_widget_window_bounds(list_of(&ui));
	assert_float_equal(bounds.height, 300, 0.001);
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){
			.type = ORIEL_RAW_WHEEL, .pointer_id = 1, .x = 200, .y = 150, .wheel_y = 120 });
	ui_settle(&ui);
	assert_float_equal(oriel_widget_scroll_position(list_of(&ui)).y, 120, 0.001);
	ui_close(&ui);
}

static void down_and_up_move_the_focus_to_the_same_part_of_another_row(void **state) {
	(void)state;
	struct ui ui = ui_open(make_list);
	oriel_focus(part(&ui, 0, 1));
	ui_key(&ui, "ArrowDown");
	assert_ptr_equal(oriel_window_focused(ui.window), part(&ui, 1, 1));
	ui_key(&ui, "ArrowUp");
	assert_ptr_equal(oriel_window_focused(ui.window), part(&ui, 0, 1));
	ui_close(&ui);
}

static void end_and_home_go_to_the_last_and_first_row_and_show_them(void **state) {
	(void)state;
	struct ui ui = ui_open(make_list);
	oriel_focus(part(&ui, 0, 0));
	ui_key(&ui, "End");
	assert_ptr_equal(oriel_window_focused(ui.window), part(&ui, 49, 0));
	struct oriel_scroll position = oriel_widget_scroll_position(list_of(&ui));
	assert_float_equal(position.y, position.max_y, 0.001);
	assert_true(position.y > 0);
	ui_key(&ui, "Home");
	assert_ptr_equal(oriel_window_focused(ui.window), part(&ui, 0, 0));
	assert_float_equal(oriel_widget_scroll_position(list_of(&ui)).y, 0, 0.001);
	ui_close(&ui);
}

static void hidden_and_disabled_rows_are_skipped(void **state) {
	(void)state;
	struct ui ui = ui_open(make_list);
	oriel_set_hidden(oriel_child_at(list_of(&ui), 1), true);
	oriel_set_disabled(oriel_child_at(list_of(&ui), 2), true);
	oriel_focus(part(&ui, 0, 0));
	ui_key(&ui, "ArrowDown");
	assert_ptr_equal(oriel_window_focused(ui.window), part(&ui, 3, 0));
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(list_fills_the_window_and_scrolls_by_wheel),
		cmocka_unit_test(down_and_up_move_the_focus_to_the_same_part_of_another_row),
		cmocka_unit_test(end_and_home_go_to_the_last_and_first_row_and_show_them),
		cmocka_unit_test(hidden_and_disabled_rows_are_skipped));
}
