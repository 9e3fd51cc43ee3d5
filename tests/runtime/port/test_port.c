/* SPDX-License-Identifier: MIT */
/*
 * Ports of channels: order, starting, closing, the three policies and `drain`, moving to other
 * threads, and the end of a loop.
 */
#include "async_test.h"

#include <oriel/runtime/cause.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static oriel_port *ports[2];

static int teardown(void **state) {
	loop_teardown(state);
	assert_order(&order, "");
	return 0;
}

static void release(void *data) {
	order_add(&order, "drop %s", (const char *)data);
}

static enum oriel_status send(oriel_port *port, const char *text) {
	return oriel_port_send(port, oriel_owned((void *)text, release));
}

static void on_message(oriel_event *event, void *name) {
	order_add(
		&order, "%s hears %s", (const char *)name, (const char *)oriel_event_detail(event).data);
}

static void on_other(oriel_event *event, void *name) {
	order_add(&order, "%s: %s", (const char *)name, oriel_event_type(event));
}

static void listen(oriel_port *port, const char *name) {
	oriel_listen(port, "message", on_message, (void *)name);
	oriel_listen(port, "drain", on_other, (void *)name);
	oriel_listen(port, "close", on_other, (void *)name);
	oriel_port_start(port);
}

static void unref_both(void) {
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
}

static void messages_arrive_as_tasks_in_order(void **state) {
	oriel_channel_new(ports);
	listen(ports[0], "a");
	listen(ports[1], "b");
	assert_int_equal(send(ports[0], "1"), ORIEL_OK);
	send(ports[0], "2");
	send(ports[1], "3");
	assert_order(&order, "");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 1, b hears 2, drop 2, a hears 3, drop 3");
	unref_both();
}

static void microtask(void *data) {
	order_add(&order, "microtask");
}

static void on_message_with_microtask(oriel_event *event, void *name) {
	on_message(event, name);
	oriel_queue_microtask(microtask, NULL);
}

static void task(void *data) {
	order_add(&order, "task");
}

static void each_message_has_its_own_checkpoint_and_other_tasks_run_in_between(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", on_message_with_microtask, "b");
	send(ports[0], "1");
	send(ports[0], "2");
	oriel_port_start(ports[1]);
	oriel_queue_task(task, NULL);
	send(ports[0], "3");
	oriel_loop_advance(loop, 0);
	assert_order(&order,
		"b hears 1, microtask, drop 1, b hears 2, microtask, drop 2, task, b hears 3, microtask, "
		"drop 3");
	unref_both();
}

