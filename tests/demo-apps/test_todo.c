/* SPDX-License-Identifier: MIT */
/*
 * The todo list's window, used as by a user: raw input goes in, and the tests assert what the
 * window shows and what the file holds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "row.h"
#include "todo_fixture.h"

/* ---- Adding ---- */

static void a_new_list_waits_for_a_text(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
}

static void what_is_typed_is_added_at_the_end_and_saved(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	fixture_add(fixture, "milk");
	assert_seen(fixture, "[ ] milk, entry focus, 1 item left");
	assert_string_equal(oriel_text_field_text(fixture->todo.entry), "");
	fixture_add(fixture, "  Käse \"und\" 🧀\t");
	assert_seen(fixture, "[ ] milk, [ ] Käse \"und\" 🧀, entry focus, 2 items left");
	assert_saved(fixture, "milk 0|Käse \"und\" 🧀 0");
}

static void the_button_adds_as_enter_does(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	ui_type(&fixture->ui, "milk");
	fixture_click(fixture, oriel_query(oriel_window_root(fixture->ui.window), "button.primary"));
	assert_saved(fixture, "milk 0");
}

static void nothing_is_added_for_an_empty_text(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	fixture_key(fixture, "Enter");
	fixture_add(fixture, "   ");
	fixture_add(fixture, "\u3000\u2003\u00a0\xc2\x85\ufeff");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	assert_saved(fixture, "");
}

static void items_come_back_after_a_restart(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	fixture_settle(fixture);
	fixture_stop(fixture);
	fixture_start(fixture);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, entry focus, 2 items left");
}

static void the_window_describes_itself(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	fixture_add(fixture, "milk");
	fixture_add(fixture, "bread");
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	ui_pointer(&fixture->ui, ORIEL_RAW_POINTER_MOVE, 1, 1, 0);
	fixture_settle(fixture);
	char *text = oriel_widget_describe_tree(
		oriel_first_child(oriel_window_root(fixture->ui.window)));
	assert_string_equal(text,
		"group [hover focus-within]\n"
		"  group\n"
		"    heading \"Todo\"\n"
		"    label \"\"\n"
		"  form\n"
		"    textbox \"What needs doing?\" = \"\" [placeholder-shown focusable editable]\n"
		"    button \"Add\" [activatable focusable]\n"
		"  alert \"\" [hidden]\n"
		"  group\n"
		"    button \"All\" [activatable focusable]\n"
		"    button \"Active\" [activatable focusable]\n"
		"    button \"Done\" [activatable focusable]\n"
		"  list [focus-within scrollable]\n"
		"    listitem [item 1 of 2]\n"
		"      checkbox \"milk\" [activatable focusable]\n"
		"      label \"milk\"\n"
		"      button \"Delete\" [activatable focusable]\n"
		"    listitem [focus-within item 2 of 2]\n"
		"      checkbox \"bread\" [focus focus-within checked activatable focusable]\n"
		"      label \"bread\"\n"
		"      button \"Delete\" [activatable focusable]\n"
		"  label \"Nothing to do yet.\" [hidden]\n"
		"  group [hidden]\n"
		"    label \"\"\n"
		"    button \"Undo\" [activatable focusable]\n"
		"  group\n"
		"    label \"1 item left\"\n"
		"    button \"Clear done\" [activatable focusable]\n");
	free(text);
}

/* ---- Toggling ---- */

static void a_click_on_the_box_strikes_the_item_through_and_counts(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	assert_seen(fixture, "[ ] milk, [x] bread focus, [ ] salt, 2 items left");
	assert_true(oriel_has_class(fixture_part(fixture, 1, "label"), "muted"));
	assert_saved(fixture, "milk 0|bread 1|salt 0");
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	assert_false(oriel_has_class(fixture_part(fixture, 1, "label"), "muted"));
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void a_click_on_the_text_only_gives_the_row_the_keyboard(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 2, "label"));
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt focus, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

/* ---- Editing ---- */

static void a_double_click_edits_and_enter_saves(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_LEAVE, .pointer_id = 1 });
	struct oriel_rect bounds = oriel_widget_window_bounds(fixture_part(fixture, 1, "label"));
	for (int i = 0; i < 4; i++)
		oriel_input_push(fixture->ui.window,
			&(struct oriel_raw_input){
				.type = i % 2 ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 1,
				.x = bounds.x + 5,
				.y = bounds.y + 5,
				.button = ORIEL_BUTTON_PRIMARY });
	fixture_settle(fixture);
	assert_seen(fixture, "[ ] milk, editing \"bread\" focus, [ ] salt, 3 items left");
	ui_type(&fixture->ui, " rye bread ");
	fixture_key(fixture, "Enter");
	assert_seen(fixture, "[ ] milk, [ ] rye bread focus, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|rye bread 0|salt 0");
}

