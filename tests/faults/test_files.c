/* SPDX-License-Identifier: MIT */
/*
 * File operations in which one system call of a pool thread fails, each in turn, or an abort comes
 * just before it; and in which large memory runs out. Whatever happens, the promise is settled, no
 * descriptor and no temporary file stays, and what is replaced is old or new.
 */
#include "test.h"

#include "../runtime/support/gate.h"
#include "../runtime/support/outcome.h"
#include "../runtime/support/left.h"
#include "fault.h"

#include "job/job_internal.h"

#include <errno.h>
#include <oriel/runtime/abort.h>
#include <oriel/io/directory.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/runtime/loop.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { LARGE = 1 << 20, MANY = 10000, NEVER = 0 };

static struct order order;
static struct temp_dir dir;
static oriel_loop *loop;
static pthread_t loop_thread;
static char message[OUTCOME_MESSAGE_SIZE];

/* The calls of pool threads are counted from 1. */
static atomic_int calls, fails_at, stops_at;
static int fails_with;
static struct gate *gate;

/* Whether this call is to fail. */
static bool next_call(void) {
	if (pthread_equal(pthread_self(), loop_thread))
		return false;
	int call = atomic_fetch_add(&calls, 1) + 1;
	if (call == atomic_load(&stops_at))
		gate_pass(gate);
	if (call != atomic_load(&fails_at))
		return false;
	errno = fails_with;
	return true;
}

/* The linker's names: option --wrap. */
#define WRAP(type, name, parameters, arguments) \
	type __real_##name parameters; \
	type __wrap_##name parameters; \
	type __wrap_##name parameters { \
		return next_call() ? (type)-1 : __real_##name arguments; \
	}

WRAP(int, open, (const char *path, int flags, mode_t mode), (path, flags, mode))
WRAP(int, openat, (int at, const char *path, int flags, mode_t mode), (at, path, flags, mode))
WRAP(int, stat, (const char *path, struct stat *out), (path, out))
WRAP(int, fstat, (int fd, struct stat *out), (fd, out))
WRAP(int, fstatat, (int at, const char *path, struct stat *out, int flags), (at, path, out, flags))
WRAP(int, faccessat, (int at, const char *path, int mode, int flags), (at, path, mode, flags))
WRAP(ssize_t, read, (int fd, void *buffer, size_t size), (fd, buffer, size))
WRAP(ssize_t, pread, (int fd, void *buffer, size_t size, off_t offset), (fd, buffer, size, offset))
WRAP(ssize_t, write, (int fd, const void *buffer, size_t size), (fd, buffer, size))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP(
	int, renameat, (int from, const char *name, int to, const char *other), (from, name, to, other))

static void describe_any(struct order *record, const char *name, struct oriel_payload value) {
	order_add(record, "fulfilled");
}

static oriel_promise *begin_read(oriel_abort_signal *signal) {
	return oriel_file_read(temp_path(&dir, "a"), .signal = signal);
}

static oriel_promise *begin_write(oriel_abort_signal *signal) {
	return oriel_file_write(temp_path(&dir, "a"), "new", 3, .sync = true, .signal = signal);
}

static oriel_promise *begin_replace(oriel_abort_signal *signal) {
	return oriel_file_replace(temp_path(&dir, "a"), "new", 3, .signal = signal);
}

static oriel_promise *begin_list(oriel_abort_signal *signal) {
	return oriel_directory_list(dir.path, .signal = signal);
}

static oriel_promise *begin_info(oriel_abort_signal *signal) {
	return oriel_file_info(temp_path(&dir, "a"), .signal = signal);
}

struct operation {
	oriel_promise *(*begin)(oriel_abort_signal *signal);
	int least_calls;
};

static const struct operation operations[] = { { begin_read, 4 }, { begin_write, 5 },
	{ begin_replace, 10 }, { begin_list, 2 }, { begin_info, 1 } };

static void arm(int fail, int error, int stop) {
	temp_put(&dir, "a", "old");
	calls = 0;
	fails_with = error;
	fails_at = fail;
	stops_at = stop;
}

static void check_traces(size_t descriptors) {
	fails_at = stops_at = NEVER;
	assert_int_equal(open_descriptors(), descriptors);
	assert_int_equal(temp_count(dir.path), 1);
}

