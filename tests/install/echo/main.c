/* SPDX-License-Identifier: MIT */
/*
 * An echo server and its client on one loop: a program of the runtime alone, which links no display
 * library.
 */
#include <oriel/runtime.h>
#include <stdio.h>
#include <string.h>

struct echo {
	oriel_loop *loop;
	oriel_server *server;
	oriel_stream *client;
};

static struct oriel_completion hang_up(struct oriel_payload result, void *data) {
	(void)result;
	oriel_stream_destroy((oriel_stream *)data);
	return ORIEL_COMPLETE;
}

static void on_connection(oriel_event *event, void *data) {
	(void)event;
	struct echo *echo = (struct echo *)data;
	oriel_stream *stream = oriel_server_take(echo->server);
	oriel_promise_unref(oriel_then(oriel_stream_pipe(stream, stream), hang_up, hang_up, stream));
}

static void on_data(oriel_event *event, void *data) {
	struct echo *echo = (struct echo *)data;
	const struct oriel_bytes *bytes = oriel_event_bytes(event);
	fwrite(bytes->data, 1, bytes->length, stdout);
	if (memchr(bytes->data, '\n', bytes->length) != NULL)
		oriel_loop_quit(echo->loop, 0);
}

static void on_failure(oriel_event *event, void *data) {
	(void)event;
	oriel_loop_quit(((struct echo *)data)->loop, 1);
}

int main(void) {
	struct echo echo = { oriel_loop_new(), NULL, NULL };
	echo.server = oriel_server_listen("127.0.0.1", 0, .max_connections = 4);
	oriel_listen(echo.server, "connection", on_connection, &echo);
	oriel_listen(echo.server, "error", on_failure, &echo);
	echo.client = oriel_socket_connect("127.0.0.1", oriel_server_port(echo.server));
	oriel_listen(echo.client, "data", on_data, &echo);
	oriel_listen(echo.client, "error", on_failure, &echo);
	oriel_stream_request(echo.client, 1024);
	oriel_stream_write(echo.client, "it works\n", 9);

	int status = oriel_loop_run(echo.loop);
	oriel_stream_destroy(echo.client);
	oriel_server_destroy(echo.server);
	oriel_loop_destroy(echo.loop);
	return status;
}
