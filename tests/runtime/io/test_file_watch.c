/* SPDX-License-Identifier: MIT */
/*
 * Watching files and directories: the reports of each change, merged changes, the end of watches,
 * and limits.
 */
#include "async_test.h"

#include "io/file_watch_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/loop.h>

static void on_change(const struct oriel_file_change *changes, size_t count, void *data) {
	static const char *const names[] = { "appeared", "disappeared", "modified", "moved", "unknown",
		"ended" };
	for (size_t i = 0; i < count; i++) {
		if (changes[i].old_name != NULL)
			order_add(&order, "%s %s %s to %s", (const char *)data, names[changes[i].type],
				changes[i].old_name, changes[i].name);
		else
			order_add(&order, "%s %s%s%s", (const char *)data, names[changes[i].type],
				changes[i].name[0] != '\0' ? " " : "", changes[i].name);
	}
}

static void dropped(void *data) {
	order_add(&order, "drop %s", (const char *)data);
}

static oriel_file_watch_id watch_path(const char *name, const char *label) {
	enum oriel_status status;
	oriel_file_watch_id id = oriel_file_watch(temp_path(&dir, name), on_change,
		(void *)(uintptr_t)label, .release = dropped, .status = &status);
	assert_int_equal(status, ORIEL_OK);
	return id;
}

#define assert_reported(expected) \
	do { \
		oriel_loop_advance(loop, 0); \
		assert_order(&order, expected); \
	} while (0)

static void move(const char *from, const char *to) {
	assert_int_equal(rename(temp_path(&dir, from), temp_path(&dir, to)), 0);
}

static void removed(const char *name) {
	assert_int_equal(remove(temp_path(&dir, name)), 0);
}

static void a_directory_reports_its_changes(void **state) {
	oriel_file_watch_id id = watch_path(".", "d");
	temp_put(&dir, "a", "1");
	assert_reported("d appeared a");
	temp_put(&dir, "a", "2");
	assert_reported("d modified a");
	assert_int_equal(chmod(temp_path(&dir, "a"), 0600), 0);
	assert_reported("d modified a");
	move("a", "b");
	assert_reported("d moved a to b");
	removed("b");
	assert_reported("d disappeared b");
	assert_int_equal(mkdir(temp_path(&dir, "sub"), 0700), 0);
	temp_put(&dir, "sub/below", "");
	assert_reported("d appeared sub");
	oriel_file_unwatch(id);
	oriel_file_unwatch(id);
	temp_put(&dir, "c", "");
	assert_reported("drop d");
}

static void events_of_one_name_between_tasks_are_one_change(void **state) {
	temp_put(&dir, "old", "");
	oriel_file_watch_id id = watch_path(".", "d");
	temp_put(&dir, "a", "1");
	temp_put(&dir, "a", "2");
	temp_put(&dir, "b", "1");
	removed("b");
	removed("old");
	temp_put(&dir, "old", "anew");
	assert_reported("d appeared a, d disappeared b, d modified old");
	oriel_file_unwatch(id);
	assert_reported("drop d");
}

static void a_file_is_watched_by_its_name(void **state) {
	temp_put(&dir, "a", "1");
	oriel_file_watch_id id = watch_path("a", "f");
	temp_put(&dir, "other", "1");
	assert_reported("");
	temp_put(&dir, "a", "2");
	assert_reported("f modified a");
	move("other", "a");
	assert_reported("f modified a"); /* replaced, as oriel_file_replace() does */
	temp_put(&dir, "a", "3");
	assert_reported("f modified a");
	removed("a");
	assert_reported("f disappeared a");
	temp_put(&dir, "a", "4");
	assert_reported("f appeared a");
	move("a", "elsewhere");
	assert_reported("f disappeared a");
	oriel_file_unwatch(id);
	assert_reported("drop f");
}

