/* SPDX-License-Identifier: MIT */
/* Sliders: values and steps, keys, dragging by its thumb and by its track, and its events. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %g", oriel_event_type(event),
		oriel_slider_value(oriel_event_widget(event)));
}

static void destroy_it(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

/* 218 px wide at (0, 0): the thumb's middle runs from 9 to 209. */
static oriel_widget *make_slider(void) {
	oriel_widget *column = oriel_column(
		oriel_set(oriel_slider(0, 100), .style = "width: 218px; height: 30px"));
	oriel_listen(column, "input", note, NULL);
	oriel_listen(column, "change", note, NULL);
	return oriel_set(column, .style = "align-items: flex-start");
}

static oriel_widget *slider_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "slider");
}

static void values_are_steps_between_the_ends(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *slider = oriel_slider(-10, 12);
	const struct {
		double step, set, expected;
	} values[] = { { 0, 3.25, 3.25 }, { 0, 99, 12 }, { 0, -99, -10 }, { 0, NAN, -10 },
		{ 0, INFINITY, 12 }, { 5, 3, 5 }, { 5, 2.4, 0 }, { 5, 2.5, 5 }, { 5, 12, 10 },
		{ 100, 12, -10 }, { 0.1, 0.3, 0.3 } };
	assert_float_equal(oriel_slider_value(slider), -10, 0);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		oriel_slider_set_step(slider, values[i].step);
		oriel_slider_set_value(slider, values[i].set);
		assert_float_equal(oriel_slider_value(slider), values[i].expected, 1e-9);
	}
	oriel_slider_set_range(slider, 20, 10);
	assert_float_equal(oriel_slider_value(slider), 20, 0);
	assert_breaks("give two finite numbers", oriel_slider_set_range(slider, 0, NAN));
	assert_breaks("give one above 0", oriel_slider_set_step(slider, -1));
	oriel_destroy(slider);
	oriel_loop_destroy(loop);
}

static void steps_are_decimal_numbers(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *slider = oriel_slider(0, 0.3);
	oriel_set_attribute(slider, "name", "s");
	oriel_slider_set_step(slider, 0.1);
	oriel_widget *form = oriel_form(slider);
	oriel_slider_set_value(slider, 9);
	assert_true(oriel_slider_value(slider) == 0.3);
	assert_string_equal(oriel_form_value(form, "s"), "0.3");
	oriel_slider_set_range(slider, 9007199254740001, 9007199254740009);
	oriel_slider_set_step(slider, 1);
	oriel_slider_set_value(slider, 9007199254740003);
	assert_true(oriel_slider_value(slider) == 9007199254740003);
	oriel_destroy(form);
	oriel_loop_destroy(loop);
}

/* The length of the range is no finite number, or more steps fit in than can be counted. */
static void extreme_ranges_and_steps_keep_the_value_between_the_ends(void **state) {
	(void)state;
	static const double ends[][2] = { { -DBL_MAX, DBL_MAX }, { 0, DBL_TRUE_MIN }, { 5, 5 },
		{ 1e15, 1e15 + 1 } };
	static const double steps[] = { 0, DBL_TRUE_MIN, 0.1, 1e308, DBL_MAX };
	static const char *const keys[] = { "End", "ArrowLeft", "PageDown", "Home", "ArrowRight",
		"PageUp" };
	struct ui ui = ui_open(make_slider);
	oriel_widget *slider = slider_of(&ui);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) * 5; i++) {
		const double *range = ends[i / 5];
		oriel_slider_set_step(slider, 0);
		oriel_slider_set_range(slider, range[0], range[1]);
		oriel_slider_set_step(slider, steps[i % 5]);
		oriel_focus(slider);
		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			ui_key(&ui, keys[k]);
			double value = oriel_slider_value(slider);
			assert_true(value >= range[0] && value <= range[1]);
		}
	}
	oriel_slider_set_step(slider, 0);
	oriel_slider_set_range(slider, -DBL_MAX, DBL_MAX);
	oriel_slider_set_value(slider, 0);
	ui_settle(&ui);
	oriel_widget *thumb = oriel_widget_first_shadow_child(slider);
	while (oriel_next_sibling(thumb))
		thumb = oriel_next_sibling(thumb);
	assert_float_equal(oriel_widget_window_bounds(thumb).x, 100, 0.01);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 59, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 59, 15, 0);
	assert_float_equal(oriel_slider_value(slider) / DBL_MAX, -0.5, 1e-6);
	order = (struct order){ 0 };
	ui_close(&ui);
}

