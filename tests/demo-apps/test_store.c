/* SPDX-License-Identifier: MIT */
/*
 * The store: what it says of loading and saving, and that it loses nothing. Time is virtual; jobs
 * and other processes' locks are real, and waited for.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <oriel/oriel.h>

#include "files.h"
#include "store.h"
#include "test.h"

struct fixture {
	struct folder *folder;
	oriel_loop *loop;
	struct store *store;
	struct order order;
	char last[64];
};

static void on_loaded(const struct stored_item *items, size_t count, void *data) {
	struct fixture *fixture = data;
	if (count > 5) {
		order_add(&fixture->order, "%zu items", count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		order_add(&fixture->order, "\"%s\"%s", items[i].text, items[i].done ? " done" : "");
}

/* The state in words, if it is another than before. */
static void on_status(void *data) {
	static const char *const problems[] = { "", " locked", " unwritable", " full", " damaged",
		" foreign", " newer" };
	struct fixture *fixture = data;
	struct store_status status = store_status(fixture->store);
	char text[64];
	snprintf(text, sizeof(text), "%zu unsaved%s%s%s%s", status.unsaved,
		status.loading ? " loading" : "", status.slow ? " slow" : "", problems[status.problem],
		status.retries ? " again" : "");
	if (strcmp(text, fixture->last) == 0)
		return;
	strcpy(fixture->last, text);
	order_add(&fixture->order, "%s", text);
}

static int setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	fixture->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	*state = fixture;
	return 0;
}

static void end(struct fixture *fixture) {
	if (fixture->store)
		store_close(fixture->store);
	fixture->store = NULL;
	oriel_loop_destroy(fixture->loop);
	fixture->loop = NULL;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	end(fixture);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static const char *begin(struct fixture *fixture, size_t rows) {
	fixture->store = store_open(&(const struct store_options){
		.path = fixture->folder->database, .rows = rows,
		.listener = { .loaded = on_loaded, .status_changed = on_status, .data = fixture } });
	return fixture->folder->database;
}

/* A list that is loaded and at rest. */
static const char *begin_settled(struct fixture *fixture) {
	const char *path = begin(fixture, 0);
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "0 unsaved");
	return path;
}

static void restart(struct fixture *fixture) {
	end(fixture);
	fixture->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	memset(&fixture->order, 0, sizeof(fixture->order));
	fixture->last[0] = '\0';
	begin(fixture, 0);
	oriel_loop_settle(fixture->loop);
}

static void every_change_is_saved_as_soon_as_it_is_made(void **state) {
	struct fixture *fixture = *state;
	begin_settled(fixture);
	int64_t milk = store_insert(fixture->store, "milk"),
			bread = store_insert(fixture->store, "bread");
	int64_t salt = store_insert(fixture->store, "salt");
	oriel_loop_settle(fixture->loop);
	assert_order(
		&fixture->order, "1 unsaved, 2 unsaved, 3 unsaved, 2 unsaved, 1 unsaved, 0 unsaved");
	store_set_done(fixture->store, milk, true);
	store_set_text(fixture->store, bread, "rye bread");
	store_delete(fixture->store, &salt, 1);
	oriel_loop_settle(fixture->loop);
	assert_order(
		&fixture->order, "1 unsaved, 2 unsaved, 3 unsaved, 2 unsaved, 1 unsaved, 0 unsaved");
	restart(fixture);
	assert_order(&fixture->order, "\"milk\" done, \"rye bread\", 0 unsaved");
}

static void a_long_list_comes_in_batches(void **state) {
	struct fixture *fixture = *state;
	begin(fixture, 2500);
	oriel_loop_settle(fixture->loop);
	assert_order(
		&fixture->order, "1000 items, 0 unsaved loading, 1000 items, 500 items, 0 unsaved");
}

static void closing_saves_what_waits(void **state) {
	struct fixture *fixture = *state;
	const char *path = begin(fixture, 0);
	for (int i = 0; i < 100; i++)
		store_insert(fixture->store, "item");
	end(fixture);
	assert_file_query(path, "SELECT count(*) FROM item", "100");
}

static void closing_while_a_long_list_is_loaded_ends_the_loading(void **state) {
	struct fixture *fixture = *state;
	begin(fixture, 5000);
	end(fixture);
	assert_order(&fixture->order, "");
}

static void nothing_waits_at_rest(void **state) {
	struct fixture *fixture = *state;
	begin_settled(fixture);
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	assert_true(isinf(oriel_loop_next_due(fixture->loop)));
}

/* ---- A disk that stalls, and locks ---- */

static void what_is_not_saved_after_a_quarter_of_a_second_is_said_to_be_slow(void **state) {
	struct fixture *fixture = *state;
	const char *path = begin_settled(fixture);
	struct locker locker = locker_start(path, "BEGIN EXCLUSIVE");
	store_insert(fixture->store, "milk");
	oriel_loop_advance(fixture->loop, 249);
	assert_order(&fixture->order, "1 unsaved");
	oriel_loop_advance(fixture->loop, 1);
	assert_order(&fixture->order, "1 unsaved slow");
	locker_release(&locker);
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "0 unsaved");
}

static void a_lock_that_lasts_is_a_problem_and_the_change_is_saved_after_it(void **state) {
	struct fixture *fixture = *state;
	const char *path = begin_settled(fixture);
	struct locker locker = locker_start(path, "BEGIN EXCLUSIVE");
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "1 unsaved, 1 unsaved locked again");
	store_insert(fixture->store, "bread");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "2 unsaved locked again");
	locker_release(&locker);
	oriel_loop_advance(fixture->loop, 500);
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "2 unsaved slow locked again, 0 unsaved");
	assert_file_query(path, "SELECT text FROM item ORDER BY position", "milk|bread");
}

