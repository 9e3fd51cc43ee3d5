/* SPDX-License-Identifier: MIT */
/*
 * The todo list's window and its file: files that are removed, moved, replaced, locked or foreign
 * while the list is open, slow disks, and screenshots.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "row.h"
#include "todo_fixture.h"

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
	fixture_add_three(fixture);
	fixture_click(fixture, fixture_part(fixture, 1, "checkbox"));
	fixture_settle(fixture);
	remove_list(fixture);
	fixture_add(fixture, "eggs");
	assert_saved(fixture, "milk 0|bread 1|salt 0|eggs 0");
}

static void a_list_whose_file_is_removed_is_written_again_at_the_end(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	remove_list(fixture);
	fixture_stop(fixture);
	fixture_start(fixture);
	assert_seen(fixture, "[ ] milk, [ ] bread, [ ] salt, entry focus, 3 items left");
}

static void a_list_that_replaces_the_file_is_not_overwritten_by_the_log(void **state) {
	struct fixture *fixture = *state;
	char other[512];
	snprintf(other, sizeof(other), "%s.other", fixture->folder->database);
	fixture_start(fixture);
	fixture_add(fixture, "other");
	fixture_stop(fixture);
	file_execute(fixture->folder->database, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(rename(fixture->folder->database, other), 0);
	remove_list(fixture);
	fixture_add_three(fixture);
	assert_int_equal(rename(other, fixture->folder->database), 0);
	fixture_add(fixture, "eggs");
	assert_saved(fixture, "other 0|milk 0|bread 0|salt 0|eggs 0");
}

static void a_file_that_is_moved_away_keeps_all_that_was_saved(void **state) {
	struct fixture *fixture = *state;
	char moved[512];
	snprintf(moved, sizeof(moved), "%s.moved", fixture->folder->database);
	fixture_add_three(fixture);
	assert_int_equal(rename(fixture->folder->database, moved), 0);
	fixture_add(fixture, "eggs");
	assert_saved(fixture, "milk 0|bread 0|salt 0|eggs 0");
	assert_file_query(moved, "SELECT text FROM item ORDER BY position", "milk|bread|salt");
}

static void a_list_that_is_put_in_the_files_place_is_joined(void **state) {
	struct fixture *fixture = *state;
	char other[512];
	snprintf(other, sizeof(other), "%s.other", fixture->folder->database);
	fixture_start(fixture);
	fixture_add(fixture, "other");
	fixture_stop(fixture);
	assert_int_equal(rename(fixture->folder->database, other), 0);
	remove_list(fixture);
	fixture_add_three(fixture);
	remove_list(fixture);
	assert_int_equal(rename(other, fixture->folder->database), 0);
	fixture_add(fixture, "eggs");
	assert_saved(fixture, "other 0|milk 0|bread 0|salt 0|eggs 0");
	fixture_settle(fixture);
	assert_int_equal(oriel_child_count(fixture->todo.list), 5);
	assert_string_equal(oriel_label_text(fixture->todo.count), "5 items left");
}

static void what_is_no_list_in_the_files_place_is_left_as_it_is_and_told(void **state) {
	struct fixture *fixture = *state;
	fixture_add_three(fixture);
	remove_list(fixture);
	FILE *file = fopen(fixture->folder->database, "w");
	fputs("my own notes", file);
	fclose(file);
	struct snapshot notes = snapshot_take(fixture->folder->database);
	fixture_add(fixture, "eggs");
	fixture_settle(fixture);
	assert_int_equal(store_status(fixture->todo.store).unsaved, 1);
	assert_false(oriel_is_hidden(fixture->todo.error));
	assert_unchanged(&notes);
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
	fixture_start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	fixture_add(fixture, "milk");
	assert_string_equal(oriel_label_text(fixture->todo.status), "");
	oriel_loop_advance(fixture->ui.loop, 250);
	assert_string_equal(oriel_label_text(fixture->todo.status), "Saving…");
	assert_error(fixture, "");
	fixture_add(fixture, "bread");
	assert_seen(fixture, "[ ] milk, [ ] bread, entry focus, 2 items left");
	locker_release(&locker);
	assert_saved(fixture, "milk 0|bread 0");
	assert_string_equal(oriel_label_text(fixture->todo.status), "");
}

static void a_locked_list_is_reported_and_saved_as_soon_as_it_can_be(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	fixture_add(fixture, "milk");
	fixture_settle(fixture);
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
	fixture_start(fixture);
	assert_error(fixture, "is not a todo list, and was left as it is.");
	fixture_add(fixture, "milk");
	fixture_settle(fixture);
	assert_seen(fixture, "[ ] milk, entry focus, 1 item left");
	assert_error(fixture, "is not a todo list, and was left as it is. 1 change is not saved.");
	assert_false(oriel_window_close(fixture->ui.window));
	assert_error(fixture,
		"is not a todo list, and was left as it is. 1 change is not saved. Close again to drop "
		"the unsaved changes.");
	fixture_add(fixture, "bread");
	fixture_settle(fixture);
	assert_false(oriel_window_close(fixture->ui.window));
	assert_true(oriel_window_close(fixture->ui.window));
	fixture_stop(fixture);
	assert_unchanged(&before);
}

static void closing_waits_for_what_is_being_saved(void **state) {
	struct fixture *fixture = *state;
	fixture_start(fixture);
	struct locker locker = locker_start(fixture->folder->database, "BEGIN EXCLUSIVE");
	fixture_add(fixture, "milk");
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_list_whose_file_is_removed_is_written_again_with_the_next_change),
		TEST(a_list_whose_file_is_removed_is_written_again_at_the_end),
		TEST(a_list_that_replaces_the_file_is_not_overwritten_by_the_log),
		TEST(a_file_that_is_moved_away_keeps_all_that_was_saved),
		TEST(a_list_that_is_put_in_the_files_place_is_joined),
		TEST(what_is_no_list_in_the_files_place_is_left_as_it_is_and_told),
		TEST(a_stalled_disk_is_said_so_and_does_not_hold_the_window),
		TEST(a_locked_list_is_reported_and_saved_as_soon_as_it_can_be),
		TEST(a_foreign_file_is_reported_and_items_stay_until_the_user_gives_them_up),
		TEST(closing_waits_for_what_is_being_saved),
		TEST(the_screenshot_is_taken_when_the_list_is_there),
		TEST(a_screenshot_that_cannot_be_written_is_a_failure));
}