static void messages_wait_until_the_port_is_started(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", on_message, "b");
	oriel_listen(ports[1], "close", on_other, "b");
	send(ports[0], "1");
	oriel_port_close(ports[0]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "");
	oriel_port_start(ports[1]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 1, b: close");
	assert_true(oriel_port_is_closed(ports[1]));
	unref_both();
}

static void closing_delivers_sent_messages_and_releases_unread_ones(void **state) {
	oriel_channel_new(ports);
	listen(ports[0], "a");
	listen(ports[1], "b");
	send(ports[0], "to b");
	send(ports[1], "to a");
	oriel_port_close(ports[0]);
	assert_order(&order, "drop to a");
	assert_int_equal(send(ports[0], "late"), ORIEL_INVALID_STATE_ERROR);
	assert_order(&order, "drop late");
	assert_int_equal(send(ports[1], "in vain"), ORIEL_INVALID_STATE_ERROR);
	assert_order(&order, "drop in vain");
	assert_int_equal(oriel_port_room(ports[0]) + oriel_port_room(ports[1]), 0);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears to b, drop to b, b: close");
	unref_both();
}

static void close_in_listener(oriel_event *event, void *data) {
	on_message(event, data);
	oriel_port_close(oriel_port_try_from_target(oriel_event_target(event)));
}

static void a_port_closed_by_its_listener_gets_no_more_messages(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", close_in_listener, "b");
	listen(ports[0], "a");
	oriel_port_start(ports[1]);
	send(ports[0], "1");
	send(ports[0], "2");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 2, drop 1, a: close");
	unref_both();
}

static void unref_in_listener(oriel_event *event, void *data) {
	on_message(event, data);
	oriel_port_unref(oriel_port_try_from_target(oriel_event_target(event)));
	order_add(&order, "unreferenced");
}

static void a_port_released_by_its_listener_is_freed_afterwards(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", unref_in_listener, "b", .release = release);
	listen(ports[0], "a");
	oriel_port_start(ports[1]);
	send(ports[0], "1");
	send(ports[0], "2");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, unreferenced, drop 2, drop b, drop 1, a: close");
	oriel_port_unref(ports[0]);
}

static void a_full_queue_refuses_messages_and_drains_when_half_is_free(void **state) {
	oriel_channel_new(ports, .limit = 3);
	listen(ports[0], "a");
	listen(ports[1], "b");
	assert_int_equal(oriel_port_room(ports[0]), 3);
	send(ports[0], "1");
	send(ports[0], "2");
	assert_int_equal(oriel_port_room(ports[0]), 1);
	send(ports[0], "3");
	assert_int_equal(oriel_port_room(ports[0]), 0);
	assert_int_equal(send(ports[0], "4"), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_order(&order, "drop 4");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 1, b hears 2, drop 2, b hears 3, drop 3, a: drain");
	assert_int_equal(oriel_port_room(ports[0]), 3);
	send(ports[0], "5");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 5, drop 5");
	unref_both();
}

static void the_oldest_message_is_dropped(void **state) {
	oriel_channel_new(ports, .limit = 2, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	listen(ports[1], "b");
	send(ports[0], "1");
	send(ports[0], "2");
	assert_int_equal(send(ports[0], "3"), ORIEL_OK);
	assert_order(&order, "drop 1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 2, drop 2, b hears 3, drop 3");
	unref_both();
}

static enum oriel_status send_keyed(uint64_t key, const char *text) {
	return oriel_port_send_keyed(
		ports[0], key, oriel_owned((void *)text, release));
}

static void a_message_replaces_the_queued_message_with_its_key(void **state) {
	oriel_channel_new(ports, .limit = 3, .policy = ORIEL_QUEUE_POLICY_REPLACE);
	listen(ports[1], "b");
	send_keyed(1, "x1");
	send_keyed(2, "y1");
	send_keyed(1, "x2");
	assert_order(&order, "drop x1");
	send_keyed(0, "z1");
	assert_int_equal(send_keyed(0, "z2"), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(send_keyed(2, "y2"), ORIEL_OK);
	assert_order(&order, "drop z2, drop y1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears x2, drop x2, b hears y2, drop y2, b hears z1, drop z1");
	unref_both();
}

static void resend(oriel_event *event, void *data) {
	order_add(&order, "drain");
	send(ports[0], "again");
}

static void a_drain_listener_continues_sending(void **state) {
	oriel_channel_new(ports, .limit = 1);
	oriel_listen(ports[0], "drain", resend, NULL, .once = true);
	listen(ports[1], "b");
	send(ports[0], "1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 1, drain, b hears again, drop again");
	unref_both();
}

static void take(oriel_event *event, void *data) {
	struct oriel_payload payload = oriel_message_take(event);
	order_add(&order, "took %s", (const char *)payload.data);
	assert_null(oriel_event_detail(event).data);
	assert_null(oriel_message_take(event).data);
	payload.release(payload.data);
}

static void a_listener_takes_the_payload(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", take, NULL);
	oriel_port_start(ports[1]);
	send(ports[0], "1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "took 1, drop 1");
	unref_both();
}

static void on_bytes(oriel_event *event, void *data) {
	struct oriel_bytes *bytes = oriel_message_bytes(event);
	order_add(&order, "%.*s", (int)bytes->length, bytes->data);
}

static void bytes_are_payloads(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", on_bytes, NULL);
	oriel_port_start(ports[1]);
	oriel_port_send(ports[0], oriel_bytes_payload(oriel_bytes_new("hello", 5)));
	oriel_loop_advance(loop, 0);
	assert_order(&order, "hello");
	unref_both();
}

static void send_chain(oriel_event *event, void *data) {
	char chain[256];
	oriel_cause_print(chain, sizeof(chain));
	const char *listener = strstr(chain, "message on port ← "),
			   *message = strstr(chain, "message ← "), *timer = strstr(chain, data);
	assert_true(!ORIEL_CAUSES || (listener != NULL && listener < message && message < timer));
	order_add(&order, "told");
}

static void send_from_timer(void *data) {
	send(ports[0], "1");
}

static void the_cause_of_a_message_is_its_sender(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", send_chain, "timer");
	oriel_port_start(ports[1]);
	oriel_set_timeout(send_from_timer, NULL, 1);
	oriel_loop_advance(loop, 1);
	assert_order(&order, "told, drop 1");
	unref_both();
}

static void queued_messages_move_with_their_port(void **state) {
	oriel_channel_new(ports);
	listen(ports[1], "b");
	send(ports[0], "1");
	oriel_loop_step(loop); /* runs the wake-up of the port; the message stays queued */
	send(ports[0], "2");
	oriel_detached_port *detached = oriel_port_detach(ports[1]);
	send(ports[0], "3");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "");
	ports[1] = oriel_port_attach(detached);
	listen(ports[1], "c");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "c hears 1, drop 1, c hears 2, drop 2, c hears 3, drop 3");
	unref_both();
}

static void an_unattached_port_is_closed(void **state) {
	oriel_channel_new(ports);
	listen(ports[0], "a");
	oriel_detached_port *detached = oriel_port_detach(ports[1]);
	send(ports[0], "1");
	oriel_detached_port_destroy(detached);
	assert_order(&order, "drop 1");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
	oriel_port_unref(ports[0]);
}

static void a_drain_reaches_a_moved_port(void **state) {
	oriel_channel_new(ports, .limit = 1);
	listen(ports[1], "b");
	send(ports[0], "1");
	oriel_detached_port *detached = oriel_port_detach(ports[0]);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b hears 1, drop 1");
	ports[0] = oriel_port_attach(detached);
	listen(ports[0], "a");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: drain");
	unref_both();
}

static void on_port(oriel_event *event, void *data) {
	oriel_port *port = oriel_message_port(event);
	assert_non_null(port);
	assert_null(oriel_message_port(event));
	listen(port, "moved");
	*(oriel_port **)data = port;
}

static void a_port_can_be_sent_through_another(void **state) {
	oriel_port *others[2], *moved = NULL;
	oriel_channel_new(ports);
	oriel_channel_new(others);
	oriel_listen(ports[1], "message", on_port, &moved);
	oriel_port_start(ports[1]);
	send(others[0], "early");
	assert_int_equal(
		oriel_port_send(ports[0], oriel_detached_port_payload(oriel_port_detach(others[1]))),
		ORIEL_OK);
	oriel_loop_advance(loop, 0);
	send(others[0], "late");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "moved hears early, drop early, moved hears late, drop late");
	oriel_port_unref(moved);
	oriel_port_unref(others[0]);
	unref_both();
}

static void a_port_cannot_be_sent_through_itself(void **state) {
	oriel_port *others[2];
	oriel_channel_new(ports);
	oriel_channel_new(others);
	listen(ports[0], "a");
	assert_int_equal(
		oriel_port_send(ports[0], oriel_detached_port_payload(oriel_port_detach(ports[1]))),
		ORIEL_DATA_CLONE_ERROR);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: close");
	oriel_port_unref(ports[0]);

	oriel_channel_new(ports);
	assert_int_equal(
		oriel_port_send(others[0], oriel_detached_port_payload(oriel_port_detach(ports[1]))),
		ORIEL_OK);
	assert_int_equal(
		oriel_port_send(ports[0], oriel_detached_port_payload(oriel_port_detach(others[1]))),
		ORIEL_DATA_CLONE_ERROR);
	assert_true(oriel_port_room(ports[0]) == 0);
	oriel_port_unref(ports[0]);
	oriel_port_unref(others[0]);
}

static size_t count_ports(void) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, "ports");
}

