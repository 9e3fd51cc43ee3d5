/* SPDX-License-Identifier: MIT */
/*
 * Bounds between threads. A sender that sends until there is no room and continues at `drain`
 * transfers every message, for any limit and in both directions at once. Messages dropped for newer
 * ones never include the last.
 */
#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/worker.h>
#include <stdatomic.h>
#include <stdint.h>

enum { MESSAGES = 3000 };

static const size_t limits[] = { 1, 2, 3, 8, 1024 };

/* How a sender finds out that there is no room. */
enum manner {
	IS_REFUSED,
	LOOKS,       /* checks before each message, and is never refused */
	COUNTS,      /* sends as many messages as there is room for, and checks again */
	LOOKS_LATER, /* checks in a task after the drain event */
};

struct side {
	enum manner manner;
	uintptr_t sent, heard;
	enum oriel_queue_policy policy;
	bool is_wrong;
	oriel_loop *loop;
};

static struct side here, there;
static oriel_worker *worker;
static oriel_port *inside;
static atomic_int drops;

static void release(void *data) {
	atomic_fetch_add(&drops, 1);
}

static enum oriel_status send_one(struct side *side, uintptr_t number) {
	struct oriel_payload payload = { (void *)number, NULL, release };
	uint64_t key = 1 + number % 2;
	return side == &here ? oriel_worker_send_keyed(worker, key, payload) :
						oriel_port_send_keyed(inside, key, payload);
}

static size_t room_of(const struct side *side) {
	return side == &here ? oriel_worker_room(worker) : oriel_port_room(inside);
}

/* Returns how many messages may be sent before the next check; 0: the sender waits for `drain`. */
static size_t batch_of(const struct side *side) {
	if (side->sent == MESSAGES)
		return 0;
	size_t room = side->manner == IS_REFUSED ? 1 : room_of(side);
	return side->manner == COUNTS || room == 0 ? room : 1;
}

static void send_all(struct side *side) {
	for (size_t batch; (batch = batch_of(side)) > 0;) {
		for (; batch > 0 && side->sent < MESSAGES; batch--) {
			if (send_one(side, side->sent + 1) != ORIEL_OK)
				return;
			side->sent++;
		}
	}
}

static void quit_when_done(void) {
	if (there.heard == MESSAGES && there.sent == MESSAGES)
		oriel_loop_quit(oriel_loop_current(), 0);
}

static void send_later(void *data) {
	send_all(data);
	if (data == &there)
		quit_when_done();
}

static void on_drain(oriel_event *event, void *data) {
	const struct side *side = data;
	if (side->manner == LOOKS_LATER)
		oriel_queue_task(send_later, data);
	else
		send_later(data);
}

static void on_message(oriel_event *event, void *data) {
	struct side *side = data;
	uintptr_t number = (uintptr_t)oriel_event_detail(event).data;
	bool may_skip = side->policy != ORIEL_QUEUE_POLICY_REFUSE;
	side->is_wrong = side->is_wrong ||
		(may_skip ? number <= side->heard : number != side->heard + 1);
	side->heard = number;
	if (side->heard == MESSAGES && side == &here)
		oriel_loop_quit(side->loop, 0);
}

static void on_message_there(oriel_event *event, void *data) {
	on_message(event, &there);
	quit_when_done();
}

static void begin(const struct oriel_worker_scope *scope, void *data) {
	inside = scope->port;
	oriel_listen(inside, "message", on_message_there, NULL);
	oriel_listen(inside, "drain", on_drain, &there);
	send_all(&there);
}

static void on_exit(oriel_event *event, void *data) {
	oriel_loop_quit(here.loop, 0);
}

static void flood(size_t limit, enum oriel_queue_policy policy, enum manner manner) {
	oriel_loop *loop = oriel_loop_new();
	atomic_store(&drops, 0);
	here = there = (struct side){ .manner = manner, .policy = policy, .loop = loop };
	worker = oriel_worker_new(begin, NULL, .limit = limit, .policy = policy);
	oriel_listen(worker, "message", on_message, &here);
	oriel_listen(worker, "drain", on_drain, &here);
	oriel_listen(worker, "exit", on_exit, NULL);
	send_all(&here);
	oriel_loop_run(loop); /* until the last message has arrived */
	oriel_loop_run(loop); /* until the worker has exited */
	assert_false(here.is_wrong || there.is_wrong);
	assert_int_equal(here.heard, MESSAGES);
	assert_int_equal(there.heard, MESSAGES);
	oriel_worker_destroy(worker);
	oriel_loop_destroy(loop);
	bool is_never_refused = manner == LOOKS || manner == COUNTS;
	/* includes refused messages */
	assert_true(is_never_refused ? atomic_load(&drops) == 2 * MESSAGES :
								atomic_load(&drops) >= 2 * MESSAGES);
}

static void a_sender_that_waits_for_drain_transfers_every_message(void **state) {
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		for (enum manner manner = IS_REFUSED; manner <= LOOKS_LATER; manner++)
			flood(limits[i], ORIEL_QUEUE_POLICY_REFUSE, manner);
	}
}

static void the_last_message_is_never_dropped(void **state) {
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		flood(limits[i], ORIEL_QUEUE_POLICY_DROP_OLDEST, IS_REFUSED);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_sender_that_waits_for_drain_transfers_every_message),
		cmocka_unit_test(the_last_message_is_never_dropped));
}