static void escape_leaves_the_text_as_it_was(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 0, "checkbox"));
	fixture_key(fixture, "F2");
	ui_type(&fixture->ui, "other");
	assert_seen(fixture, "editing \"other\" focus, [ ] bread, [ ] salt, 3 items left");
	fixture_key(fixture, "Escape");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void leaving_the_editor_saves(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 0, "checkbox"));
	fixture_key(fixture, "Enter");
	ui_type(&fixture->ui, "oat milk");
	fixture_click(fixture, fixture->todo.entry);
	assert_seen(fixture, "[ ] oat milk, [ ] bread, [ ] salt, entry focus, 3 items left");
	assert_saved(fixture, "oat milk 0|bread 0|salt 0");
}

static void an_edited_text_that_is_empty_deletes_the_item(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 1, "checkbox"));
	fixture_key(fixture, "F2");
	fixture_key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk, editing \"\" focus, [ ] salt, 3 items left");
	fixture_key(fixture, "Enter");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	assert_saved(fixture, "milk 0|salt 0");
}

static void an_empty_text_deletes_also_by_leaving(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 1, "checkbox"));
	fixture_key(fixture, "F2");
	ui_type(&fixture->ui, " ");
	fixture_click(fixture, fixture->todo.entry);
	assert_seen(fixture, "[ ] milk, [ ] salt, entry focus, 2 items left");
	assert_saved(fixture, "milk 0|salt 0");
}

static void closing_the_window_saves_what_is_being_edited(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 0, "checkbox"));
	fixture_key(fixture, "F2");
	ui_type(&fixture->ui, "oat milk");
	assert_false(oriel_window_close(fixture->ui.window));
	oriel_loop_settle(fixture->ui.loop);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_file_query(fixture->folder->database, "SELECT text FROM item LIMIT 1", "oat milk");
}

/* ---- Deleting ---- */

static void the_button_of_a_row_deletes_it(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 0, ".delete"));
	assert_seen(fixture, "[ ] bread focus, [ ] salt, 2 items left");
	assert_saved(fixture, "bread 0|salt 0");
}

static void the_delete_key_deletes_row_after_row_down_to_the_entry(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 1, "checkbox"));
	fixture_key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	fixture_key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	fixture_key(fixture, "Delete");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	assert_saved(fixture, "");
}

static void clear_done_deletes_all_that_is_done(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	assert_true(oriel_is_disabled(fixture->todo.clear_done));
	fixture_click(fixture, fixture_part(fixture, 0, "checkbox"));
	fixture_click(fixture, fixture_part(fixture, 2, "checkbox"));
	fixture_click(fixture, fixture->todo.clear_done);
	assert_seen(fixture, "[ ] bread, entry focus, 1 item left");
	assert_true(oriel_is_disabled(fixture->todo.clear_done));
	assert_saved(fixture, "bread 0");
}

/* ---- Taking it back ---- */

static oriel_widget *undo_button(struct fixture *fixture) {
	return oriel_query(fixture->todo.undo_bar, "button");
}

static void undo_puts_an_item_back_in_its_place(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	fixture_click(fixture, fixture_part(fixture, 1, ".delete"));
	assert_false(oriel_is_hidden(fixture->todo.undo_bar));
	assert_string_equal(oriel_label_text(fixture->todo.undo_text), "Deleted “bread”");
	assert_saved(fixture, "milk 0|salt 0");
	fixture_click(fixture, undo_button(fixture));
	assert_seen(fixture, "[ ] milk, [x] bread focus, [ ] salt, 2 items left");
	assert_true(oriel_is_hidden(fixture->todo.undo_bar));
	assert_saved(fixture, "milk 0|bread 1|salt 0");
	fixture_stop(fixture);
	fixture_start(fixture);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, entry focus, 2 items left");
}

static void undo_goes_back_deletion_by_deletion(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 1, "checkbox"));
	fixture_key(fixture, "Delete");
	fixture_key(fixture, "Delete");
	fixture_key(fixture, "Delete");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void undo_puts_back_all_that_clear_done_deleted(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	for (size_t i = 0; i < 3; i += 2)
		fixture_click(fixture, fixture_part(fixture, i, "checkbox"));
	fixture_click(fixture, fixture->todo.clear_done);
	assert_string_equal(oriel_label_text(fixture->todo.undo_text), "Deleted 2 items");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[x] milk focus, [ ] bread, [x] salt, 1 item left");
	assert_saved(fixture, "milk 1|bread 0|salt 1");
}

static void undo_keys_in_a_text_are_the_texts_own(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 0, ".delete"));
	oriel_focus(fixture->todo.entry);
	ui_type(&fixture->ui, "x");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] bread, [ ] salt, entry focus, 2 items left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
}

