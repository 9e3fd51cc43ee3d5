/* SPDX-License-Identifier: MIT */
/* The window of the notes, used as by a user, and the files of its folder. */
#include "test.h"
#include "ui.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "folder.h"
#include "notes.h"
#include "tree.h"

struct fixture {
	struct folder *folder;
	struct ui ui;
	struct notes notes;
	struct order seen;
};

static void settle(struct fixture *fixture) {
	oriel_loop_settle(fixture->ui.loop);
	oriel_loop_advance(fixture->ui.loop, 100);
}

static void start(struct fixture *fixture) {
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	fixture->ui.loop = oriel_app_loop(fixture->ui.app);
	assert_true(notes_open(&fixture->notes, fixture->ui.app,
		&(const struct notes_options){ .folder = fixture->folder->path }));
	fixture->ui.window = fixture->notes.window;
	settle(fixture);
}

static void stop(struct fixture *fixture) {
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
	if (fixture->ui.app != NULL)
		stop(fixture);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

/* ---- Files ---- */

static void path_of(const struct fixture *fixture, const char *name, char path[600]) {
	snprintf(path, 600, "%s/%s", fixture->folder->path, name);
}

/* Writes a file whose last change was on a day of May 2024. */
static void write_note(struct fixture *fixture, const char *name, const char *text, int day) {
	char path[600];
	path_of(fixture, name, path);
	file_write(path, text, strlen(text));
	struct timespec times[2] = { { .tv_sec = 1714521600 + 86400 * day } };
	times[1] = times[0];
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void write_three(struct fixture *fixture) {
	write_note(fixture, "b.txt", "Bread\nand butter", 2);
	write_note(fixture, "m.txt", "Milk", 3);
	write_note(fixture, "s.txt", "Salt\nand pepper", 1);
}

static int is_note(const struct dirent *entry) {
	size_t length = strlen(entry->d_name);
	return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static int count_files(const struct fixture *fixture) {
	struct dirent **entries;
	int count = scandir(fixture->folder->path, &entries, is_note, NULL);
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
	return count;
}

static bool has_file(const struct fixture *fixture, const char *name) {
	char path[600];
	path_of(fixture, name, path);
	return access(path, F_OK) == 0;
}

/* Asserts the contents of all text files, in order of their names. */
static void assert_files(struct fixture *fixture, const char *expected) {
	struct dirent **entries;
	struct order order = { 0 };
	char path[600], text[256];
	int count = scandir(fixture->folder->path, &entries, is_note, alphasort);
	assert_true(count >= 0);
	for (int i = 0; i < count; i++) {
		path_of(fixture, entries[i]->d_name, path);
		FILE *file = fopen(path, "rb");
		assert_non_null(file);
		text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
		fclose(file);
		order_add(&order, "%s", text);
		free(entries[i]);
	}
	free(entries);
	assert_order(&order, expected);
}

/* ---- Seeing and doing ---- */

/* Asserts the titles in the list, the selected one in brackets, and the text in the editor. */
static void assert_seen(struct fixture *fixture, const char *expected) {
	struct order *order = &fixture->seen;
	oriel_widget *list = fixture->notes.sidebar.list;
	oriel_model *rows = oriel_list_view_model(list);
	oriel_window_update(fixture->ui.window);
	for (size_t i = 0; i < oriel_model_count(rows, 0); i++) {
		oriel_widget *row = oriel_list_view_row(list, i);
		assert_non_null(row);
		order_add(order,
			oriel_selection_model_is_selected(oriel_list_view_selection(list), i) ? "[%s]" : "%s",
			oriel_label_text(oriel_first_child(row)));
	}
	if (oriel_model_count(rows, 0) == 0)
		order_add(order, "%s", oriel_label_text(fixture->notes.sidebar.empty));
	if (oriel_stack_shown(fixture->notes.editor.stack) == fixture->notes.editor.page)
		order_add(order, "text \"%s\"", oriel_text_area_text(fixture->notes.editor.area));
	if (!oriel_is_hidden(fixture->notes.editor.banner))
		order_add(order, "%s", oriel_label_text(fixture->notes.editor.problem));
	assert_order(order, expected);
}

static void click(struct fixture *fixture, const char *selector) {
	oriel_widget *widget = oriel_query(oriel_window_root(fixture->ui.window), selector);
	assert_non_null(widget);
	ui_click(&fixture->ui, widget, 1);
}

static void choose(struct fixture *fixture, size_t index) {
	ui_click(&fixture->ui, oriel_list_view_row(fixture->notes.sidebar.list, index), 1);
	settle(fixture);
}

static void type_at_end(struct fixture *fixture, const char *text) {
	oriel_focus(fixture->notes.editor.area);
	ui_key(&fixture->ui, "ctrl+End");
	ui_type(&fixture->ui, text);
}

static void search(struct fixture *fixture, const char *text) {
	ui_key(&fixture->ui, "ctrl+f");
	ui_type(&fixture->ui, text);
}

static void wait_for_autosave(struct fixture *fixture) {
	oriel_loop_advance(fixture->ui.loop, 600);
	settle(fixture);
}

static void assert_focus(struct fixture *fixture, const oriel_widget *widget) {
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), widget);
}

/* ---- Notes ---- */

static void an_empty_folder_has_no_notes(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	assert_seen(fixture, "No notes yet");
	assert_files(fixture, "");
}

static void notes_are_listed_by_time_and_the_newest_is_shown(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	tree_write(fixture->folder, "other.md", "not a note");
	start(fixture);
	assert_seen(fixture, "[Milk], Bread, Salt, text \"Milk\"");
	oriel_widget *line = oriel_child_at(oriel_list_view_row(fixture->notes.sidebar.list, 1), 1);
	assert_string_equal(oriel_label_text(oriel_child_at(line, 0)), "3 May 2024");
	assert_string_equal(oriel_label_text(oriel_child_at(line, 1)), "and butter");
}

static void a_new_note_is_written_after_a_pause(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	assert_seen(fixture, "[New note], text \"\"");
	assert_focus(fixture, fixture->notes.editor.area);
	ui_type(&fixture->ui, "Käse");
	assert_seen(fixture, "[Käse], text \"Käse\"");
	oriel_loop_advance(fixture->ui.loop, 300);
	oriel_loop_settle(fixture->ui.loop);
	assert_files(fixture, "");
	ui_type(&fixture->ui, " und Brot");
	wait_for_autosave(fixture);
	assert_files(fixture, "Käse und Brot");
	stop(fixture);
	start(fixture);
	assert_seen(fixture, "[Käse und Brot], text \"Käse und Brot\"");
}

static void typing_without_a_pause_is_saved_within_five_seconds(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	for (int i = 0; i < 52; i++)
		ui_type(&fixture->ui, "a"); /* 100 ms each */
	oriel_loop_settle(fixture->ui.loop);
	assert_int_equal(count_files(fixture), 1);
}

static void an_edited_note_goes_to_the_top(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	choose(fixture, 2);
	assert_seen(fixture, "Milk, Bread, [Salt], text \"Salt\nand pepper\"");
	type_at_end(fixture, "!");
	assert_seen(fixture, "[Salt], Milk, Bread, text \"Salt\nand pepper!\"");
	wait_for_autosave(fixture);
	assert_files(fixture, "Bread\nand butter, Milk, Salt\nand pepper!");
}

static void an_edit_is_undone(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	type_at_end(fixture, " and honey");
	wait_for_autosave(fixture);
	assert_files(fixture, "Bread\nand butter, Milk and honey, Salt\nand pepper");
	ui_key(&fixture->ui, "ctrl+z");
	assert_seen(fixture, "[Milk], Bread, Salt, text \"Milk\"");
	wait_for_autosave(fixture);
	assert_files(fixture, "Bread\nand butter, Milk, Salt\nand pepper");
}

static void showing_another_note_saves_at_once(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	type_at_end(fixture, "!");
	ui_key(&fixture->ui, "alt+ArrowDown");
	oriel_loop_settle(fixture->ui.loop);
	assert_seen(fixture, "Milk!, [Bread], Salt, text \"Bread\nand butter\"");
	assert_files(fixture, "Bread\nand butter, Milk!, Salt\nand pepper");
}

static void an_empty_new_note_goes_when_another_one_is_shown(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	ui_key(&fixture->ui, "ctrl+n");
	assert_seen(fixture, "[New note], Milk, Bread, Salt, text \"\"");
	choose(fixture, 2);
	assert_seen(fixture, "Milk, [Bread], Salt, text \"Bread\nand butter\"");
	assert_files(fixture, "Bread\nand butter, Milk, Salt\nand pepper");
}

/* ---- Searching ---- */

static void a_search_finds_all_words_in_any_case(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	write_note(fixture, "e.txt", "Émile\nΣοφία and milk", 4);
	start(fixture);
	search(fixture, "AND");
	assert_seen(fixture, "[Émile], Bread, Salt, text \"Émile\nΣοφία and milk\"");
	search(fixture, "milk σοφ ÉM");
	assert_seen(fixture, "[Émile], text \"Émile\nΣοφία and milk\"");
	search(fixture, "nothing like that");
	assert_seen(fixture, "No note is found, text \"Émile\nΣοφία and milk\"");
}

static void keys_go_from_the_search_into_the_list(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	search(fixture, "and");
	assert_seen(fixture, "Bread, Salt, text \"Milk\"");
	ui_key(&fixture->ui, "ArrowDown");
	assert_seen(fixture, "[Bread], Salt, text \"Bread\nand butter\"");
	assert_focus(fixture, fixture->notes.sidebar.list);
	ui_key(&fixture->ui, "ArrowDown");
	assert_seen(fixture, "Bread, [Salt], text \"Salt\nand pepper\"");
	ui_key(&fixture->ui, "ctrl+n");
	assert_seen(fixture, "[New note], Milk, Bread, Salt, text \"\"");
}

static void a_match_is_selected_in_the_text(void **state) {
	struct fixture *fixture = *state;
	size_t anchor, caret;
	write_three(fixture);
	start(fixture);
	search(fixture, "pepp");
	ui_key(&fixture->ui, "Enter");
	oriel_text_area_selection(fixture->notes.editor.area, &anchor, &caret);
	assert_int_equal(anchor, 9);
	assert_int_equal(caret, 13);
}

/* ---- Deleting ---- */

static void deletion_asks_first(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	tree_write(fixture->folder, "m.1.png", "");
	expect_log("m.1.png");
	start(fixture);
	ui_key(&fixture->ui, "ctrl+shift+d");
	ui_key(&fixture->ui, "Escape");
	settle(fixture);
	assert_seen(fixture, "[Milk], Bread, Salt, text \"Milk\"");
	oriel_focus(fixture->notes.sidebar.list);
	ui_key(&fixture->ui, "Delete");
	assert_string_equal(oriel_label_text(oriel_query(
		oriel_window_root(fixture->ui.window), "dialog label")), "Delete “Milk”?");
	click(fixture, "dialog .danger");
	settle(fixture);
	assert_seen(fixture, "[Bread], Salt, text \"Bread\nand butter\"");
	assert_files(fixture, "Bread\nand butter, Salt\nand pepper");
	assert_false(has_file(fixture, "m.1.png"));
}

static void the_last_note_can_be_deleted(void **state) {
	struct fixture *fixture = *state;
	write_note(fixture, "a.txt", "one", 1);
	start(fixture);
	ui_key(&fixture->ui, "ctrl+shift+d");
	click(fixture, "dialog .danger");
	settle(fixture);
	assert_seen(fixture, "No notes yet");
	ui_key(&fixture->ui, "ctrl+shift+d");
	assert_seen(fixture, "No notes yet");
	assert_files(fixture, "");
}

/* ---- Other programs ---- */

static void a_change_from_outside_is_shown_at_the_same_place(void **state) {
	struct fixture *fixture = *state;
	size_t anchor, caret;
	write_three(fixture);
	start(fixture);
	oriel_text_area_select(fixture->notes.editor.area, 1, 3);
	write_note(fixture, "m.txt", "Malt", 5);
	settle(fixture);
	assert_seen(fixture, "[Malt], Bread, Salt, text \"Malt\"");
	oriel_text_area_selection(fixture->notes.editor.area, &anchor, &caret);
	assert_int_equal(anchor, 1);
	assert_int_equal(caret, 3);
}

static void files_that_come_and_go_are_followed(void **state) {
	struct fixture *fixture = *state;
	char from[600], to[600];
	write_three(fixture);
	start(fixture);
	write_note(fixture, "n.txt", "Nuts", 9);
	settle(fixture);
	assert_seen(fixture, "Nuts, [Milk], Bread, Salt, text \"Milk\"");
	path_of(fixture, "s.txt", from);
	path_of(fixture, "z.txt", to);
	assert_int_equal(rename(from, to), 0);
	path_of(fixture, "m.txt", from);
	assert_int_equal(unlink(from), 0);
	settle(fixture);
	assert_seen(fixture, "Nuts, [Bread], Salt, text \"Bread\nand butter\"");
}

static void a_change_from_outside_of_an_edited_note_keeps_both(void **state) {
	struct fixture *fixture = *state;
	write_note(fixture, "m.txt", "Milk", 3);
	start(fixture);
	type_at_end(fixture, " of mine");
	write_note(fixture, "m.txt", "Milk of theirs", 4);
	settle(fixture);
	assert_seen(fixture, "[Milk of mine], Milk of theirs, text \"Milk of mine\"");
	assert_string_equal(oriel_label_text(oriel_query(oriel_window_root(fixture->ui.window),
		"toast label")), "Another program has changed “Milk of mine”. Both notes are kept.");
	type_at_end(fixture, "!");
	wait_for_autosave(fixture);
	assert_files(fixture, "Milk of mine!, Milk of theirs");
}

static void an_edited_note_whose_file_is_deleted_is_written_again(void **state) {
	struct fixture *fixture = *state;
	char path[600];
	write_note(fixture, "m.txt", "Milk", 3);
	start(fixture);
	type_at_end(fixture, "!");
	path_of(fixture, "m.txt", path);
	assert_int_equal(unlink(path), 0);
	wait_for_autosave(fixture);
	assert_seen(fixture, "[Milk!], text \"Milk!\"");
	assert_files(fixture, "Milk!");
}

static void a_file_that_is_no_text_is_read_only(void **state) {
	struct fixture *fixture = *state;
	write_note(fixture, "a.txt", "caf\xe9", 1);
	start(fixture);
	type_at_end(fixture, "!");
	assert_seen(fixture, "[caf\ufffd], text \"caf\ufffd\"");
	assert_true(oriel_text_area_is_read_only(fixture->notes.editor.area));
	assert_files(fixture, "caf\xe9");
}

/* ---- Failures ---- */

enum { NOBODY = 65534 };

/* Makes the folder read-only, also for a test that root runs. */
static void lock_folder(struct fixture *fixture) {
	assert_int_equal(chmod(fixture->folder->path, 0555), 0);
	if (geteuid() == 0)
		assert_int_equal(seteuid(NOBODY), 0);
}

static void unlock_folder(struct fixture *fixture) {
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(fixture->folder->path, 0755), 0);
}

