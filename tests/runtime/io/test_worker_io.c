/* SPDX-License-Identifier: MIT */
/*
 * I/O on the loop of a worker: promises, coroutines, jobs, files, streams, sockets, child processes
 * and nested workers. Nothing of it is left when the worker ends in the middle.
 */
#include "async_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/io/posix_signal.h>
#include <oriel/io/process.h>
#include <oriel/io/socket.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/worker.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_int made, dropped;

static int teardown(void **state) {
	dir_teardown(state);
	assert_order(&order, "");
	no_child_is_left();
	return 0;
}

static void on_message(oriel_event *event, void *data) {
	order_add(&order, "%s", (const char *)oriel_event_detail(event).data);
}

static void on_exit(oriel_event *event, void *data) {
	const struct oriel_worker_exit *exit = oriel_event_worker_exit(event);
	order_add(&order, "exit %d%s", exit->status, exit->is_terminated ? " terminated" : "");
	oriel_loop_quit(loop, 0);
}

static void listen(oriel_worker *worker) {
	oriel_listen(worker, "message", on_message, NULL);
	oriel_listen(worker, "exit", on_exit, NULL);
}

/* ---- All of it, one after the other ---- */

static void tell(const struct oriel_worker_scope *scope, const char *what, const char *result) {
	size_t size = strlen(what) + strlen(result) + 2;
	char *text = malloc(size);
	snprintf(text, size, "%s %s", what, result);
	oriel_port_send(scope->port, oriel_owned(text, free));
}

/* Awaits the promise, and sends its result to the owner. */
static void send_result(const struct oriel_worker_scope *scope, const char *what,
	oriel_promise *promise, bool has_bytes) {
	struct oriel_payload result = { 0 };
	enum oriel_await_status status = oriel_await(promise, &result);
	const struct oriel_bytes *bytes = has_bytes && status == ORIEL_AWAIT_FULFILLED ? result.data :
																					NULL;
	tell(scope, what,
		status != ORIEL_AWAIT_FULFILLED ? "failed" :
			bytes != NULL               ? bytes->data :
										"done");
}

static struct oriel_completion compute(oriel_job *job, void *data) {
	return ORIEL_COMPLETE;
}

static void talk_through_a_socket(const struct oriel_worker_scope *scope) {
	oriel_server *server = oriel_server_listen_unix(temp_path(&dir, "socket"));
	oriel_stream *client = oriel_socket_connect_unix(temp_path(&dir, "socket"));
	send_result(scope, "connecting", oriel_stream_opened(client), false);
	send_result(scope, "accepting", oriel_server_connection(server), false);
	oriel_stream *connection = oriel_server_take(server);
	oriel_stream_write(connection, "hello", 6);
	send_result(scope, "a socket says", oriel_stream_read(client, 100), true);
	oriel_stream_destroy(connection);
	oriel_stream_destroy(client);
	oriel_server_destroy(server);
}

static struct oriel_completion do_all(void *data) {
	const struct oriel_worker_scope *scope = data;
	send_result(scope, "sleeping", oriel_sleep(1), false);
	send_result(scope, "a job", oriel_job_submit(compute, NULL), false);
	send_result(scope, "writing", oriel_file_replace(temp_path(&dir, "a"), "text", 5), false);
	send_result(scope, "the file says", oriel_file_read(temp_path(&dir, "a")), true);
	oriel_stream *reader = oriel_file_reader_new(temp_path(&dir, "a"));
	send_result(scope, "the stream says", oriel_stream_read(reader, 100), true);
	oriel_stream_destroy(reader);
	send_result(scope, "listing", oriel_directory_list(dir.path), false);
	send_result(scope, "looking up", oriel_dns_lookup("127.0.0.1"), false);
	talk_through_a_socket(scope);
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "exit", "3", NULL }));
	send_result(scope, "a child", oriel_process_exited(process), false);
	oriel_process_destroy(process);
	oriel_loop_quit(scope->loop, 0);
	return ORIEL_COMPLETE;
}

static void begin_all(const struct oriel_worker_scope *scope, void *data) {
	oriel_promise_unref(oriel_async(do_all, (void *)scope));
}

static void the_loop_of_a_worker_does_all_kinds_of_io(void **state) {
	oriel_worker *worker = oriel_worker_new(begin_all, NULL);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order,
		"sleeping done, a job done, writing done, the file says text, the stream says text, "
		"listing done, looking up done, "
		"connecting done, accepting done, a socket says hello, a child done, exit 0");
	oriel_worker_destroy(worker);
}

