/* SPDX-License-Identifier: MIT */
/*
 * Bounds between threads: who sends until there is no room and goes on at `drain` gets everything across, whatever the limit, both ways at once; and
 * what is given up for newer messages never includes the last.
 */
#include "test.h"

#include <oriel/loop.h>
#include <oriel/port.h>
#include <oriel/worker.h>
#include <stdatomic.h>
#include <stdint.h>

enum { MESSAGES = 3000 };

static const size_t limits[] = { 1, 2, 3, 8, 1024 };

struct side {
	bool asks_for_room; /* before it sends, instead of being refused */
	uintptr_t sent, heard;
	enum oriel_port_policy policy;
	bool is_wrong;
	oriel_loop *loop;
};

static struct side here, there;
static oriel_worker *worker;
static oriel_port *inside;
static atomic_int drops;

static void drop(void *data) {
	atomic_fetch_add(&drops, 1);
}

static enum oriel_status send_one(struct side *side, uintptr_t number) {
	struct oriel_payload payload = { (void *)number, NULL, drop };
	uint64_t key = 1 + number % 2;
	return side == &here ? oriel_worker_send_keyed(worker, key, payload) : oriel_port_send_keyed(inside, key, payload);
}

static size_t room_of(const struct side *side) {
	return side == &here ? oriel_worker_room(worker) : oriel_port_room(inside);
}

static void send_all(struct side *side) {
	while (side->sent < MESSAGES && !(side->asks_for_room && room_of(side) == 0) && send_one(side, side->sent + 1) == ORIEL_OK)
		side->sent++;
}

static void on_drain(oriel_event *event, void *data) {
	send_all(data);
}

static void on_message(oriel_event *event, void *data) {
	struct side *side = data;
	uintptr_t number = (uintptr_t)oriel_event_detail(event).data;
	bool may_skip = side->policy != ORIEL_PORT_POLICY_REFUSE;
	side->is_wrong = side->is_wrong || (may_skip ? number <= side->heard : number != side->heard + 1);
	side->heard = number;
	if (side->heard == MESSAGES && side == &here)
		oriel_loop_quit(side->loop, 0);
}

static void quit_when_done(oriel_event *event, void *data) {
	if (there.heard == MESSAGES && there.sent == MESSAGES)
		oriel_loop_quit(oriel_loop_current(), 0);
}

static void begin(const struct oriel_worker_scope *scope, void *data) {
	inside = scope->port;
	oriel_listen(inside, "message", on_message, &there);
	oriel_listen(inside, "message", quit_when_done, NULL);
	oriel_listen(inside, "drain", on_drain, &there);
	oriel_listen(inside, "drain", quit_when_done, NULL);
	send_all(&there);
}

static void on_exit(oriel_event *event, void *data) {
	oriel_loop_quit(here.loop, 0);
}

static void flood(size_t limit, enum oriel_port_policy policy, bool asks_for_room) {
	oriel_loop *loop = oriel_loop_new();
	atomic_store(&drops, 0);
	here = there = (struct side){ .asks_for_room = asks_for_room, .policy = policy, .loop = loop };
	worker = oriel_worker_new(begin, NULL, .limit = limit, .policy = policy);
	oriel_listen(worker, "message", on_message, &here);
	oriel_listen(worker, "drain", on_drain, &here);
	oriel_listen(worker, "exit", on_exit, NULL);
	send_all(&here);
	oriel_loop_run(loop); /* until the last has come here, */
	oriel_loop_run(loop); /* and the worker is done */
	assert_false(here.is_wrong || there.is_wrong);
	assert_int_equal(here.heard, MESSAGES);
	assert_int_equal(there.heard, MESSAGES);
	oriel_worker_destroy(worker);
	oriel_loop_destroy(loop);
	assert_true(atomic_load(&drops) >= 2 * MESSAGES); /* and those that were refused */
}

static void whoever_waits_for_drain_gets_everything_across(void **state) {
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		flood(limits[i], ORIEL_PORT_POLICY_REFUSE, false);
		flood(limits[i], ORIEL_PORT_POLICY_REFUSE, true);
	}
}

static void what_is_given_up_is_never_the_last(void **state) {
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		flood(limits[i], ORIEL_PORT_POLICY_DROP_OLDEST, false);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(whoever_waits_for_drain_gets_everything_across), cmocka_unit_test(what_is_given_up_is_never_the_last));
}