static void a_failed_save_is_told_and_tried_again(void **state) {
	struct fixture *fixture = *state;
	write_note(fixture, "m.txt", "Milk", 3);
	start(fixture);
	lock_folder(fixture);
	type_at_end(fixture, "!");
	wait_for_autosave(fixture);
	char expected[600];
	snprintf(expected, sizeof(expected), "[Milk!], text \"Milk!\", 1 note is not saved: %s",
		fixture->notes.store.problem);
	assert_non_null(strstr(expected, "Permission denied"));
	assert_seen(fixture, expected);
	unlock_folder(fixture);
	assert_files(fixture, "Milk");
	oriel_loop_advance(fixture->ui.loop, 3000);
	settle(fixture);
	assert_seen(fixture, "[Milk!], text \"Milk!\"");
	assert_files(fixture, "Milk!");
}

static void closing_asks_if_a_note_cannot_be_saved(void **state) {
	struct fixture *fixture = *state;
	write_note(fixture, "m.txt", "Milk", 3);
	start(fixture);
	lock_folder(fixture);
	type_at_end(fixture, "!");
	ui_key(&fixture->ui, "ctrl+q");
	settle(fixture);
	assert_non_null(oriel_query(oriel_window_root(fixture->ui.window), "dialog .danger"));
	ui_key(&fixture->ui, "Escape");
	settle(fixture);
	unlock_folder(fixture);
	assert_ptr_equal(oriel_app_first_window(fixture->ui.app), fixture->ui.window);
	oriel_window_close(fixture->ui.window);
	settle(fixture);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_files(fixture, "Milk!");
}

