/* SPDX-License-Identifier: MIT */
/*
 * Threads and descriptors that are not to be had: whatever is started without them answers with an
 * error, and works once there are some again.
 */
#include "test.h"

#include "../runtime/support/left.h"
#include "../runtime/support/outcome.h"
#include "fault.h"

#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/runtime/error.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/io/process.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/worker.h>

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

enum { LOOP_DESCRIPTORS = 4 /* an epoll set, an eventfd, and libuv's pipe for signals */ };

static struct order order;
static struct temp_dir dir;
static oriel_loop *loop;
static char message[OUTCOME_MESSAGE_SIZE];
static int threads_left; /* below 0: any number */

/* The linker's names: option --wrap. */
int __real_pthread_create(
	pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *data);
int __wrap_pthread_create(
	pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *data);
int __wrap_pthread_create(
	pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *data) {
	if (threads_left == 0)
		return EAGAIN;
	threads_left--;
	return __real_pthread_create(thread, attributes, run, data);
}

static void describe_any(struct order *record, const char *name, struct oriel_payload value) {
	order_add(record, "%s fulfilled", name);
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ &order, name, describe_any, message });
	oriel_loop_settle(loop);
}

static void release(void *data) {
	order_add(&order, "drop %s", (const char *)data);
}

/* ---- Threads ---- */

static void work(oriel_job *job, void *data) {
	(void)job;
	(void)data;
}

static void done(void *data) {
	order_add(&order, "done %s", (const char *)data);
}

static struct oriel_completion complete(oriel_job *job, void *data) {
	(void)job;
	(void)data;
	return ORIEL_COMPLETE;
}

static struct oriel_completion complete_item(oriel_job *job, size_t index, void *data) {
	(void)job;
	(void)index;
	(void)data;
	return ORIEL_COMPLETE;
}

static void without_a_thread_work_is_refused(void **state) {
	temp_put(&dir, "a", "text");
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 1);
	for (int i = 0; i < 2; i++) { /* a queue has room again */
		threads_left = 0;
		expect_log("oriel_job_run at");
		assert_int_equal(oriel_job_run(work, done, "j", .queue = queue, .release = release), 0);
		assert_order(&order, "drop j");
		assert_int_equal(oriel_job_queue_depth(queue), 0);
		note(oriel_job_submit(complete, "s", .release = release), "submit");
		note(oriel_job_parallel(100, complete_item, "p", .release = release), "parallel");
		assert_order(
			&order, "drop s, submit: QuotaExceededError, drop p, parallel: QuotaExceededError");
		note(oriel_file_read(temp_path(&dir, "a")), "read");
		note(oriel_file_replace(temp_path(&dir, "a"), "new", 3), "replace");
		note(oriel_directory_list(dir.path), "list");
		note(oriel_dns_lookup("localhost"), "lookup");
		assert_order(&order,
			"read: QuotaExceededError, replace: QuotaExceededError, list: QuotaExceededError, "
			"lookup: QuotaExceededError");
		assert_non_null(strstr(message, "no thread can be started"));
	}
	threads_left = -1;
	assert_int_not_equal(oriel_job_run(work, done, "j", .queue = queue, .release = release), 0);
	oriel_loop_settle(loop);
	note(oriel_file_read(temp_path(&dir, "a")), "read");
	assert_order(&order, "done j, drop j, read fulfilled");
	oriel_job_queue_destroy(queue);
}

static void with_one_thread_all_work_is_done(void **state) {
	threads_left = 1;
	for (int i = 0; i < 8; i++)
		assert_int_not_equal(oriel_job_run(work, done, "j"), 0);
	note(oriel_job_parallel(100, complete_item, NULL), "parallel");
	assert_order(&order,
		"done j, done j, done j, done j, done j, done j, done j, done j, parallel fulfilled");
}

static void without_a_thread_a_file_stream_fails(void **state) {
	temp_put(&dir, "a", "text");
	threads_left = 0;
	oriel_stream *stream = oriel_file_reader_new(temp_path(&dir, "a"));
	note(oriel_stream_read_all(stream, 100), "read");
	assert_order(&order, "read: QuotaExceededError");
	oriel_stream_destroy(stream);
}

/* On any thread. */
static atomic_int dropped;

static void count_drop(void *data) {
	(void)data;
	atomic_fetch_add(&dropped, 1);
}

static void begin_worker(const struct oriel_worker_scope *scope, void *data) {
	(void)data;
	oriel_loop_quit(scope->loop, 7);
}

