/* SPDX-License-Identifier: MIT */
/* The todo list's window, used as by a user: raw input goes in, and the tests assert what
 * the window shows and what the file holds. Long, since all of them use the same window and the
 * helpers below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "files.h"
#include "row.h"
#include "test.h"
#include "todo.h"
#include "ui.h"

struct fixture {
	struct folder *folder;
	struct ui ui;
	struct todo todo;
	struct order seen;
};

static void settle(struct fixture *fixture) {
	ui_settle(&fixture->ui);
	oriel_loop_settle(fixture->ui.loop);
	ui_settle(&fixture->ui);
}

static void start_with(struct fixture *fixture, size_t rows) {
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	fixture->ui.loop = oriel_app_loop(fixture->ui.app);
	assert_true(todo_open(&fixture->todo, fixture->ui.app, &(const struct todo_options){
		.path = fixture->folder->database, .rows = rows, .width = 480, .height = 640 }));
	fixture->ui.window = fixture->todo.window;
}

static void start(struct fixture *fixture) {
	start_with(fixture, 0);
	settle(fixture);
}

static void stop(struct fixture *fixture) {
	if (fixture->ui.app)
		ui_close(&fixture->ui);
	fixture->ui.app = NULL;
}

static int setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	*state = fixture;
	return 0;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	stop(fixture);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static void see_row(struct fixture *fixture, oriel_widget *row) {
	bool has_focus = oriel_widget_contains(row, oriel_window_focused(fixture->ui.window));
	const char *box = oriel_checkbox_is_checked(oriel_query(row, "checkbox")) ? "[x]" : "[ ]";
	if (row_editor(row))
		order_add(&fixture->seen, "editing \"%s\"%s", oriel_text_field_text(row_editor(row)),
			has_focus ? " focus" : "");
	else
		order_add(&fixture->seen, "%s %s%s", box, row_text(row), has_focus ? " focus" : "");
}

/* What can be seen of the list, and the line below it. */
static void assert_seen(struct fixture *fixture, const char *expected) {
	for (oriel_widget *row = oriel_first_child(fixture->todo.list); row;
		row = oriel_next_sibling(row)) {
		if (!oriel_is_hidden(row) && !oriel_is_hidden(fixture->todo.list))
			see_row(fixture, row);
	}
	if (!oriel_is_hidden(fixture->todo.empty))
		order_add(&fixture->seen, "%s", oriel_label_text(fixture->todo.empty));
	if (oriel_window_focused(fixture->ui.window) == fixture->todo.entry)
		order_add(&fixture->seen, "entry focus");
	order_add(&fixture->seen, "%s", oriel_label_text(fixture->todo.count));
	assert_order(&fixture->seen, expected);
}

/* The items of the file, in order, with 1 behind what is done. */
static void assert_saved(struct fixture *fixture, const char *expected) {
	settle(fixture);
	assert_int_equal(store_status(fixture->todo.store).unsaved, 0);
	assert_file_query(fixture->folder->database,
		"SELECT text || ' ' || done FROM item ORDER BY position", expected);
}

static void add(struct fixture *fixture, const char *text) {
	oriel_focus(fixture->todo.entry);
	ui_type(&fixture->ui, text);
	ui_key(&fixture->ui, "Enter");
}

static void add_three(struct fixture *fixture) {
	start(fixture);
	add(fixture, "milk");
	add(fixture, "bread");
	add(fixture, "salt");
	settle(fixture);
}

static oriel_widget *row_at(struct fixture *fixture, size_t index) {
	return oriel_child_at(fixture->todo.list, index);
}

static oriel_widget *part(struct fixture *fixture, size_t row, const char *selector) {
	oriel_widget *found = oriel_query(row_at(fixture, row), selector);
	assert_non_null(found);
	return found;
}

static void click(struct fixture *fixture, oriel_widget *widget) {
	ui_click(&fixture->ui, widget, 1);
}

static void key(struct fixture *fixture, const char *name) {
	ui_key(&fixture->ui, name);
}

/* ---- Adding ---- */

static void a_new_list_waits_for_a_text(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
}

static void what_is_typed_is_added_at_the_end_and_saved(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	add(fixture, "milk");
	assert_seen(fixture, "[ ] milk, entry focus, 1 item left");
	assert_string_equal(oriel_text_field_text(fixture->todo.entry), "");
	add(fixture, "  Käse \"und\" 🧀\t");
	assert_seen(fixture, "[ ] milk, [ ] Käse \"und\" 🧀, entry focus, 2 items left");
	assert_saved(fixture, "milk 0|Käse \"und\" 🧀 0");
}

