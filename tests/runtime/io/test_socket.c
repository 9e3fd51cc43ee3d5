/* SPDX-License-Identifier: MIT */
/*
 * Connections and servers, on loopback and Unix sockets: connecting, accepting with backpressure,
 * addresses, resets, many connections at once, and the end at every stage.
 */
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/target.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static oriel_server *server;
static oriel_stream *taken[1024];
static size_t taken_count;
static char directory[] = "/tmp/oriel-socket-XXXXXX";
static char path[64];

static int setup(void **state) {
	taken_count = 0;
	return loop_setup(state);
}

static void note_server(oriel_event *event, void *data) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "server %s",
		error != NULL ? oriel_status_name(error->code) : oriel_event_type(event));
}

static void take(oriel_event *event, void *data) {
	oriel_stream *stream = oriel_server_take(server);
	assert_non_null(stream);
	assert_null(oriel_server_take(server));
	taken[taken_count++] = stream;
}

static void listen_tcp(void) {
	server = oriel_server_listen("127.0.0.1", 0);
	oriel_listen(server, "connection", take, NULL);
	assert_true(oriel_server_is_listening(server));
}

static oriel_stream *connect_to_server(const char *name) {
	oriel_stream *stream = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
	if (name != NULL)
		io_note_events(stream, name);
	return stream;
}

static void destroy_taken(void) {
	for (size_t i = 0; i < taken_count; i++)
		oriel_stream_destroy(taken[i]);
}

/* ---- TCP ---- */