static void note_event(oriel_event *event, void *data) {
	const struct oriel_worker_exit *how = oriel_event_worker_exit(event);
	if (how != NULL)
		order_add(&order, "exit %d", how->status);
	else
		order_add(&order, "error %s", oriel_status_name(oriel_event_error(event)->code));
	oriel_prevent_default(event);
	if (how != NULL)
		oriel_loop_quit(loop, 0);
}

static oriel_worker *start_worker(void) {
	oriel_worker *worker = oriel_worker_new(begin_worker, NULL, .release = count_drop);
	if (worker != NULL) {
		oriel_listen(worker, "error", note_event, NULL);
		oriel_listen(worker, "exit", note_event, NULL);
	}
	return worker;
}

static void without_a_thread_there_is_no_worker(void **state) {
	threads_left = 0;
	expect_log("oriel_worker_new at");
	assert_null(start_worker());
	assert_int_equal(dropped, 1);
}

/* ---- Descriptors ---- */

static struct rlimit usual;

/* Leaves room for so many more. */
static void leave_descriptors(unsigned count) {
	struct rlimit limit = usual;
	int highest = 2;
	for (int fd = 3; fd < 1024; fd++)
		highest = fcntl(fd, F_GETFD) >= 0 ? fd : highest;
	for (int fd = 3; fd < highest; fd++) /* the gaps count too */
		if (fcntl(fd, F_GETFD) < 0)
			assert_int_equal(fcntl(0, F_DUPFD_CLOEXEC, fd), fd);
	limit.rlim_cur = (rlim_t)(highest + 1) + count;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static void raise_descriptors(void) {
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
}

static void a_worker_without_descriptors_tells_and_ends(void **state) {
	for (unsigned count = 0; count < LOOP_DESCRIPTORS; count++) {
		leave_descriptors(count);
		oriel_worker *worker = start_worker();
		assert_non_null(worker);
		/* refused if the thread was quicker */
		oriel_worker_send(worker, oriel_owned(NULL, count_drop));
		oriel_loop_run(loop);
		raise_descriptors();
		assert_order(&order, "error QuotaExceededError, exit 1");
		assert_int_equal(dropped, 2 * (int)(count + 1));
		oriel_worker_destroy(worker);
	}
	oriel_worker *worker = start_worker();
	oriel_loop_run(loop);
	assert_order(&order, "exit 7");
	assert_int_equal(dropped, 2 * LOOP_DESCRIPTORS + 1);
	oriel_worker_destroy(worker);
}

static void *make_loop_of_a_thread(void *data) {
	oriel_loop *own = oriel_loop_new();
	*(bool *)data = own != NULL;
	oriel_loop_destroy(own);
	return NULL;
}

static bool can_make_loop(void) {
	bool is_made = false;
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, make_loop_of_a_thread, &is_made), 0);
	pthread_join(thread, NULL);
	return is_made;
}

static void without_descriptors_there_is_no_loop(void **state) {
	unsigned count = 0;
	bool is_made = false;
	while (!is_made) {
		leave_descriptors(count);
		if (count < LOOP_DESCRIPTORS)
			expect_log("no loop can be made: Too many open files; close descriptors, or raise "
					"their limit");
		is_made = can_make_loop();
		raise_descriptors();
		count++;
	}
	assert_int_equal(count, LOOP_DESCRIPTORS + 1);
}

static void on_change(const struct oriel_file_change *changes, size_t count, void *data) {
	(void)changes;
	(void)count;
	(void)data;
}

static void without_descriptors_whatever_needs_one_is_refused(void **state) {
	enum oriel_status status;
	temp_put(&dir, "a", "text");
	leave_descriptors(0);
	note(oriel_file_read(temp_path(&dir, "a")), "read");
	note(oriel_directory_list(dir.path), "list");
	assert_int_equal(oriel_file_watch(temp_path(&dir, "a"), on_change, "f", .release = release,
							.status = &status),
		0);
	assert_int_equal(status, ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_process *process = oriel_process_new(((const char *const[]){ "true", NULL }));
	note(oriel_process_exited(process), "process");
	oriel_process_destroy(process);
	raise_descriptors();
	assert_order(&order,
		"read: QuotaExceededError, list: QuotaExceededError, drop f, process: QuotaExceededError");
}

static int setup(void **state) {
	order = (struct order){ 0 };
	threads_left = -1;
	dropped = 0;
	getrlimit(RLIMIT_NOFILE, &usual);
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
		TEST(without_a_thread_work_is_refused),
		TEST(with_one_thread_all_work_is_done),
		TEST(without_a_thread_a_file_stream_fails),
		TEST(without_a_thread_there_is_no_worker),
		TEST(a_worker_without_descriptors_tells_and_ends),
		TEST(without_descriptors_there_is_no_loop),
		TEST(without_descriptors_whatever_needs_one_is_refused));
}
