/* SPDX-License-Identifier: MIT */
/*
 * Replacing files: all or nothing, permissions, links, and no temporary file left behind.
 * tests/faults simulates errors of each system call.
 */
#include "async_test.h"

#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/io/file.h>
#include <oriel/runtime/loop.h>
#include <sys/resource.h>

static char message[OUTCOME_MESSAGE_SIZE];

static void replace(const char *path, const char *text) {
	record_outcome(oriel_file_replace(path, text, strlen(text)),
		(struct outcome){ &order, "a", NULL, message });
	oriel_loop_settle(loop);
}

static mode_t mode_of(const char *name) {
	struct stat st;
	assert_int_equal(stat(temp_path(&dir, name), &st), 0);
	return st.st_mode & 07777;
}

static void a_new_file_is_created_and_an_existing_one_replaced(void **state) {
	replace(temp_path(&dir, "a"), "first");
	temp_assert_content(&dir, "a", "first");
	replace(temp_path(&dir, "a"), "second");
	temp_assert_content(&dir, "a", "second");
	assert_int_equal(temp_count(dir.path), 1);
	assert_order(&order, "a: nothing, a: nothing");
}

static void an_existing_file_keeps_its_permissions_and_a_new_one_has_the_umask(void **state) {
	mode_t old = umask(022);
	temp_put(&dir, "a", "old");
	assert_int_equal(chmod(temp_path(&dir, "a"), 0751), 0);
	replace(temp_path(&dir, "a"), "new");
	replace(temp_path(&dir, "b"), "new");
	umask(old);
	assert_int_equal(mode_of("a"), 0751);
	assert_int_equal(mode_of("b"), 0644);
	order = (struct order){ 0 };
}

static void an_open_descriptor_still_reads_the_old_file(void **state) {
	char text[8] = { 0 };
	temp_put(&dir, "a", "old");
	assert_int_equal(link(temp_path(&dir, "a"), temp_path(&dir, "other")), 0);
	int fd = open(temp_path(&dir, "a"), O_RDONLY);
	replace(temp_path(&dir, "a"), "new");
	assert_int_equal(read(fd, text, sizeof(text)), 3);
	assert_string_equal(text, "old");
	close(fd);
	temp_assert_content(&dir, "other", "old");
	order = (struct order){ 0 };
}

