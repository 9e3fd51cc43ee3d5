/* SPDX-License-Identifier: MIT */
/*
 * Each source at each end: one value comes and is read, then the queue is closed, closed with a
 * reason, aborted, given up, or ends with its source. A row is one string.
 */
#include "queue_test.h"

#include <oriel/io/socket.h>
#include <oriel/runtime/bytes.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/target.h>

#include <sys/socket.h>
#include <unistd.h>

enum end { CLOSE, FAIL, ABORT, UNREF, SOURCE, ENDS };

/* What a row is about. The last member destroys what fills the queue; a second call does nothing.
 */
struct source {
	const char *name;
	oriel_queue *(*make)(oriel_abort_signal *signal);
	void (*bring)(void);
	void (*destroy)(void);
	const char *at_destroy; /* the end that a destroyed source brings; NULL: it goes on */
};

static void settle_all(void) {
	for (unsigned i = 0; i < 20; i++)
		settle();
}

/* ---- Sources that cannot wait ---- */

static oriel_target *target;

static oriel_queue *make_events(oriel_abort_signal *signal) {
	target = oriel_target_new(NULL, NULL);
	return oriel_queue_new_events(target, "say", .signal = signal);
}

static void bring_event(void) {
	oriel_fire(target, "say");
}

static void destroy_target(void) {
	oriel_target_destroy(target);
	target = NULL;
}

static oriel_emitter *emitter;

static oriel_queue *make_emitted(oriel_abort_signal *signal) {
	emitter = oriel_emitter_new();
	return oriel_queue_new_emitted(emitter, "say", .signal = signal);
}

static void bring_emitted(void) {
	struct oriel_payload value = text("x");
	oriel_emitter_emit(emitter, "say", value);
}

static void destroy_emitter(void) {
	oriel_emitter_destroy(emitter);
	emitter = NULL;
}

static oriel_queue *make_ticks(oriel_abort_signal *signal) {
	return oriel_queue_new_ticks(10, .signal = signal);
}

static void bring_tick(void) {
	advance(10);
}

static void destroy_nothing(void) {
}

static oriel_queue *make_changes(oriel_abort_signal *signal) {
	assert_int_equal(mkdir(temp_path(&dir, "watched"), 0700), 0);
	return oriel_queue_new_changes(temp_path(&dir, "watched"), .signal = signal);
}

static void bring_change(void) {
	temp_put(&dir, "watched/a", "1");
}

static void destroy_watched(void) {
	remove(temp_path(&dir, "watched/a"));
	remove(temp_path(&dir, "watched"));
}

/* ---- Sources that can wait ---- */

static oriel_port *ports[2];

static oriel_queue *make_messages(oriel_abort_signal *signal) {
	oriel_channel_new(ports);
	oriel_port_start(ports[1]);
	return oriel_queue_new_messages(ports[0], .signal = signal);
}

static void bring_message(void) {
	oriel_port_send(ports[1], text("x"));
}

static void destroy_ports(void) {
	oriel_port_unref(ports[1]);
	oriel_port_unref(ports[0]);
	ports[0] = ports[1] = NULL;
}

static oriel_stream *stream;
static int other = -1;