static void a_watched_file_need_not_exist_but_its_directory_must(void **state) {
	enum oriel_status status;
	watch_path("later", "f");
	temp_put(&dir, "later", "");
	assert_reported("f appeared later");
	assert_int_equal(oriel_file_watch(temp_path(&dir, "none/later"), on_change, "x",
						.release = dropped, .status = &status),
		0);
	assert_int_equal(status, ORIEL_NOT_FOUND_ERROR);
	assert_reported("drop x");
	expect_log("No such file or directory; its directory is not there; make it first");
	assert_int_equal(oriel_file_watch(temp_path(&dir, "none/later"), on_change, "x"), 0);
	assert_int_equal(oriel_file_watch("", on_change, "x", .status = &status), 0);
	assert_int_equal(status, ORIEL_NOT_FOUND_ERROR);
}

static void a_name_may_end_in_slashes(void **state) {
	watch_path("later//", "d");
	assert_int_equal(mkdir(temp_path(&dir, "later"), 0700), 0);
	assert_reported("d appeared later");
}

static void a_link_is_followed_when_the_watch_begins(void **state) {
	assert_int_equal(mkdir(temp_path(&dir, "sub"), 0700), 0);
	temp_put(&dir, "sub/file", "1");
	assert_int_equal(symlink("sub/file", temp_path(&dir, "link")), 0);
	watch_path("link", "f");
	temp_put(&dir, "sub/file", "2");
	assert_reported("f modified link"); /* reported with the name in the path */
}

static void make_directory(const char *name) {
	assert_int_equal(mkdir(temp_path(&dir, name), 0700), 0);
}

static void make_link(const char *target, const char *name) {
	assert_int_equal(symlink(target, temp_path(&dir, name)), 0);
}

/* The reports of two watches, in any order. */
static void assert_reported_both(const char *a, const char *b) {
	oriel_loop_advance(loop, 0);
	assert_non_null(strstr(order.text, a));
	assert_non_null(strstr(order.text, b));
	assert_int_equal(strlen(order.text), strlen(a) + strlen(", ") + strlen(b));
	order = (struct order){ 0 };
}

/* As ln -sfn. */
static void swap_link(const char *target, const char *name) {
	make_link(target, "new link");
	move("new link", name);
}

static void a_swapped_link_is_followed(void **state) {
	temp_put(&dir, "v1", "1");
	temp_put(&dir, "v2", "2");
	make_link("v1", "link");
	watch_path("link", "f");
	swap_link("v2", "link");
	assert_reported("f modified link");
	temp_put(&dir, "v1", "1 again");
	assert_reported("");
	temp_put(&dir, "v2", "2 again");
	assert_reported("f modified link");
	swap_link("v2", "link");
	assert_reported("");
	removed("link");
	assert_reported("f disappeared link");
	temp_put(&dir, "v2", "unseen");
	assert_reported("");
	make_link("v1", "link");
	assert_reported("f appeared link");
	swap_link("v3", "link");
	assert_reported("f disappeared link");
	temp_put(&dir, "v3", "3");
	assert_reported("f appeared link");
}

/* As Kubernetes mounts a configuration: the files are links through one link, which is swapped. */
static void links_on_the_way_are_followed(void **state) {
	make_directory("..1");
	make_directory("..2");
	temp_put(&dir, "..1/key", "1");
	temp_put(&dir, "..2/key", "2");
	make_link("..1", "..data");
	make_link("..data/key", "key");
	watch_path("key", "f");
	watch_path("..data", "d");
	swap_link("..2", "..data");
	removed("..1/key");
	removed("..1");
	assert_reported_both("f modified key", "d unknown");
	temp_put(&dir, "..2/key", "2 again");
	assert_reported_both("f modified key", "d modified key");
	for (int i = 3; i < 40; i++) {
		char name[8], file[16];
		snprintf(name, sizeof(name), "..%d", i);
		snprintf(file, sizeof(file), "..%d/key", i);
		make_directory(name);
		temp_put(&dir, file, "n");
		swap_link(name, "..data");
		assert_reported_both("f modified key", "d unknown");
	}
}

static void the_target_of_a_link_may_disappear_and_return(void **state) {
	make_directory("a");
	temp_put(&dir, "a/file", "1");
	make_link("a", "link");
	watch_path("link/file", "f");
	removed("a/file");
	removed("a");
	assert_reported("f disappeared file");
	make_directory("a");
	assert_reported("");
	temp_put(&dir, "a/file", "2");
	assert_reported("f appeared file");
	move("a", "b");
	assert_reported("f disappeared file");
	swap_link("b", "link");
	assert_reported("f appeared file");
	make_directory("a");
	temp_put(&dir, "a/file", "3");
	move("link", "old link");
	make_link("a", "link");
	assert_reported("f modified file");
}