static void the_target_of_a_link_is_replaced(void **state) {
	struct stat st;
	assert_int_equal(mkdir(temp_path(&dir, "sub"), 0700), 0);
	temp_put(&dir, "sub/file", "old");
	assert_int_equal(symlink("sub/file", temp_path(&dir, "link")), 0);
	replace(temp_path(&dir, "link"), "new");
	temp_assert_content(&dir, "sub/file", "new");
	assert_int_equal(lstat(temp_path(&dir, "link"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	order = (struct order){ 0 };
}

static void the_target_of_a_dangling_link_is_created(void **state) {
	struct stat st;
	assert_int_equal(mkdir(temp_path(&dir, "sub"), 0700), 0);
	assert_int_equal(symlink("sub/first", temp_path(&dir, "link")), 0);
	assert_int_equal(symlink("second", temp_path(&dir, "sub/first")), 0);
	replace(temp_path(&dir, "link"), "new");
	temp_assert_content(&dir, "sub/second", "new");
	assert_int_equal(lstat(temp_path(&dir, "link"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(lstat(temp_path(&dir, "sub/first"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	order = (struct order){ 0 };
}

/* A file that exists but is not found by realpath(), as /dev/stdout may be. */
static void a_file_without_a_name_is_refused(void **state) {
	char target[64];
	struct stat st;
	int file = open(temp_path(&dir, "gone"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_int_equal(unlink(temp_path(&dir, "gone")), 0);
	snprintf(target, sizeof(target), "/proc/self/fd/%d", file);
	assert_int_equal(symlink(target, temp_path(&dir, "link")), 0);
	replace(temp_path(&dir, "link"), "new");
	assert_order(&order, "a: NotFoundError");
	assert_int_equal(lstat(temp_path(&dir, "link"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	close(file);
}

static void relative_paths_begin_at_the_working_directory(void **state) {
	char old[512];
	assert_non_null(getcwd(old, sizeof(old)));
	assert_int_equal(chdir(dir.path), 0);
	replace("a", "here");
	assert_int_equal(chdir(old), 0);
	temp_assert_content(&dir, "a", "here");
	order = (struct order){ 0 };
}

static void a_path_of_no_file_or_in_no_directory_is_refused(void **state) {
	assert_int_equal(mkfifo(temp_path(&dir, "fifo"), 0600), 0);
	replace(dir.path, "x");
	replace("/", "x");
	replace("", "x");
	replace(temp_path(&dir, "new/"), "x");
	replace(temp_path(&dir, "none/a"), "x");
	replace(temp_path(&dir, "fifo"), "x");
	assert_non_null(strstr(message, "is a FIFO"));
	assert_order(&order,
		"a: TypeMismatchError, a: TypeMismatchError, a: NotFoundError, a: TypeMismatchError, a: "
		"NotFoundError, a: TypeMismatchError");
	assert_int_equal(temp_count(dir.path), 1);
}

static void a_long_name_is_accepted(void **state) {
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	replace(temp_path(&dir, name), "x");
	temp_assert_content(&dir, name, "x");
	assert_order(&order, "a: nothing");
}

static void a_read_only_file_is_not_replaced(void **state) {
	if (geteuid() == 0)
		skip();
	temp_put(&dir, "a", "old");
	assert_int_equal(chmod(temp_path(&dir, "a"), 0444), 0);
	replace(temp_path(&dir, "a"), "new");
	temp_assert_content(&dir, "a", "old");
	assert_order(&order, "a: NotAllowedError");
}

static void an_error_in_the_middle_leaves_the_old_file(void **state) {
	struct rlimit old, small = { .rlim_cur = 4 };
	temp_put(&dir, "a", "old");
	getrlimit(RLIMIT_FSIZE, &old);
	small.rlim_max = old.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	replace(temp_path(&dir, "a"), "too long");
	setrlimit(RLIMIT_FSIZE, &old);
	assert_order(&order, "a: QuotaExceededError");
	temp_assert_content(&dir, "a", "old");
	assert_int_equal(temp_count(dir.path), 1);
}

static void an_abort_at_any_time_leaves_the_old_or_the_new_file_only(void **state) {
	size_t before = open_descriptors();
	for (int i = 0; i < 100; i++) {
		temp_put(&dir, "a", "old");
		oriel_abort_controller *controller = oriel_abort_controller_new();
		record_outcome(oriel_file_replace(temp_path(&dir, "a"), "new", 3,
						.signal = oriel_abort_controller_signal(controller)),
			(struct outcome){ &order, "a", NULL, message });
		for (volatile int spin = 0; spin < i * 2000; spin++)
			continue;
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		oriel_loop_settle(loop);
		oriel_abort_controller_destroy(controller);
		assert_order(&order, "a: AbortError");
		assert_int_equal(temp_count(dir.path), 1);
	}
	assert_int_equal(open_descriptors(), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dir_setup, dir_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_new_file_is_created_and_an_existing_one_replaced),
		TEST(an_existing_file_keeps_its_permissions_and_a_new_one_has_the_umask),
		TEST(an_open_descriptor_still_reads_the_old_file),
		TEST(the_target_of_a_link_is_replaced),
		TEST(the_target_of_a_dangling_link_is_created),
		TEST(a_file_without_a_name_is_refused),
		TEST(relative_paths_begin_at_the_working_directory),
		TEST(a_path_of_no_file_or_in_no_directory_is_refused),
		TEST(a_long_name_is_accepted),
		TEST(a_read_only_file_is_not_replaced),
		TEST(an_error_in_the_middle_leaves_the_old_file),
		TEST(an_abort_at_any_time_leaves_the_old_or_the_new_file_only));
}
