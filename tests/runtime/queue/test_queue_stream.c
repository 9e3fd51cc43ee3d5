/* SPDX-License-Identifier: MIT */
/*
 * Queues of lines and frames of a stream: how bytes become values however they arrive, bounds, and
 * ends of stream and queue.
 */
#include "queue_test.h"

#include <oriel/io/stream.h>
#include <oriel/runtime/bytes.h>
#include <oriel/runtime/queue_source.h>

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static oriel_stream *stream;
static int other;

static int stream_setup(void **state) {
	int fds[2], result = loop_setup(state);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	stream = oriel_stream_new_fd(fds[0], .name = "pair");
	other = fds[1];
	return result;
}

static void end_writing(void) {
	if (other >= 0)
		close(other);
	other = -1;
}

static int stream_teardown(void **state) {
	oriel_stream_destroy(stream);
	stream = NULL;
	end_writing();
	assert_int_equal(alive("streams"), 0);
	return queue_teardown(state);
}

#define on_stream(test) cmocka_unit_test_setup_teardown(test, stream_setup, stream_teardown)

static void send_bytes(const void *bytes, size_t length) {
	assert_int_equal(write(other, bytes, length), length);
}

static void send_text(const char *text) {
	send_bytes(text, strlen(text));
}

/* Lets the loop read what was sent: a virtual clock does not move. */
static void read_all(void) {
	for (unsigned i = 0; i < 20; i++)
		settle();
}

static struct oriel_completion note_bytes(void *queue) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item)) {
		const struct oriel_bytes *bytes = oriel_bytes_try_from_payload(item.value);
		order_add(&order, "[%.*s]", (int)bytes->length, bytes->length > 0 ? bytes->data : "");
	}
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void begin_noting(oriel_queue *queue) {
	oriel_promise_unref(oriel_async(note_bytes, queue));
}

static void lines_are_cut_however_they_arrive(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream);
	begin_noting(queue);
	send_text("one\ntwo\r\n\nth");
	read_all();
	assert_order(&order, "[one], [two], []");
	send_text("re");
	read_all();
	assert_order(&order, "");
	send_text("e\r");
	read_all();
	send_text("\nrest");
	read_all();
	assert_order(&order, "[three]");
	end_writing();
	read_all();
	assert_order(&order, "[rest], OK");
	oriel_queue_unref(queue);
}

static void an_end_behind_a_line_break_adds_no_line(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream);
	send_text("one\n");
	end_writing();
	begin_noting(queue);
	read_all();
	assert_order(&order, "[one], OK");
	oriel_queue_unref(queue);
}

static void nothing_is_read_while_the_queue_is_full(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream, .limit = 2);
	send_text("a\nb\nc\nd\n");
	read_all();
	assert_int_equal(oriel_queue_count(queue), 2);
	send_text("e\n");
	end_writing();
	read_all();
	assert_int_equal(oriel_queue_count(queue), 2);
	begin_noting(queue);
	read_all();
	assert_order(&order, "[a], [b], [c], [d], [e], OK");
	oriel_queue_unref(queue);
}

static void a_line_that_is_too_long_closes_the_queue(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream, .max_bytes = 4);
	send_text("1234\n12345\nx\n");
	begin_noting(queue);
	read_all();
	assert_order(&order, "[1234], QuotaExceededError");
	oriel_queue_unref(queue);
}

static void frames_are_cut_however_they_arrive(void **state) {
	static const char bytes[] = "\3\0\0\0abc\0\0\0\0\5\0\0\0defgh";
	oriel_queue *queue = oriel_queue_new_frames(stream);
	begin_noting(queue);
	send_bytes(bytes, sizeof(bytes) - 1);
	read_all();
	assert_order(&order, "[abc], [], [defgh]");
	for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
		send_bytes(bytes + i, 1);
		read_all();
	}
	assert_order(&order, "[abc], [], [defgh]");
	end_writing();
	read_all();
	assert_order(&order, "OK");
	oriel_queue_unref(queue);
}

static void an_end_within_a_frame_is_a_syntax_error(void **state) {
	oriel_queue *queue = oriel_queue_new_frames(stream);
	begin_noting(queue);
	send_bytes("\1\0\0\0a\3\0\0\0b", 10);
	end_writing();
	read_all();
	assert_order(&order, "[a], SyntaxError");
	oriel_queue_unref(queue);
}

static void a_frame_that_is_too_long_closes_the_queue(void **state) {
	oriel_queue *queue = oriel_queue_new_frames(stream, .max_bytes = 100);
	static const char filler[200];
	begin_noting(queue);
	send_bytes("\377\377\377\377", 4);
	send_bytes(filler, sizeof(filler));
	read_all();
	assert_order(&order, "QuotaExceededError");
	oriel_queue_unref(queue);
}

static void a_destroyed_stream_ends_the_queue(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream);
	begin_noting(queue);
	in_callback(oriel_stream_destroy(stream));
	stream = NULL;
	read_all();
	assert_order(&order, "AbortError");
	oriel_queue_unref(queue);
}

static void a_stream_destroyed_beside_a_full_queue_ends_it_behind_its_values(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream, .limit = 1);
	send_text("a\nb\nc\n");
	read_all();
	oriel_stream_destroy(stream);
	stream = NULL;
	begin_noting(queue);
	read_all();
	assert_order(&order, "[a], [b], [c], AbortError");
	oriel_queue_unref(queue);
}

static void the_end_of_the_queue_leaves_the_stream_as_it_is(void **state) {
	oriel_queue *queue = oriel_queue_new_lines(stream);
	send_text("a\n");
	read_all();
	oriel_queue_unref(queue);
	read_all();
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_OPEN);
	assert_true(oriel_stream_write(stream, "x", 1));
}

int main(void) {
	return RUN_TESTS(
		on_stream(lines_are_cut_however_they_arrive),
		on_stream(an_end_behind_a_line_break_adds_no_line),
		on_stream(nothing_is_read_while_the_queue_is_full),
		on_stream(a_line_that_is_too_long_closes_the_queue),
		on_stream(frames_are_cut_however_they_arrive),
		on_stream(an_end_within_a_frame_is_a_syntax_error),
		on_stream(a_frame_that_is_too_long_closes_the_queue),
		on_stream(a_destroyed_stream_ends_the_queue),
		on_stream(a_stream_destroyed_beside_a_full_queue_ends_it_behind_its_values),
		on_stream(the_end_of_the_queue_leaves_the_stream_as_it_is));
}