static void disabling_the_slider_ends_its_drag(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15, 0);
	oriel_set_disabled(slider_of(&ui), true);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 150, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 180, 15, 0);
	assert_order(&order, "input 50, change 50");
	oriel_set_disabled(slider_of(&ui), false);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 190, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 190, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 209, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 209, 15, 0);
	assert_order(&order, "input 100, change 100");
	ui_close(&ui);
}

static void second_finger_does_not_move_the_slider(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	const struct oriel_raw_input inputs[] = {
		{ .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 7, .x = 109, .y = 15 },
		{ .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 8, .x = 159, .y = 15 },
		{ .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 8, .x = 209, .y = 15 },
		{ .type = ORIEL_RAW_POINTER_UP, .pointer_id = 8, .x = 209, .y = 15 },
		{ .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 7, .x = 129, .y = 15 },
		{ .type = ORIEL_RAW_POINTER_UP, .pointer_id = 7, .x = 129, .y = 15 },
	};
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		struct oriel_raw_input input = inputs[i];
		input.pointer_kind = ORIEL_POINTER_TOUCH;
		oriel_input_push(ui.window, &input);
		ui_settle(&ui);
	}
	assert_order(&order, "input 50, input 60, change 60");
	ui_close(&ui);
}

static void keys_step_page_and_go_to_the_ends(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_slider_set_value(slider_of(&ui), 50);
	oriel_slider_set_step(slider_of(&ui), 5);
	assert_order(&order, "");
	oriel_focus(slider_of(&ui));
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowDown");
	assert_order(&order, "input 55, change 55, input 50, change 50");
	ui_key(&ui, "PageUp");
	ui_key(&ui, "End");
	ui_key(&ui, "ArrowUp");
	ui_key(&ui, "Home");
	assert_order(
		&order, "input 60, change 60, input 100, change 100, input 0, change 0");
	ui_close(&ui);
}

static void press_on_the_track_brings_the_thumb_and_a_drag_moves_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 129, 150, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 999, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 999, 15, 0);
	assert_order(&order, "input 50, input 60, input 100, change 100");
	assert_ptr_equal(oriel_window_focused(ui.window), slider_of(&ui));
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 20, 15, 0);
	assert_order(&order, "");
	ui_close(&ui);
}

static void drag_of_the_thumb_keeps_its_distance_from_the_pointer(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_slider_set_value(slider_of(&ui), 50);
	ui_settle(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 113, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 113, 15, 0);
	assert_order(&order, "");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 113, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 133, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 133, 15, 0);
	assert_order(&order, "input 60, change 60");
	ui_close(&ui);
}

static oriel_widget *make_scrolled_slider(void) {
	oriel_widget *tall = oriel_set(oriel_column(), .style = "height: 2000px; flex: none");
	return oriel_set(oriel_column(make_slider(), tall), .style = "overflow-y: auto");
}

/* A finger on a slider. */
static void finger(struct ui *ui, enum oriel_raw_input_type type, float x, float y) {
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){ .type = type,
			.pointer_kind = ORIEL_POINTER_TOUCH,
			.pointer_id = 7,
			.x = x,
			.y = y });
	ui_settle(ui);
}