static void a_folder_that_vanishes_is_made_again(void **state) {
	struct fixture *fixture = *state;
	char moved[600];
	write_three(fixture);
	start(fixture);
	snprintf(moved, sizeof(moved), "%s-moved", fixture->folder->path);
	assert_int_equal(rename(fixture->folder->path, moved), 0);
	settle(fixture);
	type_at_end(fixture, "!");
	wait_for_autosave(fixture);
	assert_true(fixture->notes.store.has_no_folder);
	char expected[700];
	snprintf(expected, sizeof(expected), "[Milk!], Bread, Salt, text \"Milk!\", 3 notes are not "
		"saved: %s", fixture->notes.store.problem);
	assert_seen(fixture, expected);
	click(fixture, ".banner button");
	settle(fixture);
	assert_null(fixture->notes.store.problem);
	assert_string_equal(oriel_text_area_text(fixture->notes.editor.area), "Milk!");
	assert_files(fixture, "Bread\nand butter, Milk!, Salt\nand pepper");
	tree_write(fixture->folder, "n.txt", "Nuts");
	settle(fixture);
	assert_int_equal(oriel_model_count(fixture->notes.store.notes, 0), 4);
	struct folder *old = calloc(1, sizeof(*old));
	snprintf(old->path, sizeof(old->path), "%.255s", moved);
	folder_teardown((void **)&old);
}