static void both_ends_of_a_connection_send_and_receive(void **state) {
	listen_tcp();
	oriel_stream *client = connect_to_server("client");
	oriel_stream_write(client, "early", 5);
	oriel_loop_settle(loop);
	assert_order(&order, "client open");
	assert_int_equal(taken_count, 1);
	io_note_events(taken[0], "peer");
	oriel_stream_request(taken[0], ORIEL_STREAM_UNLIMITED);
	oriel_stream_request(client, ORIEL_STREAM_UNLIMITED);
	oriel_stream_write(taken[0], "answer", 6);
	oriel_stream_end(client);
	oriel_loop_settle(loop);
	oriel_stream_end(taken[0]);
	oriel_loop_settle(loop);
	assert_order(&order,
		"peer data early, client data answer, peer end, peer close, client end, client close");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void addresses_are_text(void **state) {
	char expected[64];
	listen_tcp();
	oriel_stream *client = connect_to_server(NULL);
	assert_null(oriel_socket_local_address(client));
	oriel_loop_settle(loop);
	snprintf(expected, sizeof(expected), "127.0.0.1:%u", oriel_server_port(server));
	assert_string_equal(oriel_server_address(server), expected);
	assert_string_equal(oriel_socket_remote_address(client), expected);
	assert_string_equal(oriel_socket_local_address(taken[0]), expected);
	assert_string_equal(oriel_socket_remote_address(taken[0]), oriel_socket_local_address(client));
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void ipv6_has_brackets(void **state) {
	char expected[64];
	server = oriel_server_listen("::1", 0);
	oriel_listen(server, "connection", take, NULL);
	if (!oriel_server_is_listening(server)) {
		io_note_promise(oriel_server_opened(server), "no IPv6 here");
		oriel_loop_settle(loop);
		oriel_server_destroy(server);
		return;
	}
	oriel_stream *client = oriel_socket_connect("::1", oriel_server_port(server));
	oriel_loop_settle(loop);
	snprintf(expected, sizeof(expected), "[::1]:%u", oriel_server_port(server));
	assert_string_equal(oriel_socket_remote_address(client), expected);
	assert_int_equal(taken_count, 1);
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void a_name_is_looked_up(void **state) {
	server = oriel_server_listen("localhost", 0);
	oriel_listen(server, "connection", take, NULL);
	oriel_listen(server, "open", note_server, NULL);
	assert_null(oriel_server_address(server));
	oriel_loop_settle(loop);
	assert_order(&order, "server open");
	oriel_stream *client = oriel_socket_connect("localhost", oriel_server_port(server));
	io_note_promise(oriel_stream_opened(client), "opened");
	oriel_loop_settle(loop);
	assert_order(&order, "opened ok");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void each_address_of_a_name_is_tried(void **state) {
	listen_tcp(); /* listens at one of the addresses of localhost */
	oriel_stream *client = oriel_socket_connect("localhost", oriel_server_port(server));
	io_note_events(client, "client");
	oriel_loop_settle(loop);
	assert_order(&order, "client open");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void a_server_without_a_host_takes_any_address(void **state) {
	server = oriel_server_listen(NULL, 0);
	oriel_listen(server, "connection", take, NULL);
	oriel_stream *client = connect_to_server("client");
	oriel_loop_settle(loop);
	assert_order(&order, "client open");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void connecting_without_a_listener_fails(void **state) {
	listen_tcp();
	unsigned port = oriel_server_port(server);
	oriel_server_destroy(server);
	oriel_stream *client = oriel_socket_connect("127.0.0.1", port);
	io_note_events(client, "client");
	oriel_stream_write(client, "x", 1);
	io_note_promise(oriel_stream_opened(client), "opened");
	oriel_loop_settle(loop);
	assert_order(&order, "opened NetworkError, client error NetworkError, client close");
	oriel_stream_destroy(client);
}

static void an_unknown_name_is_not_found(void **state) {
	expect_log("cannot look up no such host");
	oriel_stream *client = oriel_socket_connect("no such host", 80);
	oriel_loop_settle(loop);
	assert_int_equal(oriel_stream_state(client), ORIEL_STREAM_CLOSED);
	oriel_stream_destroy(client);
}

static void the_error_names_a_port_in_use(void **state) {
	listen_tcp();
	oriel_server *second = oriel_server_listen("127.0.0.1", oriel_server_port(server));
	oriel_listen(second, "error", note_server, NULL);
	assert_false(oriel_server_is_listening(second));
	io_note_promise(oriel_server_opened(second), "opened");
	oriel_loop_settle(loop);
	assert_order(&order, "opened InvalidStateError, server InvalidStateError");
	oriel_server_destroy(second);

	second = oriel_server_listen("127.0.0.1", oriel_server_port(server));
	expect_log("another program listens there");
	oriel_loop_settle(loop);
	oriel_server_destroy(second);
	oriel_server_destroy(server);
}

static void an_untaken_connection_waits_and_delays_others(void **state) {
	server = oriel_server_listen("127.0.0.1", 0);
	oriel_listen(server, "connection", note_server, NULL);
	oriel_stream *clients[3];
	for (int i = 0; i < 3; i++)
		clients[i] = connect_to_server(NULL);
	oriel_loop_settle(loop);
	assert_order(&order, "server connection");
	for (int i = 0; i < 3; i++) {
		oriel_stream *stream = oriel_server_take(server);
		assert_non_null(stream);
		oriel_stream_destroy(stream);
		assert_null(oriel_server_take(server));
		oriel_loop_settle(loop);
	}
	assert_order(&order, "server connection, server connection");
	for (int i = 0; i < 3; i++)
		oriel_stream_destroy(clients[i]);
	oriel_server_destroy(server);
}

static void a_server_limits_its_open_connections(void **state) {
	server = oriel_server_listen("127.0.0.1", 0, .max_connections = 2);
	oriel_listen(server, "connection", take, NULL);
	oriel_stream *clients[4];
	for (int i = 0; i < 4; i++)
		clients[i] = connect_to_server(NULL);
	oriel_loop_settle(loop);
	assert_int_equal(taken_count, 2);
	oriel_stream_destroy(taken[0]);
	taken[0] = NULL;
	oriel_loop_settle(loop);
	assert_int_equal(taken_count, 3);
	oriel_stream_destroy(taken[1]);
	taken[1] = NULL;
	oriel_loop_settle(loop);
	assert_int_equal(taken_count, 4);
	for (int i = 0; i < 4; i++)
		oriel_stream_destroy(clients[i]);
	oriel_server_destroy(server);
	destroy_taken();
}

static void promises_of_connections_are_fulfilled_in_order(void **state) {
	server = oriel_server_listen("127.0.0.1", 0);
	oriel_listen(server, "connection", note_server, NULL);
	io_note_promise(oriel_server_connection(server), "first");
	io_note_promise(oriel_server_connection(server), "second");
	oriel_stream *clients[2];
	for (int i = 0; i < 2; i++)
		clients[i] = connect_to_server(NULL);
	oriel_loop_settle(loop);
	assert_order(&order, "first ok");
	oriel_stream_destroy(oriel_server_take(server));
	oriel_loop_settle(loop);
	assert_order(&order, "second ok");
	io_note_promise(oriel_server_connection(server), "third");
	oriel_stream_destroy(oriel_server_take(server));
	io_note_promise(oriel_server_connection(server), "fourth");
	oriel_server_destroy(server);
	oriel_loop_settle(loop);
	assert_order(&order, "third ok, fourth AbortError");
	for (int i = 0; i < 2; i++)
		oriel_stream_destroy(clients[i]);
}

static void destroy_server(oriel_event *event, void *data) {
	oriel_server_destroy(server);
	server = NULL;
}

static void a_server_may_be_destroyed_in_its_events(void **state) {
	server = oriel_server_listen("127.0.0.1", 0);
	oriel_listen(server, "connection", destroy_server, NULL);
	oriel_stream *client = connect_to_server("client");
	oriel_stream_request(client, 10);
	oriel_loop_settle(loop);
	assert_null(server);
	assert_order(&order, "client open, client end");
	oriel_stream_destroy(client);

	listen_tcp();
	oriel_listen(server, "connection", destroy_server, NULL);
	client = connect_to_server("client");
	oriel_loop_settle(loop);
	assert_null(server);
	assert_int_equal(taken_count, 1);
	oriel_stream_write(taken[0], "still", 5);
	oriel_stream_request(client, 10);
	oriel_loop_settle(loop);
	assert_order(&order, "client open, client data still");
	oriel_stream_destroy(client);
	destroy_taken();
}

static void a_reset_is_an_error(void **state) {
	listen_tcp();
	oriel_stream *client = connect_to_server(NULL);
	oriel_loop_settle(loop);
	io_note_events(taken[0], "peer");
	oriel_stream_request(taken[0], 10);
	/* Destroying a stream with unread bytes resets the connection. */
	oriel_stream_write(taken[0], "unread", 6);
	oriel_loop_settle(loop);
	oriel_stream_destroy(client);
	oriel_loop_settle(loop);
	assert_order(&order, "peer error NetworkError, peer close");
	destroy_taken();
	oriel_server_destroy(server);
}

static void an_abort_ends_a_connection_at_every_stage(void **state) {
	for (int stage = 0; stage < 5; stage++) {
		oriel_abort_controller *controller = oriel_abort_controller_new();
		listen_tcp();
		oriel_stream *client = oriel_socket_connect(stage == 0 ? "localhost" : "127.0.0.1",
			oriel_server_port(server), .signal = oriel_abort_controller_signal(controller));
		oriel_promise_unref(oriel_stream_opened(client));
		for (int i = 1; i < stage; i++)
			oriel_loop_step(loop);
		if (stage == 4)
			oriel_loop_settle(loop);
		oriel_promise_unref(oriel_stream_read(client, 10));
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		assert_int_equal(oriel_stream_state(client), ORIEL_STREAM_CLOSED);
		oriel_loop_settle(loop);
		oriel_stream_destroy(client);
		oriel_server_destroy(server);
		destroy_taken();
		taken_count = 0;
		oriel_abort_controller_destroy(controller);
	}
}

static void a_timeout_signal_limits_the_time_of_a_read(void **state) {
	listen_tcp();
	oriel_stream *client = connect_to_server(NULL);
	oriel_loop_settle(loop);
	oriel_abort_signal *signal = oriel_abort_signal_new_timeout(100);
	io_note_promise(oriel_stream_read(client, 1, .signal = signal), "read");
	oriel_loop_advance(loop, 99);
	assert_order(&order, "");
	oriel_loop_advance(loop, 1);
	assert_order(&order, "read TimeoutError");
	oriel_abort_signal_unref(signal);
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void a_thousand_connections_work_at_once(void **state) {
	enum { COUNT = 1000 };
	static oriel_stream *clients[COUNT];
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	size_t count = limit.rlim_cur > 2 * COUNT + 100 ? COUNT : (limit.rlim_cur - 100) / 2;
	listen_tcp();
	for (size_t i = 0; i < count; i++) {
		clients[i] = connect_to_server(NULL);
		oriel_stream_write(clients[i], "ping", 4);
		oriel_stream_end(clients[i]);
		if (i % 100 == 99)
			oriel_loop_settle(loop);
	}
	oriel_loop_settle(loop);
	assert_int_equal(taken_count, count);
	for (size_t i = 0; i < count; i++)
		oriel_promise_unref(oriel_stream_pipe(taken[i], taken[i]));
	for (size_t i = 0; i < count; i++)
		io_note_length(oriel_stream_read_all(clients[i], 100), "");
	for (size_t i = 0; i < count; i++) {
		oriel_loop_settle(loop);
		order = (struct order){ 0 };
	}
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(oriel_stream_state(clients[i]), ORIEL_STREAM_CLOSED);
		oriel_stream_destroy(clients[i]);
	}
	destroy_taken();
	oriel_server_destroy(server);
}

static void without_descriptors_a_server_retries_after_a_second(void **state) {
	struct rlimit limit, low;
	listen_tcp();
	oriel_listen(server, "error", note_server, NULL);
	oriel_stream *client = connect_to_server(NULL);
	getrlimit(RLIMIT_NOFILE, &limit);
	low = limit;
	low.rlim_cur = (rlim_t)dup(0);
	close((int)low.rlim_cur);
	setrlimit(RLIMIT_NOFILE, &low);
	oriel_loop_settle(loop);
	setrlimit(RLIMIT_NOFILE, &limit);
	assert_int_equal(taken_count, 0);
	oriel_loop_advance(loop, 999);
	assert_int_equal(taken_count, 0);
	oriel_loop_advance(loop, 1);
	assert_int_equal(taken_count, 1);
	assert_order(&order, "server QuotaExceededError");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void the_end_of_the_loop_ends_remaining_objects(void **state) {
	listen_tcp();
	connect_to_server(NULL);
	oriel_loop_settle(loop);
	connect_to_server(NULL);
	oriel_socket_connect("localhost", 9);
}

/* ---- Unix sockets ---- */

static int unix_setup(void **state) {
	setup(state);
	strcpy(directory, "/tmp/oriel-socket-XXXXXX");
	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/socket", directory);
	return 0;
}

static int unix_teardown(void **state) {
	unlink(path);
	assert_int_equal(rmdir(directory), 0);
	return loop_teardown(state);
}

static void talk_over(const char *at) {
	server = oriel_server_listen_unix(at);
	oriel_listen(server, "connection", take, NULL);
	oriel_stream *client = oriel_socket_connect_unix(at);
	io_note_events(client, "client");
	oriel_loop_settle(loop);
	assert_int_equal(taken_count, 1);
	assert_string_equal(oriel_server_address(server), at);
	assert_string_equal(oriel_socket_remote_address(client), at);
	assert_string_equal(oriel_socket_local_address(client), "");
	oriel_stream_write(taken[0], "hello", 5);
	oriel_stream_request(client, 10);
	oriel_loop_settle(loop);
	assert_order(&order, "client open, client data hello");
	oriel_stream_destroy(client);
	destroy_taken();
	oriel_server_destroy(server);
}

static void the_file_of_a_unix_socket_is_removed_with_its_server(void **state) {
	talk_over(path);
	assert_int_equal(access(path, F_OK), -1);
}

static void an_abstract_socket_has_no_file(void **state) {
	char name[64];
	snprintf(name, sizeof(name), "@oriel-test-%d", (int)getpid());
	talk_over(name);
}

static void leave_stale_socket(void) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	strcpy(address.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
}

static void a_stale_socket_is_replaced(void **state) {
	leave_stale_socket();
	talk_over(path);
}

static void a_socket_in_use_and_a_plain_file_are_not_replaced(void **state) {
	server = oriel_server_listen_unix(path);
	oriel_server *second = oriel_server_listen_unix(path);
	oriel_listen(second, "error", note_server, NULL);
	oriel_loop_settle(loop);
	assert_order(&order, "server InvalidStateError");
	oriel_server_destroy(second);
	assert_int_equal(access(path, F_OK), 0);
	oriel_server_destroy(server);

	fclose(fopen(path, "w"));
	second = oriel_server_listen_unix(path);
	oriel_listen(second, "error", note_server, NULL);
	oriel_loop_settle(loop);
	assert_order(&order, "server InvalidStateError");
	oriel_server_destroy(second);
	assert_int_equal(access(path, F_OK), 0);
}

static void a_server_removes_only_its_own_file(void **state) {
	server = oriel_server_listen_unix(path);
	unlink(path);
	leave_stale_socket();
	oriel_server_destroy(server);
	assert_int_equal(access(path, F_OK), 0);
}

static void a_missing_or_long_path_is_an_error(void **state) {
	char too_long[200];
	oriel_stream *client = oriel_socket_connect_unix(path);
	io_note_promise(oriel_stream_opened(client), "absent");
	oriel_loop_settle(loop);
	oriel_stream_destroy(client);
	memset(too_long, 'x', sizeof(too_long));
	too_long[sizeof(too_long) - 1] = '\0';
	client = oriel_socket_connect_unix(too_long);
	io_note_promise(oriel_stream_opened(client), "long");
	server = oriel_server_listen_unix("");
	io_note_promise(oriel_server_opened(server), "empty");
	oriel_loop_settle(loop);
	assert_order(&order, "absent NotFoundError, long TypeError, empty TypeError");
	oriel_stream_destroy(client);
	oriel_server_destroy(server);
}

/* ---- The order of close, beside Node.js's ---- */

static void say(void *text) {
	order_add(&order, "%s", (const char *)text);
}

/* The phases that follow an event; for the order of `close`, see docs/runtime/streams.md. */
static void follow(const char *tick, const char *microtask, const char *immediate) {
	oriel_next_tick(say, (void *)tick);
	oriel_queue_microtask(say, (void *)microtask);
	oriel_set_immediate(say, (void *)immediate);
}

static void on_end_follow(oriel_event *event, void *data) {
	say("end");
	follow("tick of end", "microtask of end", "immediate of end");
	oriel_stream_end(data);
}

static void on_close_follow(oriel_event *event, void *data) {
	say("close");
	oriel_next_tick(say, "tick of close");
}

static void on_error_follow(oriel_event *event, void *data) {
	say("error");
	follow("tick of error", "microtask of error", "immediate of error");
}

static oriel_stream *client_with_phases(unsigned port) {
	oriel_stream *client = oriel_socket_connect("127.0.0.1", port);
	oriel_listen(client, "end", on_end_follow, client);
	oriel_listen(client, "error", on_error_follow, NULL);
	oriel_listen(client, "close", on_close_follow, NULL);
	oriel_stream_request(client, ORIEL_STREAM_UNLIMITED);
	return client;
}

static void close_follows_the_phases_of_end_and_error(void **state) {
	listen_tcp();
	oriel_stream *client = client_with_phases(oriel_server_port(server));
	oriel_loop_settle(loop);
	oriel_stream_end(taken[0]);
	oriel_loop_settle(loop);
	assert_order(&order,
		"end, tick of end, microtask of end, close, tick of close, immediate of end");
	oriel_stream_destroy(client);
	destroy_taken();
	unsigned port = oriel_server_port(server);
	oriel_server_destroy(server);
	client = client_with_phases(port);
	oriel_loop_settle(loop);
	assert_order(&order,
		"error, tick of error, microtask of error, close, tick of close, immediate of error");
	oriel_stream_destroy(client);
}

/* ---- Descriptors from outside ---- */

static int bound_socket(int type, bool listens) {
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, type, 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	if (listens)
		assert_int_equal(listen(fd, 4), 0);
	return fd;
}

static void serve_descriptor(bool listens) {
	int fd = bound_socket(SOCK_STREAM, listens);
	server = oriel_server_new_fd(fd);
	oriel_listen(server, "open", note_server, NULL);
	oriel_listen(server, "connection", take, NULL);
	assert_true(oriel_server_is_listening(server) && oriel_server_port(server) > 0);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	oriel_stream *client = connect_to_server("client");
	oriel_stream_write(client, "hello", 5);
	oriel_loop_settle(loop);
	assert_order(&order, "server open, client open");
	assert_int_equal(taken_count, 1);
	io_note_events(taken[0], "peer");
	oriel_stream_request(taken[0], ORIEL_STREAM_UNLIMITED);
	oriel_loop_settle(loop);
	assert_order(&order, "peer data hello");
	oriel_stream_destroy(client);
	oriel_loop_settle(loop);
	destroy_taken();
	oriel_server_destroy(server);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	order = (struct order){ 0 };
	taken_count = 0;
}

static void a_server_takes_over_a_descriptor(void **state) {
	serve_descriptor(true);
	serve_descriptor(false);
}

static void a_descriptor_that_is_no_stream_socket_is_refused_and_closed(void **state) {
	int fds[] = { bound_socket(SOCK_DGRAM, false), open("/dev/null", O_RDWR) };
	for (int i = 0; i < 2; i++) {
		server = oriel_server_new_fd(fds[i]);
		assert_false(oriel_server_is_listening(server));
		oriel_listen(server, "error", note_server, NULL);
		oriel_loop_settle(loop);
		oriel_server_destroy(server);
		assert_int_equal(fcntl(fds[i], F_GETFD), -1);
	}
	assert_order(&order, "server OperationError, server OperationError");
	assert_breaks("the descriptor is -1", oriel_server_new_fd(-1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, loop_teardown)
#define UNIX_TEST(name) cmocka_unit_test_setup_teardown(name, unix_setup, unix_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(both_ends_of_a_connection_send_and_receive),
		TEST(addresses_are_text),
		TEST(ipv6_has_brackets),
		TEST(a_name_is_looked_up),
		TEST(each_address_of_a_name_is_tried),
		TEST(a_server_without_a_host_takes_any_address),
		TEST(connecting_without_a_listener_fails),
		TEST(an_unknown_name_is_not_found),
		TEST(the_error_names_a_port_in_use),
		TEST(an_untaken_connection_waits_and_delays_others),
		TEST(a_server_limits_its_open_connections),
		TEST(promises_of_connections_are_fulfilled_in_order),
		TEST(a_server_may_be_destroyed_in_its_events),
		TEST(a_reset_is_an_error),
		TEST(an_abort_ends_a_connection_at_every_stage),
		TEST(a_timeout_signal_limits_the_time_of_a_read),
		TEST(a_thousand_connections_work_at_once),
		TEST(without_descriptors_a_server_retries_after_a_second),
		TEST(the_end_of_the_loop_ends_remaining_objects),
		TEST(close_follows_the_phases_of_end_and_error),
		TEST(a_server_takes_over_a_descriptor),
		TEST(a_descriptor_that_is_no_stream_socket_is_refused_and_closed),
		UNIX_TEST(the_file_of_a_unix_socket_is_removed_with_its_server),
		UNIX_TEST(an_abstract_socket_has_no_file),
		UNIX_TEST(a_stale_socket_is_replaced),
		UNIX_TEST(a_socket_in_use_and_a_plain_file_are_not_replaced),
		UNIX_TEST(a_server_removes_only_its_own_file),
		UNIX_TEST(a_missing_or_long_path_is_an_error));
}
