/* SPDX-License-Identifier: MIT */
/*
 * Streams of descriptors: credit and promises, the write buffer, ending, failing, and aborting and
 * destroying at any point.
 */
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/target.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A stream, and the descriptor of its other end. */
static oriel_stream *stream;
static int other;

/* Returns one end of a socket pair; the other end is stored in other. */
static int open_sockets(void) {
	int fds[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	other = fds[1];
	return fds[0];
}

static void open_pair(void) {
	stream = oriel_stream_new_fd(open_sockets(), .name = "pair");
	io_note_events(stream, "a");
}

static void open_pipe_to_write(void) {
	int fds[2];
	assert_int_equal(pipe(fds), 0);
	stream = oriel_stream_new_fd(fds[1], .side = ORIEL_STREAM_WRITABLE);
	io_note_events(stream, "a");
	other = fds[0];
}

static void send_text(const char *text) {
	assert_int_equal(write(other, text, strlen(text)), strlen(text));
}

static void assert_received(const char *text) {
	char buffer[256];
	assert_int_equal(read(other, buffer, sizeof(buffer)), strlen(text));
	assert_memory_equal(buffer, text, strlen(text));
}

static void close_pair(void) {
	oriel_stream_destroy(stream);
	close(other);
}

/* ---- Reading ---- */

static void data_arrives_up_to_the_credit(void **state) {
	open_pair();
	send_text("hello world");
	oriel_loop_settle(loop);
	assert_order(&order, "a open");
	oriel_stream_request(stream, 5);
	oriel_loop_settle(loop);
	assert_order(&order, "a data hello");
	assert_int_equal(oriel_stream_requested(stream), 0);
	oriel_stream_request(stream, 100);
	oriel_loop_settle(loop);
	assert_order(&order, "a data  world");
	assert_int_equal(oriel_stream_requested(stream), 94);
	close_pair();
}

static void withdrawn_credit_delivers_nothing(void **state) {
	open_pair();
	oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
	oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
	oriel_stream_pause(stream);
	send_text("x");
	oriel_loop_settle(loop);
	assert_order(&order, "a open");
	close_pair();
}

static void reads_are_fulfilled_in_order_before_credit(void **state) {
	open_pair();
	oriel_stream_request(stream, 3);
	io_note_promise(oriel_stream_read(stream, 2), "first");
	io_note_promise(oriel_stream_read(stream, 2), "second");
	send_text("abcdefgh");
	oriel_loop_settle(loop);
	assert_order(&order, "a open, first bytes ab, second bytes cd, a data efg");
	close_pair();
}

static void the_end_is_reported_to_readers_only(void **state) {
	open_pair();
	shutdown(other, SHUT_WR);
	oriel_loop_settle(loop);
	assert_order(&order, "a open");
	io_note_promise(oriel_stream_read(stream, 1), "first");
	io_note_promise(oriel_stream_read(stream, 1), "second");
	oriel_loop_settle(loop);
	assert_order(&order, "first ok, second ok, a end");
	assert_false(oriel_stream_is_readable(stream));
	io_note_promise(oriel_stream_read(stream, 1), "third");
	oriel_loop_settle(loop);
	assert_order(&order, "third ok");
	close_pair();
}

static void a_half_closed_stream_still_works_in_the_other_direction(void **state) {
	open_pair();
	oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
	shutdown(other, SHUT_WR);
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a end");
	oriel_stream_write(stream, "answer", 6);
	oriel_loop_settle(loop);
	assert_received("answer");
	oriel_stream_end(stream);
	oriel_loop_settle(loop);
	assert_order(&order, "a close");
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_CLOSED);
	assert_received("");
	close_pair();
}

static void an_ended_stream_can_still_be_read(void **state) {
	open_pair();
	oriel_stream_write(stream, "question", 8);
	oriel_stream_end(stream);
	oriel_stream_end(stream);
	assert_false(oriel_stream_is_writable(stream));
	oriel_loop_settle(loop);
	assert_received("question");
	assert_received("");
	send_text("answer");
	oriel_stream_request(stream, 100);
	oriel_loop_settle(loop);
	shutdown(other, SHUT_WR);
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a data answer, a end, a close");
	close_pair();
}