static void a_folder_that_comes_back_is_followed_again(void **state) {
	struct fixture *fixture = *state;
	char moved[600];
	write_three(fixture);
	start(fixture);
	snprintf(moved, sizeof(moved), "%s-moved", fixture->folder->path);
	assert_int_equal(rename(fixture->folder->path, moved), 0);
	settle(fixture);
	type_at_end(fixture, "!");
	assert_int_equal(rename(moved, fixture->folder->path), 0);
	oriel_loop_advance(fixture->ui.loop, 3000);
	settle(fixture);
	oriel_loop_advance(fixture->ui.loop, 3000);
	settle(fixture);
	oriel_model *notes = fixture->notes.store.notes;
	assert_int_equal(store_unsaved_count(&fixture->notes.store), 0);
	assert_null(fixture->notes.store.problem);
	assert_int_equal(oriel_model_count(notes, 0), 4); /* both texts of the edited one */
}

/* ---- Pictures ---- */

static void drop_file(struct fixture *fixture, const char *path) {
	struct oriel_rect bounds = oriel_widget_window_bounds(fixture->notes.editor.area);
	float x = bounds.x + bounds.width / 2, y = bounds.y + bounds.height / 2;
	char uri[700];
	snprintf(uri, sizeof(uri), "file://%s\n", path);
	oriel_input_push(fixture->ui.window, &(struct oriel_raw_input){
		.type = ORIEL_RAW_DRAG_OVER, .x = x, .y = y, .files = "" });
	oriel_input_push(fixture->ui.window, &(struct oriel_raw_input){
		.type = ORIEL_RAW_DROP, .x = x, .y = y, .files = uri });
	ui_settle(&fixture->ui);
	settle(fixture);
}

