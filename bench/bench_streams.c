/* SPDX-License-Identifier: MIT */
/* Streams: the driver of peers/streams_*.c over a server, by events and by one coroutine for each
 * connection. Also the memory that remains after a wave of 10,000 connections. */
#include "peers/streams_common.h"

#include <oriel/io/socket.h>
#include <oriel/runtime/bytes.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>

static oriel_loop *loop;
static oriel_server *server;
static long left, taken, closed, wanted;

static void echoed(void) {
	if (--left == 0)
		oriel_loop_quit(loop, 0);
}

/* ---- By events ---- */

static void on_data(oriel_event *event, void *data) {
	oriel_stream_write_bytes(data, oriel_bytes_ref(oriel_event_bytes(event)));
	echoed();
}

static void on_close(oriel_event *event, void *data) {
	(void)event;
	closed++;
	oriel_stream_destroy(data);
}

static void on_end(oriel_event *event, void *data) {
	(void)event;
	oriel_stream_end(data);
}

static void serve_by_events(oriel_stream *stream) {
	oriel_listen(stream, "data", on_data, stream);
	oriel_listen(stream, "end", on_end, stream);
	oriel_listen(stream, "close", on_close, stream);
	oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
}

/* ---- By coroutines ---- */

static struct oriel_completion echo(void *data) {
	oriel_stream *stream = data;
	struct oriel_payload piece;
	while (oriel_await(oriel_stream_read(stream, PIECE), &piece) == ORIEL_AWAIT_FULFILLED &&
		piece.data != NULL) {
		oriel_stream_write_bytes(stream, oriel_bytes_ref(oriel_bytes_try_from_payload(piece)));
		echoed();
	}
	oriel_stream_destroy(stream);
	closed++;
	return oriel_return((struct oriel_payload){ 0 });
}

static void serve_by_coroutine(oriel_stream *stream) {
	oriel_promise_unref(oriel_async(echo, stream));
}

/* ---- The driver ---- */

static void on_connection(oriel_event *event, void *data) {
	(void)event;
	taken++;
	((void (*)(oriel_stream *))data)(oriel_server_take(server));
}

static void run(long n) {
	left = n;
	oriel_loop_run(loop);
}

/* Ends the run at the second call: by then the loop has slept since the last connection closed. */
static void on_rest(void *data) {
	static bool has_looked;
	has_looked = !has_looked && taken >= wanted && closed + CONNECTIONS >= taken;
	if (has_looked || taken < wanted || closed + CONNECTIONS < taken)
		return;
	oriel_clear_timer(*(oriel_timer_id *)data);
	oriel_loop_quit(loop, 0);
}

static void settle(long n) {
	oriel_timer_id timer;
	wanted = taken + n;
	timer = oriel_set_interval(on_rest, &timer, 100);
	oriel_loop_run(loop);
}

static void measure(const char *name, void (*serve)(oriel_stream *)) {
	int fd = streams_begin();
	loop = oriel_loop_new();
	server = oriel_server_new_fd(fd, .max_connections = 2 * WAVE);
	oriel_listen(server, "connection", on_connection, serve);
	echo_all(name, run);
	wave_all(name, settle);
	close(control[1]);
	oriel_loop_destroy(loop);
}

int main(void) {
	/* one process each, so that no measurement includes the memory of another */
	if (fork() == 0) {
		measure("Oriel stream", serve_by_events);
		_exit(0);
	}
	wait(NULL);
	measure("Oriel stream, coroutines", serve_by_coroutine);
}