/* ---- All of it at once, and the end ---- */

static void *item(void) {
	atomic_fetch_add(&made, 1);
	return NULL;
}

static void release(void *data) {
	atomic_fetch_add(&dropped, 1);
}

static void nothing(void *data) {
}

static void ignore_changes(const struct oriel_file_change *changes, size_t count, void *data) {
}

static void ignore_signal(int posix_signal, void *data) {
}

static void work_until_cancelled(oriel_job *job, void *data) {
	while (!oriel_job_is_cancelled(job))
		sched_yield();
}

static struct oriel_completion sleep_for_ever(void *data) {
	while (oriel_await(oriel_sleep(1e9), NULL) == ORIEL_AWAIT_FULFILLED)
		continue;
	release(data);
	return ORIEL_COMPLETE;
}

static void do_nothing(const struct oriel_worker_scope *scope, void *data) {
}

struct plan {
	oriel_worker_fn *inner;
	struct plan *inner_plan; /* may be NULL */
	char socket[128], file[128];
};

/* Begins operations that end with the loop and that the program never releases. */
static void leave_all(const struct oriel_worker_scope *scope, void *data) {
	static const char long_text[1 << 20];
	const struct plan *plan = data;
	const char *const child[] = { PROCESS_CHILD, "wait", NULL };
	oriel_port *ports[2];
	for (int i = 0; i < 5; i++)
		oriel_job_run(work_until_cancelled, NULL, item(), .release = release);
	oriel_promise_unref(oriel_async(sleep_for_ever, item()));
	oriel_set_timeout(nothing, item(), 1e9, .release = release);
	oriel_promise_unref(oriel_file_read("/proc/self/stat"));
	oriel_file_watch(dir.path, ignore_changes, item(), .release = release);
	oriel_posix_signal_listen(SIGUSR1, ignore_signal, item(), .release = release);
	oriel_server_listen_unix(plan->socket);
	oriel_stream *client = oriel_socket_connect_unix(plan->socket);
	oriel_stream_write_bytes(client,
		oriel_bytes_new_shared(
			long_text, sizeof(long_text), oriel_owned(item(), release)));
	oriel_socket_connect("localhost", 9);
	oriel_stream *writer = oriel_file_writer_new(plan->file);
	oriel_stream_write_bytes(writer,
		oriel_bytes_new_shared(
			long_text, sizeof(long_text), oriel_owned(item(), release)));
	oriel_process_new(child, .in = { ORIEL_STDIO_PIPE }, .out = { ORIEL_STDIO_PIPE }, .port = true);
	oriel_channel_new(ports);
	oriel_port_send(ports[0], oriel_owned(item(), release));
	oriel_worker *inner = oriel_worker_new(plan->inner, plan->inner_plan, .name = "inner");
	oriel_worker_send(inner, oriel_detached_port_payload(oriel_port_detach(ports[1])));
	oriel_port_unref(ports[0]);
	oriel_port_send(scope->port, oriel_borrowed("begun"));
}

static void terminate_on(oriel_event *event, void *data) {
	oriel_worker_terminate(data);
}

static struct plan plan_new(const char *name) {
	struct plan plan = { .inner = do_nothing };
	snprintf(plan.socket, sizeof(plan.socket), "%s/%s-socket", dir.path, name);
	snprintf(plan.file, sizeof(plan.file), "%s/%s-file", dir.path, name);
	return plan;
}

static void a_worker_that_ends_during_io_leaves_nothing(void **state) {
	struct plan inner = plan_new("inner"), plan = plan_new("outer");
	plan.inner_plan = &inner;
	size_t before = open_descriptors();
	for (int i = 0; i < 10; i++) {
		plan.inner = i % 2 == 0 ? leave_all : do_nothing;
		oriel_worker *worker = oriel_worker_new(leave_all, &plan);
		oriel_listen(worker, "message", terminate_on, worker);
		oriel_listen(worker, "exit", on_exit, NULL);
		oriel_loop_run(loop);
		assert_order(&order, "exit 1 terminated");
		oriel_worker_destroy(worker);
		assert_int_equal(atomic_load(&made), atomic_load(&dropped));
		assert_int_equal(open_descriptors(), before);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
						the_loop_of_a_worker_does_all_kinds_of_io, dir_setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_worker_that_ends_during_io_leaves_nothing, dir_setup, teardown));
}
