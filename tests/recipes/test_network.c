/* SPDX-License-Identifier: MIT */
/* The recipes chat.c, by its functions, and http.c, if libcurl is installed. */
#include "test.h"

int chat_main(int argc, char **argv);
#define main chat_main
#include "chat.c"
#undef main

#ifdef HAS_CURL
int http_main(int argc, char **argv);
#define main http_main
#include "http.c"
#undef main
#endif

#include <string.h>

static oriel_loop *loop;
static char heard[256];

static oriel_server *listen_here(void) {
	loop = oriel_loop_new();
	return oriel_server_listen("127.0.0.1", 0);
}

static struct oriel_completion hear(void *stream) {
	struct oriel_item line = { 0 };
	oriel_queue *lines = oriel_queue_new_lines((oriel_stream *)stream);
	while (oriel_queue_next(lines, &line)) {
		const struct oriel_bytes *text = oriel_bytes_try_from_payload(line.value);
		strncat(heard, text->data, text->length);
		strcat(heard, "|");
	}
	oriel_queue_unref(lines);
	return ORIEL_COMPLETE;
}

static struct oriel_completion serve_three(void *connections) {
	struct oriel_item item = { 0 };
	for (unsigned i = 0; i < 3 && oriel_queue_next(connections, &item); i++)
		oriel_promise_unref(oriel_async(serve, oriel_item_take(&item).data));
	return ORIEL_COMPLETE;
}

static void step_until(const char *text) {
	for (unsigned i = 0; i < 100000 && strcmp(heard, text) != 0; i++)
		oriel_loop_step(loop);
	assert_string_equal(heard, text);
}

static void step_until_members(size_t count) {
	for (unsigned i = 0; i < 100000 && oriel_emitter_count(room, "line") != count; i++)
		oriel_loop_step(loop);
	assert_int_equal(oriel_emitter_count(room, "line"), count);
}

static void a_line_goes_to_every_member(void **state) {
	oriel_server *server = listen_here();
	oriel_queue *connections = oriel_queue_new_connections(server);
	oriel_stream *clients[3];
	room = oriel_emitter_new();
	oriel_promise *served = oriel_async(serve_three, connections);
	for (unsigned i = 0; i < 3; i++)
		clients[i] = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
	assert_int_equal(oriel_loop_run_until(loop, served), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(served);
	assert_int_equal(oriel_emitter_count(room, "line"), 3);
	oriel_promise_unref(oriel_async(hear, clients[0]));
	oriel_stream_write(clients[1], "hello\n", 6);
	step_until("hello|");
	oriel_stream_destroy(clients[1]);
	oriel_stream_write(clients[2], "again\n", 6);
	step_until("hello|again|");
	step_until_members(2);
	oriel_stream_destroy(clients[0]);
	oriel_stream_destroy(clients[2]);
	step_until_members(0);
	oriel_queue_unref(connections);
	oriel_emitter_destroy(room);
	oriel_loop_destroy(loop);
	assert_non_null(chat_main);
}

#ifdef HAS_CURL
static struct oriel_completion respond(void *server) {
	static const char response[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
	oriel_queue *connections = oriel_queue_new_connections(server);
	struct oriel_item item = { 0 };
	while (oriel_queue_next(connections, &item)) {
		oriel_stream *stream = oriel_item_take(&item).data;
		oriel_await(oriel_stream_read(stream, 4096), NULL);
		oriel_stream_write(stream, response, sizeof(response) - 1);
		oriel_stream_end(stream);
	}
	oriel_queue_unref(connections);
	return ORIEL_COMPLETE;
}

static size_t keep_body(char *data, size_t size, size_t count, void *body) {
	strncat(body, data, size * count);
	return size * count;
}

static void assert_request(const char *url, enum oriel_promise_state state, const char *expected) {
	char body[64] = "";
	CURL *easy = curl_easy_init();
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, body);
	oriel_promise *promise = http_request(easy);
	assert_int_equal(oriel_loop_run_until(loop, promise), state);
	oriel_promise_unref(promise);
	assert_string_equal(body, expected);
	curl_easy_cleanup(easy);
}

static void a_request_waits_in_the_loop(void **state) {
	char url[64];
	oriel_server *server = listen_here();
	oriel_promise_unref(oriel_async(respond, server));
	snprintf(url, sizeof(url), "http://127.0.0.1:%u/", oriel_server_port(server));
	assert_request(url, ORIEL_PROMISE_FULFILLED, "hello");
	assert_request(url, ORIEL_PROMISE_FULFILLED, "hello");
	oriel_server_destroy(server);
	assert_request(url, ORIEL_PROMISE_REJECTED, "");
	curl_multi_cleanup(multi);
	multi = NULL;
	oriel_loop_destroy(loop);
	assert_non_null(http_main);
}
#endif

int main(void) {
	const struct CMUnitTest chat = cmocka_unit_test(a_line_goes_to_every_member);
#ifdef HAS_CURL
	return RUN_TESTS(chat, cmocka_unit_test(a_request_waits_in_the_loop));
#else
	return RUN_TESTS(chat);
#endif
}