static void the_button_adds_as_enter_does(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_type(&fixture->ui, "milk");
	click(fixture, oriel_query(oriel_window_root(fixture->ui.window), "button.primary"));
	assert_saved(fixture, "milk 0");
}

static void nothing_is_added_for_an_empty_text(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	key(fixture, "Enter");
	add(fixture, "   ");
	add(fixture, "\u3000\u2003\u00a0\xc2\x85\ufeff");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	assert_saved(fixture, "");
}

static void items_come_back_after_a_restart(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 1, "checkbox"));
	settle(fixture);
	stop(fixture);
	start(fixture);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, entry focus, 2 items left");
}

static void the_window_describes_itself(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	add(fixture, "milk");
	add(fixture, "bread");
	click(fixture, part(fixture, 1, "checkbox"));
	ui_pointer(&fixture->ui, ORIEL_RAW_POINTER_MOVE, 1, 1, 0);
	settle(fixture);
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
	add_three(fixture);
	click(fixture, part(fixture, 1, "checkbox"));
	assert_seen(fixture, "[ ] milk, [x] bread focus, [ ] salt, 2 items left");
	assert_true(oriel_has_class(part(fixture, 1, "label"), "muted"));
	assert_saved(fixture, "milk 0|bread 1|salt 0");
	click(fixture, part(fixture, 1, "checkbox"));
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	assert_false(oriel_has_class(part(fixture, 1, "label"), "muted"));
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void a_click_on_the_text_only_gives_the_row_the_keyboard(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 2, "label"));
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt focus, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

/* ---- Editing ---- */

static void a_double_click_edits_and_enter_saves(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_LEAVE, .pointer_id = 1 });
	struct oriel_rect bounds = oriel_widget_window_bounds(part(fixture, 1, "label"));
	for (int i = 0; i < 4; i++)
		oriel_input_push(fixture->ui.window,
			&(struct oriel_raw_input){
				.type = i % 2 ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 1,
				.x = bounds.x + 5,
				.y = bounds.y + 5,
				.button = ORIEL_BUTTON_PRIMARY });
	settle(fixture);
	assert_seen(fixture, "[ ] milk, editing \"bread\" focus, [ ] salt, 3 items left");
	ui_type(&fixture->ui, " rye bread ");
	key(fixture, "Enter");
	assert_seen(fixture, "[ ] milk, [ ] rye bread focus, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|rye bread 0|salt 0");
}

static void escape_leaves_the_text_as_it_was(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 0, "checkbox"));
	key(fixture, "F2");
	ui_type(&fixture->ui, "other");
	assert_seen(fixture, "editing \"other\" focus, [ ] bread, [ ] salt, 3 items left");
	key(fixture, "Escape");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void leaving_the_editor_saves(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 0, "checkbox"));
	key(fixture, "Enter");
	ui_type(&fixture->ui, "oat milk");
	click(fixture, fixture->todo.entry);
	assert_seen(fixture, "[ ] oat milk, [ ] bread, [ ] salt, entry focus, 3 items left");
	assert_saved(fixture, "oat milk 0|bread 0|salt 0");
}

static void an_edited_text_that_is_empty_deletes_the_item(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 1, "checkbox"));
	key(fixture, "F2");
	key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk, editing \"\" focus, [ ] salt, 3 items left");
	key(fixture, "Enter");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	assert_saved(fixture, "milk 0|salt 0");
}

static void an_empty_text_deletes_also_by_leaving(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 1, "checkbox"));
	key(fixture, "F2");
	ui_type(&fixture->ui, " ");
	click(fixture, fixture->todo.entry);
	assert_seen(fixture, "[ ] milk, [ ] salt, entry focus, 2 items left");
	assert_saved(fixture, "milk 0|salt 0");
}

static void closing_the_window_saves_what_is_being_edited(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 0, "checkbox"));
	key(fixture, "F2");
	ui_type(&fixture->ui, "oat milk");
	assert_false(oriel_window_close(fixture->ui.window));
	oriel_loop_settle(fixture->ui.loop);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_file_query(fixture->folder->database, "SELECT text FROM item LIMIT 1", "oat milk");
}

/* ---- Deleting ---- */

