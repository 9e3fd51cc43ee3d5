/* SPDX-License-Identifier: MIT */
/*
 * Queues of the changes of a directory and of the connections of a server: values, bounds and ends.
 */
#include "queue_test.h"

#include <oriel/io/socket.h>
#include <oriel/runtime/queue_source.h>

#include <stdio.h>

static oriel_queue *queue;
static oriel_server *server;

/* A virtual clock does not move while the loop looks at descriptors. */
static void read_all(void) {
	for (unsigned i = 0; i < 20; i++)
		settle();
}

/* ---- Changes ---- */

static int changes_teardown(void **state) {
	if (loop != NULL)
		settle();
	assert_int_equal(loop != NULL ? alive("queues") : 0, 0);
	return dir_teardown(state);
}

#define in_dir(test) cmocka_unit_test_setup_teardown(test, dir_setup, changes_teardown)

static void note_change(void) {
	static const char *const names[] = { "appeared", "disappeared", "modified", "moved", "unknown",
		"ended" };
	struct oriel_payload value;
	assert_true(oriel_queue_try_take(queue, &value));
	const struct oriel_file_change *change = oriel_file_change_try_from_payload(value);
	assert_non_null(change);
	order_add(&order, "%s %s%s%s", names[change->type], change->name,
		change->old_name != NULL ? " from " : "", change->old_name != NULL ? change->old_name : "");
	oriel_payload_unref(value);
}

static void changes_are_values(void **state) {
	queue = oriel_queue_new_changes(temp_path(&dir, "."));
	temp_put(&dir, "a", "1");
	temp_put(&dir, "b", "1");
	read_all();
	assert_int_equal(oriel_queue_count(queue), 2);
	note_change();
	note_change();
	assert_int_equal(rename(temp_path(&dir, "a"), temp_path(&dir, "c")), 0);
	read_all();
	note_change();
	assert_order(&order, "appeared a, appeared b, moved c from a");
	assert_null(oriel_file_change_try_from_payload(text("a")));
	oriel_queue_unref(queue);
}

static void the_end_of_the_watch_closes_the_queue(void **state) {
	char path[256];
	snprintf(path, sizeof(path), "%s", temp_path(&dir, "inner"));
	assert_int_equal(mkdir(path, 0700), 0);
	queue = oriel_queue_new_changes(path);
	assert_int_equal(rmdir(path), 0);
	read_all();
	note_change();
	assert_order(&order, "ended ");
	assert_true(oriel_queue_is_over(queue));
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_OK);
	oriel_queue_unref(queue);
}

static void a_path_that_cannot_be_watched_closes_the_queue(void **state) {
	queue = oriel_queue_new_changes(temp_path(&dir, "none/none"));
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_NOT_FOUND_ERROR);
	oriel_queue_unref(queue);
}

static void changes_beyond_the_limit_close_the_queue(void **state) {
	queue = oriel_queue_new_changes(temp_path(&dir, "."), .limit = 1);
	temp_put(&dir, "a", "1");
	temp_put(&dir, "b", "1");
	read_all();
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_QUOTA_EXCEEDED_ERROR);
	note_change();
	assert_order(&order, "appeared a");
	oriel_queue_unref(queue);
	queue = oriel_queue_new_changes(temp_path(&dir, "."), .limit = 1, .policy =
		ORIEL_QUEUE_POLICY_DROP_OLDEST);
	temp_put(&dir, "c", "1");
	temp_put(&dir, "d", "1");
	read_all();
	note_change();
	assert_order(&order, "appeared d");
	oriel_queue_unref(queue);
}

static void the_end_of_the_loop_ends_a_queue_of_changes(void **state) {
	queue = oriel_queue_new_changes(temp_path(&dir, "."));
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
}

/* ---- Connections ---- */

static oriel_stream *clients[3];

static int server_setup(void **state) {
	int result = loop_setup(state);
	server = oriel_server_listen("127.0.0.1", 0);
	assert_true(oriel_server_is_listening(server));
	return result;
}

