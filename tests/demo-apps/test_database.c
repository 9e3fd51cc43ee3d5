/* SPDX-License-Identifier: MIT */
/* The todo list's file: what comes back from it, also after a kill, and that nothing is written to
 * what is not sound and ours. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "database.h"
#include "files.h"
#include "memory.h"
#include "test.h"

static const char *database_path(void **state) {
	return ((struct folder *)*state)->database;
}

static enum problem try_open(const char *path) {
	struct database *database = NULL;
	enum problem problem = database_open(&(struct database_options){ .path = path }, &database);
	database_close(database);
	return problem;
}

static struct database *open_database(const char *path) {
	struct database *database = NULL;
	assert_int_equal(
		database_open(&(struct database_options){ .path = path }, &database), PROBLEM_NONE);
	return database;
}

static enum problem apply(
	struct database *database, enum change_kind kind, int64_t id, const char *text, bool done) {
	struct change *change = change_new(kind, &id, 1);
	change->text = text ? copy_text(text, strlen(text)) : NULL;
	change->done = done;
	enum problem problem = database_apply(database, change);
	change_destroy(change);
	return problem;
}

/* All items as "text", or "text (done)", in order. */
static void assert_items(const char *path, const char *expected) {
	struct order order = { 0 };
	struct database *database = open_database(path);
	struct cursor cursor;
	struct batch batch = { 0 };
	assert_int_equal(database_find_end(database, &cursor), PROBLEM_NONE);
	while (!batch.complete) {
		assert_int_equal(database_load(database, &cursor, &batch), PROBLEM_NONE);
		for (size_t i = 0; i < batch.count; i++)
			order_add(&order, "%s%s", batch.items[i].text, batch.items[i].done ? " (done)" : "");
		batch_finish(&batch);
	}
	database_close(database);
	assert_order(&order, expected);
}

static void changes_come_back_in_the_order_of_the_list(void **state) {
	struct database *database = open_database(database_path(state));
	assert_int_equal(apply(database, CHANGE_INSERT, 30, "milk", false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_INSERT, 10, "bread", false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_INSERT, 20, "Käse 🧀", true), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_INSERT, 40, "salt", false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_SET_DONE, 30, NULL, true), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_SET_DONE, 20, NULL, false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_SET_TEXT, 10, "rye bread", false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_DELETE, 40, NULL, false), PROBLEM_NONE);
	database_close(database);
	assert_items(database_path(state), "milk (done), rye bread, Käse 🧀");
}

static void a_change_done_twice_is_done_once(void **state) {
	struct database *database = open_database(database_path(state));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(apply(database, CHANGE_INSERT, 1, "milk", false), PROBLEM_NONE);
		assert_int_equal(apply(database, CHANGE_INSERT, 2, "bread", false), PROBLEM_NONE);
	}
	for (int i = 0; i < 2; i++)
		assert_int_equal(apply(database, CHANGE_DELETE, 1, NULL, false), PROBLEM_NONE);
	database_close(database);
	assert_items(database_path(state), "bread");
}

static void several_items_are_deleted_together(void **state) {
	struct database *database = open_database(database_path(state));
	for (int64_t id = 1; id <= 5; id++)
		assert_int_equal(
			apply(database, CHANGE_INSERT, id, (char[]){ (char)('a' + id), '\0' }, false),
			PROBLEM_NONE);
	struct change *change = change_new(CHANGE_DELETE, (int64_t[]){ 1, 3, 5 }, 3);
	assert_int_equal(database_apply(database, change), PROBLEM_NONE);
	change_destroy(change);
	database_close(database);
	assert_items(database_path(state), "c, e");
}

static void it_is_a_log_that_waits_for_the_disk_at_checkpoints_only(void **state) {
	struct database *database = open_database(database_path(state));
	assert_file_query(database_path(state), "PRAGMA journal_mode", "wal");
	assert_file_query(database_path(state),
		"SELECT application_id || ' ' || user_version FROM pragma_application_id, "
		"pragma_user_version",
		"1332892783 1");
	database_close(database);
}

