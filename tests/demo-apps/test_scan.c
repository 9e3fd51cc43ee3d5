/* SPDX-License-Identifier: MIT */
/* Walking and counting a tree, without a window. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scan.h"
#include "test.h"
#include "tree.h"

enum { MAX_SEEN = 4096 };

struct fixture {
	struct folder *folder;
	oriel_loop *loop;
	struct scan *scan;
	char *seen[MAX_SEEN]; /* results as text */
	size_t seen_count;
	size_t ends;
	enum oriel_status status;
	char message[1024];
	bool destroys_at_end;
};

static void on_result(const struct scan_result *result, void *data) {
	struct fixture *fixture = data;
	char text[1024];
	if (result->failed)
		snprintf(text, sizeof(text), "%s", result->text);
	else
		snprintf(
			text, sizeof(text), "%s %d/%d", result->text, (int)result->words, (int)result->bytes);
	assert_in_range(fixture->seen_count, 0, MAX_SEEN - 1);
	fixture->seen[fixture->seen_count++] = strdup(text);
}

static void on_ended(enum oriel_status status, const char *message, void *data) {
	struct fixture *fixture = data;
	fixture->ends++;
	fixture->status = status;
	snprintf(fixture->message, sizeof(fixture->message), "%s", message);
	if (!fixture->destroys_at_end)
		return;
	scan_destroy(fixture->scan);
	fixture->scan = NULL;
}

static int setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	fixture->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	*state = fixture;
	return 0;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	scan_destroy(fixture->scan);
	oriel_loop_destroy(fixture->loop);
	for (size_t i = 0; i < fixture->seen_count; i++)
		free(fixture->seen[i]);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static void start_at(struct fixture *fixture, const char *path) {
	fixture->scan = scan_start(path,
		&(const struct scan_listener){ .result = on_result, .ended = on_ended, .data = fixture });
}

static void start(struct fixture *fixture) {
	start_at(fixture, fixture->folder->path);
}

static int compare(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Jobs end in any order. */
static void assert_seen(struct fixture *fixture, const char *expected) {
	struct order order = { 0 };
	qsort(fixture->seen, fixture->seen_count, sizeof(fixture->seen[0]), compare);
	for (size_t i = 0; i < fixture->seen_count; i++)
		order_add(&order, "%s", fixture->seen[i]);
	assert_order(&order, expected);
}

static void assert_totals(struct fixture *fixture, const char *expected) {
	struct scan_totals totals = scan_totals(fixture->scan);
	char text[200];
	snprintf(text, sizeof(text),
		"%zu found, %zu finished, %zu counted, %zu skipped, %zu failed, %zu others, %zu folders, "
		"%zu failed, %d words, %d bytes%s%s",
		totals.found, totals.finished, totals.counted, totals.skipped, totals.failed, totals.others,
		totals.folders, totals.failed_folders, (int)totals.words, (int)totals.bytes,
		totals.walking ? ", walking" : "", totals.ended ? ", ended" : "");
	assert_string_equal(text, expected);
}

static void files_are_counted_and_what_is_none_is_left_out(void **state) {
	struct fixture *fixture = *state;
	tree_make_odd(fixture->folder);
	start(fixture);
	assert_totals(fixture,
		"0 found, 0 finished, 0 counted, 0 skipped, 0 failed, 0 others, 0 folders, 0 failed, 0 "
		"words, 0 bytes, walking");
	oriel_loop_settle(fixture->loop);
	assert_seen(fixture, "a.txt 3/13, bad\xff.txt 1/3, deep/er/b.txt 2/9, empty 0/0");
	assert_totals(fixture,
		"5 found, 5 finished, 4 counted, 1 skipped, 0 failed, 3 others, 4 folders, 0 failed, 6 "
		"words, 25 bytes, ended");
	assert_int_equal(fixture->ends, 1);
	assert_int_equal(fixture->status, ORIEL_OK);
}

static void paths_are_told_from_the_folder_also_with_a_slash_behind_it(void **state) {
	struct fixture *fixture = *state;
	char path[300];
	tree_write(fixture->folder, "deep/a.txt", "one");
	snprintf(path, sizeof(path), "%s/", fixture->folder->path);
	start_at(fixture, path);
	oriel_loop_settle(fixture->loop);
	assert_seen(fixture, "deep/a.txt 1/3");
}

static void an_empty_folder_is_done_at_once(void **state) {
	struct fixture *fixture = *state;
	start(fixture);
	oriel_loop_settle(fixture->loop);
	assert_totals(fixture,
		"0 found, 0 finished, 0 counted, 0 skipped, 0 failed, 0 others, 1 folders, 0 failed, 0 "
		"words, 0 bytes, ended");
	assert_int_equal(fixture->ends, 1);
}

static void a_link_to_a_folder_may_be_where_it_begins(void **state) {
	struct fixture *fixture = *state;
	char link[300];
	tree_write(fixture->folder, "real/a.txt", "one");
	snprintf(link, sizeof(link), "%s/link", fixture->folder->path);
	assert_int_equal(symlink("real", link), 0);
	start_at(fixture, link);
	oriel_loop_settle(fixture->loop);
	assert_seen(fixture, "a.txt 1/3");
}

static void a_path_that_is_no_folder_ends_it_with_the_reason(void **state) {
	struct fixture *fixture = *state;
	char path[300];
	snprintf(path, sizeof(path), "%s/gone", fixture->folder->path);
	start_at(fixture, path);
	oriel_loop_settle(fixture->loop);
	assert_int_equal(fixture->ends, 1);
	assert_int_equal(fixture->status, ORIEL_NOT_FOUND_ERROR);
	assert_non_null(strstr(fixture->message, path));
	scan_destroy(fixture->scan);
	tree_write(fixture->folder, "file", "one");
	snprintf(path, sizeof(path), "%s/file", fixture->folder->path);
	start_at(fixture, path);
	oriel_loop_settle(fixture->loop);
	assert_int_equal(fixture->ends, 2);
	assert_int_equal(fixture->status, ORIEL_TYPE_MISMATCH_ERROR);
	assert_seen(fixture, "");
}

static void what_may_not_be_read_is_told_and_the_rest_is_counted(void **state) {
	struct fixture *fixture = *state;
	char expected[800];
	tree_write(fixture->folder, "a.txt", "one");
	tree_write(fixture->folder, "closed/b.txt", "two");
	tree_write(fixture->folder, "secret", "three");
	tree_lock(fixture->folder, "closed");
	tree_unlock();
	tree_lock(fixture->folder, "secret");
	start(fixture);
	oriel_loop_settle(fixture->loop);
	tree_unlock();
	assert_totals(fixture,
		"2 found, 2 finished, 1 counted, 0 skipped, 1 failed, 0 others, 2 folders, 1 failed, 1 "
		"words, 3 bytes, ended");
	for (size_t i = 0; i < fixture->seen_count; i++)
		if (strstr(fixture->seen[i], "closed"))
			strchr(fixture->seen[i], ';')[0] = '\0';
	snprintf(expected, sizeof(expected),
		"a.txt 1/3, cannot list %s/closed: Permission denied, cannot read secret: Permission "
		"denied",
		fixture->folder->path);
	assert_seen(fixture, expected);
}

static void many_files_in_many_jobs_come_once_each(void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 1500);
	start(fixture);
	oriel_loop_settle(fixture->loop);
	assert_totals(fixture,
		"1500 found, 1500 finished, 1500 counted, 0 skipped, 0 failed, 0 others, 17 folders, 0 "
		"failed, 3000 words, 13500 bytes, ended");
	qsort(fixture->seen, fixture->seen_count, sizeof(fixture->seen[0]), compare);
	for (size_t i = 1; i < fixture->seen_count; i++)
		assert_true(strcmp(fixture->seen[i - 1], fixture->seen[i]) < 0);
	assert_int_equal(fixture->seen_count, 1500);
}