static void the_button_of_a_row_deletes_it(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 0, ".delete"));
	assert_seen(fixture, "[ ] bread focus, [ ] salt, 2 items left");
	assert_saved(fixture, "bread 0|salt 0");
}

static void the_delete_key_deletes_row_after_row_down_to_the_entry(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 1, "checkbox"));
	key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	key(fixture, "Delete");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	key(fixture, "Delete");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	assert_saved(fixture, "");
}

static void clear_done_deletes_all_that_is_done(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	assert_true(oriel_is_disabled(fixture->todo.clear_done));
	click(fixture, part(fixture, 0, "checkbox"));
	click(fixture, part(fixture, 2, "checkbox"));
	click(fixture, fixture->todo.clear_done);
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
	add_three(fixture);
	click(fixture, part(fixture, 1, "checkbox"));
	click(fixture, part(fixture, 1, ".delete"));
	assert_false(oriel_is_hidden(fixture->todo.undo_bar));
	assert_string_equal(oriel_label_text(fixture->todo.undo_text), "Deleted “bread”");
	assert_saved(fixture, "milk 0|salt 0");
	click(fixture, undo_button(fixture));
	assert_seen(fixture, "[ ] milk, [x] bread focus, [ ] salt, 2 items left");
	assert_true(oriel_is_hidden(fixture->todo.undo_bar));
	assert_saved(fixture, "milk 0|bread 1|salt 0");
	stop(fixture);
	start(fixture);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, entry focus, 2 items left");
}

static void undo_goes_back_deletion_by_deletion(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	oriel_focus(part(fixture, 1, "checkbox"));
	key(fixture, "Delete");
	key(fixture, "Delete");
	key(fixture, "Delete");
	assert_seen(fixture, "Nothing to do yet., entry focus, 0 items left");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk, [ ] bread focus, [ ] salt, 3 items left");
	assert_saved(fixture, "milk 0|bread 0|salt 0");
}

static void undo_puts_back_all_that_clear_done_deleted(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	for (size_t i = 0; i < 3; i += 2)
		click(fixture, part(fixture, i, "checkbox"));
	click(fixture, fixture->todo.clear_done);
	assert_string_equal(oriel_label_text(fixture->todo.undo_text), "Deleted 2 items");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[x] milk focus, [ ] bread, [x] salt, 1 item left");
	assert_saved(fixture, "milk 1|bread 0|salt 1");
}

static void undo_keys_in_a_text_are_the_texts_own(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 0, ".delete"));
	oriel_focus(fixture->todo.entry);
	ui_type(&fixture->ui, "x");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] bread, [ ] salt, entry focus, 2 items left");
	key(fixture, "ctrl+z");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
}

static void the_undo_bar_goes_after_a_while_and_ctrl_z_still_works(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 2, ".delete"));
	oriel_focus(undo_button(fixture));
	settle(fixture);
	oriel_loop_advance(fixture->ui.loop, 10001);
	assert_true(oriel_is_hidden(fixture->todo.undo_bar));
	assert_seen(fixture, "[ ] milk, [ ] bread, entry focus, 2 items left");
	key(fixture, "ctrl+z");
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
	add_three(fixture);
	struct oriel_rect place = oriel_widget_window_bounds(part(fixture, 0, ".delete"));
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
	add_three(fixture);
	oriel_focus(part(fixture, 0, "checkbox"));
	for (int i = 0; i < 5; i++) {
		oriel_input_push(fixture->ui.window,
			&(struct oriel_raw_input){
				.type = ORIEL_RAW_KEY_DOWN, .key = "Delete", .code = "Delete", .repeat = i > 0 });
		settle(fixture);
	}
	assert_saved(fixture, "bread 0|salt 0");
}

/* ---- The file of an open list ---- */

static void remove_list(struct fixture *fixture) {
	static const char *const ends[] = { "", "-wal", "-shm" };
	for (size_t i = 0; i < 3; i++) {
		char path[512];
		snprintf(path, sizeof(path), "%s%s", fixture->folder->database, ends[i]);
		unlink(path);
	}
}

static void a_list_whose_file_is_removed_is_written_again_with_the_next_change(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 1, "checkbox"));
	settle(fixture);
	remove_list(fixture);
	add(fixture, "eggs");
	assert_saved(fixture, "milk 0|bread 1|salt 0|eggs 0");
}

