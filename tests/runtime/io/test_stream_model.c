/* SPDX-License-Identifier: MIT */
/*
 * A pair of streams compared with a model of four numbers for each direction: sent, granted,
 * received, ended. Bytes arrive in order and never more than granted. In the end all of them
 * arrive, unless a stream was cut. Events keep their order. A writer that respects the result of
 * its writes keeps few bytes waiting. test_stream_stress.c tests many streams at once, also from
 * within events, without a model.
 */
#include "io_test.h"

#include "shrink.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/target.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { MAX_STEPS = 200, HIGH_WATER = 5000, MAX_PIECE = 9000, PERIOD = 251 };

struct end {
	oriel_stream *stream; /* NULL if destroyed */
	oriel_abort_controller *controller;
	size_t sent, granted, received, reads; /* bytes; number of pending reads */
	bool has_ended, is_cut, heard_end, heard_close, waits_for_drain;
};

static struct end ends[2];
static char pattern[65536 + PERIOD]; /* the largest amount that arrives at once */
static bool is_right;
static const char *wrong;

static void check(bool condition, const char *what) {
	if (!condition && is_right)
		wrong = what;
	is_right = is_right && condition;
}

static struct end *other(const struct end *end) {
	return end == &ends[0] ? &ends[1] : &ends[0];
}

static void receive(struct end *end, const struct oriel_bytes *bytes) {
	check(memcmp(bytes->data, pattern + end->received % PERIOD, bytes->length) == 0,
		"other bytes came than were sent");
	end->received += bytes->length;
	check(bytes->length > 0, "a piece is empty");
	check(end->received <= other(end)->sent, "more came than was sent");
	check(end->received <= end->granted, "more came than was granted");
	check(!end->heard_end && !end->heard_close, "something came after the end");
}

static void on_data(oriel_event *event, void *data) {
	receive(data, oriel_event_bytes(event));
}

static void on_end(oriel_event *event, void *data) {
	struct end *end = data;
	check(!end->heard_end && !end->heard_close, "a second end, or one after the close");
	check(other(end)->has_ended || other(end)->is_cut, "an end that nobody has caused");
	check(end->received == other(end)->sent || other(end)->is_cut, "an end before the last byte");
	end->heard_end = true;
}

static void on_drain(oriel_event *event, void *data) {
	struct end *end = data;
	check(end->waits_for_drain, "a drain that nobody waits for");
	check(oriel_stream_buffered(end->stream) < HIGH_WATER, "a drain without room");
	end->waits_for_drain = false;
}

static void on_error(oriel_event *event, void *data) {
	struct end *end = data;
	check(other(end)->is_cut, "an error that nobody has caused");
}

static void on_close(oriel_event *event, void *data) {
	struct end *end = data;
	check(!end->heard_close, "a second close");
	check(end->is_cut || other(end)->is_cut || (end->heard_end && end->has_ended),
		"a close before both sides have ended");
	end->heard_close = true;
}

