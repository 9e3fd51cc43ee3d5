/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <stdlib.h>

static oriel_emitter *room;

static void write_line(struct oriel_payload line, void *stream) {
	const struct oriel_bytes *text = oriel_bytes_try_from_payload(line);
	oriel_stream_write(stream, text->data, text->length);
	oriel_stream_write(stream, "\n", 1);
}

static struct oriel_completion serve(void *stream) {
	oriel_queue *lines = oriel_queue_new_lines((oriel_stream *)stream, .max_bytes = 512);
	struct oriel_item item = { 0 };
	oriel_emitter_on(room, "line", write_line, stream, .signal = oriel_coroutine_signal());
	while (oriel_queue_next(lines, &item)) {
		struct oriel_payload line = oriel_item_take(&item);
		oriel_emitter_emit(room, "line", line);
	}
	oriel_emitter_off(room, "line", write_line, stream);
	oriel_queue_unref(lines);
	oriel_stream_destroy(stream);
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	oriel_server *server = oriel_server_listen(NULL, argc > 1 ? (unsigned)atoi(argv[1]) : 7000);
	oriel_queue *connections = oriel_queue_new_connections(server);
	struct oriel_payload connection;
	room = oriel_emitter_new();
	while (!oriel_queue_is_over(connections)) {
		oriel_loop_run_until(loop, oriel_queue_ready(connections));
		if (oriel_queue_try_take(connections, &connection))
			oriel_promise_unref(oriel_async(serve, connection.data));
	}
	return 1;
}