static void check_whole(bool is_replace, bool is_fulfilled) {
	char found[8] = { 0 };
	FILE *file = fopen(temp_path(&dir, "a"), "r");
	size_t length = fread(found, 1, sizeof(found) - 1, file);
	fclose(file);
	assert_true(!is_replace || length == 3);
	if (is_replace && !is_fulfilled && strcmp(found, "new") != 0)
		assert_string_equal(found, "old");
	if (is_replace && is_fulfilled)
		assert_string_equal(found, "new");
}

static void one_call_after_the_other_fails(
	const struct operation *operation, int error, const char *expected) {
	size_t descriptors = open_descriptors();
	int call = 0;
	do {
		arm(++call, error, NEVER);
		record_outcome(
			operation->begin(NULL), (struct outcome){ &order, "a", describe_any, message });
		oriel_loop_settle(loop);
		bool is_fulfilled = strcmp(order.text, "fulfilled") == 0;
		if (!is_fulfilled)
			assert_string_equal(order.text, expected);
		check_whole(operation->begin == begin_replace, is_fulfilled);
		check_traces(descriptors);
		order = (struct order){ 0 };
	} while (calls >= call);
	assert_true(call > operation->least_calls);
}

static void an_error_of_any_call_leaves_nothing_behind(void **state) {
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
		one_call_after_the_other_fails(&operations[i], EIO, "a: NotReadableError");
		one_call_after_the_other_fails(&operations[i], ENOSPC, "a: QuotaExceededError");
		one_call_after_the_other_fails(&operations[i], EMFILE, "a: QuotaExceededError");
	}
}

static int count_calls(const struct operation *operation) {
	arm(NEVER, 0, NEVER);
	oriel_promise_unref(operation->begin(NULL));
	oriel_loop_settle(loop);
	return calls;
}

/* How many of the calls of replacing a file, if they fail so, lead to writing it in place. */
static int count_ways_out(int error, const char *status) {
	size_t descriptors = open_descriptors();
	int ways_out = 0;
	for (int call = 1, count = count_calls(&operations[2]); call <= count; call++) {
		message[0] = '\0';
		arm(call, error, NEVER);
		record_outcome(begin_replace(NULL), (struct outcome){ &order, "a", describe_any, message });
		oriel_loop_settle(loop);
		if (strstr(message, "write it in place with oriel_file_write()") != NULL) {
			assert_string_equal(order.text, status);
			ways_out++;
		}
		order = (struct order){ 0 };
		check_traces(descriptors);
	}
	return ways_out;
}

/* As a file on which another one is mounted, or that is in a directory of somebody else. */
static void a_file_that_cannot_be_replaced_says_how_to_write_it(void **state) {
	assert_true(count_ways_out(EBUSY, "a: InvalidStateError") > 0);
	assert_true(count_ways_out(EACCES, "a: NotAllowedError") > 0);
	assert_true(count_ways_out(EPERM, "a: NotAllowedError") > 0);
	assert_int_equal(count_ways_out(ENOSPC, ""), 0);
}

/* An interrupted read or write is tried again; of the others no one can be. */
static void an_interrupted_call_is_tried_again(void **state) {
	arm(4, EINTR, NEVER);
	record_outcome(begin_read(NULL), (struct outcome){ &order, "a", describe_any, message });
	oriel_loop_settle(loop);
	arm(4, EINTR, NEVER);
	record_outcome(begin_write(NULL), (struct outcome){ &order, "a", describe_any, message });
	oriel_loop_settle(loop);
	assert_order(&order, "fulfilled, fulfilled");
}

static void abort_at(const struct operation *operation, int call, size_t descriptors) {
	struct gate own = GATE;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	gate = &own;
	arm(NEVER, 0, call);
	record_outcome(operation->begin(oriel_abort_controller_signal(controller)),
		(struct outcome){ &order, "a", describe_any, message });
	gate_wait(&own, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: AbortError"); /* before the thread goes on */
	gate_open(&own);
	oriel_loop_settle(loop);
	assert_order(&order, "");
	check_whole(operation->begin == begin_replace, false);
	check_traces(descriptors);
	oriel_abort_controller_destroy(controller);
}

static void an_abort_before_any_call_leaves_nothing_behind(void **state) {
	size_t descriptors = open_descriptors();
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
		int count = count_calls(&operations[i]);
		assert_true(count >= operations[i].least_calls);
		for (int call = 1; call <= count; call++)
			abort_at(&operations[i], call, descriptors);
	}
}

