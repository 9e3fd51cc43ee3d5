/* SPDX-License-Identifier: MIT */
/* A virtual list: which rows are bound and when, where they stand, and what changes move. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/layout.h>
#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;
static bool is_noted;
static oriel_model *model;
static oriel_widget *list;

/* ---- Models and rows ---- */

static const char *item_text(void *item, unsigned column, void *data) {
	(void)column;
	(void)data;
	return item;
}

static void add_text(size_t index, const char *text) {
	oriel_array_model_insert(model, index, oriel_owned(strdup(text), free));
}

static void add_numbers(size_t from, size_t count) {
	struct oriel_payload *items = calloc(count, sizeof(*items));
	for (size_t i = 0; i < count; i++) {
		char text[24];
		snprintf(text, sizeof(text), "%zu", from + i);
		items[i] = oriel_owned(strdup(text), free);
	}
	oriel_array_model_splice(model, oriel_model_count(model, 0), 0, items, count);
	free(items);
}

static oriel_widget *make_row(void *data) {
	(void)data;
	if (is_noted)
		order_add(&order, "make");
	return oriel_row(oriel_checkbox(NULL), oriel_label(NULL), oriel_text_field(NULL));
}

static const char *text_of(oriel_model *of, uint64_t key) {
	return oriel_model_text(of, key, 0);
}

static void bind_row(oriel_widget *row, oriel_model *of, uint64_t key, void *data) {
	(void)data;
	if (is_noted)
		order_add(&order, "bind %s", text_of(of, key));
	oriel_label_set_text(oriel_child_at(row, 1), text_of(of, key));
}

static void unbind_row(oriel_widget *row, oriel_model *of, uint64_t key, void *data) {
	(void)of;
	(void)key;
	(void)data;
	if (is_noted)
		order_add(&order, "unbind %s", oriel_label_text(oriel_child_at(row, 1)));
}

static const char no_frame[] =
	"list-view { border: none; border-radius: 0 }"
	"list-view > row { padding: 0; border: none; min-height: 0; height: 50px }";

static oriel_widget *content_of(oriel_widget *of) {
	oriel_widget *content = oriel_column(of);
	oriel_widget_add_sheet(content, oriel_sheet_parse(no_frame));
	return content;
}

static oriel_widget *make_numbers(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 1000);
	list = oriel_list_view(
		oriel_model_ref(model), make_row, bind_row, NULL, .unbind = unbind_row, .row_height = 50);
	return content_of(list);
}

static oriel_widget *make_measured(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 1000);
	list = oriel_list_view(
		oriel_model_ref(model), make_row, bind_row, NULL, .estimated_height = 30);
	return content_of(list);
}

static oriel_widget *make_selectable(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 1000);
	list = oriel_list_view(oriel_model_ref(model), make_row, bind_row, NULL, .row_height = 50,
		.selection = oriel_selection_model_new(oriel_model_ref(model)));
	return content_of(list);
}

static struct ui list_open(oriel_widget *(*make)(void)) {
	is_noted = false;
	memset(&order, 0, sizeof(order));
	return ui_open(make);
}

static void list_close(struct ui *ui) {
	is_noted = false;
	ui_close(ui);
	oriel_model_unref(model);
}

/* ---- Reading ---- */

static double scrolled(void) {
	return oriel_widget_scroll_position(list).y;
}

/* Returns the text of the row whose top is at y in the window. */
static const char *text_at(double y) {
	for (oriel_widget *row = oriel_first_child(list); row; row = oriel_next_sibling(row)) {
		struct oriel_rect box = oriel_widget_window_bounds(row);
		if ((double)box.y <= y && y < (double)(box.y + box.height))
			return oriel_label_text(oriel_child_at(row, 1));
	}
	return "none";
}

static void note_children(void) {
	for (oriel_widget *row = oriel_first_child(list); row; row = oriel_next_sibling(row))
		order_add(&order, "%s", oriel_label_text(oriel_child_at(row, 1)));
}

static void note_selected(void) {
	const oriel_selection_model *selection = oriel_list_view_selection(list);
	for (size_t i = 0; oriel_selection_model_next(selection, &i); i++)
		order_add(&order, "%zu", i);
}

/* ---- Binding ---- */

