/* SPDX-License-Identifier: MIT */
/*
 * Split panes: positions and their limits, keys, drags by mouse and finger, collapsing, and writing
 * from right to left. The pane is 309 px wide: 300 for the panes and 9 for the splitter.
 */
#include <stdlib.h>

#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;
static oriel_widget *pane;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %g%s", oriel_event_type(event), (double)oriel_split_pane_position(pane),
		oriel_split_pane_is_collapsed(pane) ? " collapsed" : "");
}

static oriel_widget *hold_pane(oriel_widget *split) {
	pane = oriel_set(split, .style = "width: 309px; height: 209px; align-self: flex-start");
	oriel_listen(pane, "input", note, NULL);
	oriel_listen(pane, "change", note, NULL);
	return oriel_column(pane);
}

static oriel_widget *make_pane(void) {
	return hold_pane(oriel_split_pane(oriel_column(oriel_button("a")), oriel_column(),
		.position = 100, .min_first = 60, .min_second = 40, .can_collapse = true));
}

static oriel_widget *splitter(void) {
	return oriel_child_at(pane, 1);
}

/* Notes the left edges and widths, or the tops and heights, of the three children. */
static void note_boxes(bool is_vertical) {
	for (size_t i = 0; i < 3; i++) {
		struct oriel_rect box = oriel_widget_bounds(oriel_child_at(pane, i));
		order_add(&order, "%g+%g", (double)(is_vertical ? box.y : box.x),
			(double)(is_vertical ? box.height : box.width));
	}
}

static void position_is_the_size_of_the_first_pane(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	note_boxes(false);
	assert_order(&order, "0+100, 100+9, 109+200");
	oriel_split_pane_set_position(pane, 10);
	ui_settle(&ui);
	note_boxes(false);
	oriel_split_pane_set_position(pane, 1000);
	ui_settle(&ui);
	note_boxes(false);
	assert_order(&order, "0+60, 60+9, 69+240, 0+260, 260+9, 269+40");
	assert_float_equal(oriel_split_pane_position(pane), 260, 0);
	ui_close(&ui);
}

static oriel_widget *make_half(void) {
	return hold_pane(oriel_split_pane(oriel_column(), oriel_column(), .is_vertical = true));
}

static void panes_without_a_position_are_halves(void **state) {
	(void)state;
	struct ui ui = ui_open(make_half);
	note_boxes(true);
	assert_order(&order, "0+100, 100+9, 109+100");
	oriel_focus(splitter());
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ArrowUp");
	ui_key(&ui, "ArrowUp");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "Enter"); /* it may not collapse */
	assert_order(&order, "input 116, change 116, input 100, change 100, input 84, change 84");
	ui_close(&ui);
}

static oriel_widget *make_keeping_second(void) {
	return hold_pane(oriel_split_pane(
		oriel_column(), oriel_column(), .position = 200, .keeps_second = true));
}

static void one_pane_keeps_its_size_when_the_room_changes(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_set(pane, .style = "width: 209px; height: 50px");
	ui_settle(&ui);
	note_boxes(false);
	assert_order(&order, "0+100, 100+9, 109+100");
	/* the wish is remembered while there is no room for it */
	oriel_set(pane, .style = "width: 109px; height: 50px");
	ui_settle(&ui);
	note_boxes(false);
	oriel_set(pane, .style = "width: 309px; height: 50px");
	ui_settle(&ui);
	note_boxes(false);
	assert_order(&order, "0+60, 60+9, 69+40, 0+100, 100+9, 109+200");
	ui_close(&ui);
	ui = ui_open(make_keeping_second);
	note_boxes(false);
	oriel_set(pane, .style = "width: 209px; height: 50px");
	ui_settle(&ui);
	note_boxes(false);
	assert_order(&order, "0+200, 200+9, 209+100, 0+100, 100+9, 109+100");
	ui_close(&ui);
}

/* Source: ARIA Authoring Practices, "Window Splitter Pattern", keyboard interaction. */
static void keys_move_the_splitter(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_focus(splitter());
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowLeft");
	assert_order(&order, "input 116, change 116, input 100, change 100");
	ui_key(&ui, "Home");
	ui_key(&ui, "ArrowLeft"); /* at the end already */
	ui_key(&ui, "End");
	ui_key(&ui, "ArrowUp"); /* of the other axis */
	assert_order(&order, "input 60, change 60, input 260, change 260");
	ui_key(&ui, "Enter");
	note_boxes(false);
	assert_order(
		&order, "input 260 collapsed, change 260 collapsed, 0+0, 0+9, 9+300");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "Enter");
	note_boxes(false);
	assert_order(&order, "input 260, change 260, 0+260, 260+9, 269+40");
	ui_close(&ui);
}

static void arrow_key_opens_a_collapsed_pane(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_split_pane_set_collapsed(pane, true);
	oriel_focus(splitter());
	ui_key(&ui, "ArrowRight");
	assert_order(&order, "input 60, change 60");
	ui_close(&ui);
}

static void content_of_a_collapsed_pane_has_no_focus(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_split_pane_set_collapsed(pane, true);
	ui_settle(&ui);
	ui_key(&ui, "Tab");
	assert_true(oriel_widget_has_state(splitter(), ORIEL_STATE_FOCUS));
	ui_close(&ui);
}

