/* SPDX-License-Identifier: MIT */
/*
 * Ports of descriptors: messages split anywhere, bounds on both sides, ends of every kind, and a
 * real child process. A socket pair within the process responds at once, so virtual time suffices.
 * Where a child must respond, the loop runs until it has.
 */
#include "async_test.h"

#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/io/process.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static oriel_port *ports[2];
static int sockets[2];

static int setup(void **state) {
	ports[0] = ports[1] = NULL;
	return loop_setup(state);
}

static int teardown(void **state) {
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
	loop_teardown(state);
	assert_order(&order, "");
	return 0;
}

static void on_message(oriel_event *event, void *name) {
	const struct oriel_bytes *bytes = oriel_message_bytes(event);
	if (bytes->length > 20)
		order_add(&order, "%s hears %zu bytes", (const char *)name, bytes->length);
	else
		order_add(&order, "%s hears %.*s", (const char *)name, (int)bytes->length, bytes->data);
}

static void on_close(oriel_event *event, void *name) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "%s: close", (const char *)name);
	if (error != NULL)
		order_add(&order, "%s", oriel_status_name(error->code));
	oriel_loop_quit(loop, 0);
}

static void on_drain(oriel_event *event, void *name) {
	order_add(&order, "%s: drain", (const char *)name);
}

static void listen_to_port(oriel_port *port, const char *name) {
	oriel_listen(port, "message", on_message, (void *)name);
	oriel_listen(port, "close", on_close, (void *)name);
	oriel_listen(port, "drain", on_drain, (void *)name);
	oriel_port_start(port);
}

static void pair(void) {
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
}

static void two_ports(void) {
	pair();
	for (int i = 0; i < 2; i++) {
		ports[i] = oriel_port_new_fd(sockets[i], sockets[i]);
		assert_non_null(ports[i]);
	}
	listen_to_port(ports[0], "a");
	listen_to_port(ports[1], "b");
}

/* The other end is the test's own descriptor, sockets[1]. */
static void one_port(void) {
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 2, .max_bytes = 100);
	listen_to_port(ports[0], "a");
}

static struct oriel_payload bytes(const char *text) {
	return oriel_bytes_payload(oriel_bytes_new(text, strlen(text)));
}

static struct oriel_payload zeros(size_t count) {
	char *memory = calloc(1, count);
	return oriel_bytes_payload(
		oriel_bytes_new_shared(memory, count, oriel_owned(memory, free)));
}

static void say(const char *data, size_t size) {
	assert_int_equal(write(sockets[1], data, size), size);
	oriel_loop_advance(loop, 0);
}

static void messages_cross_in_order(void **state) {
	two_ports();
	oriel_port_send(ports[0], bytes("one"));
	oriel_port_send(ports[0], bytes(""));
	oriel_port_send(ports[0], zeros(1000000));
	oriel_port_send(ports[1], bytes("back"));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears one, b hears , a hears back, b hears 1000000 bytes");
}

static void a_payload_that_is_not_bytes_is_refused(void **state) {
	oriel_port *others[2];
	oriel_channel_new(others);
	two_ports();
	assert_int_equal(oriel_port_send(ports[0], oriel_borrowed(&order)),
		ORIEL_DATA_CLONE_ERROR);
	assert_int_equal(
		oriel_port_send(ports[0], oriel_detached_port_payload(oriel_port_detach(others[1]))),
		ORIEL_DATA_CLONE_ERROR);
	oriel_port_unref(others[0]);
}