static int server_teardown(void **state) {
	for (unsigned i = 0; i < 3; i++) {
		oriel_stream_destroy(clients[i]);
		clients[i] = NULL;
	}
	oriel_server_destroy(server);
	server = NULL;
	settle();
	assert_int_equal(alive("streams"), 0);
	return queue_teardown(state);
}

#define on_server(test) cmocka_unit_test_setup_teardown(test, server_setup, server_teardown)

static void connect_clients(unsigned count) {
	for (unsigned i = 0; i < count; i++)
		clients[i] = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
	for (unsigned i = 0; i < count; i++) {
		for (unsigned k = 0; k < 1000 && oriel_stream_state(clients[i])
			== ORIEL_STREAM_OPENING; k++)
			oriel_loop_step(loop);
		assert_int_equal(oriel_stream_state(clients[i]), ORIEL_STREAM_OPEN);
	}
	read_all();
}

static oriel_stream *take_stream(void) {
	struct oriel_payload value;
	return oriel_queue_try_take(queue, &value) ? value.data : NULL;
}

static void connections_are_values_up_to_the_limit(void **state) {
	queue = oriel_queue_new_connections(server, .limit = 1);
	connect_clients(3);
	assert_int_equal(oriel_queue_count(queue), 1);
	for (unsigned i = 0; i < 3; i++) {
		oriel_stream *stream = take_stream();
		assert_non_null(stream);
		assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_OPEN);
		oriel_stream_destroy(stream);
		read_all();
	}
	assert_null(take_stream());
	oriel_queue_unref(queue);
	assert_true(oriel_server_is_listening(server));
}

static struct oriel_completion keep_second(void *data) {
	oriel_stream **kept = data;
	struct oriel_item item = { 0 };
	for (unsigned i = 1; oriel_queue_next(queue, &item); i++) {
		if (i == 2)
			*kept = oriel_item_take(&item).data;
	}
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void a_value_that_is_not_taken_is_destroyed(void **state) {
	oriel_stream *kept = NULL;
	queue = oriel_queue_new_connections(server);
	in_callback(oriel_promise_unref(oriel_async(keep_second, &kept)));
	connect_clients(3);
	assert_non_null(kept);
	assert_int_equal(oriel_stream_state(kept), ORIEL_STREAM_OPEN);
	oriel_server_destroy(server);
	server = NULL;
	settle();
	assert_order(&order, "AbortError");
	oriel_stream_destroy(kept);
	oriel_queue_unref(queue);
}

static void the_last_reference_destroys_connections_that_wait(void **state) {
	queue = oriel_queue_new_connections(server);
	connect_clients(2);
	assert_int_equal(oriel_queue_count(queue), 2);
	oriel_queue_unref(queue);
	assert_int_equal(alive("streams"), 2);
}

static void a_server_that_failed_closes_the_queue(void **state) {
	oriel_server *second = oriel_server_listen("127.0.0.1", oriel_server_port(server));
	queue = oriel_queue_new_connections(second);
	settle();
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_INVALID_STATE_ERROR);
	oriel_queue_unref(queue);
	oriel_server_destroy(second);
}

static void the_end_of_the_loop_ends_a_queue_of_connections(void **state) {
	queue = oriel_queue_new_connections(server);
	connect_clients(1);
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(
		in_dir(changes_are_values),
		in_dir(the_end_of_the_watch_closes_the_queue),
		in_dir(a_path_that_cannot_be_watched_closes_the_queue),
		in_dir(changes_beyond_the_limit_close_the_queue),
		in_dir(the_end_of_the_loop_ends_a_queue_of_changes),
		on_server(connections_are_values_up_to_the_limit),
		on_server(a_value_that_is_not_taken_is_destroyed),
		on_server(the_last_reference_destroys_connections_that_wait),
		on_server(a_server_that_failed_closes_the_queue),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_ends_a_queue_of_connections,
			server_setup, loop_teardown),
	);
}