static void destroyed_in_the_middle_it_says_nothing_more(void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 1500);
	start(fixture);
	while (scan_totals(fixture->scan).folders < 3) /* of 17: each needs a turn */
		oriel_loop_step(fixture->loop);
	scan_destroy(fixture->scan);
	fixture->scan = NULL;
	size_t seen = fixture->seen_count;
	oriel_loop_settle(fixture->loop);
	assert_int_equal(fixture->seen_count, seen);
	assert_int_equal(fixture->ends, 0);
	assert_in_range(seen, 0, 1499);
}

static void it_may_be_destroyed_at_once_at_its_end_and_before_its_loop_without_waiting(
	void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 300);
	start(fixture);
	scan_destroy(fixture->scan);
	fixture->destroys_at_end = true;
	start(fixture);
	oriel_loop_settle(fixture->loop);
	assert_null(fixture->scan);
	assert_int_equal(fixture->ends, 1);
	start(fixture);
	oriel_loop_step(fixture->loop);
}

static void two_may_run_at_once(void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 300);
	start(fixture);
	struct scan *other = scan_start(fixture->folder->path,
		&(const struct scan_listener){ .result = on_result, .ended = on_ended, .data = fixture });
	oriel_loop_settle(fixture->loop);
	scan_destroy(other);
	assert_int_equal(fixture->seen_count, 600);
	assert_int_equal(fixture->ends, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(files_are_counted_and_what_is_none_is_left_out),
		TEST(paths_are_told_from_the_folder_also_with_a_slash_behind_it),
		TEST(an_empty_folder_is_done_at_once),
		TEST(a_link_to_a_folder_may_be_where_it_begins),
		TEST(a_path_that_is_no_folder_ends_it_with_the_reason),
		TEST(what_may_not_be_read_is_told_and_the_rest_is_counted),
		TEST(many_files_in_many_jobs_come_once_each),
		TEST(destroyed_in_the_middle_it_says_nothing_more),
		TEST(it_may_be_destroyed_at_once_at_its_end_and_before_its_loop_without_waiting),
		TEST(two_may_run_at_once));
}