/* ---- Loading ---- */

static void items_are_loaded_in_batches(void **state) {
	struct database *database = NULL;
	assert_int_equal(
		database_open(
			&(struct database_options){ .path = database_path(state), .rows = 2500 }, &database),
		PROBLEM_NONE);
	struct order order = { 0 };
	struct cursor cursor;
	struct batch batch = { 0 };
	database_find_end(database, &cursor);
	while (!batch.complete) {
		assert_int_equal(database_load(database, &cursor, &batch), PROBLEM_NONE);
		order_add(&order, "%zu", batch.count);
		batch_finish(&batch);
	}
	assert_order(&order, "1000, 1000, 500");
	database_close(database);
}

static void made_up_items_fill_an_empty_list_only(void **state) {
	struct database *database = open_database(database_path(state));
	apply(database, CHANGE_INSERT, 1, "mine", false);
	database_close(database);
	assert_int_equal(
		database_open(
			&(struct database_options){ .path = database_path(state), .rows = 5 }, &database),
		PROBLEM_NONE);
	database_close(database);
	assert_items(database_path(state), "mine");
}

static void items_added_while_loading_are_not_loaded(void **state) {
	struct database *database = open_database(database_path(state));
	struct cursor cursor;
	struct batch batch = { 0 };
	apply(database, CHANGE_INSERT, 1, "old", false);
	database_find_end(database, &cursor);
	apply(database, CHANGE_DELETE, 1, NULL, false);
	apply(database, CHANGE_INSERT, 2, "new", false);
	assert_int_equal(database_load(database, &cursor, &batch), PROBLEM_NONE);
	assert_true(batch.complete);
	assert_int_equal(batch.count, 0);
	database_close(database);
}

static void odd_values_are_read_as_texts(void **state) {
	database_close(open_database(database_path(state)));
	file_execute(database_path(state),
		"INSERT INTO item (id, text, done) VALUES (1, x'ff6100', 7), (2, '', 0), (3, 12, 'yes'), "
		"(4, CAST('a' || char(0) || 'b' AS TEXT), -1)");
	assert_items(database_path(state), "\xff" "a (done), , 12, a (done)");
}

static void a_huge_text_is_cut_when_it_is_loaded_and_whole_in_the_file(void **state) {
	database_close(open_database(database_path(state)));
	file_execute(database_path(state),
		"INSERT INTO item (id, text, done) VALUES (1, replace(hex(zeroblob(3000000)), '0', 'x'), "
		"0)");
	struct database *database = open_database(database_path(state));
	struct cursor cursor;
	struct batch batch = { 0 };
	database_find_end(database, &cursor);
	assert_int_equal(database_load(database, &cursor, &batch), PROBLEM_NONE);
	assert_int_equal(strlen(batch.items[0].text), 1024 * 1024);
	batch_finish(&batch);
	database_close(database);
	assert_file_query(database_path(state), "SELECT length(text) FROM item", "6000000");
}

/* ---- Killed ---- */

/* A process that inserts for ever, and tells after each item that it is saved. */
static void insert_for_ever(const char *path, int saved) {
	struct database *database = NULL;
	if (database_open(&(struct database_options){ .path = path }, &database) != PROBLEM_NONE)
		_exit(1);
	for (int64_t id = 1;; id++) {
		char text[24];
		snprintf(text, sizeof(text), "%d", (int)id);
		if (apply(database, CHANGE_INSERT, id, text, false) != PROBLEM_NONE ||
			write(saved, "+", 1) != 1)
			_exit(1);
	}
}