static oriel_stream *make_stream(void) {
	int fds[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	other = fds[1];
	return stream = oriel_stream_new_fd(fds[0]);
}

static oriel_queue *make_lines(oriel_abort_signal *signal) {
	return oriel_queue_new_lines(make_stream(), .signal = signal);
}

static oriel_queue *make_frames(oriel_abort_signal *signal) {
	return oriel_queue_new_frames(make_stream(), .signal = signal);
}

static void bring_line(void) {
	assert_int_equal(write(other, "x\n", 2), 2);
}

static void bring_frame(void) {
	assert_int_equal(write(other, "\1\0\0\0x", 5), 5);
}

static void destroy_stream(void) {
	oriel_stream_destroy(stream);
	stream = NULL;
	if (other >= 0)
		close(other);
	other = -1;
}

static oriel_server *server;
static oriel_stream *client;

static oriel_queue *make_connections(oriel_abort_signal *signal) {
	server = oriel_server_listen("127.0.0.1", 0);
	return oriel_queue_new_connections(server, .signal = signal);
}

static void bring_connection(void) {
	client = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
	while (oriel_stream_state(client) == ORIEL_STREAM_OPENING)
		oriel_loop_step(loop);
}

static void destroy_server(void) {
	oriel_server_destroy(server);
	oriel_stream_destroy(client);
	server = NULL;
	client = NULL;
}

static oriel_resolver *resolver;

static struct oriel_completion produce_resolved(void *data) {
	oriel_await(oriel_promise_new(&resolver), NULL);
	oriel_produce(text("x"));
	oriel_await(oriel_sleep(5), NULL);
	return ORIEL_COMPLETE;
}

static oriel_queue *make_generator(oriel_abort_signal *signal) {
	return oriel_generate(produce_resolved, NULL, .signal = signal);
}

static void bring_value(void) {
	oriel_resolve(resolver, (struct oriel_payload){ 0 });
	oriel_resolver_unref(resolver);
}

static void end_body(void) {
	advance(5);
}

/* ---- Rows ---- */

static const struct source sources[] = {
	{ "events", make_events, bring_event, destroy_target, "OK" },
	{ "emitted", make_emitted, bring_emitted, destroy_emitter, "OK" },
	{ "ticks", make_ticks, bring_tick, destroy_nothing, NULL },
	{ "changes", make_changes, bring_change, destroy_watched, "value, value, OK" },
	{ "messages", make_messages, bring_message, destroy_ports, "OK" },
	{ "lines", make_lines, bring_line, destroy_stream, "AbortError" },
	{ "frames", make_frames, bring_frame, destroy_stream, "AbortError" },
	{ "connections", make_connections, bring_connection, destroy_server, "AbortError" },
	{ "generator", make_generator, bring_value, end_body, "OK" },
};

static struct oriel_completion note_values(void *queue) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item))
		order_add(&order, "value");
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static const char *end_queue(const struct source *source, enum end end, oriel_queue *queue,
	oriel_abort_controller *controller) {
	struct oriel_payload reason = oriel_error_new(ORIEL_NETWORK_ERROR, "why");
	switch (end) {
	case CLOSE:
		oriel_queue_close(queue, NULL);
		break;
	case FAIL:
		oriel_queue_close(queue, &reason);
		return "NetworkError";
	case ABORT:
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		break;
	case UNREF:
		oriel_queue_unref(queue);
		break;
	default:
		source->destroy();
	}
	oriel_payload_unref(reason);
	return end == CLOSE ? "OK" : end == SOURCE ? source->at_destroy : "AbortError";
}

static void assert_row(const struct source *source, enum end end) {
	char expected[128];
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_queue *queue = source->make(oriel_abort_controller_signal(controller));
	in_callback(oriel_promise_unref(oriel_async(note_values, queue)));
	source->bring();
	settle_all();
	order_add(&order, "-");
	const char *at_end = end_queue(source, end, queue, controller);
	settle_all();
	order_add(&order, "-");
	snprintf(expected, sizeof(expected), "value, -, %s%s-", at_end != NULL ? at_end : "",
		at_end != NULL ? ", " : "");
	assert_order(&order, expected);
	if (end != UNREF)
		oriel_queue_unref(queue);
	source->destroy();
	oriel_abort_controller_destroy(controller);
	settle_all();
	order = (struct order){ 0 };
	assert_int_equal(alive("timers"), 0);
	assert_int_equal(alive("listeners"), 0);
	assert_int_equal(alive("streams"), 0);
}

static void each_source_at_each_end(void **state) {
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		for (unsigned end = 0; end < ENDS; end++)
			assert_row(&sources[i], (enum end)end);
	}
	settle_all();
	assert_int_equal(alive("queues"), 0);
	assert_int_equal(alive("coroutines"), 0);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(each_source_at_each_end, dir_setup,
		dir_teardown));
}
