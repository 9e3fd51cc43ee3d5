/* SPDX-License-Identifier: MIT */
/*
 * Whole files: reading, writing in place, and information about files. Includes files that are not
 * regular, disappear, are too large or must not be read.
 */
#include "async_test.h"
#include "census.h"

#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/io/file.h>
#include <oriel/runtime/loop.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

static char message[OUTCOME_MESSAGE_SIZE];

static void describe_bytes(struct order *record, const char *name, struct oriel_payload value) {
	const struct oriel_bytes *bytes = value.data;
	assert_int_equal(bytes->data[bytes->length], '\0');
	order_add(
		record, "%s: %zu \"%s\"", name, bytes->length, bytes->length < 32 ? bytes->data : "...");
}

static void note_bytes(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ &order, name, describe_bytes, message });
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ &order, name, NULL, message });
}

static void a_whole_file_is_read_with_a_final_nul(void **state) {
	temp_put(&dir, "a", "hello");
	temp_put(&dir, "empty", "");
	note_bytes(oriel_file_read(temp_path(&dir, "a")), "a");
	oriel_loop_settle(loop);
	note_bytes(oriel_file_read(temp_path(&dir, "empty")), "empty");
	oriel_loop_settle(loop);
	assert_order(&order, "a: 5 \"hello\", empty: 0 \"\"");
}

static void a_file_without_a_size_is_read_to_its_end(void **state) {
	note_bytes(oriel_file_read("/proc/self/smaps"), "smaps");
	oriel_loop_settle(loop);
	assert_non_null(strstr(order.text, "\"...\""));
	order = (struct order){ 0 };
}

static void bytes_read_can_outlive_their_promise(void **state) {
	temp_put(&dir, "a", "kept");
	oriel_promise *promise = oriel_file_read(temp_path(&dir, "a"));
	oriel_loop_settle(loop);
	struct oriel_bytes *bytes = oriel_bytes_ref(oriel_promise_result(promise).data);
	oriel_promise_unref(promise);
	assert_memory_equal(bytes->data, "kept", 5);
	oriel_bytes_unref(bytes);
}

static void a_file_over_the_limit_is_refused_but_not_one_at_the_limit(void **state) {
	temp_put(&dir, "a", "12345");
	note_bytes(oriel_file_read(temp_path(&dir, "a"), .limit = 5), "a");
	oriel_loop_settle(loop);
	note_bytes(oriel_file_read(temp_path(&dir, "a"), .limit = 4), "b");
	oriel_loop_settle(loop);
	note_bytes(oriel_file_read("/proc/self/smaps", .limit = 100), "c");
	oriel_loop_settle(loop);
	assert_order(&order, "a: 5 \"12345\", b: QuotaExceededError, c: QuotaExceededError");
	assert_string_equal(message,
		"cannot read /proc/self/smaps: it has over 100 bytes; raise .limit, or read it by "
		"oriel_file_reader_new()");
}

static void a_huge_sparse_file_is_refused_without_being_read(void **state) {
	temp_put(&dir, "huge", "");
	assert_int_equal(truncate(temp_path(&dir, "huge"), (off_t)1 << 40), 0);
	note_bytes(oriel_file_read(temp_path(&dir, "huge")), "a");
	oriel_loop_settle(loop);
	assert_order(&order, "a: QuotaExceededError");
}

static void make_socket(const char *path) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	strcpy(address.sun_path, path);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
}

static void a_path_of_no_regular_file_is_refused_at_once(void **state) {
	assert_int_equal(mkfifo(temp_path(&dir, "fifo"), 0600), 0);
	make_socket(temp_path(&dir, "socket"));
	const char *const paths[] = { dir.path, temp_path(&dir, "fifo"), temp_path(&dir, "socket"),
		"/dev/zero" };
	static const char *const words[] = { "is a directory", "is a FIFO", "is a socket",
		"is a device" };
	for (int i = 0; i < 4; i++) {
		note_bytes(oriel_file_read(paths[i]), "read");
		oriel_loop_settle(loop);
		assert_non_null(strstr(message, words[i]));
		assert_non_null(strstr(message, paths[i]));
		note(oriel_file_write(paths[i], "x", 1), "write");
		oriel_loop_settle(loop);
		assert_non_null(strstr(message, words[i]));
		assert_order(&order, "read: TypeMismatchError, write: TypeMismatchError");
	}
}

static void a_file_of_the_kernel_log_does_not_block(void **state) {
	if (geteuid() != 0 || access("/proc/kmsg", R_OK) != 0)
		skip();
	note_bytes(oriel_file_read("/proc/kmsg", .limit = (uint64_t)1 << 34), "kmsg");
	oriel_loop_settle(loop);
	assert_non_null(strstr(order.text, "kmsg: "));
	order = (struct order){ 0 };
}