static void an_aborted_read_loses_no_bytes(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	open_pair();
	io_note_promise(
		oriel_stream_read(stream, 3, .signal = oriel_abort_controller_signal(controller)),
		"aborted");
	io_note_promise(oriel_stream_read(stream, 3), "next");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	send_text("abcdef");
	oriel_loop_settle(loop);
	assert_order(&order, "aborted AbortError, a open, next bytes abc");
	io_note_promise(
		oriel_stream_read(stream, 3, .signal = oriel_abort_controller_signal(controller)), "late");
	oriel_loop_settle(loop);
	assert_order(&order, "late AbortError");
	oriel_abort_controller_destroy(controller);
	close_pair();
}

static void request_more(oriel_event *event, void *data) {
	oriel_stream_request(stream, 2);
}

static void credit_can_be_granted_inside_a_data_event(void **state) {
	open_pair();
	oriel_listen(stream, "data", request_more, NULL);
	oriel_stream_request(stream, 2);
	send_text("abcde");
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a data ab, a data cd, a data e");
	close_pair();
}

static void destroy_object(oriel_event *event, void *data) {
	order_add(&order, "destroyed in %s", oriel_event_type(event));
	oriel_stream_destroy(stream);
	stream = NULL;
}

static void a_stream_may_be_destroyed_in_any_event(void **state) {
	static const char *const types[] = { "open", "data", "drain", "end", "close" };
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		open_pair();
		order = (struct order){ 0 };
		oriel_unlisten_all(stream, NULL);
		oriel_listen(stream, types[i], destroy_object, NULL);
		oriel_stream_request(stream, 2);
		oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
		char *much = calloc(1, 100000);
		oriel_stream_write(stream, much, 100000);
		free(much);
		send_text("abc");
		shutdown(other, SHUT_WR);
		oriel_loop_settle(loop);
		if (stream != NULL)
			oriel_stream_end(stream);
		oriel_loop_settle(loop);
		char expected[64];
		snprintf(expected, sizeof(expected), "destroyed in %s", types[i]);
		assert_order(&order, expected);
		assert_null(stream);
		close(other);
	}
}

static void keep(oriel_event *event, void *data) {
	*(struct oriel_bytes **)data = oriel_bytes_ref(oriel_event_bytes(event));
}

static void bytes_may_outlive_their_event_and_stream(void **state) {
	struct oriel_bytes *bytes = NULL;
	open_pair();
	oriel_listen(stream, "data", keep, &bytes);
	oriel_stream_request(stream, 10);
	send_text("kept");
	oriel_loop_settle(loop);
	close_pair();
	assert_int_equal(bytes->length, 4);
	assert_memory_equal(bytes->data, "kept", 4);
	oriel_bytes_unref(bytes);
}

/* ---- Writing ---- */

static void small_writes_are_combined(void **state) {
	open_pair();
	assert_true(oriel_stream_write(stream, "a", 1));
	assert_true(oriel_stream_write(stream, "", 0));
	assert_true(oriel_stream_write(stream, "bc", 2));
	assert_int_equal(oriel_stream_buffered(stream), 3);
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	oriel_loop_settle(loop);
	assert_int_equal(oriel_stream_buffered(stream), 0);
	assert_received("abc");
	assert_order(&order, "a open, flushed ok");
	close_pair();
}

static void count_drop(void *data) {
	++*(int *)data;
}

static void shared_bytes_are_released_when_written(void **state) {
	static const char text[] = "shared";
	int drops = 0;
	open_pair();
	oriel_stream_write_bytes(stream,
		oriel_bytes_new_shared(text, 6, oriel_owned(&drops, count_drop)));
	assert_int_equal(drops, 0);
	oriel_loop_settle(loop);
	assert_int_equal(drops, 1);
	assert_received("shared");
	oriel_stream_write_bytes(stream,
		oriel_bytes_new_shared(text, 6, oriel_owned(&drops, count_drop)));
	oriel_stream_destroy(stream);
	assert_int_equal(drops, 2);
	close(other);
}

/* Reads everything that the other end has received. */
static size_t read_all_received(void) {
	static char buffer[65536];
	size_t total = 0;
	ssize_t length;
	fcntl(other, F_SETFL, O_NONBLOCK);
	while ((length = read(other, buffer, sizeof(buffer))) > 0)
		total += (size_t)length;
	return total;
}

static size_t fill(void) {
	static const char piece[8192];
	size_t total = 0;
	oriel_loop_settle(loop);
	for (;;) {
		bool has_room = oriel_stream_write(stream, piece, sizeof(piece));
		total += sizeof(piece);
		oriel_loop_settle(loop);
		if (!has_room && oriel_stream_buffered(stream) > 0)
			return total;
	}
}