static void finger_that_moves_across_the_slider_scrolls(void **state) {
	(void)state;
	struct ui ui = ui_open(make_scrolled_slider);
	oriel_widget *root = oriel_window_root(ui.window);
	finger(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15);
	finger(&ui, ORIEL_RAW_POINTER_MOVE, 112, -10);
	finger(&ui, ORIEL_RAW_POINTER_MOVE, 112, -30);
	finger(&ui, ORIEL_RAW_POINTER_UP, 112, -30);
	assert_order(&order, "input 50, input 0");
	assert_true(oriel_widget_scroll_position(oriel_first_child(root)).y >= 20);
	ui_close(&ui);
}

static void finger_that_moves_along_the_slider_drags(void **state) {
	(void)state;
	struct ui ui = ui_open(make_scrolled_slider);
	oriel_widget *root = oriel_window_root(ui.window);
	finger(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15);
	finger(&ui, ORIEL_RAW_POINTER_MOVE, 129, 12);
	finger(&ui, ORIEL_RAW_POINTER_MOVE, 159, -40);
	finger(&ui, ORIEL_RAW_POINTER_UP, 159, -40);
	assert_order(&order, "input 50, input 60, input 75, change 75");
	assert_float_equal(oriel_widget_scroll_position(oriel_first_child(root)).y, 0, 0);
	ui_close(&ui);
}

static void escape_amid_a_drag_restores_the_value(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15, 0);
	ui_key(&ui, "Escape");
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 150, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 150, 15, 0);
	assert_order(&order, "input 50, input 0");
	ui_close(&ui);
}

static void vertical_slider_has_its_largest_value_at_the_top(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_slider_set_vertical(slider_of(&ui), true);
	oriel_set(slider_of(&ui), .style = "width: 30px; height: 218px");
	assert_true(oriel_matches(slider_of(&ui), "[orientation=vertical]"));
	ui_settle(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 15, 9, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 15, 159, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 15, 159, 0);
	assert_order(&order, "input 100, input 25, change 25");
	ui_close(&ui);
}

static void slider_that_a_listener_destroys_fires_no_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_listen(slider_of(&ui), "input", destroy_it, NULL);
	oriel_focus(slider_of(&ui));
	ui_key(&ui, "End");
	assert_null(slider_of(&ui));
	order.length = 0;
	order.text[0] = '\0';
	ui_close(&ui);
}

static void disabled_slider_takes_no_input(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_set_disabled(slider_of(&ui), true);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 109, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 109, 15, 0);
	assert_order(&order, "");
	ui_close(&ui);
}

static void description_has_the_range(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	struct oriel_description description;
	oriel_slider_set_value(slider_of(&ui), 12.5);
	oriel_widget_describe(slider_of(&ui), &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_HORIZONTAL);
	char *text = oriel_widget_describe_tree(slider_of(&ui));
	assert_string_equal(text, "slider [focusable adjustable value 12.5 from 0 to 100]\n");
	free(text);
	ui_close(&ui);
}

/* ---- Two thumbs ---- */

static void note_range(oriel_event *event, void *data) {
	const oriel_widget *slider = oriel_event_widget(event);
	(void)data;
	order_add(&order, "%s %g-%g", oriel_event_type(event), oriel_slider_value(slider),
		oriel_slider_high(slider));
}

static oriel_widget *make_range(void) {
	oriel_widget *slider = oriel_set(
		oriel_range_slider(0, 100), .style = "width: 218px; height: 30px");
	oriel_slider_set_values(slider, 20, 80);
	oriel_set_attribute(slider, "name", "price");
	oriel_listen(slider, "input", note_range, NULL);
	oriel_listen(slider, "change", note_range, NULL);
	return oriel_set(oriel_form(slider, oriel_button("after")),
		.style = "align-items: flex-start; flex-direction: column");
}

static oriel_widget *thumb_of(struct ui *ui, bool is_high) {
	oriel_widget *high = oriel_widget_last_shadow_child(slider_of(ui));
	return is_high ? high : oriel_previous_sibling(high);
}