static void a_path_that_leads_nowhere_is_an_error(void **state) {
	char long_path[5000];
	memset(long_path, 'x', sizeof(long_path) - 1);
	long_path[sizeof(long_path) - 1] = '\0';
	assert_int_equal(symlink(temp_path(&dir, "loop"), temp_path(&dir, "loop")), 0);
	temp_put(&dir, "file", "");
	const char *const paths[] = { temp_path(&dir, "none"), "", temp_path(&dir, "file/below"),
		temp_path(&dir, "loop"), long_path };
	for (size_t i = 0; i < 5; i++) {
		note_bytes(oriel_file_read(paths[i]), "a");
		oriel_loop_settle(loop);
	}
	assert_order(&order,
		"a: NotFoundError, a: NotFoundError, a: TypeMismatchError, a: OperationError, a: "
		"TypeError");
	note_bytes(oriel_file_read(paths[0]), "a");
	oriel_loop_settle(loop);
	assert_non_null(strstr(message, "No such file or directory"));
	assert_non_null(strstr(message, paths[0]));
	order = (struct order){ 0 };
}

static void an_unreadable_file_is_an_error(void **state) {
	if (geteuid() == 0)
		skip();
	temp_put(&dir, "secret", "x");
	assert_int_equal(chmod(temp_path(&dir, "secret"), 0), 0);
	note_bytes(oriel_file_read(temp_path(&dir, "secret")), "a");
	oriel_loop_settle(loop);
	assert_order(&order, "a: NotAllowedError");
}

static void writing_creates_truncates_appends_and_refuses(void **state) {
	const char *path = temp_path(&dir, "a");
	note(oriel_file_write(path, "hello world", 11), "make");
	oriel_loop_settle(loop);
	temp_assert_content(&dir, "a", "hello world");
	note(oriel_file_write(path, "hello", 5, .sync = true), "truncate");
	oriel_loop_settle(loop);
	note(oriel_file_write(path, "!", 1, .append = true), "append");
	oriel_loop_settle(loop);
	temp_assert_content(&dir, "a", "hello!");
	note(oriel_file_write(path, "?", 1, .exclusive = true), "exclusive");
	oriel_loop_settle(loop);
	note(oriel_file_write(path, NULL, 0), "empty");
	oriel_loop_settle(loop);
	temp_assert_content(&dir, "a", "");
	assert_order(&order,
		"make: nothing, truncate: nothing, append: nothing, exclusive: InvalidModificationError, "
		"empty: nothing");
}

static void written_data_is_copied(void **state) {
	char text[] = "before";
	note(oriel_file_write(temp_path(&dir, "a"), text, 6), "a");
	memcpy(text, "after!", 6);
	oriel_loop_settle(loop);
	temp_assert_content(&dir, "a", "before");
	order = (struct order){ 0 };
}

static void drop_owner(void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	order_add(&order, "drop %s", (const char *)data);
}

static void owned_data_is_released_after_writing_or_refusal(void **state) {
	static char text[] = "owned";
	const struct oriel_payload owner = { text, NULL, drop_owner };
	note(oriel_file_write(temp_path(&dir, "a"), text, 5, .owner = owner), "a");
	oriel_loop_settle(loop);
	temp_assert_content(&dir, "a", "owned");
	note(oriel_file_write(temp_path(&dir, "none/a"), text, 5, .owner = owner), "b");
	oriel_loop_settle(loop);
	assert_order(&order, "a: nothing, drop owned, b: NotFoundError, drop owned");
}