static void a_list_whose_file_is_removed_is_written_again_at_the_end(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	remove_list(fixture);
	stop(fixture);
	start(fixture);
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt, entry focus, 3 items left");
}

static void a_list_that_replaces_the_file_is_not_overwritten_by_the_log(void **state) {
	struct fixture *fixture = *state;
	char other[512];
	snprintf(other, sizeof(other), "%s.other", fixture->folder->database);
	start(fixture);
	add(fixture, "other");
	stop(fixture);
	file_execute(fixture->folder->database, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(rename(fixture->folder->database, other), 0);
	remove_list(fixture);
	add_three(fixture);
	assert_int_equal(rename(other, fixture->folder->database), 0);
	add(fixture, "eggs");
	assert_saved(fixture, "other 0|milk 0|bread 0|salt 0|eggs 0");
}

static void a_file_that_is_moved_away_keeps_all_that_was_saved(void **state) {
	struct fixture *fixture = *state;
	char moved[512];
	snprintf(moved, sizeof(moved), "%s.moved", fixture->folder->database);
	add_three(fixture);
	assert_int_equal(rename(fixture->folder->database, moved), 0);
	add(fixture, "eggs");
	assert_saved(fixture, "milk 0|bread 0|salt 0|eggs 0");
	assert_file_query(moved, "SELECT text FROM item ORDER BY position", "milk|bread|salt");
}

static void a_list_that_is_put_in_the_files_place_is_joined(void **state) {
	struct fixture *fixture = *state;
	char other[512];
	snprintf(other, sizeof(other), "%s.other", fixture->folder->database);
	start(fixture);
	add(fixture, "other");
	stop(fixture);
	assert_int_equal(rename(fixture->folder->database, other), 0);
	remove_list(fixture);
	add_three(fixture);
	remove_list(fixture);
	assert_int_equal(rename(other, fixture->folder->database), 0);
	add(fixture, "eggs");
	assert_saved(fixture, "other 0|milk 0|bread 0|salt 0|eggs 0");
	settle(fixture);
	assert_int_equal(oriel_child_count(fixture->todo.list), 5);
	assert_string_equal(oriel_label_text(fixture->todo.count), "5 items left");
}

static void what_is_no_list_in_the_files_place_is_left_as_it_is_and_told(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	remove_list(fixture);
	FILE *file = fopen(fixture->folder->database, "w");
	fputs("my own notes", file);
	fclose(file);
	struct snapshot notes = snapshot_take(fixture->folder->database);
	add(fixture, "eggs");
	settle(fixture);
	assert_int_equal(store_status(fixture->todo.store).unsaved, 1);
	assert_false(oriel_is_hidden(fixture->todo.error));
	assert_unchanged(&notes);
}

/* ---- Filters ---- */

static void filters_show_what_they_say(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, part(fixture, 1, "checkbox"));
	click(fixture, fixture->todo.filters[FILTER_ACTIVE]);
	assert_seen(fixture, "[ ] milk, [ ] salt, 2 items left");
	click(fixture, fixture->todo.filters[FILTER_DONE]);
	assert_seen(fixture, "[x] bread, 2 items left");
	click(fixture, fixture->todo.filters[FILTER_ALL]);
	assert_seen(fixture, "[ ] milk, [x] bread, [ ] salt, 2 items left");
}

static void a_row_that_no_longer_fits_the_filter_goes_and_passes_the_keyboard_on(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, fixture->todo.filters[FILTER_ACTIVE]);
	oriel_focus(part(fixture, 1, "checkbox"));
	key(fixture, " ");
	assert_seen(fixture, "[ ] milk, [ ] salt focus, 2 items left");
	key(fixture, " ");
	assert_seen(fixture, "[ ] milk focus, 1 item left");
	key(fixture, " ");
	assert_seen(fixture, "Nothing left to do., entry focus, 0 items left");
	assert_saved(fixture, "milk 1|bread 1|salt 1");
}

static void adding_shows_the_new_item_whatever_the_filter(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	click(fixture, fixture->todo.filters[FILTER_DONE]);
	assert_seen(fixture, "Nothing is done yet., 3 items left");
	add(fixture, "eggs");
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
	start(fixture);
	add(fixture, "milk");
	add(fixture, "bread");
	click(fixture, part(fixture, 1, "checkbox"));
	oriel_focus(fixture->todo.entry);
	for (int i = 0; i < 11; i++) {
		name_focus(fixture, &order);
		key(fixture, "Tab");
	}
	assert_order(&order,
		"text-field, Add, All, Active, Done, checkbox, Delete, checkbox, Delete, Clear done, "
		"text-field");
}