static void kill_after(const char *path, int items) {
	int saved[2], status;
	assert_int_equal(pipe(saved), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		insert_for_ever(path, saved[1]);
	close(saved[1]);
	for (char byte; items > 0; items--)
		assert_int_equal(read(saved[0], &byte, 1), 1);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	close(saved[0]);
}

static void every_saved_item_survives_a_kill(void **state) {
	const int kills[] = { 1, 2, 3, 10, 57, 1200 };
	for (size_t i = 0; i < sizeof(kills) / sizeof(kills[0]); i++) {
		char path[400], expected[32];
		snprintf(path, sizeof(path), "%s-%zu", database_path(state), i);
		kill_after(path, kills[i]);
		database_close(open_database(path));
		snprintf(expected, sizeof(expected), "%d", kills[i]);
		char sql[128];
		snprintf(
			sql, sizeof(sql), "SELECT count(*) FROM item WHERE id <= %d AND text = id", kills[i]);
		assert_file_query(path, sql, expected);
		assert_file_query(path, "SELECT count(*) = max(id) FROM item", "1");
		assert_file_query(path, "PRAGMA integrity_check", "ok");
	}
}

/* The first transaction writes who the file belongs to; no moment of it may leave a file that is
 * refused. */
static void a_kill_while_the_file_is_made_leaves_one_that_can_be_opened(void **state) {
	for (int i = 0; i < 40; i++) {
		char path[400];
		snprintf(path, sizeof(path), "%s-%d", database_path(state), i);
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			struct database *database = NULL;
			database_open(&(struct database_options){ .path = path }, &database);
			_exit(0);
		}
		for (struct stat status;
			i > 0 && stat(path, &status) != 0 && waitpid(pid, NULL, WNOHANG) == 0;)
			;
		for (volatile int spin = 0; spin < i * 4000; spin = spin + 1)
			;
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		database_close(open_database(path));
	}
}

/* ---- Not ours, or not sound ---- */

static void another_programs_database_is_refused_untouched(void **state) {
	file_execute(database_path(state), "CREATE TABLE notes (text); INSERT INTO notes VALUES ('a')");
	struct snapshot before = snapshot_take(database_path(state));
	assert_int_equal(try_open(database_path(state)), PROBLEM_FOREIGN);
	assert_unchanged(&before);
}

/* What SQLite would do on opening and closing it: put the log into the file and delete it. */
static void another_programs_log_is_left_alone(void **state) {
	char log_path[400], copy_path[400], copy_log_path[420];
	snprintf(log_path, sizeof(log_path), "%s-wal", database_path(state));
	snprintf(copy_path, sizeof(copy_path), "%s.copy", database_path(state));
	snprintf(copy_log_path, sizeof(copy_log_path), "%s-wal", copy_path);
	sqlite3 *connection;
	assert_int_equal(sqlite3_open(database_path(state), &connection), SQLITE_OK);
	assert_int_equal(sqlite3_exec(connection,
						"PRAGMA journal_mode = WAL; CREATE TABLE notes (text)", NULL, NULL, NULL),
		SQLITE_OK);
	struct snapshot file = snapshot_take(database_path(state)), log = snapshot_take(log_path);
	file_write(copy_path, file.bytes, file.size);
	file_write(copy_log_path, log.bytes, log.size);
	sqlite3_close(connection);
	file.path = copy_path;
	log.path = copy_log_path;

	assert_int_equal(try_open(copy_path), PROBLEM_FOREIGN);
	assert_unchanged(&file);
	assert_unchanged(&log);
}

static void a_file_that_is_no_database_is_refused_untouched(void **state) {
	const char *const texts[] = { "x", "Dear diary,\n", "SQLite format 3" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		file_write(database_path(state), texts[i], strlen(texts[i]));
		struct snapshot before = snapshot_take(database_path(state));
		assert_int_equal(try_open(database_path(state)), PROBLEM_DAMAGED);
		assert_unchanged(&before);
	}
}

static void make_list_of_1000(const char *path) {
	struct database *database = NULL;
	assert_int_equal(
		database_open(&(struct database_options){ .path = path, .rows = 1000 }, &database),
		PROBLEM_NONE);
	database_close(database);
}