static void only_rows_in_view_are_bound(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	note_children();
	assert_order(&order, "0, 1, 2, 3, 4, 5, 6, 7, 8");
	assert_float_equal(oriel_widget_scroll_position(list).max_y, 1000 * 50 - 300, 0.001);
	list_close(&ui);
}

static void scrolling_binds_the_rows_that_left_to_those_that_came(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_scroll_to(list, .y = 200);
	ui_settle(&ui);
	is_noted = true;
	oriel_scroll_to(list, .y = 300);
	ui_settle(&ui);
	note_children();
	assert_order(&order,
		"unbind 2, unbind 3, bind 13, bind 14, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14");
	assert_string_equal(text_at(0), "6");
	oriel_scroll_to(list, .y = 1e9);
	ui_settle(&ui);
	assert_string_equal(text_at(299), "999");
	list_close(&ui);
}

static void a_jump_makes_no_widgets(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_scroll_to(list, .y = 10000);
	ui_settle(&ui);
	is_noted = true;
	oriel_scroll_to(list, .y = 30000);
	ui_settle(&ui);
	assert_null(strstr(order.text, "make"));
	assert_string_equal(text_at(0), "600");
	list_close(&ui);
}

static void the_focused_row_stays_out_of_view(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_widget *row = oriel_list_view_row(list, 1), *field = oriel_child_at(row, 2);
	oriel_focus(field);
	ui_type(&ui, "caret");
	oriel_scroll_to(list, .y = 5000);
	ui_settle(&ui);
	assert_ptr_equal(oriel_list_view_row(list, 1), row);
	assert_ptr_equal(oriel_first_child(list), row);
	assert_string_equal(oriel_text_field_text(field), "caret");
	oriel_window_clear_focus(ui.window);
	is_noted = true;
	oriel_scroll_to(list, .y = 5010);
	ui_settle(&ui);
	assert_order(&order, "unbind 1");
	assert_null(oriel_list_view_row(list, 1));
	list_close(&ui);
}

static void note_abort(oriel_event *event, void *data) {
	(void)event;
	order_add(&order, "abort %s", (const char *)data);
}

static void the_signal_of_a_row_ends_with_its_binding(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_widget *row = oriel_list_view_row(list, 0);
	oriel_listen(oriel_row_signal(row), "abort", note_abort, "0");
	oriel_set_attribute(row, "style", "opacity: 0.5");
	is_noted = true;
	oriel_scroll_to(list, .y = 150);
	ui_settle(&ui);
	assert_null(strstr(order.text, "style"));
	assert_non_null(strstr(order.text, "unbind 0, abort 0"));
	for (oriel_widget *at = oriel_first_child(list); at; at = oriel_next_sibling(at))
		assert_null(oriel_attribute(at, "style"));
	list_close(&ui);
}

static void destroying_the_list_unbinds_its_rows(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	is_noted = true;
	oriel_destroy(list);
	assert_order(&order,
		"unbind 0, unbind 1, unbind 2, unbind 3, unbind 4, unbind 5, unbind 6, unbind 7, "
		"unbind 8");
	list_close(&ui);
}

/* ---- Changes of the model ---- */

static void rows_inserted_at_the_top_are_seen_at_offset_0(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	add_text(0, "new");
	ui_settle(&ui);
	assert_string_equal(text_at(0), "new");
	assert_float_equal(scrolled(), 0, 0.001);
	list_close(&ui);
}

static void rows_inserted_above_do_not_move_the_view(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_scroll_to(list, .y = 1010);
	ui_settle(&ui);
	is_noted = true;
	add_text(0, "new");
	add_text(3, "newer");
	ui_settle(&ui);
	assert_order(&order, "");
	assert_float_equal(scrolled(), 1110, 0.001);
	assert_string_equal(text_at(0), "20");
	oriel_array_model_remove(model, 0, 10);
	ui_settle(&ui);
	assert_order(&order, "");
	assert_float_equal(scrolled(), 610, 0.001);
	list_close(&ui);
}

static void changed_rows_are_bound_again(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	is_noted = true;
	oriel_array_model_set(model, 2, oriel_owned(strdup("two"), free));
	oriel_array_model_set(model, 500, oriel_owned(strdup("far"), free));
	ui_settle(&ui);
	assert_order(&order, "unbind 2, bind two");
	list_close(&ui);
}