static void tries_come_at_growing_pauses(void **state) {
	struct fixture *fixture = *state;
	struct order pauses = { 0 };
	const char *path = begin_settled(fixture);
	struct locker locker = locker_start(path, "BEGIN EXCLUSIVE");
	store_insert(fixture->store, "milk");
	oriel_loop_advance(fixture->loop, 250);
	oriel_loop_settle(fixture->loop);
	for (int i = 0; i < 6; i++) {
		double pause = oriel_loop_next_due(fixture->loop) - oriel_loop_now(fixture->loop);
		order_add(&pauses, "%.0f", pause);
		oriel_loop_advance(fixture->loop, pause);
		oriel_loop_settle(fixture->loop);
	}
	assert_order(&pauses, "500, 1000, 2000, 4000, 8000, 8000");
	locker_release(&locker);
}

static void a_list_that_is_locked_at_first_is_loaded_later_beside_what_was_added(void **state) {
	struct fixture *fixture = *state;
	begin_settled(fixture);
	store_insert(fixture->store, "old");
	end(fixture);
	struct locker locker = locker_start(fixture->folder->database,
		"PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE item SET done = 1");
	fixture->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	memset(&fixture->order, 0, sizeof(fixture->order));
	const char *path = begin(fixture, 0);
	store_insert(fixture->store, "new");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "1 unsaved loading, 1 unsaved loading locked again");
	locker_release(&locker);
	oriel_loop_advance(fixture->loop, 500);
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order,
		"1 unsaved loading slow locked again, \"old\", 1 unsaved slow locked again, 0 unsaved");
	assert_file_query(path, "SELECT text || done FROM item ORDER BY position", "old0|new0");
}

static void closing_does_not_wait_for_a_lock_that_was_a_problem_before(void **state) {
	struct fixture *fixture = *state;
	const char *path = begin_settled(fixture);
	struct locker locker = locker_start(path, "BEGIN EXCLUSIVE");
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	end(fixture);
	locker_release(&locker);
	assert_file_query(path, "SELECT count(*) FROM item", "0");
}

/* ---- Files that cannot be used ---- */

static void a_folder_that_appears_later_is_used_then(void **state) {
	struct fixture *fixture = *state;
	snprintf(fixture->folder->database, sizeof(fixture->folder->database), "%s/later/todo.db",
		fixture->folder->path);
	const char *path = begin(fixture, 0);
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, "1 unsaved loading, 1 unsaved loading unwritable again");
	char *slash = strrchr(fixture->folder->database, '/');
	*slash = '\0';
	assert_int_equal(mkdir(fixture->folder->database, 0700), 0);
	*slash = '/';
	oriel_loop_advance(fixture->loop, 500);
	oriel_loop_settle(fixture->loop);
	assert_string_equal(fixture->last, "0 unsaved");
	assert_file_query(path, "SELECT text FROM item", "milk");
}

static void assert_refused(struct fixture *fixture, const char *expected) {
	struct snapshot before = snapshot_take(fixture->folder->database);
	begin(fixture, 0);
	oriel_loop_settle(fixture->loop);
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order, expected);
	oriel_loop_advance(fixture->loop, 250);
	assert_true(isinf(oriel_loop_next_due(fixture->loop)));
	end(fixture);
	assert_unchanged(&before);
}

static void another_programs_file_is_left_as_it_is_and_never_tried_again(void **state) {
	struct fixture *fixture = *state;
	file_execute(fixture->folder->database, "CREATE TABLE notes (text)");
	assert_refused(fixture, "0 unsaved foreign, 1 unsaved foreign");
}

static void a_damaged_file_is_left_as_it_is_and_never_tried_again(void **state) {
	struct fixture *fixture = *state;
	file_write(fixture->folder->database, "garbage", 7);
	assert_refused(fixture, "0 unsaved damaged, 1 unsaved damaged");
}

static void a_list_that_is_not_kept_needs_no_file(void **state) {
	struct fixture *fixture = *state;
	strcpy(fixture->folder->database, ":memory:");
	begin(fixture, 3);
	oriel_loop_settle(fixture->loop);
	store_insert(fixture->store, "milk");
	oriel_loop_settle(fixture->loop);
	assert_order(&fixture->order,
		"\"Call Ada\", \"Write to the plumber\", \"Visit Grandma\" done, 0 unsaved, 1 unsaved, 0 "
		"unsaved");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(every_change_is_saved_as_soon_as_it_is_made),
		TEST(a_long_list_comes_in_batches),
		TEST(closing_saves_what_waits),
		TEST(closing_while_a_long_list_is_loaded_ends_the_loading),
		TEST(nothing_waits_at_rest),
		TEST(what_is_not_saved_after_a_quarter_of_a_second_is_said_to_be_slow),
		TEST(a_lock_that_lasts_is_a_problem_and_the_change_is_saved_after_it),
		TEST(tries_come_at_growing_pauses),
		TEST(a_list_that_is_locked_at_first_is_loaded_later_beside_what_was_added),
		TEST(closing_does_not_wait_for_a_lock_that_was_a_problem_before),
		TEST(a_folder_that_appears_later_is_used_then),
		TEST(another_programs_file_is_left_as_it_is_and_never_tried_again),
		TEST(a_damaged_file_is_left_as_it_is_and_never_tried_again),
		TEST(a_list_that_is_not_kept_needs_no_file));
}