static oriel_promise *begin_stream(oriel_abort_signal *signal) {
	(void)signal;
	return oriel_stream_read_all(oriel_file_reader_new(temp_path(&dir, "a")), 100);
}

static bool is_left_at(
	oriel_promise *(*begin)(oriel_abort_signal *signal), int call, size_t threads) {
	static struct gate own;
	own = (struct gate)GATE;
	gate = &own;
	arm(NEVER, 0, call);
	oriel__jobs_set_leave_ms(loop, 1);
	oriel_promise *promise = begin(NULL);
	bool is_stopped = false;
	while (!is_stopped && oriel_promise_state(promise) == ORIEL_PROMISE_PENDING) {
		oriel_loop_step(loop);
		is_stopped = gate_is_reached(&own);
	}
	oriel_promise_unref(promise);
	oriel_loop_destroy(loop);
	gate_open(&own);
	while (temp_count("/proc/self/task") > threads)
		sched_yield();
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return is_stopped;
}

/* A file system that does not answer: what only reads is left behind, whichever call it hangs in,
 * and closes what it has opened later. */
static void the_end_of_the_loop_does_not_wait_for_what_only_reads(void **state) {
	oriel_promise *(*const begins[])(
		oriel_abort_signal * signal) = { begin_read, begin_list, begin_info, begin_stream };
	size_t threads = temp_count("/proc/self/task"), descriptors = open_descriptors();
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		int call = 1;
		while (is_left_at(begins[i], call, threads))
			call++;
		assert_true(call > 1);
		check_traces(descriptors);
	}
}

static void put_large(void) {
	char *text = fault_text(LARGE, 'x');
	temp_put(&dir, "a", text);
	free(text);
}

static void reading_and_writing_without_memory_are_refused(void **state) {
	size_t descriptors = open_descriptors(), nth = 0;
	char *text = fault_text(LARGE, 'y');
	put_large();
	do {
		fault_arm(LARGE / 2, ++nth);
		record_outcome(begin_read(NULL), (struct outcome){ &order, "a", describe_any, message });
		oriel_loop_settle(loop);
	} while (fault_disarm());
	assert_order(&order, "a: QuotaExceededError, fulfilled");
	fault_arm(LARGE / 2, 1);
	record_outcome(oriel_file_replace(temp_path(&dir, "a"), text, LARGE),
		(struct outcome){ &order, "a", describe_any, message });
	assert_true(fault_disarm());
	oriel_loop_settle(loop);
	assert_order(&order, "a: QuotaExceededError");
	assert_non_null(strstr(message, "there is no memory for 1048576 bytes"));
	check_traces(descriptors);
	free(text);
}

static void listing_without_memory_is_refused(void **state) {
	size_t descriptors = open_descriptors(), nth = 0;
	for (int i = 0; i < MANY; i++) {
		char name[32];
		snprintf(name, sizeof(name), "name number %05d", i);
		temp_put(&dir, name, "");
	}
	do {
		order = (struct order){ 0 };
		fault_arm(1 << 16, ++nth);
		record_outcome(begin_list(NULL), (struct outcome){ &order, "a", describe_any, message });
		oriel_loop_settle(loop);
		if (strcmp(order.text, "fulfilled") != 0)
			assert_string_equal(order.text, "a: QuotaExceededError");
	} while (fault_disarm());
	assert_true(nth > 4);
	assert_int_equal(open_descriptors(), descriptors);
	order = (struct order){ 0 };
}

static int setup(void **state) {
	loop_thread = pthread_self();
	fails_at = stops_at = NEVER;
	order = (struct order){ 0 };
	temp_dir_make(&dir);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

static int teardown(void **state) {
	oriel_loop_destroy(loop);
	temp_dir_remove(&dir);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(an_error_of_any_call_leaves_nothing_behind),
		TEST(a_file_that_cannot_be_replaced_says_how_to_write_it),
		TEST(an_interrupted_call_is_tried_again),
		TEST(an_abort_before_any_call_leaves_nothing_behind),
		TEST(the_end_of_the_loop_does_not_wait_for_what_only_reads),
		TEST(reading_and_writing_without_memory_are_refused),
		TEST(listing_without_memory_is_refused));
}
