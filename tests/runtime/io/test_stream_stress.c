/* SPDX-License-Identifier: MIT */
/*
 * Random use of streams: pairs are written, read, granted, paused, ended, aborted and destroyed,
 * from outside and inside their events, in thousands of orders. The received bytes are a prefix of
 * the written bytes. At the end every release function has run once, and nothing is left.
 */
#include "census.h"
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/target.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PAIRS = 4, STEPS = 400, SEEDS = 500, MAX_PIECE = 40000 };

struct end {
	oriel_stream *stream; /* NULL if destroyed */
	oriel_abort_controller *controller;
	struct end *other;
	uint64_t sent, received; /* bytes, which count up modulo 251 */
};

static struct end ends[2 * PAIRS];
static uint64_t random_state;
static size_t made, dropped;
static char pattern[65536 + 251]; /* the largest amount that arrives at once */

static unsigned pick(unsigned below) {
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random_state >> 33) % below;
}

static void act(struct end *end, bool is_inside);

static void release(void *data) {
	dropped++;
}

static void check_received(struct end *end, const struct oriel_bytes *bytes) {
	assert_memory_equal(bytes->data, pattern + end->received % 251, bytes->length);
	end->received += bytes->length;
	assert_true(end->received <= end->other->sent);
}

static void on_data(oriel_event *event, void *data) {
	check_received(data, oriel_event_bytes(event));
	if (pick(4) == 0)
		act(data, true);
}

static void on_other(oriel_event *event, void *data) {
	if (pick(2) == 0)
		act(data, true);
}

static struct oriel_completion on_read(struct oriel_payload result, void *data) {
	if (result.data != NULL)
		check_received(data, result.data);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_rejected(struct oriel_payload reason, void *data) {
	return ORIEL_COMPLETE;
}

static void write_piece(struct end *end) {
	size_t length = 1 + pick(pick(8) == 0 ? MAX_PIECE : 100);
	if (!oriel_stream_is_writable(end->stream))
		return;
	const char *data = pattern + end->sent % 251;
	end->sent += length;
	if (pick(2) == 0)
		oriel_stream_write(end->stream, data, length);
	else {
		made++;
		oriel_stream_write_bytes(end->stream,
			oriel_bytes_new_shared(data, length, oriel_owned(NULL, release)));
	}
}

static void destroy(struct end *end) {
	oriel_stream_destroy(end->stream);
	end->stream = NULL;
}

static void wait_for(oriel_promise *promise, oriel_then_fn *fn, struct end *end) {
	oriel_promise_unref(oriel_then(promise, fn, on_rejected, end));
}

static void act(struct end *end, bool is_inside) {
	unsigned what = pick(100);
	oriel_abort_signal *signal = pick(3) == 0 ? oriel_abort_controller_signal(end->controller) :
												NULL;
	if (end->stream == NULL)
		return;
	if (what < 40)
		write_piece(end);
	else if (what < 60)
		wait_for(oriel_stream_read(end->stream, 1 + pick(5000), .signal = signal), on_read, end);
	else if (what < 80)
		oriel_stream_request(end->stream, pick(20000));
	else if (what < 84)
		oriel_stream_pause(end->stream);
	else if (what < 88)
		wait_for(oriel_stream_drained(end->stream, .signal = signal), NULL, end);
	else if (what < 92)
		wait_for(oriel_stream_flushed(end->stream, .signal = signal), NULL, end);
	else if (what < 94)
		oriel_stream_end(end->stream);
	else if (what == 94)
		oriel_abort(end->controller, ORIEL_NO_PAYLOAD);
	else if (what == 95)
		destroy(end);
	else if (!is_inside)
		oriel_loop_settle(loop);
}

static void open_end(struct end *end, struct end *other, int fd) {
	static const char *const types[] = { "open", "drain", "end", "error", "close" };
	*end = (struct end){ .other = other, .controller = oriel_abort_controller_new() };
	end->stream = oriel_stream_new_fd(fd, .buffer = { .high_water = 1 + pick(100000) },
		.signal = oriel_abort_controller_signal(end->controller));
	oriel_listen(end->stream, "data", on_data, end);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		oriel_listen(end->stream, types[i], on_other, end);
}

static void play(unsigned seed) {
	random_state = seed;
	made = dropped = 0;
	for (int i = 0; i < PAIRS; i++) {
		int fds[2];
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
		open_end(&ends[2 * i], &ends[2 * i + 1], fds[0]);
		open_end(&ends[2 * i + 1], &ends[2 * i], fds[1]);
	}
	for (int step = 0; step < STEPS; step++) {
		act(&ends[pick(2 * PAIRS)], false);
		if (pick(3) == 0)
			oriel_loop_step(loop);
	}
	oriel_loop_settle(loop);
	for (int i = 0; i < 2 * PAIRS; i++)
		destroy(&ends[i]);
	oriel_loop_settle(loop);
	for (int i = 0; i < 2 * PAIRS; i++)
		oriel_abort_controller_destroy(ends[i].controller);
	assert_int_equal(dropped, made);
}

static void random_use_of_streams_loses_and_leaves_nothing(void **state) {
	struct oriel_census before, after;
	for (size_t i = 0; i < sizeof(pattern); i++)
		pattern[i] = (char)(i % 251);
	play(0); /* some names stay interned */
	oriel_loop_census(loop, &before);
	for (unsigned seed = 1; seed <= SEEDS; seed++) {
		play(seed);
		oriel_loop_census(loop, &after);
		char name[32];
		snprintf(name, sizeof(name), "seed %u", seed);
		assert_same_census(&before, &after, name);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
		random_use_of_streams_loses_and_leaves_nothing, loop_setup, loop_teardown));
}
