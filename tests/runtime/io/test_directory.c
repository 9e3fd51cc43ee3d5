/* SPDX-License-Identifier: MIT */
/*
 * Listing directories: names of all kinds, types, order, limits, batches, aborts.
 */
#include "async_test.h"

#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/io/directory.h>
#include <oriel/runtime/loop.h>

enum { MANY = 10000 };

static char message[OUTCOME_MESSAGE_SIZE];

static void describe(struct order *record, const char *name, struct oriel_payload value) {
	const struct oriel_directory_entries *entries = value.data;
	order_add(record, "%s: %zu", name, entries->count);
	for (size_t i = 0; i < entries->count && i < 10; i++)
		order_add(record, "%s %d%s", entries->items[i].name, entries->items[i].type,
			entries->items[i].is_utf8 ? "" : " bytes");
}

static void note(oriel_promise *promise) {
	record_outcome(promise, (struct outcome){ &order, "list", describe, message });
	oriel_loop_settle(loop);
}

static void entries_have_unchanged_names_and_types(void **state) {
	temp_put(&dir, "b", "");
	temp_put(&dir, ".hidden", "");
	temp_put(&dir, "\xff\xfe", "");
	assert_int_equal(mkdir(temp_path(&dir, "a"), 0700), 0);
	assert_int_equal(mkfifo(temp_path(&dir, "fifo"), 0600), 0);
	assert_int_equal(symlink("nowhere", temp_path(&dir, "link")), 0);
	note(oriel_directory_list(dir.path, .sorted = true));
	assert_order(&order, "list: 6, .hidden 1, a 2, b 1, fifo 4, link 3, \xff\xfe 1 bytes");
}

static void an_empty_directory_has_no_entries(void **state) {
	note(oriel_directory_list(dir.path));
	assert_order(&order, "list: 0");
}

static void make_many(void) {
	for (int i = 0; i < MANY; i++) {
		char name[16];
		snprintf(name, sizeof(name), "%05d", i);
		int fd = open(temp_path(&dir, name), O_WRONLY | O_CREAT, 0600);
		assert_true(fd >= 0);
		close(fd);
	}
}

struct batches {
	size_t count, entries, most;
	char last[16];
	oriel_abort_controller *controller; /* aborts at the third batch; may be NULL */
	int drops;
};

static void take_batch(const struct oriel_directory_entries *entries, void *data) {
	struct batches *batches = data;
	batches->count++;
	batches->entries += entries->count;
	batches->most = entries->count > batches->most ? entries->count : batches->most;
	snprintf(
		batches->last, sizeof(batches->last), "%.15s", entries->items[entries->count - 1].name);
	if (batches->count == 3 && batches->controller != NULL)
		oriel_abort(batches->controller, ORIEL_NO_PAYLOAD);
}

static void drop_batches(void *data) {
	((struct batches *)data)->drops++;
}

static void a_large_directory_is_listed_whole_or_in_batches_or_refused(void **state) {
	size_t before = open_descriptors();
	make_many();
	oriel_promise *promise = oriel_directory_list(dir.path, .sorted = true);
	oriel_loop_settle(loop);
	const struct oriel_directory_entries *entries = oriel_promise_result(promise).data;
	assert_int_equal(entries->count, MANY);
	assert_string_equal(entries->items[0].name, "00000");
	assert_string_equal(entries->items[MANY - 1].name, "09999");
	oriel_promise_unref(promise);

	struct batches batches = { 0 };
	note(oriel_directory_list(dir.path, .batch = take_batch, .batch_size = 300, .data = &batches,
		.release = drop_batches));
	assert_order(&order, "list: 0");
	assert_int_equal(batches.count, 34);
	assert_int_equal(batches.entries, MANY);
	assert_int_equal(batches.most, 300);
	assert_int_equal(batches.drops, 1);

	note(oriel_directory_list(dir.path, .limit = MANY - 1));
	assert_order(&order, "list: QuotaExceededError");
	assert_non_null(strstr(message, "over 9999 entries"));
	note(oriel_directory_list(dir.path, .limit = MANY, .batch = take_batch, .data = &batches));
	assert_order(&order, "list: 0");

	batches = (struct batches){ .controller = oriel_abort_controller_new() };
	note(oriel_directory_list(dir.path, .batch = take_batch, .batch_size = 10, .data = &batches,
		.release = drop_batches, .signal = oriel_abort_controller_signal(batches.controller)));
	assert_order(&order, "list: AbortError");
	assert_int_equal(batches.count, 3);
	assert_int_equal(batches.drops, 1);
	oriel_abort_controller_destroy(batches.controller);
	assert_int_equal(open_descriptors(), before);
}

static void a_path_of_no_directory_is_an_error(void **state) {
	temp_put(&dir, "file", "");
	assert_int_equal(mkfifo(temp_path(&dir, "fifo"), 0600), 0);
	note(oriel_directory_list(temp_path(&dir, "file")));
	note(oriel_directory_list(temp_path(&dir, "fifo")));
	note(oriel_directory_list(temp_path(&dir, "none")));
	assert_order(&order, "list: TypeMismatchError, list: TypeMismatchError, list: NotFoundError");
	assert_non_null(strstr(message, "/none: No such file or directory"));
}

static void an_abort_at_any_time_leaves_no_descriptor(void **state) {
	size_t before = open_descriptors();
	for (int i = 0; i < 100; i++) {
		struct batches batches = { 0 };
		oriel_abort_controller *controller = oriel_abort_controller_new();
		oriel_promise *promise = oriel_directory_list("/proc", .batch = take_batch, .batch_size = 5,
			.data = &batches, .release = drop_batches,
			.signal = oriel_abort_controller_signal(controller));
		for (int turn = 0; turn < i % 5; turn++)
			oriel_loop_advance(loop, 0);
		bool is_pending = oriel_promise_state(promise) == ORIEL_PROMISE_PENDING;
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		assert_true(!is_pending || oriel_promise_state(promise) == ORIEL_PROMISE_REJECTED);
		record_outcome(promise, (struct outcome){ &order, "list", describe, message });
		oriel_loop_settle(loop);
		assert_int_equal(batches.drops, 1);
		oriel_abort_controller_destroy(controller);
		order = (struct order){ 0 };
	}
	assert_int_equal(open_descriptors(), before);
}

static void the_end_of_the_loop_closes_open_directories(void **state) {
	size_t before = open_descriptors();
	struct batches batches = { 0 };
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_promise_unref(oriel_directory_list(
		"/proc", .batch = take_batch, .batch_size = 1, .data = &batches, .release = drop_batches));
	oriel_loop_advance(loop, 0);
	oriel_loop_destroy(loop);
	assert_int_equal(batches.drops, 1);
	assert_int_equal(open_descriptors(), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dir_setup, dir_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(entries_have_unchanged_names_and_types),
		TEST(an_empty_directory_has_no_entries),
		TEST(a_large_directory_is_listed_whole_or_in_batches_or_refused),
		TEST(a_path_of_no_directory_is_an_error),
		TEST(an_abort_at_any_time_leaves_no_descriptor),
		cmocka_unit_test(the_end_of_the_loop_closes_open_directories));
}