static void a_dropped_picture_is_copied_and_shown_until_it_is_deleted(void **state) {
	struct fixture *fixture = *state;
	char path[600];
	write_note(fixture, "m.txt", "Milk", 3);
	start(fixture);
	path_of(fixture, "window.PNG", path);
	assert_int_equal(oriel_window_screenshot(fixture->ui.window, path), ORIEL_OK);
	settle(fixture);
	drop_file(fixture, path);
	oriel_widget *row = fixture->notes.editor.pictures.row;
	assert_int_equal(oriel_child_count(row), 1);
	assert_false(oriel_is_hidden(row));
	assert_true(has_file(fixture, "m.1.PNG"));
	drop_file(fixture, path);
	assert_int_equal(oriel_child_count(row), 2);
	oriel_click(oriel_query(row, "button"));
	ui_settle(&fixture->ui);
	click(fixture, "dialog .danger");
	settle(fixture);
	assert_int_equal(oriel_child_count(row), 1);
	assert_false(has_file(fixture, "m.1.PNG"));
	assert_true(has_file(fixture, "m.2.PNG"));
}

static void other_files_are_not_added(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	drop_file(fixture, "/etc/passwd");
	assert_true(oriel_is_hidden(fixture->notes.editor.pictures.row));
	assert_string_equal(oriel_label_text(oriel_query(oriel_window_root(fixture->ui.window),
		"toast label")), "PNG, JPEG, WebP and GIF pictures can be added.");
}