static void ports_are_counted_until_the_last_reference(void **state) {
	oriel_channel_new(ports);
	assert_int_equal(count_ports(), 2);
	oriel_port_unref(oriel_port_ref(ports[0]));
	oriel_port_close(ports[0]);
	assert_int_equal(count_ports(), 2);
	oriel_port_unref(ports[0]);
	assert_int_equal(count_ports(), 1);
	oriel_port_unref(ports[1]);
	assert_int_equal(count_ports(), 0);
	oriel_loop_advance(loop, 0);
}

static void the_end_of_the_loop_closes_all_ports(void **state) {
	oriel_channel_new(ports);
	oriel_listen(ports[1], "message", on_message, "b", .release = release);
	send(ports[0], "1");
	oriel_port_start(ports[1]);
	oriel_loop_destroy(loop);
	assert_order(&order, "drop 1, drop b");
	unref_both();
	loop_setup(state);
}

static void wrong_calls_are_reported(void **state) {
	assert_breaks("port is NULL", oriel_port_start(NULL));
	assert_breaks("is no policy", oriel_channel_new(ports, .policy = 7));
	assert_breaks("no size",
		oriel_channel_new_at("here", ports, &(const struct oriel_channel_options){ .limit = 1 }));
}

/* ---- Two threads ---- */