static void values_of_two_thumbs_do_not_cross(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *slider = oriel_range_slider(0, 10);
	assert_float_equal(oriel_slider_value(slider), 0, 0);
	assert_float_equal(oriel_slider_high(slider), 10, 0);
	oriel_slider_set_values(slider, 7, 3);
	assert_float_equal(oriel_slider_high(slider), 7, 0);
	oriel_slider_set_values(slider, 2, 6);
	oriel_slider_set_value(slider, 9);
	assert_float_equal(oriel_slider_value(slider), 6, 0);
	oriel_slider_set_range(slider, 0, 4);
	assert_float_equal(oriel_slider_value(slider), 4, 0);
	oriel_slider_set_values(slider, 1.4, 2.6);
	oriel_slider_set_step(slider, 1);
	assert_float_equal(oriel_slider_value(slider), 1, 0);
	assert_float_equal(oriel_slider_high(slider), 3, 0);
	oriel_widget *single = oriel_slider(0, 10);
	assert_breaks("oriel_range_slider", oriel_slider_set_values(single, 0, 1));
	assert_breaks("oriel_range_slider", oriel_slider_high(single));
	oriel_destroy(single);
	oriel_destroy(slider);
	oriel_loop_destroy(loop);
}

static void keys_move_the_active_thumb(void **state) {
	(void)state;
	struct ui ui = ui_open(make_range);
	oriel_widget *slider = slider_of(&ui);
	oriel_slider_set_step(slider, 10);
	oriel_focus(slider);
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "End");
	ui_key(&ui, "Tab");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "ArrowRight");
	assert_order(&order, "input 30-80, change 30-80, input 80-80, change 80-80, input 80-90, "
		"change 80-90");
	assert_string_equal(oriel_attribute(thumb_of(&ui, true), "part"), "thumb high active");
	ui_key(&ui, "Tab");
	assert_ptr_equal(oriel_window_focused(ui.window), oriel_next_sibling(slider));
	ui_key(&ui, "shift+Tab");
	ui_key(&ui, "Home");
	ui_key(&ui, "shift+Tab");
	ui_key(&ui, "Home");
	assert_order(&order, "input 80-80, change 80-80, input 0-80, change 0-80");
	assert_string_equal(oriel_form_value(oriel_parent(slider), "price"), "0,80");
	oriel_form_reset(oriel_parent(slider));
	assert_string_equal(oriel_form_value(oriel_parent(slider), "price"), "20,80");
	ui_close(&ui);
}

static void press_takes_the_nearer_thumb(void **state) {
	(void)state;
	struct ui ui = ui_open(make_range);
	oriel_slider_set_step(slider_of(&ui), 10);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 189, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 9, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 9, 15, 0);
	assert_order(&order, "input 20-90, input 20-20, change 20-20");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 69, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 69, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 9, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 29, 15, 0);
	ui_key(&ui, "Escape");
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 29, 15, 0);
	assert_order(&order, "input 20-30, change 20-30, input 0-30, input 10-30, input 20-30");
	oriel_slider_set_values(slider_of(&ui), 100, 100);
	ui_settle(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 209, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 109, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 109, 15, 0);
	assert_order(&order, "input 50-100, change 50-100");
	ui_close(&ui);
}

static void thumbs_and_fill_follow_the_direction(void **state) {
	(void)state;
	struct ui ui = ui_open(make_range);
	const oriel_widget *fill = oriel_previous_sibling(thumb_of(&ui, false));
	assert_float_equal(oriel_widget_window_bounds(fill).x, 49, 0.01);
	assert_float_equal(oriel_widget_window_bounds(fill).width, 120, 0.01);
	oriel_set_style(slider_of(&ui), "direction", "rtl");
	ui_settle(&ui);
	assert_true(oriel_widget_window_bounds(thumb_of(&ui, true)).x <
		oriel_widget_window_bounds(thumb_of(&ui, false)).x);
	oriel_slider_set_vertical(slider_of(&ui), true);
	oriel_set_style(slider_of(&ui), "height", "218px");
	ui_settle(&ui);
	assert_float_equal(oriel_widget_window_bounds(fill).y, 49, 0.01);
	assert_float_equal(oriel_widget_window_bounds(fill).height, 120, 0.01);
	ui_close(&ui);
}