static void removed_rows_pass_their_focus_on(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_focus(oriel_child_at(oriel_list_view_row(list, 3), 0));
	oriel_array_model_remove(model, 3, 1);
	ui_settle(&ui);
	oriel_widget *focused = oriel_window_focused(ui.window);
	assert_non_null(focused);
	assert_string_equal(oriel_label_text(oriel_next_sibling(focused)), "4");
	list_close(&ui);
}

static void an_empty_model_shows_its_message(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_widget *message = oriel_label("Nothing"), *column = oriel_parent(list);
	oriel_model *none = oriel_array_model_new(.text = item_text);
	oriel_widget *empty = oriel_list_view(
		oriel_model_ref(none), NULL, NULL, NULL, .empty = message);
	oriel_append(column, empty);
	ui_settle(&ui);
	assert_false(oriel_is_hidden(message));
	oriel_array_model_append(none, oriel_owned(strdup("row"), free));
	ui_settle(&ui);
	assert_true(oriel_is_hidden(message));
	assert_string_equal(oriel_label_text(oriel_list_view_row(empty, 0)), "row");
	oriel_model_unref(none);
	list_close(&ui);
}

/* ---- Re-entry ---- */

static void bind_and_splice(oriel_widget *row, oriel_model *of, uint64_t key, void *data) {
	static bool has_spliced;
	(void)data;
	order_add(&order, "bind %s", text_of(of, key));
	oriel_label_set_text(oriel_child_at(row, 1), text_of(of, key));
	if (!has_spliced && strcmp(text_of(of, key), "2") == 0) {
		has_spliced = true;
		oriel_array_model_remove(of, 0, 2);
	}
}

static oriel_widget *make_splicing(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 6);
	list = oriel_list_view(
		oriel_model_ref(model), make_row, bind_and_splice, NULL, .row_height = 50);
	return content_of(list);
}

static void a_bind_may_splice_the_model(void **state) {
	(void)state;
	struct ui ui = list_open(make_splicing);
	note_children();
	assert_order(&order, "bind 0, bind 1, bind 2, bind 3, bind 4, bind 5, 2, 3, 4, 5");
	list_close(&ui);
}

static void bind_and_destroy(oriel_widget *row, oriel_model *of, uint64_t key, void *data) {
	(void)row;
	(void)data;
	if (strcmp(text_of(of, key), "3") == 0)
		oriel_destroy(list);
}

static oriel_widget *make_destroying(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 10);
	list = oriel_list_view(
		oriel_model_ref(model), make_row, bind_and_destroy, NULL, .row_height = 50);
	return content_of(list);
}

static void a_bind_may_destroy_the_list(void **state) {
	(void)state;
	struct ui ui = list_open(make_destroying);
	assert_null(oriel_query(oriel_window_root(ui.window), "list-view"));
	list_close(&ui);
}

static void destroyed_rows_are_made_anew(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_destroy(oriel_list_view_row(list, 2));
	oriel_destroy(oriel_remove(oriel_list_view_row(list, 4)));
	/* a geometry query between frames */
	assert_float_equal(oriel_widget_window_bounds(list).height, 300, 0.001);
	ui_settle(&ui);
	note_children();
	assert_order(&order, "0, 1, 2, 3, 4, 5, 6, 7, 8");
	list_close(&ui);
}

/* ---- Heights ---- */

static void measured_rows_correct_the_estimate(void **state) {
	(void)state;
	struct ui ui = list_open(make_measured);
	oriel_scroll_to(list, .y = 15000); /* row 500, by the estimate */
	ui_settle(&ui);
	double y = scrolled();
	const char *first = text_at(0);
	char copy[24];
	snprintf(copy, sizeof(copy), "%s", first);
	struct oriel_rect before = oriel_widget_window_bounds(oriel_list_view_row(list,
		(size_t)atoi(copy)));
	assert_float_equal(before.height, 50, 0.001);
	oriel_scroll_by(list, .y = -100);
	ui_settle(&ui);
	struct oriel_rect after = oriel_widget_window_bounds(
		oriel_list_view_row(list, (size_t)atoi(copy)));
	assert_float_equal(after.y, before.y + 100, 0.01); /* whatever the rows above measure */
	(void)y;
	oriel_list_view_scroll_to(list, 999, .block = ORIEL_SCROLL_END);
	ui_settle(&ui);
	assert_string_equal(text_at(299), "999");
	list_close(&ui);
}