static void a_dangling_link_can_be_watched(void **state) {
	make_link("none/sub/file", "link");
	watch_path("link", "f");
	make_directory("none");
	assert_reported("");
	make_directory("none/sub");
	assert_reported("");
	temp_put(&dir, "none/sub/file", "1");
	assert_reported("f appeared link");
}

static void every_link_of_a_chain_is_followed(void **state) {
	char absolute[512];
	make_directory("x");
	temp_put(&dir, "x/1", "1");
	temp_put(&dir, "x/2", "2");
	snprintf(absolute, sizeof(absolute), "%s/x/../x/./1", dir.path);
	make_link("b", "a");
	make_link("./x/../c", "b");
	make_link(absolute, "c");
	watch_path("a", "f");
	swap_link("x/2", "c");
	assert_reported("f modified a");
	swap_link("x/1", "b");
	assert_reported("f modified a");
	swap_link("a", "b"); /* links form a circle */
	assert_reported("f disappeared a");
	swap_link("x/2", "b");
	assert_reported("f appeared a");
}

static void a_circle_of_links_cannot_be_watched(void **state) {
	enum oriel_status status;
	size_t before = open_descriptors();
	make_link("b", "a");
	make_link("a", "b");
	assert_int_equal(oriel_file_watch(temp_path(&dir, "a/file"), on_change, "x", .release = dropped,
						.status = &status),
		0);
	assert_int_not_equal(status, ORIEL_OK);
	assert_reported("drop x");
	assert_int_equal(open_descriptors(), before);
}

static void a_file_may_become_a_link_and_a_file_again(void **state) {
	make_directory("sub");
	temp_put(&dir, "file", "1");
	temp_put(&dir, "sub/file", "2");
	watch_path("file", "f");
	swap_link("sub/file", "file");
	assert_reported("f modified file");
	temp_put(&dir, "sub/file", "3");
	assert_reported("f modified file");
	temp_put(&dir, "plain", "4");
	move("plain", "file");
	assert_reported("f modified file");
	temp_put(&dir, "sub/file", "5");
	assert_reported("");
	temp_put(&dir, "file", "6");
	assert_reported("f modified file");
}

static void a_relative_path_refers_to_the_initial_working_directory(void **state) {
	char old[512];
	make_directory("sub");
	temp_put(&dir, "sub/1", "1");
	temp_put(&dir, "sub/2", "2");
	make_link("1", "sub/link");
	assert_non_null(getcwd(old, sizeof(old)));
	assert_int_equal(chdir(temp_path(&dir, "sub")), 0);
	oriel_file_watch_id id = oriel_file_watch("link", on_change, "f");
	assert_int_equal(chdir(old), 0);
	assert_int_not_equal(id, 0);
	make_link("2", "new link");
	move("new link", "sub/link");
	assert_reported("f modified link");
}

static void several_watches_of_a_directory_all_report_changes(void **state) {
	oriel_file_watch_id a = watch_path(".", "a"), f = watch_path("f", "f");
	watch_path(".", "b");
	temp_put(&dir, "f", "");
	oriel_loop_advance(loop, 0);
	assert_non_null(strstr(order.text, "a appeared f"));
	assert_non_null(strstr(order.text, "b appeared f"));
	assert_non_null(strstr(order.text, "f appeared f"));
	order = (struct order){ 0 };
	oriel_file_unwatch(a);
	oriel_file_unwatch(f);
	assert_order(&order, "drop a, drop f");
	removed("f");
	assert_reported("b disappeared f");
}

static void removing_a_directory_ends_its_watches(void **state) {
	assert_int_equal(mkdir(temp_path(&dir, "sub"), 0700), 0);
	assert_int_equal(mkdir(temp_path(&dir, "moved"), 0700), 0);
	watch_path("sub", "d");
	assert_int_equal(rmdir(temp_path(&dir, "sub")), 0);
	assert_reported("d ended, drop d");
	watch_path("moved/file", "f");
	move("moved", "away");
	assert_reported("f ended, drop f");
	temp_put(&dir, "away/file", "");
	assert_reported("");
}