static void thumbs_are_described_as_sliders(void **state) {
	(void)state;
	struct ui ui = ui_open(make_range);
	struct oriel_description description;
	oriel_widget_describe(slider_of(&ui), &description);
	assert_int_equal(description.role, ORIEL_ROLE_GROUP);
	assert_ptr_equal(description.active_descendant, thumb_of(&ui, false));
	oriel_widget_describe(thumb_of(&ui, false), &description);
	assert_int_equal(description.role, ORIEL_ROLE_SLIDER);
	assert_string_equal(description.name, "Minimum");
	assert_float_equal(description.value_now, 20, 0);
	assert_float_equal(description.value_max, 80, 0);
	oriel_widget_describe(thumb_of(&ui, true), &description);
	assert_string_equal(description.name, "Maximum");
	assert_float_equal(description.value_min, 20, 0);
	assert_float_equal(description.value_max, 100, 0);
	ui_close(&ui);
}

/* ---- Ticks ---- */

static void ticks_take_room_beside_the_track(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_widget *slider = slider_of(&ui);
	oriel_set_style(slider, "height", "auto");
	ui_settle(&ui);
	float plain = oriel_widget_bounds(slider).height;
	oriel_widget *track = oriel_widget_first_shadow_child(slider);
	oriel_slider_add_tick(slider, 0, NULL);
	oriel_slider_add_tick(slider, 500, "never shown");
	ui_settle(&ui);
	float high = oriel_widget_bounds(slider).height;
	assert_true(high > 24 && high > plain);
	assert_true(oriel_widget_bounds(track).y < high / 2 - 2);
	assert_breaks("give a finite number", oriel_slider_add_tick(slider, NAN, NULL));
	oriel_slider_set_vertical(slider, true);
	oriel_set_style(slider, "width", "auto");
	ui_settle(&ui);
	assert_true(oriel_widget_bounds(track).x < oriel_widget_bounds(slider).width / 2 - 2);
	oriel_slider_set_vertical(slider, false);
	oriel_slider_clear_ticks(slider);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_bounds(slider).height, plain, 0);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(values_are_steps_between_the_ends),
		cmocka_unit_test(steps_are_decimal_numbers),
		cmocka_unit_test(extreme_ranges_and_steps_keep_the_value_between_the_ends),
		cmocka_unit_test(disabling_the_slider_ends_its_drag),
		cmocka_unit_test(second_finger_does_not_move_the_slider),
		cmocka_unit_test(values_of_two_thumbs_do_not_cross),
		cmocka_unit_test(keys_move_the_active_thumb),
		cmocka_unit_test(press_takes_the_nearer_thumb),
		cmocka_unit_test(thumbs_and_fill_follow_the_direction),
		cmocka_unit_test(thumbs_are_described_as_sliders),
		cmocka_unit_test(ticks_take_room_beside_the_track),
		cmocka_unit_test(keys_step_page_and_go_to_the_ends),
		cmocka_unit_test(press_on_the_track_brings_the_thumb_and_a_drag_moves_it),
		cmocka_unit_test(drag_of_the_thumb_keeps_its_distance_from_the_pointer),
		cmocka_unit_test(finger_that_moves_across_the_slider_scrolls),
		cmocka_unit_test(finger_that_moves_along_the_slider_drags),
		cmocka_unit_test(escape_amid_a_drag_restores_the_value),
		cmocka_unit_test(vertical_slider_has_its_largest_value_at_the_top),
		cmocka_unit_test(slider_that_a_listener_destroys_fires_no_change),
		cmocka_unit_test(disabled_slider_takes_no_input),
		cmocka_unit_test(description_has_the_range));
}