static void everything_goes_by_keyboard_alone(void **state) {
	struct fixture *fixture = *state;
	add_three(fixture);
	for (int i = 0; i < 5; i++)
		key(fixture, "Tab");
	assert_seen(fixture, "[ ] milk focus, [ ] bread, [ ] salt, 3 items left");
	key(fixture, " ");
	key(fixture, "ArrowDown");
	key(fixture, "F2");
	ui_type(&fixture->ui, "rye");
	key(fixture, "Enter");
	key(fixture, "End");
	assert_seen(fixture, "[x] milk, [ ] rye, [ ] salt focus, 2 items left");
	key(fixture, "Delete");
	key(fixture, "Escape");
	ui_type(&fixture->ui, "eggs");
	key(fixture, "Enter");
	assert_seen(fixture, "[x] milk, [ ] rye, [ ] eggs, entry focus, 2 items left");
	key(fixture, "shift+Tab");
	key(fixture, "Enter");
	assert_seen(fixture, "[ ] rye, [ ] eggs, entry focus, 2 items left");
	assert_saved(fixture, "rye 0|eggs 0");
}

/* ---- Long lists, odd texts ---- */

static void a_long_list_is_loaded_while_the_user_goes_on(void **state) {
	struct fixture *fixture = *state;
	start_with(fixture, 3000);
	oriel_input_push(
		fixture->ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = "mine" });
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = "Enter", .code = "Enter" });
	while (oriel_child_count(fixture->todo.list) == 0)
		oriel_loop_step(fixture->ui.loop);
	assert_true(store_status(fixture->todo.store).loading);
	assert_string_equal(row_text(row_at(fixture, 0)), "mine");
	settle(fixture);
	assert_int_equal(oriel_model_count(fixture->todo.shown, 0), 3001);
	oriel_list_view_scroll_to(fixture->todo.list, 0);
	settle(fixture);
	assert_string_equal(row_text(oriel_list_view_row(fixture->todo.list, 0)), "Call Ada");
	oriel_list_view_scroll_to(fixture->todo.list, 3000);
	settle(fixture);
	assert_string_equal(row_text(oriel_list_view_row(fixture->todo.list, 3000)), "mine");
	assert_string_equal(oriel_label_text(fixture->todo.count), "2001 items left");
	assert_file_query(fixture->folder->database,
		"SELECT count(*) || (SELECT text FROM item ORDER BY position DESC LIMIT 1) FROM item",
		"3001mine");
}

static void texts_that_are_no_utf8_or_huge_are_shown_and_kept(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	stop(fixture);
	file_execute(fixture->folder->database,
		"INSERT INTO item (id, text, done) VALUES (1, CAST(x'4dff6e' AS TEXT), 0), (2, "
		"replace(hex(zeroblob(20000)), '0', 'Wort '), 0)");
	start(fixture);
	click(fixture, part(fixture, 0, "checkbox"));
	assert_string_equal(oriel_label_text(fixture->todo.count), "1 item left");
	settle(fixture);
	assert_file_query(
		fixture->folder->database, "SELECT hex(text) || done FROM item WHERE id = 1", "4DFF6E1");
}

/* ---- When the disk does not ---- */

static void assert_error(struct fixture *fixture, const char *expected) {
	const char *text = oriel_is_hidden(fixture->todo.error) ? "" :
															oriel_label_text(fixture->todo.error);
	size_t length = strlen(fixture->folder->database);
	assert_string_equal(
		strncmp(text, fixture->folder->database, length) == 0 ? text + length + 1 : text, expected);
}

static void a_stalled_disk_is_said_so_and_does_not_hold_the_window(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	add(fixture, "milk");
	assert_string_equal(oriel_label_text(fixture->todo.status), "");
	oriel_loop_advance(fixture->ui.loop, 250);
	assert_string_equal(oriel_label_text(fixture->todo.status), "Saving…");
	assert_error(fixture, "");
	add(fixture, "bread");
	assert_seen(fixture, "[ ] milk, [ ] bread, entry focus, 2 items left");
	locker_release(&locker);
	assert_saved(fixture, "milk 0|bread 0");
	assert_string_equal(oriel_label_text(fixture->todo.status), "");
}