static void the_undo_bar_goes_after_a_while_and_ctrl_z_still_works(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 2, ".delete"));
	oriel_focus(undo_button(fixture));
	fixture_settle(fixture);
	oriel_loop_advance(fixture->ui.loop, 10001);
	assert_true(oriel_is_hidden(fixture->todo.undo_bar));
	assert_seen(fixture, "[ ] milk, [ ] bread, entry focus, 2 items left");
	fixture_key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt focus, 3 items left");
}

static void push_click(struct fixture *fixture, float x, float y) {
	static const enum oriel_raw_input_type types[] = { ORIEL_RAW_POINTER_DOWN,
		ORIEL_RAW_POINTER_UP };
	for (int i = 0; i < 2; i++)
		oriel_input_push(fixture->ui.window, &(struct oriel_raw_input){
			.type = types[i], .pointer_id = 1, .x = x, .y = y, .button = ORIEL_BUTTON_PRIMARY });
}

static void a_double_click_on_delete_deletes_one_item(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	struct oriel_rect place = oriel_widget_window_bounds(fixture_part(fixture, 0, ".delete"));
	for (int i = 0; i < 3; i++) {
		push_click(fixture, place.x + 2, place.y + 2);
		oriel_loop_advance(fixture->ui.loop, 80);
	}
	assert_saved(fixture, "bread 0|salt 0");
	oriel_loop_advance(fixture->ui.loop, 500);
	push_click(fixture, place.x + 2, place.y + 2);
	assert_saved(fixture, "salt 0");
}

static void delete_held_down_deletes_one_item(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	oriel_focus(fixture_part(fixture, 0, "checkbox"));
	for (int i = 0; i < 5; i++) {
		oriel_input_push(fixture->ui.window,
			&(struct oriel_raw_input){
				.type = ORIEL_RAW_KEY_DOWN, .key = "Delete", .code = "Delete", .repeat = i > 0 });
		fixture_settle(fixture);
	}
	assert_saved(fixture, "bread 0|salt 0");
}

/* ---- Filters ---- */

static void filters_show_what_they_say(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	fixture_click(fixture, fixture->todo.filters[FILTER_ACTIVE]);
	assert_seen(fixture, "[ ] milk, [ ] salt, 2 items left");
	fixture_click(fixture, fixture->todo.filters[FILTER_DONE]);
	assert_seen(fixture, "[x] bread, 2 items left");
	fixture_click(fixture, fixture->todo.filters[FILTER_ALL]);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, 2 items left");
}

static void a_row_that_no_longer_fits_the_filter_goes_and_passes_the_keyboard_on(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture->todo.filters[FILTER_ACTIVE]);
	oriel_focus(fixture_part(fixture, 1, "checkbox"));
	fixture_key(fixture, " ");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	fixture_key(fixture, " ");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	fixture_key(fixture, " ");
	assert_seen(fixture, "Nothing left to do., entry focus, 0 items left");
	assert_saved(fixture, "milk 1|bread 1|salt 1");
}

static void adding_shows_the_new_item_whatever_the_filter(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	fixture_click(fixture, fixture->todo.filters[FILTER_DONE]);
	assert_seen(fixture, "Nothing is done yet., 3 items left");
	fixture_add(fixture, "eggs");
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt, [ ] eggs, entry focus, 4 items left");
}

/* ---- By keyboard alone ---- */

static void name_focus(struct fixture *fixture, struct order *order) {
	oriel_widget *focused = oriel_window_focused(fixture->ui.window);
	const char *type = focused ? oriel_widget_type(focused) : "none";
	order_add(order, "%s", strcmp(type, "button") == 0 ? oriel_button_text(focused) : type);
}

static void tab_goes_through_the_window_in_order(void **state) {
	struct fixture *fixture = *state;
	struct order order = { 0 };
	fixture_start(fixture);
	fixture_add(fixture, "milk");
	fixture_add(fixture, "bread");
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	oriel_focus(fixture->todo.entry);
	for (int i = 0; i < 11; i++) {
		name_focus(fixture, &order);
		fixture_key(fixture, "Tab");
	}
	assert_order(&order,
		"text-field, Add, All, Active, Done, checkbox, Delete, checkbox, Delete, Clear done, "
		"text-field");
}