struct far {
	oriel_detached_port *detached;
	pthread_t thread;
	int count;
};

static void quit(oriel_event *event, void *data) {
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void count_message(oriel_event *event, void *data) {
	((struct far *)data)->count++;
}

/* Counts received messages until the other end closes. */
static void *run_far(void *data) {
	struct far *far = data;
	oriel_loop *own = oriel_loop_new();
	oriel_port *port = oriel_port_attach(far->detached);
	oriel_listen(port, "message", count_message, far);
	oriel_listen(port, "close", quit, NULL);
	oriel_port_start(port);
	oriel_loop_run(own);
	oriel_port_unref(port);
	oriel_loop_destroy(own);
	return NULL;
}

static void start_far(struct far *far) {
	far->detached = oriel_port_detach(ports[1]);
	assert_int_equal(pthread_create(&far->thread, NULL, run_far, far), 0);
}

static atomic_int drops;

static void count_drop(void *data) {
	atomic_fetch_add(&drops, 1);
}

enum { MESSAGES = 20000 };
static int sent;

static void send_more(void) {
	while (sent < MESSAGES && oriel_port_room(ports[0]) > 0) {
		assert_int_equal(
			oriel_port_send(ports[0], oriel_owned(&sent, count_drop)), ORIEL_OK);
		sent++;
	}
	if (sent == MESSAGES)
		oriel_loop_quit(loop, 0);
}

static void on_drain(oriel_event *event, void *data) {
	send_more();
}

static void a_port_works_on_another_thread(void **state) {
	struct far far = { 0 };
	sent = 0;
	atomic_store(&drops, 0);
	oriel_channel_new(ports, .limit = 100);
	oriel_listen(ports[0], "drain", on_drain, NULL);
	start_far(&far);
	send_more();
	oriel_loop_run(loop);
	oriel_port_unref(ports[0]);
	pthread_join(far.thread, NULL);
	assert_int_equal(far.count, MESSAGES);
	assert_int_equal(drops, MESSAGES);
}

static void messages_to_an_ended_loop_are_refused(void **state) {
	struct far far = { 0 };
	oriel_channel_new(ports);
	listen(ports[0], "a");
	oriel_listen(ports[0], "close", quit, NULL);
	oriel_port *second[2];
	oriel_channel_new(second);
	oriel_port_send(ports[0], oriel_detached_port_payload(oriel_port_detach(second[1])));
	far.detached = oriel_port_detach(ports[1]);
	oriel_listen(second[0], "close", quit, NULL);
	oriel_port_start(second[0]);
	assert_int_equal(pthread_create(&far.thread, NULL, run_far, &far), 0);
	oriel_port_close(ports[0]);
	/* the other thread received the second port without attaching it, so that port closed */
	oriel_loop_run(loop);
	pthread_join(far.thread, NULL);
	assert_int_equal(send(second[0], "late"), ORIEL_INVALID_STATE_ERROR);
	assert_order(&order, "drop late");
	oriel_port_unref(second[0]);
	oriel_port_unref(ports[0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(messages_arrive_as_tasks_in_order),
		TEST(each_message_has_its_own_checkpoint_and_other_tasks_run_in_between),
		TEST(messages_wait_until_the_port_is_started),
		TEST(closing_delivers_sent_messages_and_releases_unread_ones),
		TEST(a_port_closed_by_its_listener_gets_no_more_messages),
		TEST(a_port_released_by_its_listener_is_freed_afterwards),
		TEST(a_full_queue_refuses_messages_and_drains_when_half_is_free),
		TEST(the_oldest_message_is_dropped),
		TEST(a_message_replaces_the_queued_message_with_its_key),
		TEST(a_drain_listener_continues_sending),
		TEST(a_listener_takes_the_payload),
		TEST(bytes_are_payloads),
		TEST(the_cause_of_a_message_is_its_sender),
		TEST(queued_messages_move_with_their_port),
		TEST(an_unattached_port_is_closed),
		TEST(a_drain_reaches_a_moved_port),
		TEST(a_port_can_be_sent_through_another),
		TEST(a_port_cannot_be_sent_through_itself),
		TEST(ports_are_counted_until_the_last_reference),
		TEST(the_end_of_the_loop_closes_all_ports),
		TEST(wrong_calls_are_reported),
		TEST(a_port_works_on_another_thread),
		TEST(messages_to_an_ended_loop_are_refused));
}
