/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/watch.h>

#include <sys/socket.h>
#include <stdio.h>
#include <unistd.h>

static int fds[2];
static oriel_watch_id watch;

static int setup(void **state) {
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	return virtual_loop(state);
}

static int teardown(void **state) {
	end_loop(state);
	close(fds[0]);
	if (fds[1] >= 0)
		close(fds[1]);
	return 0;
}

static void send_byte(void) {
	assert_int_equal(write(fds[1], "x", 1), 1);
}

static void read_one(int fd, unsigned events, void *name) {
	char byte;
	assert_int_equal(fd, fds[0]);
	order_add(&order, "%s %u", (const char *)name, events);
	assert_int_equal(read(fd, &byte, 1), 1);
}

static void a_watch_is_called_while_its_descriptor_is_readable(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "r");
	oriel_loop_settle(*state);
	assert_order(&order, "");
	send_byte();
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "r 1, r 1");
	oriel_unwatch(watch);
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "");
}

static void read_and_end(int fd, unsigned events, void *name) {
	read_one(fd, events, name);
	oriel_unwatch(watch);
	oriel_unwatch(watch);
}

static void a_watch_that_ends_itself_releases_its_data_afterwards(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_and_end, "r", .release = note_drop);
	send_byte();
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "r 1, drop r");
}

static void end_watch(void *name) {
	note(name);
	oriel_unwatch(watch);
}

static void a_task_of_an_ended_watch_does_not_run(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "r", .release = note_drop);
	send_byte();
	oriel_queue_task(end_watch, "end");
	oriel_queue_task(note, "after");
	oriel_loop_settle(*state);
	assert_order(&order, "end, drop r, after");
}

static void writable_and_readable_are_reported_together(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE | ORIEL_WATCH_WRITABLE, read_and_end, "rw");
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "rw 3");
}

static void note_and_end(int fd, unsigned events, void *name) {
	(void)fd;
	order_add(&order, "%s%s%s", (const char *)name,
		(events & ORIEL_WATCH_READABLE) != 0 ? " readable" : "",
		(events & ORIEL_WATCH_HANGUP) != 0 ? " hangup" : "");
	oriel_unwatch(watch);
}

static void a_hangup_is_reported(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, note_and_end, "r");
	close(fds[1]);
	fds[1] = -1;
	oriel_loop_settle(*state);
	assert_order(&order, "r readable hangup");
}

static void a_descriptor_that_cannot_be_polled_is_refused_and_its_data_released(void **state) {
	FILE *file = tmpfile();
	expect_log("cannot be watched");
	assert_int_equal(
		oriel_watch_fd(fileno(file), ORIEL_WATCH_READABLE, read_one, "file", .release = note_drop),
		0);
	fclose(file);
	expect_log("cannot be watched");
	assert_int_equal(
		oriel_watch_fd(-1, ORIEL_WATCH_READABLE, read_one, "negative", .release = note_drop), 0);
	expect_log("descriptor 999 cannot be watched");
	assert_int_equal(
		oriel_watch_fd(999, ORIEL_WATCH_READABLE, read_one, "closed", .release = note_drop), 0);
	assert_order(&order, "drop file, drop negative, drop closed");
	assert_breaks("events is 0", oriel_watch_fd(fds[0], 0, read_one, NULL));
}

static void a_descriptor_has_one_watch_and_can_be_watched_again(void **state) {
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "first");
	expect_log("it is watched already");
	assert_int_equal(oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "second"), 0);
	oriel_unwatch(watch);
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "third");
	assert_true(watch != 0);
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "third 1");
}

static void a_closed_descriptor_can_be_reused_after_unwatch(void **state) {
	int number = fds[0];
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "old");
	oriel_unwatch(watch);
	close(fds[0]);
	close(fds[1]);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_int_equal(fds[0], number);
	watch = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "new");
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "new 1");
}

static void an_abort_ends_the_watch(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, read_one, "r", .signal = AS_SIGNAL(&signal),
		.release = note_drop);
	abort_signal(&signal);
	send_byte();
	oriel_loop_settle(*state);
	assert_order(&order, "drop r");
}

#define with_sockets(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
	return RUN_TESTS(
		with_sockets(a_watch_is_called_while_its_descriptor_is_readable),
		with_sockets(a_watch_that_ends_itself_releases_its_data_afterwards),
		with_sockets(a_task_of_an_ended_watch_does_not_run),
		with_sockets(writable_and_readable_are_reported_together),
		with_sockets(a_hangup_is_reported),
		with_sockets(a_descriptor_that_cannot_be_polled_is_refused_and_its_data_released),
		with_sockets(a_descriptor_has_one_watch_and_can_be_watched_again),
		with_sockets(a_closed_descriptor_can_be_reused_after_unwatch),
		with_sockets(an_abort_ends_the_watch));
}