static void a_message_may_arrive_byte_by_byte(void **state) {
	static const char stream[] = "\x03\0\0\0one\0\0\0\0\x05\0\0\0three";
	one_port();
	for (size_t i = 0; i < sizeof(stream) - 1; i++)
		say(stream + i, 1);
	assert_order(&order, "a hears one, a hears , a hears three");
	close(sockets[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
	assert_true(oriel_port_is_closed(ports[0]));
}

static void an_end_of_the_input_within_a_message_is_reported(void **state) {
	one_port();
	say("\x03\0\0\0one\x03\0\0\0tw", 13);
	close(sockets[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a hears one, a: close, SyntaxError");
}

static void an_end_of_the_input_within_a_length_is_reported(void **state) {
	one_port();
	say("\x03\0", 2);
	close(sockets[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close, SyntaxError");
}

static void too_large_a_message_closes_the_port(void **state) {
	one_port();
	say("\x03\0\0\0one\x65\0\0\0", 11);
	assert_order(&order, "a hears one, a: close, QuotaExceededError");
	close(sockets[1]);
}

static void too_large_a_message_is_not_sent(void **state) {
	one_port();
	assert_int_equal(oriel_port_send(ports[0], zeros(101)), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_port_send(ports[0], zeros(100)), ORIEL_OK);
	oriel_loop_advance(loop, 0);
	close(sockets[1]);
	oriel_loop_advance(loop, 0); /* the sent message was not read */
	assert_order(&order, "a: close, NetworkError");
}

static void an_unread_port_refuses_messages_and_drains_later(void **state) {
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 2);
	listen_to_port(ports[0], "a");
	/* More than the socket accepts. */
	assert_int_equal(oriel_port_send(ports[0], zeros(2000000)), ORIEL_OK);
	assert_int_equal(oriel_port_room(ports[0]), 1);
	assert_int_equal(oriel_port_send(ports[0], zeros(21)), ORIEL_OK);
	assert_int_equal(oriel_port_send(ports[0], zeros(5)), ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_loop_advance(loop, 0);
	assert_int_equal(oriel_port_room(ports[0]), 0);
	assert_order(&order, "");
	ports[1] = oriel_port_new_fd(sockets[1], sockets[1]);
	listen_to_port(ports[1], "b");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: drain, b hears 2000000 bytes, b hears 21 bytes");
	assert_int_equal(oriel_port_room(ports[0]), 2);
}

static void the_oldest_message_is_dropped_unless_it_is_being_written(void **state) {
	pair();
	ports[0] = oriel_port_new_fd(
		sockets[0], sockets[0], .limit = 2, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	oriel_port_send(ports[0], zeros(2000000));
	oriel_loop_advance(loop, 0);
	oriel_port_send(ports[0], bytes("old"));
	oriel_port_send(ports[0], bytes("new"));
	ports[1] = oriel_port_new_fd(sockets[1], sockets[1]);
	listen_to_port(ports[1], "b");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 2000000 bytes, b hears new");
}

/* Messages that were read wait in the port, and the rest in the socket. */
static void a_port_that_is_not_started_reads_up_to_its_limit(void **state) {
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 3);
	for (int i = 0; i < 8; i++) {
		char message[] = "\x01\0\0\0a";
		message[4] = (char)('a' + i);
		say(message, 5);
	}
	listen_to_port(ports[0], "a");
	oriel_loop_advance(loop, 0);
	assert_order(&order,
		"a hears a, a hears b, a hears c, a hears d, a hears e, a hears f, a hears g, a hears h");
	close(sockets[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
}

static void messages_read_at_once_are_bounded(void **state) {
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 2);
	say("\1\0\0\0a\1\0\0\0b\1\0\0\0c\1\0\0\0d\1\0\0\0e", 25);
	close(sockets[1]);
	listen_to_port(ports[0], "a");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a hears a, a hears b, a hears c, a hears d, a hears e, a: close");
}

static void closing_writes_all_accepted_messages(void **state) {
	two_ports();
	oriel_port_send(ports[0], zeros(2000000));
	oriel_port_send(ports[0], bytes("last"));
	oriel_port_close(ports[0]);
	assert_int_equal(oriel_port_send(ports[0], bytes("late")), ORIEL_INVALID_STATE_ERROR);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 2000000 bytes, b hears last, b: close");
}

static void unread_messages_are_dropped_after_the_linger_time(void **state) {
	one_port();
	oriel_port_unref(ports[0]);
	close(sockets[1]);
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .linger_ms = 100);
	oriel_port_send(ports[0], zeros(2000000));
	oriel_port_send(ports[0], bytes("last"));
	oriel_port_close(ports[0]);
	oriel_loop_advance(loop, 99);
	expect_log("2 messages were not read by the other process in time");
	oriel_loop_advance(loop, 1);
	close(sockets[1]);
}

static void the_end_of_the_loop_writes_what_the_descriptor_accepts(void **state) {
	pair();
	char heard[16] = { 0 };
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0]);
	oriel_port_send(ports[0], bytes("last"));
	oriel_loop_destroy(loop);
	oriel_port_unref(ports[0]);
	assert_int_equal(read(sockets[1], heard, sizeof(heard)), 8);
	assert_memory_equal(heard, "\x04\0\0\0last", 8);
	close(sockets[1]);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	ports[0] = NULL;
}

/* Each message begins with its number and is filled with it. */
enum { NUMBERED = 400 };
static unsigned next_sent, next_heard;

static size_t numbered_length(unsigned number) {
	return sizeof(number) + number * 7919u % (number % 10 == 0 ? 300000 : 300);
}

static void send_numbered(void) {
	while (next_sent < NUMBERED && oriel_port_room(ports[0]) > 0) {
		char *memory = malloc(numbered_length(next_sent));
		memset(memory, (int)(next_sent & 0xff), numbered_length(next_sent));
		memcpy(memory, &next_sent, sizeof(next_sent));
		oriel_port_send(ports[0],
			oriel_bytes_payload(oriel_bytes_new_shared(
				memory, numbered_length(next_sent), oriel_owned(memory, free))));
		next_sent++;
	}
}

static void send_on_drain(oriel_event *event, void *data) {
	send_numbered();
}

static void check_numbered(oriel_event *event, void *data) {
	const struct oriel_bytes *message = oriel_message_bytes(event);
	assert_int_equal(message->length, numbered_length(next_heard));
	assert_memory_equal(message->data, &next_heard, sizeof(next_heard));
	for (size_t i = sizeof(next_heard); i < message->length; i++)
		assert_int_equal((unsigned char)message->data[i], next_heard & 0xff);
	next_heard++;
}

static void messages_of_all_sizes_arrive_complete_under_pressure(void **state) {
	pair();
	next_sent = next_heard = 0;
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 7);
	ports[1] = oriel_port_new_fd(sockets[1], sockets[1], .limit = 3);
	oriel_listen(ports[0], "drain", send_on_drain, NULL);
	oriel_listen(ports[1], "message", check_numbered, NULL);
	oriel_port_start(ports[1]);
	send_numbered();
	oriel_loop_advance(loop, 0);
	assert_int_equal(next_sent, NUMBERED);
	assert_int_equal(next_heard, NUMBERED);
}

static int signals;

static void on_sigpipe(int signal) {
	signals++;
}

/* ports[0] reads from one pipe and writes to the other. */
static void two_pipes(int far[2]) {
	int there[2], back[2];
	assert_int_equal(pipe(there), 0);
	assert_int_equal(pipe(back), 0);
	ports[0] = oriel_port_new_fd(back[0], there[1]);
	far[0] = there[0];
	far[1] = back[1];
	listen_to_port(ports[0], "a");
}

static void pipes_carry_messages(void **state) {
	int far[2];
	two_pipes(far);
	ports[1] = oriel_port_new_fd(far[0], far[1]);
	listen_to_port(ports[1], "b");
	oriel_port_send(ports[0], bytes("there"));
	oriel_port_send(ports[1], bytes("back"));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears there, a hears back");
}

static void a_pipe_without_a_reader_raises_no_signal(void **state) {
	int far[2];
	struct sigaction action = { .sa_handler = on_sigpipe }, old;
	sigaction(SIGPIPE, &action, &old);
	two_pipes(far);
	close(far[0]);
	oriel_port_send(ports[0], bytes("lost"));
	oriel_loop_advance(loop, 0);
	assert_int_equal(oriel_port_send(ports[0], bytes("late")), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_port_room(ports[0]), 0);
	assert_order(&order, "");
	close(far[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
	assert_int_equal(signals, 0);
	/* A signal raised elsewhere must arrive. */
	raise(SIGPIPE);
	assert_int_equal(signals, 1);
	sigaction(SIGPIPE, &old, NULL);
}

static void a_socket_without_a_reader_raises_no_signal(void **state) {
	one_port();
	close(sockets[1]);
	oriel_port_send(ports[0], bytes("lost"));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
}

static void a_descriptor_that_cannot_be_polled_is_refused_and_closed(void **state) {
	int fd = open("/proc/self/exe", O_RDONLY);
	expect_log("cannot be watched");
	assert_null(oriel_port_new_fd(fd, fd));
	expect_log("cannot be");
	assert_null(oriel_port_new_fd(fd, fd));
	pair();
	expect_log("cannot be watched");
	assert_null(oriel_port_new_fd(sockets[0], 250));
	close(sockets[1]);
}

static void an_abort_closes_the_port(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	pair();
	ports[0] = oriel_port_new_fd(
		sockets[0], sockets[0], .signal = oriel_abort_controller_signal(controller));
	ports[1] = oriel_port_new_fd(sockets[1], sockets[1]);
	listen_to_port(ports[1], "b");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_true(oriel_port_is_closed(ports[0]));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b: close");
	pair();
	assert_null(oriel_port_new_fd(
		sockets[0], sockets[0], .signal = oriel_abort_controller_signal(controller)));
	close(sockets[1]);
	oriel_abort_controller_destroy(controller);
}

static void close_in_listener(oriel_event *event, void *data) {
	on_message(event, "a");
	oriel_port_close(ports[0]);
}

static void a_listener_closes_its_port(void **state) {
	pair();
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .limit = 1);
	oriel_listen(ports[0], "message", close_in_listener, NULL);
	oriel_port_start(ports[0]);
	say("\1\0\0\0a\1\0\0\0b", 10);
	assert_order(&order, "a hears a");
	close(sockets[1]);
}

/* The same program for every kind of other end. */
static void ask(oriel_port *port) {
	assert_int_equal(oriel_port_send(port, bytes("question")), ORIEL_OK);
}

static void answer(oriel_event *event, void *data) {
	on_message(event, "other");
	oriel_port_send((oriel_port *)data, bytes("answer"));
}

static void one_program_works_with_every_kind_of_port(void **state) {
	for (int kind = 0; kind < 2; kind++) {
		if (kind == 0) {
			oriel_channel_new(ports);
		} else {
			pair();
			ports[0] = oriel_port_new_fd(sockets[0], sockets[0]);
			ports[1] = oriel_port_new_fd(sockets[1], sockets[1]);
		}
		listen_to_port(ports[0], "this");
		oriel_listen(ports[1], "message", answer, ports[1]);
		oriel_port_start(ports[1]);
		ask(ports[0]);
		oriel_loop_advance(loop, 0);
		assert_order(&order, "other hears question, this hears answer");
		oriel_port_unref(ports[0]);
		oriel_port_unref(ports[1]);
	}
	ports[0] = ports[1] = NULL;
	oriel_loop_advance(loop, 0);
}

/* ---- Child processes ---- */

static pid_t child;

static void start_child(const char *what, size_t max_bytes) {
	posix_spawn_file_actions_t actions;
	char *arguments[] = { PORT_PEER, (char *)what, NULL };
	pair();
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, sockets[1], 3);
	assert_int_equal(posix_spawn(&child, PORT_PEER, &actions, NULL, arguments, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(sockets[1]);
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0], .max_bytes = max_bytes);
	listen_to_port(ports[0], "a");
}

static void quit_on_message(oriel_event *event, void *data) {
	oriel_loop_quit(loop, 0);
}

static void wait_for_child(int expected) {
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, expected);
}

static void a_child_replies(void **state) {
	start_child("echo", 0);
	oriel_listen(ports[0], "message", quit_on_message, NULL);
	oriel_port_send(ports[0], bytes("hello"));
	oriel_loop_run(loop);
	oriel_port_send(ports[0], zeros(3000000));
	oriel_loop_run(loop);
	assert_order(&order, "a hears hello, a hears 3000000 bytes");
	oriel_port_close(ports[0]);
	oriel_loop_advance(loop, 0);
	wait_for_child(0);
}

static void a_child_of_oriel_process_replies(void **state) {
	const char *const arguments[] = { PORT_PEER, "child", NULL };
	oriel_process *process = oriel_process_new(arguments, .port = true);
	int fd = oriel_process_take_port_fd(process);
	ports[0] = oriel_port_new_fd(fd, fd);
	listen_to_port(ports[0], "a");
	oriel_listen(ports[0], "message", quit_on_message, NULL);
	oriel_listen_at(ORIEL_SITE, oriel_process_target(process), "exit", quit_on_message, NULL, NULL);
	oriel_port_send(ports[0], bytes("hello"));
	oriel_loop_run(loop);
	assert_order(&order, "a hears hello");
	oriel_port_close(ports[0]);
	oriel_loop_run(loop);
	assert_int_equal(oriel_process_exit(process)->code, 0);
	oriel_process_destroy(process);
}

static void a_child_killed_within_a_message_is_reported(void **state) {
	start_child("half", 0);
	oriel_listen(ports[0], "message", quit_on_message, NULL);
	oriel_loop_run(loop);
	kill(child, SIGKILL);
	oriel_loop_run(loop);
	assert_order(&order, "a hears ready, a: close, SyntaxError");
	wait_for_child(SIGKILL);
}

static void a_child_that_announces_a_huge_message_is_disconnected(void **state) {
	start_child("huge", UINT32_MAX - 1);
	oriel_loop_run(loop);
	assert_order(&order, "a: close, QuotaExceededError");
	wait_for_child(0);
}

static void wrong_calls_are_reported(void **state) {
	pair();
	assert_breaks("a message has up to",
		oriel_port_new_fd(sockets[0], sockets[0], .max_bytes = (size_t)UINT32_MAX + 1));
	ports[0] = oriel_port_new_fd(sockets[0], sockets[0]);
	assert_breaks("leads to another process", oriel_port_detach(ports[0]));
	close(sockets[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	oriel_loop_destroy(oriel_loop_new()); /* libuv keeps two descriptors for the process */
	return RUN_TESTS(
		TEST(messages_cross_in_order),
		TEST(a_payload_that_is_not_bytes_is_refused),
		TEST(a_message_may_arrive_byte_by_byte),
		TEST(an_end_of_the_input_within_a_message_is_reported),
		TEST(an_end_of_the_input_within_a_length_is_reported),
		TEST(too_large_a_message_closes_the_port),
		TEST(too_large_a_message_is_not_sent),
		TEST(an_unread_port_refuses_messages_and_drains_later),
		TEST(the_oldest_message_is_dropped_unless_it_is_being_written),
		TEST(a_port_that_is_not_started_reads_up_to_its_limit),
		TEST(messages_read_at_once_are_bounded),
		TEST(closing_writes_all_accepted_messages),
		TEST(unread_messages_are_dropped_after_the_linger_time),
		TEST(the_end_of_the_loop_writes_what_the_descriptor_accepts),
		TEST(messages_of_all_sizes_arrive_complete_under_pressure),
		TEST(pipes_carry_messages),
		TEST(a_pipe_without_a_reader_raises_no_signal),
		TEST(a_socket_without_a_reader_raises_no_signal),
		TEST(a_descriptor_that_cannot_be_polled_is_refused_and_closed),
		TEST(an_abort_closes_the_port),
		TEST(a_listener_closes_its_port),
		TEST(one_program_works_with_every_kind_of_port),
		TEST(a_child_replies),
		TEST(a_child_of_oriel_process_replies),
		TEST(a_child_killed_within_a_message_is_reported),
		TEST(a_child_that_announces_a_huge_message_is_disconnected),
		TEST(wrong_calls_are_reported));
}