static void a_locked_list_is_reported_and_saved_as_soon_as_it_can_be(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	add(fixture, "milk");
	settle(fixture);
	assert_error(fixture, "is locked by another program. 1 change is not saved. Trying again.");
	locker_release(&locker);
	oriel_loop_advance(fixture->ui.loop, 1000);
	assert_saved(fixture, "milk 0");
	assert_error(fixture, "");
}

static void a_foreign_file_is_reported_and_items_stay_until_the_user_gives_them_up(void **state) {
	struct fixture *fixture = *state;
	file_execute(fixture->folder->database, "CREATE TABLE notes (text)");
	struct snapshot before = snapshot_take(fixture->folder->database);
	start(fixture);
	assert_error(fixture, "is not a todo list, and was left as it is.");
	add(fixture, "milk");
	settle(fixture);
	assert_seen(fixture, "[ ] milk, entry focus, 1 item left");
	assert_error(fixture, "is not a todo list, and was left as it is. 1 change is not saved.");
	assert_false(oriel_window_close(fixture->ui.window));
	assert_error(fixture,
		"is not a todo list, and was left as it is. 1 change is not saved. Close again to drop "
		"the unsaved changes.");
	add(fixture, "bread");
	settle(fixture);
	assert_false(oriel_window_close(fixture->ui.window));
	assert_true(oriel_window_close(fixture->ui.window));
	stop(fixture);
	assert_unchanged(&before);
}

static void closing_waits_for_what_is_being_saved(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	add(fixture, "milk");
	assert_false(oriel_window_close(fixture->ui.window));
	locker_release(&locker);
	oriel_loop_settle(fixture->ui.loop);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_file_query(fixture->folder->database, "SELECT text FROM item", "milk");
}

static void the_screenshot_is_taken_when_the_list_is_there(void **state) {
	struct fixture *fixture = *state;
	char picture[400];
	snprintf(picture, sizeof(picture), "%s/todo.png", fixture->folder->path);
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	assert_true(todo_open(&fixture->todo, fixture->ui.app, &(const struct todo_options){
		.path = ":memory:", .rows = 600, .width = 480, .height = 640, .screenshot = picture }));
	assert_int_equal(oriel_app_run(fixture->ui.app), 0);
	fixture->ui.app = NULL;
	assert_int_equal(fixture->todo.left + fixture->todo.done, 600);
	assert_int_equal(access(picture, R_OK), 0);
}

static void a_screenshot_that_cannot_be_written_is_a_failure(void **state) {
	struct fixture *fixture = *state;
	expect_log("/dev/null/todo.png");
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	assert_true(todo_open(&fixture->todo, fixture->ui.app, &(const struct todo_options){
		.path = ":memory:", .width = 480, .height = 640, .screenshot = "/dev/null/todo.png" }));
	assert_int_equal(oriel_app_run(fixture->ui.app), 1);
	fixture->ui.app = NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

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
		TEST(a_list_whose_file_is_removed_is_written_again_with_the_next_change),
		TEST(a_list_whose_file_is_removed_is_written_again_at_the_end),
		TEST(a_list_that_replaces_the_file_is_not_overwritten_by_the_log),
		TEST(a_file_that_is_moved_away_keeps_all_that_was_saved),
		TEST(a_list_that_is_put_in_the_files_place_is_joined),
		TEST(what_is_no_list_in_the_files_place_is_left_as_it_is_and_told),
		TEST(filters_show_what_they_say),
		TEST(a_row_that_no_longer_fits_the_filter_goes_and_passes_the_keyboard_on),
		TEST(adding_shows_the_new_item_whatever_the_filter),
		TEST(tab_goes_through_the_window_in_order),
		TEST(everything_goes_by_keyboard_alone),
		TEST(a_long_list_is_loaded_while_the_user_goes_on),
		TEST(texts_that_are_no_utf8_or_huge_are_shown_and_kept),
		TEST(a_stalled_disk_is_said_so_and_does_not_hold_the_window),
		TEST(a_locked_list_is_reported_and_saved_as_soon_as_it_can_be),
		TEST(a_foreign_file_is_reported_and_items_stay_until_the_user_gives_them_up),
		TEST(closing_waits_for_what_is_being_saved),
		TEST(the_screenshot_is_taken_when_the_list_is_there),
		TEST(a_screenshot_that_cannot_be_written_is_a_failure));
}