static void check_backpressure(void) {
	size_t written = fill();
	assert_int_equal(oriel_stream_buffered(stream), 65536);
	order = (struct order){ 0 };
	io_note_promise(oriel_stream_drained(stream), "drained");
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	oriel_loop_settle(loop);
	assert_order(&order, "");
	size_t received = 0;
	while (received < written) {
		received += read_all_received();
		oriel_loop_settle(loop);
	}
	assert_int_equal(received, written);
	assert_int_equal(oriel_stream_buffered(stream), 0);
}

static void a_slow_reader_of_a_socket_throttles_the_writer(void **state) {
	open_pair();
	check_backpressure();
	assert_order(&order, "flushed ok, drained ok, a drain");
	close_pair();
}

static void a_slow_reader_of_a_pipe_throttles_the_writer(void **state) {
	open_pipe_to_write();
	check_backpressure();
	assert_order(&order, "flushed ok, drained ok, a drain");
	close_pair();
}

static void writing_over_the_limit_fails(void **state) {
	static const char piece[4096];
	stream = oriel_stream_new_fd(open_sockets(), .buffer = { .high_water = 4096, .limit = 8192 });
	io_note_events(stream, "a");
	oriel_loop_settle(loop);
	for (int i = 0; i < 3; i++)
		assert_false(oriel_stream_write(stream, piece, sizeof(piece)));
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_OPEN);
	assert_false(oriel_stream_write(stream, piece, 1));
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_CLOSED);
	assert_false(oriel_stream_write(stream, piece, 1));
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a error QuotaExceededError, a close");
	close_pair();
}

static void writing_without_a_reader_fails_and_raises_no_signal(void **state) {
	open_pipe_to_write();
	close(other);
	oriel_stream_write(stream, "x", 1);
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a error NetworkError, a close");
	oriel_stream_destroy(stream);

	open_pair();
	close(other);
	oriel_stream_write(stream, "x", 1);
	oriel_loop_settle(loop);
	assert_order(&order, "a open, a error NetworkError, a close");
	oriel_stream_destroy(stream);
}

static void an_error_without_listeners_is_reported(void **state) {
	open_pipe_to_write();
	close(other);
	oriel_unlisten_all(stream, NULL);
	oriel_stream_write(stream, "x", 1);
	expect_log("cannot write descriptor");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
}

static void an_error_that_rejects_a_promise_is_not_reported(void **state) {
	open_pipe_to_write();
	close(other);
	oriel_unlisten_all(stream, NULL);
	oriel_stream_write(stream, "x", 1);
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	oriel_loop_settle(loop);
	io_note_promise(oriel_stream_flushed(stream), "again");
	oriel_loop_settle(loop);
	assert_order(&order, "flushed NetworkError, again NetworkError");
	oriel_stream_destroy(stream);
}

/* ---- Lifetime ---- */

static void a_descriptor_that_cannot_be_polled_is_an_error(void **state) {
	stream = oriel_stream_new_fd(open("/proc/self/exe", O_RDONLY));
	io_note_events(stream, "a");
	io_note_promise(oriel_stream_read(stream, 1), "read");
	oriel_loop_settle(loop);
	assert_order(&order, "read TypeMismatchError, a error TypeMismatchError, a close");
	oriel_stream_destroy(stream);
}

static void an_abort_closes_a_stream_without_an_error(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	stream = oriel_stream_new_fd(
		open_sockets(), .signal = oriel_abort_controller_signal(controller));
	io_note_events(stream, "a");
	io_note_promise(oriel_stream_read(stream, 1), "read");
	oriel_loop_settle(loop);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_CLOSED);
	oriel_loop_settle(loop);
	assert_order(&order, "a open, read AbortError, a close");
	oriel_stream_destroy(stream);

	stream = oriel_stream_new_fd(dup(other), .signal = oriel_abort_controller_signal(controller));
	io_note_events(stream, "late");
	oriel_loop_settle(loop);
	assert_order(&order, "late close");
	close_pair();
	oriel_abort_controller_destroy(controller);
}

static void destroying_a_stream_rejects_its_promises(void **state) {
	open_pair();
	io_note_promise(oriel_stream_opened(stream), "opened");
	io_note_promise(oriel_stream_read(stream, 1), "read");
	oriel_promise_unref(oriel_stream_read(stream, 1));
	oriel_stream_write(stream, "x", 1);
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	close_pair();
	oriel_loop_settle(loop);
	assert_order(&order, "opened ok, read AbortError, flushed AbortError");
}