/* ---- The end ---- */

static void closing_the_window_saves(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	ui_type(&fixture->ui, "last words");
	ui_key(&fixture->ui, "ctrl+q");
	settle(fixture);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_files(fixture, "last words");
}

static void raise_term(void *data) {
	(void)data;
	raise(SIGTERM);
}

static void a_signal_saves(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	ui_key(&fixture->ui, "ctrl+n");
	ui_type(&fixture->ui, "last words");
	oriel_set_timeout(raise_term, NULL, 10);
	assert_int_equal(oriel_app_run(fixture->ui.app), 0);
	fixture->ui.app = NULL;
	assert_files(fixture, "last words");
}

/* ---- Commands ---- */

static void the_sidebar_is_hidden_and_shown(void **state) {
	struct fixture *fixture = *state;
	write_three(fixture);
	start(fixture);
	ui_key(&fixture->ui, "F9");
	assert_true(oriel_split_pane_is_collapsed(fixture->notes.panes));
	assert_false(oriel_command_is_checked(fixture->ui.app, "view.sidebar"));
	ui_key(&fixture->ui, "ctrl+f");
	assert_false(oriel_split_pane_is_collapsed(fixture->notes.panes));
	assert_true(oriel_command_is_checked(fixture->ui.app, "view.sidebar"));
}

static void buttons_run_commands(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	click(fixture, ".editor .none button");
	assert_seen(fixture, "[New note], text \"\"");
	ui_type(&fixture->ui, "one");
	click(fixture, ".sidebar button[data-command]");
	assert_seen(fixture, "[New note], one, text \"\"");
	click(fixture, ".editor .bar button[icon=\"delete\"]");
	settle(fixture);
	assert_seen(fixture, "[one], text \"one\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(an_empty_folder_has_no_notes),
		TEST(notes_are_listed_by_time_and_the_newest_is_shown),
		TEST(a_new_note_is_written_after_a_pause),
		TEST(typing_without_a_pause_is_saved_within_five_seconds),
		TEST(an_edited_note_goes_to_the_top),
		TEST(an_edit_is_undone),
		TEST(showing_another_note_saves_at_once),
		TEST(an_empty_new_note_goes_when_another_one_is_shown),
		TEST(a_search_finds_all_words_in_any_case),
		TEST(keys_go_from_the_search_into_the_list),
		TEST(a_match_is_selected_in_the_text),
		TEST(deletion_asks_first),
		TEST(the_last_note_can_be_deleted),
		TEST(a_change_from_outside_is_shown_at_the_same_place),
		TEST(files_that_come_and_go_are_followed),
		TEST(a_change_from_outside_of_an_edited_note_keeps_both),
		TEST(an_edited_note_whose_file_is_deleted_is_written_again),
		TEST(a_file_that_is_no_text_is_read_only),
		TEST(a_failed_save_is_told_and_tried_again),
		TEST(closing_asks_if_a_note_cannot_be_saved),
		TEST(a_folder_that_vanishes_is_made_again),
		TEST(a_folder_that_comes_back_is_followed_again),
		TEST(a_dropped_picture_is_copied_and_shown_until_it_is_deleted),
		TEST(other_files_are_not_added),
		TEST(closing_the_window_saves),
		TEST(a_signal_saves),
		TEST(the_sidebar_is_hidden_and_shown),
		TEST(buttons_run_commands));
}