/* A view of 300 px shows rows of 1,000 px. */
static oriel_widget *make_tall(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 10);
	list = oriel_list_view(oriel_model_ref(model), make_row, bind_row, NULL, .row_height = 1000);
	return content_of(list);
}

static void row_that_is_higher_than_the_view_stays_where_it_fills_it(void **state) {
	struct ui ui = list_open(make_tall);
	(void)state;
	oriel_list_view_scroll_to(list, 2, .block = ORIEL_SCROLL_NEAREST);
	ui_settle(&ui);
	double y = scrolled();
	assert_true(y >= 2000 && y <= 2700);
	for (int i = 0; i < 3; i++) {
		oriel_widget_relayout(list);
		ui_settle(&ui);
		assert_true(scrolled() == y);
	}
	list_close(&ui);
}

/* ---- Selectors and descriptions ---- */

static void nth_child_counts_the_rows_of_the_model(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_scroll_to(list, .y = 1000);
	ui_settle(&ui);
	oriel_widget *row = oriel_list_view_row(list, 20);
	assert_true(oriel_matches(row, ":nth-child(21)"));
	assert_true(oriel_matches(row, ":nth-last-child(980)"));
	assert_false(oriel_matches(oriel_first_child(list), ":first-child"));
	add_text(0, "new");
	ui_settle(&ui);
	assert_true(oriel_matches(row, ":nth-child(22)"));
	oriel_scroll_to(list, .y = 1e9);
	ui_settle(&ui);
	assert_true(oriel_matches(oriel_list_view_row(list, 1000), ":last-child"));
	list_close(&ui);
}

static void rows_describe_their_place_bound_or_not(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	struct oriel_description description;
	oriel_selection_model_select(oriel_list_view_selection(list), 700);
	oriel_list_view_describe_row(list, 700, &description);
	assert_int_equal(description.role, ORIEL_ROLE_LIST_ITEM);
	assert_string_equal(description.name, "700");
	assert_int_equal(description.position, 701);
	assert_int_equal(description.set_size, 1000);
	assert_int_equal(description.selected, ORIEL_TRISTATE_TRUE);
	oriel_widget_describe(oriel_list_view_row(list, 2), &description);
	assert_int_equal(description.position, 3);
	assert_int_equal(description.set_size, 1000);
	assert_int_equal(description.selected, ORIEL_TRISTATE_FALSE);
	list_close(&ui);
}

/* ---- Keyboard ---- */

static void keys_move_and_extend_the_selection(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	oriel_focus(list);
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ArrowDown");
	note_selected();
	assert_order(&order, "1");
	ui_key(&ui, "shift+ArrowDown");
	ui_key(&ui, "shift+ArrowDown");
	note_selected();
	assert_order(&order, "1, 2, 3");
	ui_key(&ui, "ctrl+ArrowDown");
	ui_key(&ui, "ctrl+ ");
	note_selected();
	assert_order(&order, "1, 2, 3, 4");
	ui_key(&ui, "End");
	note_selected();
	assert_order(&order, "999");
	assert_string_equal(text_at(299), "999");
	assert_true(oriel_has_attribute(oriel_list_view_row(list, 999), "lead"));
	ui_key(&ui, "PageUp");
	note_selected();
	assert_order(&order, "993");
	ui_key(&ui, "Home");
	note_selected();
	assert_order(&order, "0");
	assert_float_equal(scrolled(), 0, 0.001);
	ui_key(&ui, "PageDown");
	note_selected();
	assert_order(&order, "5");
	ui_key(&ui, "ctrl+a");
	assert_int_equal(oriel_selection_model_count(oriel_list_view_selection(list)), 1000);
	ui_key(&ui, "Escape");
	assert_int_equal(oriel_selection_model_count(oriel_list_view_selection(list)), 0);
	list_close(&ui);
}

static void letters_find_the_next_row_that_begins_with_them(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	oriel_focus(list);
	ui_key(&ui, "9");
	note_selected();
	ui_key(&ui, "8");
	note_selected();
	ui_key(&ui, "7");
	note_selected();
	assert_order(&order, "9, 98, 987");
	oriel_loop_advance(ui.loop, 2000);
	ui_key(&ui, "5");
	note_selected();
	ui_key(&ui, "5");
	note_selected();
	assert_order(&order, "5, 50");
	list_close(&ui);
}