static struct oriel_completion on_read(struct oriel_payload result, void *data) {
	if (result.data != NULL)
		receive(data, result.data);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_not_read(struct oriel_payload reason, void *data) {
	return ORIEL_COMPLETE;
}

static void write_piece(struct end *end, size_t length) {
	if (end->has_ended || end->waits_for_drain)
		return;
	bool is_closed = oriel_stream_state(end->stream) == ORIEL_STREAM_CLOSED;
	bool has_room = oriel_stream_write(end->stream, pattern + end->sent % PERIOD, length);
	end->sent += is_closed ? 0 : length;
	end->waits_for_drain = !has_room;
	check(oriel_stream_buffered(end->stream) <= HIGH_WATER + MAX_PIECE, "too much waits");
}

static void cut(struct end *end, bool is_destroyed) {
	end->is_cut = true;
	if (is_destroyed) {
		oriel_stream_destroy(end->stream);
		end->stream = NULL;
	} else {
		oriel_abort(end->controller, ORIEL_NO_PAYLOAD);
	}
}

static void grant(struct end *end, size_t size) {
	end->granted += size;
	oriel_stream_request(end->stream, size);
}

static void begin_read(struct end *end, size_t size) {
	end->granted += size;
	oriel_promise_unref(
		oriel_then(oriel_stream_read(end->stream, size), on_read, on_not_read, end));
}

static void end_writing(struct end *end) {
	end->has_ended = true;
	oriel_stream_end(end->stream);
}

static void take_step(const uint8_t *step) {
	struct end *end = &ends[step[1] & 1];
	size_t size = 1 + (size_t)step[1] / 2 * step[2] % MAX_PIECE;
	unsigned what = step[0] % 64;
	if (end->stream == NULL || what >= 48)
		oriel_loop_step(loop);
	else if (what < 20)
		write_piece(end, size);
	else if (what < 32)
		grant(end, size);
	else if (what < 42)
		begin_read(end, size);
	else if (what < 44)
		oriel_stream_pause(end->stream);
	else if (what == 44 && step[2] < 60)
		end_writing(end);
	else if (what == 45 && step[2] < 20)
		cut(end, step[1] < 128);
	else
		oriel_loop_settle(loop);
}

static void begin(struct end *end, int fd) {
	*end = (struct end){ .controller = oriel_abort_controller_new() };
	end->stream = oriel_stream_new_fd(fd, .buffer = { .high_water = HIGH_WATER },
		.signal = oriel_abort_controller_signal(end->controller));
	oriel_listen(end->stream, "data", on_data, end);
	oriel_listen(end->stream, "end", on_end, end);
	oriel_listen(end->stream, "drain", on_drain, end);
	oriel_listen(end->stream, "error", on_error, end);
	oriel_listen(end->stream, "close", on_close, end);
}

/* The remaining streams end and read everything. */
static void finish(void) {
	bool is_cut = ends[0].is_cut || ends[1].is_cut;
	for (int i = 0; i < 2; i++) {
		if (ends[i].stream == NULL)
			continue;
		ends[i].granted = SIZE_MAX;
		oriel_stream_request(ends[i].stream, ORIEL_STREAM_UNLIMITED);
		end_writing(&ends[i]);
	}
	oriel_loop_settle(loop);
	for (int i = 0; i < 2; i++) {
		check(is_cut || ends[i].received == ends[1 - i].sent, "not all has come");
		check(is_cut || ends[i].heard_end, "no end has come");
		check(ends[i].stream == NULL || ends[i].heard_close, "no close has come");
	}
}

static void release_streams(struct end *end) {
	oriel_stream_destroy(end->stream);
	oriel_abort_controller_destroy(end->controller);
	oriel_loop_settle(loop);
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	struct oriel_census before, after;
	int fds[2];
	size_t descriptors = open_descriptors();
	oriel_loop_census(loop, &before);
	is_right = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0;
	for (int i = 0; i < 2; i++)
		begin(&ends[i], fds[i]);
	for (size_t i = 0; i < count && is_right; i++) {
		if (print)
			print_step(&steps[3 * i], 3, "");
		take_step(&steps[3 * i]);
	}
	if (is_right)
		finish();
	for (int i = 0; i < 2; i++)
		release_streams(&ends[i]);
	oriel_loop_census(loop, &after);
	check(oriel_census_count(&after, "streams") == oriel_census_count(&before, "streams"),
		"a stream is left");
	check(oriel_census_count(&after, "promises") == oriel_census_count(&before, "promises"),
		"a promise is left");
	check(open_descriptors() == descriptors, "a descriptor is left");
	if (print && !is_right)
		print_message("%s\n", wrong);
	return is_right;
}

static void a_pair_of_streams_behaves_like_its_model(void **state) {
	const struct random_test test = {
		.step_size = 3, .max_steps = MAX_STEPS, .seeds = 2000, .play = play
	};
	for (size_t i = 0; i < sizeof(pattern); i++)
		pattern[i] = (char)(i % PERIOD);
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
		a_pair_of_streams_behaves_like_its_model, loop_setup, loop_teardown));
}