static oriel_file_watch_id own_id;

static void unwatch_self(const struct oriel_file_change *changes, size_t count, void *data) {
	oriel_file_unwatch(own_id);
	on_change(changes, count, data);
}

static void a_watch_can_be_ended_in_its_callback_and_by_an_abort(void **state) {
	own_id = oriel_file_watch(dir.path, unwatch_self, "self", .release = dropped);
	temp_put(&dir, "a", "");
	assert_reported("self appeared a, drop self");
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_file_watch(dir.path, on_change, "s", .release = dropped, .signal = signal);
	temp_put(&dir, "b", "");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_reported("drop s");
	assert_int_equal(
		oriel_file_watch(dir.path, on_change, "late", .release = dropped, .signal = signal), 0);
	assert_reported("drop late");
	oriel_abort_controller_destroy(controller);
}

static void watches_leave_no_descriptor_and_nothing_else(void **state) {
	struct oriel_census census;
	size_t before = open_descriptors();
	oriel_file_watch_id id = watch_path(".", "d");
	oriel_loop_census(loop, &census);
	assert_int_equal(oriel_census_count(&census, "file watches"), 1);
	assert_int_equal(open_descriptors(), before + 1);
	oriel_file_unwatch(id);
	assert_int_equal(open_descriptors(), before);
	oriel_loop_advance(loop, 0);
	oriel_loop_census(loop, &census);
	assert_int_equal(
		oriel_census_count(&census, "file watches") + oriel_census_count(&census, "watches"), 0);
	watch_path(".", "d"); /* the end of the loop ends this watch */
	order = (struct order){ 0 };
}

static void too_many_changes_are_reported_as_unknown(void **state) {
	watch_path(".", "d");
	for (int i = 0; i <= ORIEL__FILE_CHANGES_MAX; i++) {
		char name[16];
		snprintf(name, sizeof(name), "%d", i);
		temp_put(&dir, name, "");
	}
	assert_reported("d unknown");
	temp_put(&dir, "0", "again");
	assert_reported("d modified 0");
}

static void changes_compare_the_states_before_and_after(void **state) {
	struct oriel__file_changes changes = { 0 };
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_APPEARED, "new", 0);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_DISAPPEARED, "new", 0);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_APPEARED, "new", 0);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_DISAPPEARED, "from", 7);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_APPEARED, "to", 7);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_MODIFIED, "to", 0);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_DISAPPEARED, "to", 0);
	on_change(changes.items, changes.count, "c");
	assert_order(&order, "c appeared new, c moved from to to, c disappeared to");
	oriel__file_changes_lose(&changes);
	oriel__file_changes_add(&changes, ORIEL_FILE_CHANGE_MODIFIED, "a", 0);
	oriel__file_changes_end(&changes);
	on_change(changes.items, changes.count, "c");
	assert_order(&order, "c unknown, c ended");
	oriel__file_changes_finish(&changes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dir_setup, dir_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_directory_reports_its_changes),
		TEST(events_of_one_name_between_tasks_are_one_change),
		TEST(a_file_is_watched_by_its_name),
		TEST(a_watched_file_need_not_exist_but_its_directory_must),
		TEST(a_name_may_end_in_slashes),
		TEST(a_link_is_followed_when_the_watch_begins),
		TEST(a_swapped_link_is_followed),
		TEST(links_on_the_way_are_followed),
		TEST(the_target_of_a_link_may_disappear_and_return),
		TEST(a_dangling_link_can_be_watched),
		TEST(every_link_of_a_chain_is_followed),
		TEST(a_circle_of_links_cannot_be_watched),
		TEST(a_file_may_become_a_link_and_a_file_again),
		TEST(a_relative_path_refers_to_the_initial_working_directory),
		TEST(several_watches_of_a_directory_all_report_changes),
		TEST(removing_a_directory_ends_its_watches),
		TEST(a_watch_can_be_ended_in_its_callback_and_by_an_abort),
		TEST(watches_leave_no_descriptor_and_nothing_else),
		TEST(too_many_changes_are_reported_as_unknown),
		TEST(changes_compare_the_states_before_and_after));
}