static void permissions_are_less_the_umask(void **state) {
	struct stat st;
	mode_t old = umask(027);
	note(oriel_file_write(temp_path(&dir, "a"), "", 0), "a");
	note(oriel_file_write(temp_path(&dir, "b"), "", 0, .mode = 0777), "b");
	oriel_loop_settle(loop);
	umask(old);
	assert_int_equal(stat(temp_path(&dir, "a"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(stat(temp_path(&dir, "b"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0750);
	order = (struct order){ 0 };
}

static void a_file_over_the_system_limit_is_an_error(void **state) {
	struct rlimit old, small = { .rlim_cur = 10 };
	getrlimit(RLIMIT_FSIZE, &old);
	small.rlim_max = old.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	note(oriel_file_write(temp_path(&dir, "a"), "0123456789abcdef", 16), "a");
	oriel_loop_settle(loop);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_order(&order, "a: QuotaExceededError");
	assert_non_null(strstr(message, "File too large"));
}

static void the_end_of_the_loop_finishes_accepted_writes(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	temp_dir_make(&dir);
	oriel_promise_unref(oriel_file_write(temp_path(&dir, "a"), "saved", 5));
	/* the end of the loop does not wait for this read */
	oriel_promise_unref(oriel_file_read("/proc/self/smaps"));
	oriel_loop_destroy(loop);
	temp_assert_content(&dir, "a", "saved");
	temp_dir_remove(&dir);
}

static void describe_info(struct order *record, const char *name, struct oriel_payload value) {
	const struct oriel_file_info *info = value.data;
	order_add(record, "%s: type %d size %d mode %o", name, info->type, (int)info->size, info->mode);
}

static void info_describes_a_file(void **state) {
	temp_put(&dir, "a", "12345");
	assert_int_equal(chmod(temp_path(&dir, "a"), 0640), 0);
	assert_int_equal(symlink("a", temp_path(&dir, "link")), 0);
	assert_int_equal(mkfifo(temp_path(&dir, "fifo"), 0600), 0);
	struct outcome outcome = { &order, "info", describe_info, message };
	static const char *const names[] = { "a", "link", "fifo", "none" };
	for (int i = 0; i < 4; i++) {
		record_outcome(oriel_file_info(temp_path(&dir, names[i])), outcome);
		oriel_loop_settle(loop);
	}
	assert_order(&order,
		"info: type 1 size 5 mode 640, info: type 1 size 5 mode 640, info: type 4 size 0 mode 600, "
		"info: NotFoundError");
	oriel_promise *promise = oriel_file_info(temp_path(&dir, "link"), .link = true);
	oriel_loop_settle(loop);
	const struct oriel_file_info *info = oriel_promise_result(promise).data;
	assert_int_equal(info->type, ORIEL_FILE_TYPE_SYMBOLIC_LINK);
	assert_true(info->modified_ms > 1.5e12);
	oriel_promise_unref(promise);
}

static void an_abort_rejects_at_once_and_leaves_no_descriptor(void **state) {
	size_t before = open_descriptors();
	for (int i = 0; i < 50; i++) {
		oriel_abort_controller *controller = oriel_abort_controller_new();
		oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
		note_bytes(oriel_file_read("/proc/self/smaps", .signal = signal), "read");
		note(oriel_file_write(temp_path(&dir, "a"), "x", 1, .signal = signal), "write");
		if (i % 2 == 0)
			oriel_loop_advance(loop, 0);
		order = (struct order){ 0 };
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		note(oriel_file_write(temp_path(&dir, "late"), "x", 1, .signal = signal), "late");
		oriel_loop_settle(loop);
		assert_non_null(strstr(order.text, "late: AbortError"));
		oriel_abort_controller_destroy(controller);
	}
	order = (struct order){ 0 };
	assert_int_equal(access(temp_path(&dir, "late"), F_OK), -1);
	/* Pool threads close their descriptors before their job is delivered. */
	assert_int_equal(open_descriptors(), before);
}

static void nothing_is_left_in_the_census(void **state) {
	struct oriel_census before, after;
	oriel_loop_census(loop, &before);
	note_bytes(oriel_file_read("/proc/self/status"), "a");
	note_bytes(oriel_file_read(temp_path(&dir, "none")), "b");
	oriel_loop_settle(loop);
	oriel_loop_census(loop, &after);
	assert_same_census(&before, &after, "the end");
	order = (struct order){ 0 };
}

static void wrong_arguments_are_reported(void **state) {
	assert_breaks("the path is NULL", oriel_promise_unref(oriel_file_read(NULL)));
	assert_breaks("the options have no size",
		oriel_promise_unref(
			oriel_file_read_at("here", "/", &(struct oriel_file_read_options){ .limit = 1 })));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dir_setup, dir_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_whole_file_is_read_with_a_final_nul),
		TEST(a_file_without_a_size_is_read_to_its_end),
		TEST(bytes_read_can_outlive_their_promise),
		TEST(a_file_over_the_limit_is_refused_but_not_one_at_the_limit),
		TEST(a_huge_sparse_file_is_refused_without_being_read),
		TEST(a_path_of_no_regular_file_is_refused_at_once),
		TEST(a_file_of_the_kernel_log_does_not_block),
		TEST(a_path_that_leads_nowhere_is_an_error),
		TEST(an_unreadable_file_is_an_error),
		TEST(writing_creates_truncates_appends_and_refuses),
		TEST(written_data_is_copied),
		TEST(owned_data_is_released_after_writing_or_refusal),
		TEST(permissions_are_less_the_umask),
		TEST(a_file_over_the_system_limit_is_an_error),
		cmocka_unit_test(the_end_of_the_loop_finishes_accepted_writes),
		TEST(info_describes_a_file),
		TEST(an_abort_rejects_at_once_and_leaves_no_descriptor),
		TEST(nothing_is_left_in_the_census),
		TEST(wrong_arguments_are_reported));
}
