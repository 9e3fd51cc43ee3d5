/* SPDX-License-Identifier: MIT */
/*
 * Child processes of several loops at once: each loop notices only its own, and none stays a
 * zombie. A separate program, because ThreadSanitizer starts child processes when threads share
 * descriptor numbers.
 */
#define _GNU_SOURCE /* mkostemp */
#include "test.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/io/process.h>
#include <oriel/io/socket.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { THREADS = 4, CHILDREN = 5 };

static int run_child(oriel_loop *loop, int code) {
	char text[8];
	snprintf(text, sizeof(text), "%d", code);
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "exit", text, NULL }));
	int pid = oriel_process_pid(process);
	oriel_promise *exited = oriel_process_exited(process);
	oriel_loop_run_until(loop, exited);
	const struct oriel_process_exit *how = oriel_process_exit(process);
	int result = how != NULL && kill(pid, 0) != 0 && errno == ESRCH ? how->code : -1;
	oriel_promise_unref(exited);
	oriel_process_destroy(process);
	return result;
}

static void *run_children(void *data) {
	int *right = data;
	oriel_loop *loop = oriel_loop_new();
	for (int i = 0; i < CHILDREN; i++)
		*right += run_child(loop, i + 1) == i + 1;
	oriel_loop_destroy(loop);
	return NULL;
}

static void each_loop_is_notified_of_its_own_children(void **state) {
	pthread_t threads[THREADS];
	int right[THREADS] = { 0 };
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_children, &right[i]), 0);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(right[i], CHILDREN);
	}
}

static void nothing(const struct oriel_file_change *changes, size_t count, void *data) {
}

/* Opens files while other threads start child processes. A child could inherit such a descriptor if
 * the child did not close all others. */
static void open_files(oriel_loop *loop, const char *path) {
	int fds[2];
	oriel_promise *promises[] = {
		oriel_file_read("/proc/self/stat"),
		oriel_directory_list("/proc/self/task"),
		oriel_file_replace(path, "y", 1),
		oriel_dns_lookup("localhost"),
	};
	oriel_stream *reader = oriel_file_reader_new("/proc/self/stat");
	oriel_server *server = oriel_server_listen("127.0.0.1", 0);
	oriel_stream *connection = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
	oriel_file_watch_id watch = oriel_file_watch("/proc/self", nothing, NULL);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	oriel_port *port = oriel_port_new_fd(fds[0], fds[0]);
	close(fds[1]);
	for (int i = 0; i < 4; i++) {
		oriel_loop_run_until(loop, promises[i]);
		oriel_promise_unref(promises[i]);
	}
	oriel_port_unref(port);
	oriel_file_unwatch(watch);
	oriel_stream_destroy(reader);
	oriel_stream_destroy(connection);
	oriel_server_destroy(server);
}

static void *open_until_stopped(void *data) {
	atomic_bool *stop = data;
	char path[] = "/tmp/oriel-inherit-XXXXXX";
	close(mkostemp(path, O_CLOEXEC));
	while (!atomic_load(stop)) {
		oriel_loop *loop = oriel_loop_new();
		for (int i = 0; i < 10; i++)
			open_files(loop, path);
		oriel_loop_destroy(loop);
	}
	unlink(path);
	return NULL;
}

static int count_in_child(oriel_loop *loop, bool has_pipes) {
	struct oriel_stdio stdio = { has_pipes ? ORIEL_STDIO_PIPE : ORIEL_STDIO_NULL };
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "count", NULL }), .in = stdio, .out = stdio,
		.err = stdio);
	oriel_promise *exited = oriel_process_exited(process);
	oriel_loop_run_until(loop, exited);
	int count = oriel_process_exit(process)->code;
	oriel_promise_unref(exited);
	oriel_process_destroy(process);
	return count;
}

static void a_child_inherits_no_descriptor_of_other_threads(void **state) {
	pthread_t threads[2];
	atomic_bool stop = false;
	oriel_loop *loop = oriel_loop_new();
	int expected = count_in_child(loop, false);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, open_until_stopped, &stop), 0);
	for (int i = 0; i < 60; i++)
		assert_int_equal(count_in_child(loop, i % 2 == 0), expected);
	atomic_store(&stop, true);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(each_loop_is_notified_of_its_own_children),
		cmocka_unit_test(a_child_inherits_no_descriptor_of_other_threads));
}