static void damage_is_found_at_whatever_page_and_the_file_left_as_it_was(void **state) {
	make_list_of_1000(database_path(state));
	size_t size;
	unsigned char *bytes = file_read(database_path(state), &size);
	assert_true(size >= 8 * 4096);
	for (size_t page = 1; page < size / 4096; page += 3) {
		unsigned char *damaged = malloc(size);
		memcpy(damaged, bytes, size);
		memset(damaged + page * 4096, 0xa5, 4096);
		file_write(database_path(state), damaged, size);
		free(damaged);
		struct snapshot before = snapshot_take(database_path(state));
		assert_int_equal(try_open(database_path(state)), PROBLEM_DAMAGED);
		assert_unchanged(&before);
	}
	free(bytes);
}

static void a_file_cut_short_is_refused_untouched(void **state) {
	make_list_of_1000(database_path(state));
	assert_int_equal(truncate(database_path(state), 5 * 4096), 0);
	struct snapshot before = snapshot_take(database_path(state));
	assert_int_equal(try_open(database_path(state)), PROBLEM_DAMAGED);
	assert_unchanged(&before);
}

static void a_list_of_a_newer_version_is_refused_untouched(void **state) {
	database_close(open_database(database_path(state)));
	file_execute(database_path(state), "PRAGMA user_version = 2");
	struct snapshot before = snapshot_take(database_path(state));
	assert_int_equal(try_open(database_path(state)), PROBLEM_NEWER);
	assert_unchanged(&before);
}

static void an_empty_file_becomes_a_list(void **state) {
	file_write(database_path(state), "", 0);
	struct database *database = open_database(database_path(state));
	apply(database, CHANGE_INSERT, 1, "milk", false);
	database_close(database);
	assert_items(database_path(state), "milk");
}

/* ---- Not writable ---- */

static void a_missing_folder_is_made_only_if_asked_for(void **state) {
	char path[400];
	snprintf(path, sizeof(path), "%s/a/b/todo.db", ((struct folder *)*state)->path);
	assert_int_equal(try_open(path), PROBLEM_UNWRITABLE);
	struct database *database = NULL;
	assert_int_equal(
		database_open(&(struct database_options){ .path = path, .make_folder = true }, &database),
		PROBLEM_NONE);
	database_close(database);
	assert_int_equal(access(path, F_OK), 0);
}

static void what_is_no_file_cannot_be_opened(void **state) {
	assert_int_equal(try_open(((struct folder *)*state)->path), PROBLEM_UNWRITABLE);
	assert_int_equal(try_open("/dev/null"), PROBLEM_UNWRITABLE);
	assert_int_equal(try_open("/dev/null/todo.db"), PROBLEM_UNWRITABLE);
	assert_int_equal(mkfifo(database_path(state), 0600), 0);
	assert_int_equal(try_open(database_path(state)), PROBLEM_UNWRITABLE);
}

static void a_file_that_must_exist_is_not_made(void **state) {
	struct database *database = NULL;
	assert_int_equal(database_open(&(struct database_options){ .path = database_path(state),
									.must_exist = true },
						&database),
		PROBLEM_UNWRITABLE);
	assert_int_equal(access(database_path(state), F_OK), -1);
}