static void arrows_move_the_focus_to_the_same_part_of_any_row(void **state) {
	(void)state;
	struct ui ui = list_open(make_numbers);
	oriel_focus(oriel_child_at(oriel_list_view_row(list, 0), 2));
	for (int i = 0; i < 30; i++)
		ui_key(&ui, "ArrowDown");
	assert_ptr_equal(
		oriel_window_focused(ui.window), oriel_child_at(oriel_list_view_row(list, 30), 2));
	oriel_focus(oriel_child_at(oriel_list_view_row(list, 30), 0));
	ui_key(&ui, "End");
	assert_ptr_equal(
		oriel_window_focused(ui.window), oriel_child_at(oriel_list_view_row(list, 999), 0));
	assert_float_equal(scrolled(), oriel_widget_scroll_position(list).max_y, 0.001);
	ui_key(&ui, "Home");
	assert_ptr_equal(
		oriel_window_focused(ui.window), oriel_child_at(oriel_list_view_row(list, 0), 0));
	assert_float_equal(scrolled(), 0, 0.001);
	list_close(&ui);
}

/* ---- Pointer ---- */

static void press_row(struct ui *ui, size_t index, unsigned modifiers) {
	struct oriel_rect box = oriel_widget_window_bounds(
		oriel_child_at(oriel_list_view_row(list, index), 1));
	float y = box.y + box.height / 2;
	ui_pointer(ui, ORIEL_RAW_POINTER_MOVE, box.x, y, modifiers);
	ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, box.x, y, modifiers);
	ui_pointer(ui, ORIEL_RAW_POINTER_UP, box.x, y, modifiers);
}

static void note_change(oriel_event *event, void *data) {
	(void)data;
	if (oriel_event_widget(event) == list)
		order_add(&order, "change");
}

static void presses_select_rows(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	oriel_listen(list, "change", note_change, NULL);
	press_row(&ui, 1, 0);
	note_selected();
	press_row(&ui, 3, ORIEL_MODIFIER_SHIFT);
	note_selected();
	press_row(&ui, 2, ORIEL_MODIFIER_CONTROL);
	note_selected();
	press_row(&ui, 1, 0);
	note_selected();
	assert_order(&order, "change, 1, change, 1, 2, 3, change, 1, 3, change, 1");
	assert_ptr_equal(oriel_window_focused(ui.window), list);
	assert_true(oriel_matches(oriel_list_view_row(list, 1), ":selected"));
	assert_false(oriel_matches(oriel_list_view_row(list, 3), ":selected"));
	list_close(&ui);
}

static void a_drag_beside_the_rows_selects_all_that_it_touches(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	oriel_array_model_remove(model, 4, 996);
	ui_settle(&ui);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 300, 250, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 300, 250, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 100, 110, 0);
	note_selected();
	assert_order(&order, "2, 3");
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 100, 160, 0);
	note_selected();
	assert_order(&order, "3");
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 100, 160, 0);
	note_selected();
	assert_order(&order, "3");
	list_close(&ui);
}

static void a_finger_selects_only_if_it_does_not_scroll(void **state) {
	(void)state;
	struct ui ui = list_open(make_selectable);
	struct oriel_raw_input touch = { .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 7,
		.pointer_kind = ORIEL_POINTER_TOUCH, .x = 200, .y = 225 };
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	for (int i = 0; i < 10; i++) {
		touch.type = ORIEL_RAW_POINTER_MOVE;
		touch.y -= 10;
		oriel_input_push(ui.window, &touch);
		ui_settle(&ui);
	}
	touch.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	assert_true(scrolled() > 0);
	note_selected();
	assert_order(&order, "");
	oriel_scroll_to(list, .y = 0);
	ui_settle(&ui);
	touch = (struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 8,
		.pointer_kind = ORIEL_POINTER_TOUCH, .x = 100, .y = 225 };
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	touch.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	note_selected();
	assert_order(&order, "4");
	list_close(&ui);
}

/* ---- Cards and headers ---- */

static oriel_widget *make_cards(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 1000);
	list = oriel_list_view(oriel_model_ref(model), make_row, bind_row, NULL, .row_height = 50,
		.card_width = 120, .selection = oriel_selection_model_new(oriel_model_ref(model)));
	oriel_set_attribute(list, "style", "gap: 10px");
	return content_of(list);
}