static void everything_goes_by_keyboard_alone(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	for (int i = 0; i < 5; i++)
		fixture_key(fixture, "Tab");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
	fixture_key(fixture, " ");
	fixture_key(fixture, "ArrowDown");
	fixture_key(fixture, "F2");
	ui_type(&fixture->ui, "rye");
	fixture_key(fixture, "Enter");
	fixture_key(fixture, "End");
	assert_seen(fixture, "[x] milk, [ ] rye, [ ] salt focus, 2 items left");
	fixture_key(fixture, "Delete");
	fixture_key(fixture, "Escape");
	ui_type(&fixture->ui, "eggs");
	fixture_key(fixture, "Enter");
	assert_seen(fixture, "[x] milk, [ ] rye, [ ] eggs, entry focus, 2 items left");
	fixture_key(fixture, "shift+Tab");
	fixture_key(fixture, "Enter");
	assert_seen(fixture, "[ ] rye, [ ] eggs, entry focus, 2 items left");
	assert_saved(fixture, "rye 0|eggs 0");
}

/* ---- Long lists, odd texts ---- */

static void a_long_list_is_loaded_while_the_user_goes_on(void **state) {
	struct fixture *fixture = *state;
	fixture_start_with(fixture, 3000);
	oriel_input_push(
		fixture->ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = "mine" });
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = "Enter", .code = "Enter" });
	while (oriel_child_count(fixture->todo.list) == 0)
		oriel_loop_step(fixture->ui.loop);
	assert_true(store_status(fixture->todo.store).loading);
	assert_string_equal(row_text(fixture_row(fixture, 0)), "mine");
	fixture_settle(fixture);
	assert_int_equal(oriel_model_count(fixture->todo.shown, 0), 3001);
	oriel_list_view_scroll_to(fixture->todo.list, 0);
	fixture_settle(fixture);
	assert_string_equal(row_text(oriel_list_view_row(fixture->todo.list, 0)), "Call Ada");
	oriel_list_view_scroll_to(fixture->todo.list, 3000);
	fixture_settle(fixture);
	assert_string_equal(row_text(oriel_list_view_row(fixture->todo.list, 3000)), "mine");
	assert_string_equal(oriel_label_text(fixture->todo.count), "2001 items left");
	assert_file_query(fixture->folder->database,
		"SELECT count(*) || (SELECT text FROM item ORDER BY position DESC LIMIT 1) FROM item",
		"3001mine");
}

static void texts_that_are_no_utf8_or_huge_are_shown_and_kept(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	fixture_stop(fixture);
	file_execute(fixture->folder->database,
		"INSERT INTO item (id, text, done) VALUES (1, CAST(x'4dff6e' AS TEXT), 0), (2, "
		"replace(hex(zeroblob(20000)), '0', 'Wort '), 0)");
	fixture_start(fixture);
	fixture_click(fixture, fixture_part(fixture, 0, "checkbox"));
	assert_string_equal(oriel_label_text(fixture->todo.count), "1 item left");
	fixture_settle(fixture);
	assert_file_query(
		fixture->folder->database, "SELECT hex(text) || done FROM item WHERE id = 1", "4DFF6E1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_new_list_waits_for_a_text),
		TEST(what_is_typed_is_added_at_the_end_and_saved),
		TEST(the_button_adds_as_enter_does),
		TEST(nothing_is_added_for_an_empty_text),
		TEST(items_come_back_after_a_restart),
		TEST(the_window_describes_itself),
		TEST(a_click_on_the_box_strikes_the_item_through_and_counts),
		TEST(a_click_on_the_text_only_gives_the_row_the_keyboard),
		TEST(a_double_click_edits_and_enter_saves),
		TEST(escape_leaves_the_text_as_it_was),
		TEST(leaving_the_editor_saves),
		TEST(an_edited_text_that_is_empty_deletes_the_item),
		TEST(an_empty_text_deletes_also_by_leaving),
		TEST(closing_the_window_saves_what_is_being_edited),
		TEST(the_button_of_a_row_deletes_it),
		TEST(the_delete_key_deletes_row_after_row_down_to_the_entry),
		TEST(clear_done_deletes_all_that_is_done),
		TEST(undo_puts_an_item_back_in_its_place),
		TEST(undo_goes_back_deletion_by_deletion),
		TEST(undo_puts_back_all_that_clear_done_deleted),
		TEST(undo_keys_in_a_text_are_the_texts_own),
		TEST(the_undo_bar_goes_after_a_while_and_ctrl_z_still_works),
		TEST(a_double_click_on_delete_deletes_one_item),
		TEST(delete_held_down_deletes_one_item),
		TEST(filters_show_what_they_say),
		TEST(a_row_that_no_longer_fits_the_filter_goes_and_passes_the_keyboard_on),
		TEST(adding_shows_the_new_item_whatever_the_filter),
		TEST(tab_goes_through_the_window_in_order),
		TEST(everything_goes_by_keyboard_alone),
		TEST(a_long_list_is_loaded_while_the_user_goes_on),
		TEST(texts_that_are_no_utf8_or_huge_are_shown_and_kept));
}