/* What a child process finds out; it may change its user and its limits. */
static void assert_in_child(bool (*holds)(const char *path), const char *path) {
	int status;
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(holds(path) ? 0 : 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static bool can_be_read_and_not_written(const char *path) {
	struct database *database = NULL;
	struct cursor cursor;
	struct batch batch = { 0 };
	if (geteuid() == 0 && seteuid(65534) != 0)
		return false;
	return database_open(&(struct database_options){ .path = path }, &database) == PROBLEM_NONE &&
		database_find_end(database, &cursor) == PROBLEM_NONE &&
		database_load(database, &cursor, &batch) == PROBLEM_NONE && batch.count == 1000 &&
		apply(database, CHANGE_INSERT, 5000, "milk", false) == PROBLEM_UNWRITABLE;
}

static void a_write_protected_file_is_read_and_not_changed(void **state) {
	make_list_of_1000(database_path(state));
	assert_int_equal(chmod(((struct folder *)*state)->path, 0777), 0);
	assert_int_equal(chmod(database_path(state), 0444), 0);
	struct snapshot before = snapshot_take(database_path(state));
	assert_in_child(can_be_read_and_not_written, database_path(state));
	assert_unchanged(&before);
}

static bool set_file_limit(rlim_t limit) {
	struct rlimit current;
	if (getrlimit(RLIMIT_FSIZE, &current) != 0)
		return false;
	current.rlim_cur = limit;
	return setrlimit(RLIMIT_FSIZE, &current) == 0;
}

static bool goes_on_once_there_is_room(const char *path) {
	struct database *database = NULL;
	char text[50000];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	signal(SIGXFSZ, SIG_IGN);
	return database_open(&(struct database_options){ .path = path }, &database) == PROBLEM_NONE &&
		apply(database, CHANGE_INSERT, 1, "before", false) == PROBLEM_NONE &&
		set_file_limit(40000) && apply(database, CHANGE_INSERT, 2, text, false) != PROBLEM_NONE &&
		set_file_limit(RLIM_INFINITY) &&
		apply(database, CHANGE_INSERT, 2, "after", false) == PROBLEM_NONE;
}

static void no_room_for_a_change_loses_neither_what_was_there_nor_the_change(void **state) {
	assert_in_child(goes_on_once_there_is_room, database_path(state));
	assert_items(database_path(state), "before, after");
}

/* ---- Locked ---- */

static void a_locked_file_takes_changes_again_once_it_is_released(void **state) {
	struct database *database = open_database(database_path(state));
	struct locker locker = locker_start(database_path(state), "BEGIN EXCLUSIVE");
	assert_int_equal(apply(database, CHANGE_INSERT, 1, "milk", false), PROBLEM_LOCKED);
	assert_int_equal(apply(database, CHANGE_DELETE, 1, NULL, false), PROBLEM_LOCKED);
	locker_release(&locker);
	assert_int_equal(apply(database, CHANGE_INSERT, 1, "milk", false), PROBLEM_NONE);
	database_close(database);
	assert_items(database_path(state), "milk");
}

static void a_file_that_somebody_is_making_is_locked(void **state) {
	struct locker locker = locker_start(
		database_path(state), "BEGIN EXCLUSIVE; CREATE TABLE item (a)");
	assert_int_equal(try_open(database_path(state)), PROBLEM_LOCKED);
	locker_release(&locker);
	database_close(open_database(database_path(state)));
}

static void two_programs_share_a_list(void **state) {
	struct database *first = open_database(database_path(state)),
					*second = open_database(database_path(state));
	assert_int_equal(apply(first, CHANGE_INSERT, change_new_id(), "milk", false), PROBLEM_NONE);
	assert_int_equal(apply(second, CHANGE_INSERT, change_new_id(), "bread", false), PROBLEM_NONE);
	database_close(first);
	database_close(second);
	assert_items(database_path(state), "milk, bread");
}

/* Runs fn in a process to which permissions apply, also if the tests are root's. Returns its exit
 * status. */
static int as_nobody(int (*fn)(const char *path), const char *path) {
	enum { NOBODY = 65534 };
	pid_t child = fork();
	if (child == 0)
		_exit(geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0) ? 99 : fn(path));
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The exit statuses say which step went wrong. */
static int read_only_list_is_read(const char *path) {
	struct database *database = NULL;
	struct cursor cursor;
	struct batch batch = { 0 };
	if (database_open(&(struct database_options){ .path = path, .rows = 5 }, &database) !=
		PROBLEM_NONE)
		return 1;
	if (!database_is_read_only(database))
		return 2;
	if (database_find_end(database, &cursor) != PROBLEM_NONE ||
		database_load(database, &cursor, &batch) != PROBLEM_NONE)
		return 3;
	if (batch.count != 2 || strcmp(batch.items[1].text, "bread") != 0)
		return 4;
	batch_finish(&batch);
	if (apply(database, CHANGE_INSERT, 3, "salt", false) != PROBLEM_UNWRITABLE)
		return 5;
	database_close(database);
	return 0;
}

static int list_is_written(const char *path) {
	struct database *database = NULL;
	if (database_open(&(struct database_options){ .path = path }, &database) != PROBLEM_NONE)
		return 1;
	if (database_is_read_only(database) ||
		apply(database, CHANGE_INSERT, 4, "eggs", false) != PROBLEM_NONE)
		return 2;
	database_close(database);
	return 0;
}

static void a_list_that_may_not_be_written_is_read_and_may_be_written_later(void **state) {
	const char *path = database_path(state);
	struct database *database = open_database(path);
	assert_int_equal(apply(database, CHANGE_INSERT, 1, "milk", false), PROBLEM_NONE);
	assert_int_equal(apply(database, CHANGE_INSERT, 2, "bread", false), PROBLEM_NONE);
	database_close(database);
	assert_int_equal(chmod(((struct folder *)*state)->path, 0777), 0);

	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(as_nobody(read_only_list_is_read, path), 0);
	char log_index[512];
	snprintf(log_index, sizeof(log_index), "%s-shm", path);
	assert_int_not_equal(access(log_index, F_OK), 0);

	assert_int_equal(chmod(path, 0666), 0);
	assert_int_equal(as_nobody(list_is_written, path), 0);
	assert_items(path, "milk, bread, eggs");
}

static void restored_items_are_in_their_places(void **state) {
	struct database *database = open_database(database_path(state));
	for (int64_t id = 1; id <= 4; id++)
		assert_int_equal(apply(database, CHANGE_INSERT, id,
							(const char *[]){ "a", "b", "c", "d" }[id - 1], id == 2),
			PROBLEM_NONE);
	const int64_t ids[] = { 1, 3 };
	struct change *deletion = change_new(CHANGE_DELETE, ids, 2);
	assert_int_equal(database_apply(database, deletion), PROBLEM_NONE);
	change_destroy(deletion);
	struct stored_item items[] = { { .id = 1, .text = copy_text("a", 1) },
		{ .id = 3, .text = copy_text("c", 1) },
		{ .id = 9, .text = copy_text("never deleted here", 18), .done = true } };
	struct change *restoring = change_new_restore(items, 3);
	for (int i = 0; i < 2; i++)
		assert_int_equal(database_apply(database, restoring), PROBLEM_NONE);
	change_destroy(restoring);
	database_close(database);
	assert_items(database_path(state), "a, b (done), c, d, never deleted here (done)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(changes_come_back_in_the_order_of_the_list),
		TEST(a_change_done_twice_is_done_once),
		TEST(several_items_are_deleted_together),
		TEST(restored_items_are_in_their_places),
		TEST(a_list_that_may_not_be_written_is_read_and_may_be_written_later),
		TEST(it_is_a_log_that_waits_for_the_disk_at_checkpoints_only),
		TEST(items_are_loaded_in_batches),
		TEST(made_up_items_fill_an_empty_list_only),
		TEST(items_added_while_loading_are_not_loaded),
		TEST(odd_values_are_read_as_texts),
		TEST(a_huge_text_is_cut_when_it_is_loaded_and_whole_in_the_file),
		TEST(every_saved_item_survives_a_kill),
		TEST(a_kill_while_the_file_is_made_leaves_one_that_can_be_opened),
		TEST(another_programs_database_is_refused_untouched),
		TEST(another_programs_log_is_left_alone),
		TEST(a_file_that_is_no_database_is_refused_untouched),
		TEST(damage_is_found_at_whatever_page_and_the_file_left_as_it_was),
		TEST(a_file_cut_short_is_refused_untouched),
		TEST(a_list_of_a_newer_version_is_refused_untouched),
		TEST(an_empty_file_becomes_a_list),
		TEST(a_missing_folder_is_made_only_if_asked_for),
		TEST(what_is_no_file_cannot_be_opened),
		TEST(a_file_that_must_exist_is_not_made),
		TEST(a_write_protected_file_is_read_and_not_changed),
		TEST(no_room_for_a_change_loses_neither_what_was_there_nor_the_change),
		TEST(a_locked_file_takes_changes_again_once_it_is_released),
		TEST(a_file_that_somebody_is_making_is_locked),
		TEST(two_programs_share_a_list));
}