static void cards_wrap_into_lines(void **state) {
	(void)state;
	struct ui ui = list_open(make_cards);
	struct oriel_rect box = oriel_widget_window_bounds(oriel_list_view_row(list, 4));
	assert_float_equal(box.width, (400 - 2 * 10) / 3.0f, 0.01);
	assert_float_equal(box.x, box.width + 10, 0.01);
	assert_float_equal(box.y, 60, 0.01);
	oriel_focus(list);
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ArrowRight");
	note_selected();
	assert_order(&order, "4");
	oriel_set_attribute(list, "style", "gap: 10px; direction: rtl");
	ui_settle(&ui);
	ui_key(&ui, "ArrowRight");
	note_selected();
	assert_order(&order, "3");
	box = oriel_widget_window_bounds(oriel_list_view_row(list, 3));
	assert_float_equal(box.x + box.width, 400, 0.01);
	oriel_window_set_size(ui.window, 200, 300);
	ui_settle(&ui);
	box = oriel_widget_window_bounds(oriel_list_view_row(list, 1));
	assert_float_equal(box.y, 60, 0.01);
	list_close(&ui);
}

static bool is_tenth(oriel_model *of, uint64_t key, void *data) {
	(void)data;
	return atoi(text_of(of, key)) % 10 == 0;
}

static oriel_widget *make_groups(void) {
	model = oriel_array_model_new(.text = item_text);
	add_numbers(0, 1000);
	list = oriel_list_view(oriel_model_ref(model), make_row, bind_row, NULL, .row_height = 50,
		.is_header = is_tenth, .make_header = make_row, .bind_header = bind_row,
		.selection = oriel_selection_model_new(oriel_model_ref(model)));
	return content_of(list);
}

static void headers_stay_at_the_top_until_the_next_one(void **state) {
	(void)state;
	struct ui ui = list_open(make_groups);
	oriel_scroll_to(list, .y = 15 * 50);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_window_bounds(oriel_list_view_row(list, 10)).y, 0, 0.01);
	oriel_scroll_to(list, .y = 20 * 50 - 20);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_window_bounds(oriel_list_view_row(list, 10)).y, -30, 0.01);
	assert_float_equal(oriel_widget_window_bounds(oriel_list_view_row(list, 20)).y, 20, 0.01);
	oriel_focus(list);
	oriel_selection_model_select(oriel_list_view_selection(list), 9);
	ui_key(&ui, "ArrowDown");
	note_selected();
	assert_order(&order, "11");
	list_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(only_rows_in_view_are_bound),
		cmocka_unit_test(row_that_is_higher_than_the_view_stays_where_it_fills_it),
		cmocka_unit_test(scrolling_binds_the_rows_that_left_to_those_that_came),
		cmocka_unit_test(a_jump_makes_no_widgets),
		cmocka_unit_test(the_focused_row_stays_out_of_view),
		cmocka_unit_test(the_signal_of_a_row_ends_with_its_binding),
		cmocka_unit_test(destroying_the_list_unbinds_its_rows),
		cmocka_unit_test(rows_inserted_at_the_top_are_seen_at_offset_0),
		cmocka_unit_test(rows_inserted_above_do_not_move_the_view),
		cmocka_unit_test(changed_rows_are_bound_again),
		cmocka_unit_test(removed_rows_pass_their_focus_on),
		cmocka_unit_test(an_empty_model_shows_its_message),
		cmocka_unit_test(a_bind_may_splice_the_model),
		cmocka_unit_test(a_bind_may_destroy_the_list),
		cmocka_unit_test(destroyed_rows_are_made_anew),
		cmocka_unit_test(measured_rows_correct_the_estimate),
		cmocka_unit_test(nth_child_counts_the_rows_of_the_model),
		cmocka_unit_test(rows_describe_their_place_bound_or_not),
		cmocka_unit_test(keys_move_and_extend_the_selection),
		cmocka_unit_test(letters_find_the_next_row_that_begins_with_them),
		cmocka_unit_test(arrows_move_the_focus_to_the_same_part_of_any_row),
		cmocka_unit_test(presses_select_rows),
		cmocka_unit_test(a_drag_beside_the_rows_selects_all_that_it_touches),
		cmocka_unit_test(a_finger_selects_only_if_it_does_not_scroll),
		cmocka_unit_test(cards_wrap_into_lines),
		cmocka_unit_test(headers_stay_at_the_top_until_the_next_one));
}