static void the_end_of_the_loop_ends_remaining_objects(void **state) {
	struct oriel_census census;
	open_pair();
	oriel_stream_write(stream, "x", 1);
	oriel_promise_unref(oriel_stream_read(stream, 1));
	oriel_loop_census(loop, &census);
	assert_int_equal(oriel_census_count(&census, "streams"), 1);
	close(other);
}

/* ---- Coroutines ---- */

static struct oriel_completion echo_lines(void *data) {
	oriel_stream *own = data;
	struct oriel_payload piece;
	enum oriel_await_status status;
	while ((status = oriel_await(oriel_stream_read(own, 100), &piece)) == ORIEL_AWAIT_FULFILLED &&
		piece.data != NULL) {
		oriel_stream_write_bytes(own, oriel_bytes_ref(piece.data));
		oriel_await(oriel_stream_drained(own), NULL);
	}
	order_add(&order, status == ORIEL_AWAIT_ABORTED ? "aborted" : "end");
	oriel_stream_destroy(own);
	return ORIEL_COMPLETE;
}

static void a_coroutine_reads_and_writes(void **state) {
	stream = oriel_stream_new_fd(open_sockets());
	oriel_promise_unref(oriel_async(echo_lines, stream));
	send_text("one");
	oriel_loop_settle(loop);
	assert_received("one");
	send_text("two");
	oriel_loop_settle(loop);
	assert_received("two");
	close(other);
	oriel_loop_settle(loop);
	assert_order(&order, "end");
}

static void a_coroutine_that_reads_ends_with_the_loop(void **state) {
	stream = oriel_stream_new_fd(open_sockets());
	oriel_promise_unref(oriel_async(echo_lines, stream));
	oriel_loop_settle(loop);
	io_end_loop();
	assert_order(&order, "aborted");
	close(other);
}

static void run_until_waits_for_a_descriptor(void **state) {
	stream = oriel_stream_new_fd(open_sockets());
	oriel_promise *promise = oriel_stream_read(stream, 100);
	pid_t child = fork();
	if (child == 0) {
		ssize_t written = write(other, "late", 4);
		_exit(written == 4 ? 0 : 1);
	}
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close_pair();
}

static void wrong_calls_assert(void **state) {
	open_pair();
	assert_breaks("max is 0", oriel_stream_read(stream, 0));
	assert_breaks("data is NULL", oriel_stream_write(stream, NULL, 1));
	oriel_stream_end(stream);
	assert_breaks("write before oriel_stream_end()", oriel_stream_write(stream, "x", 1));
	close_pair();
	open_pipe_to_write();
	assert_breaks("can only be written", oriel_stream_request(stream, 1));
	close_pair();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(data_arrives_up_to_the_credit),
		TEST(withdrawn_credit_delivers_nothing),
		TEST(reads_are_fulfilled_in_order_before_credit),
		TEST(the_end_is_reported_to_readers_only),
		TEST(a_half_closed_stream_still_works_in_the_other_direction),
		TEST(an_ended_stream_can_still_be_read),
		TEST(an_aborted_read_loses_no_bytes),
		TEST(credit_can_be_granted_inside_a_data_event),
		TEST(a_stream_may_be_destroyed_in_any_event),
		TEST(bytes_may_outlive_their_event_and_stream),
		TEST(small_writes_are_combined),
		TEST(shared_bytes_are_released_when_written),
		TEST(a_slow_reader_of_a_socket_throttles_the_writer),
		TEST(a_slow_reader_of_a_pipe_throttles_the_writer),
		TEST(writing_over_the_limit_fails),
		TEST(writing_without_a_reader_fails_and_raises_no_signal),
		TEST(an_error_without_listeners_is_reported),
		TEST(an_error_that_rejects_a_promise_is_not_reported),
		TEST(a_descriptor_that_cannot_be_polled_is_an_error),
		TEST(an_abort_closes_a_stream_without_an_error),
		TEST(destroying_a_stream_rejects_its_promises),
		TEST(the_end_of_the_loop_ends_remaining_objects),
		TEST(a_coroutine_reads_and_writes),
		TEST(a_coroutine_that_reads_ends_with_the_loop),
		TEST(run_until_waits_for_a_descriptor),
		TEST(wrong_calls_assert));
}