static void right_to_left_mirrors_panes_and_keys(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_set(pane, .style = "width: 309px; height: 50px; direction: rtl");
	ui_settle(&ui);
	note_boxes(false);
	assert_order(&order, "209+100, 200+9, 0+200");
	oriel_focus(splitter());
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "ArrowRight");
	assert_order(&order, "input 116, change 116, input 100, change 100");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 204, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 184, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 184, 20, 0);
	assert_order(&order, "input 120, change 120");
	ui_close(&ui);
}

static void drag_moves_and_ends_with_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 104, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 154, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 390, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 390, 20, 0);
	assert_order(&order, "input 150, input 260, change 260");
	/* a press without a move changes nothing */
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 264, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 264, 20, 0);
	assert_order(&order, "");
	ui_close(&ui);
}

static void drag_to_the_edge_collapses_and_back_restores(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 104, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 10, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 90, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 10, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 10, 20, 0);
	assert_order(&order,
		"input 100 collapsed, input 86, input 86 collapsed, change 86 collapsed");
	ui_close(&ui);
}

static void escape_takes_a_drag_back(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 104, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 10, 20, 0);
	ui_key(&ui, "Escape");
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 200, 20, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 200, 20, 0);
	assert_order(&order, "input 100 collapsed, input 100");
	note_boxes(false);
	assert_order(&order, "0+100, 100+9, 109+200");
	ui_close(&ui);
}

static void finger_drags_the_splitter(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	struct oriel_raw_input touch = { .type = ORIEL_RAW_POINTER_DOWN, .x = 104, .y = 20,
		.pointer_id = 7, .pointer_kind = ORIEL_POINTER_TOUCH };
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	touch.type = ORIEL_RAW_POINTER_MOVE;
	touch.x = 134;
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	touch.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	assert_order(&order, "input 130, change 130");
	ui_close(&ui);
}

static void double_click_collapses(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	ui_click(&ui, splitter(), 2);
	assert_order(&order, "input 100 collapsed, change 100 collapsed");
	ui_close(&ui);
}

static void destroy_pane(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s", oriel_event_type(event));
	oriel_destroy(pane);
}

static oriel_widget *make_doomed(void) {
	pane = oriel_split_pane(oriel_column(), oriel_column(), .position = 100);
	oriel_listen(pane, "input", destroy_pane, NULL);
	return pane;
}

static void listener_may_destroy_the_pane(void **state) {
	(void)state;
	struct ui ui = ui_open(make_doomed);
	oriel_focus(splitter());
	ui_key(&ui, "ArrowRight");
	assert_order(&order, "input");
	ui_close(&ui);
}

static void hidden_pane_leaves_its_room(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	oriel_set_hidden(oriel_child_at(pane, 2), true);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_bounds(oriel_child_at(pane, 0)).width, 300, 0);
	ui_close(&ui);
}

static void description_has_the_share_of_the_first_pane(void **state) {
	(void)state;
	struct ui ui = ui_open(make_pane);
	char *text = oriel_widget_describe_tree(splitter());
	assert_string_equal(text, "separator [focusable adjustable value 33 from 0 to 100]\n");
	free(text);
	struct oriel_description description;
	oriel_widget_describe(splitter(), &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_VERTICAL);
	assert_ptr_equal(description.controls, oriel_child_at(pane, 0));
	ui_close(&ui);
}

static oriel_widget *make_tall_pane(void) {
	pane = oriel_split_pane(oriel_set(oriel_column(), .style = "height: 3000px"),
		oriel_set(oriel_column(), .style = "width: 3000px"));
	return pane;
}

/* The window has 400 x 300 px. */
static void large_content_does_not_push_the_pane_out_of_its_window(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tall_pane);
	struct oriel_rect bounds = oriel_widget_window_bounds(pane);
	order_add(&order, "%g x %g", (double)bounds.width, (double)bounds.height);
	assert_order(&order, "400 x 300");
	ui_close(&ui);
}

static void mistakes_in_options_are_broken_contracts(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_breaks("a pane is NULL", oriel_split_pane(NULL, NULL));
	oriel_widget *first = oriel_column(), *second = oriel_column();
	assert_breaks("a size is negative", oriel_split_pane(first, second, .position = -1));
	oriel_destroy(first);
	oriel_destroy(second);
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(position_is_the_size_of_the_first_pane),
		cmocka_unit_test(panes_without_a_position_are_halves),
		cmocka_unit_test(one_pane_keeps_its_size_when_the_room_changes),
		cmocka_unit_test(keys_move_the_splitter),
		cmocka_unit_test(arrow_key_opens_a_collapsed_pane),
		cmocka_unit_test(content_of_a_collapsed_pane_has_no_focus),
		cmocka_unit_test(right_to_left_mirrors_panes_and_keys),
		cmocka_unit_test(drag_moves_and_ends_with_change),
		cmocka_unit_test(drag_to_the_edge_collapses_and_back_restores),
		cmocka_unit_test(escape_takes_a_drag_back),
		cmocka_unit_test(finger_drags_the_splitter), cmocka_unit_test(double_click_collapses),
		cmocka_unit_test(listener_may_destroy_the_pane),
		cmocka_unit_test(hidden_pane_leaves_its_room),
		cmocka_unit_test(description_has_the_share_of_the_first_pane),
		cmocka_unit_test(large_content_does_not_push_the_pane_out_of_its_window),
		cmocka_unit_test(mistakes_in_options_are_broken_contracts));
}
