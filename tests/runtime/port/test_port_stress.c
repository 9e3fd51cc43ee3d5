/* SPDX-License-Identifier: MIT */
/*
 * Eight threads with a loop each post, cancel, send, move ports, abort, and start and terminate
 * workers at random. They end one by one while the others continue. At the end every payload was
 * released exactly once. The test performs a million operations by default; ORIEL_STRESS_OPERATIONS
 * sets their number and ORIEL_TEST_SEED the seed.
 */
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/worker.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 8, PORTS = 4, OPERATIONS_A_TASK = 5, DEFAULT_OPERATIONS = 1000000 };

struct item {
	atomic_int drops;
};

struct member {
	pthread_t thread;
	oriel_loop *loop; /* a reference until the end of the test */
	oriel_detached_port *given[PORTS];
	oriel_port *ports[PORTS]; /* may be NULL */
	oriel_abort_controller *controller;
	oriel_worker *worker; /* may be NULL */
	oriel_post_id last_post;
	struct member *last_posted;
	uint64_t random;
	long operations; /* number left to perform */
	long heard;
};

static struct member members[THREADS];
static pthread_barrier_t all_are_there;
static atomic_long made, dropped, dropped_twice;

static uint64_t draw(struct member *member, uint64_t below) {
	member->random ^= member->random << 13;
	member->random ^= member->random >> 7;
	member->random ^= member->random << 17;
	return (member->random >> 11) % below;
}

static void *item_new(void) {
	struct item *item = malloc(sizeof(*item));
	atomic_init(&item->drops, 0);
	atomic_fetch_add(&made, 1);
	return item;
}

static void drop_item(void *data) {
	struct item *item = data;
	if (atomic_fetch_add(&item->drops, 1) > 0)
		atomic_fetch_add(&dropped_twice, 1);
	atomic_fetch_add(&dropped, 1);
	free(item);
}

static struct oriel_payload item_payload(void) {
	return oriel_owned(item_new(), drop_item);
}

static void nothing(void *data) {
}

static void nothing_for(oriel_event *event, void *data) {
}

/* ---- Ports ---- */

static void on_message(oriel_event *event, void *data);

static void set_port(struct member *member, size_t index, oriel_port *port) {
	oriel_port_unref(member->ports[index]);
	member->ports[index] = port;
	oriel_listen(port, "message", on_message, member);
	oriel_listen(port, "drain", nothing_for, item_new(), .release = drop_item);
	oriel_port_start(port);
}

static void on_message(oriel_event *event, void *data) {
	struct member *member = data;
	oriel_port *moved = oriel_message_port(event);
	member->heard++;
	if (moved != NULL) {
		set_port(member, draw(member, PORTS), moved);
	} else if (draw(member, 4) == 0) {
		struct oriel_payload payload = oriel_message_take(event);
		oriel_port *port = member->ports[draw(member, PORTS)];
		if (port != NULL)
			oriel_port_send_keyed(port, draw(member, 8), payload);
		else if (payload.release != NULL)
			payload.release(payload.data);
	}
}

static void send(struct member *member) {
	oriel_port *port = member->ports[draw(member, PORTS)];
	if (port != NULL)
		oriel_port_send_keyed(port, draw(member, 8), item_payload());
}

struct letter {
	struct member *to;
	oriel_detached_port *detached; /* NULL once taken */
};

static void take_letter(void *data) {
	struct letter *letter = data;
	oriel_detached_port *detached = letter->detached;
	letter->detached = NULL;
	set_port(letter->to, draw(letter->to, PORTS), oriel_port_attach(detached));
}

static void drop_letter(void *data) {
	struct letter *letter = data;
	oriel_detached_port_destroy(letter->detached);
	free(letter);
}

/* Keeps one end of a new channel, and posts the other to a random thread. */
static void post_port(struct member *member) {
	oriel_port *ports[2];
	struct letter *letter = malloc(sizeof(*letter));
	oriel_channel_new(
		ports, .limit = 1 + draw(member, 50), .policy = (enum oriel_queue_policy)draw(member, 4));
	*letter = (struct letter){ &members[draw(member, THREADS)], oriel_port_detach(ports[1]) };
	oriel_post(letter->to->loop, take_letter, letter, .release = drop_letter);
	set_port(member, draw(member, PORTS), ports[0]);
}

/* Keeps one end of a new channel, and sends the other through a random port. */
static void send_port(struct member *member) {
	oriel_port *ports[2], *way = member->ports[draw(member, PORTS)];
	oriel_channel_new(
		ports, .limit = 1 + draw(member, 50), .policy = (enum oriel_queue_policy)draw(member, 4));
	oriel_detached_port *detached = oriel_port_detach(ports[1]);
	if (way != NULL)
		oriel_port_send(way, oriel_detached_port_payload(detached));
	else
		oriel_detached_port_destroy(detached);
	set_port(member, draw(member, PORTS), ports[0]);
}

/* Sends one of its own ports through another, with its queued messages. */
static void pass_port_on(struct member *member) {
	size_t index = draw(member, PORTS);
	oriel_port *moved = member->ports[index], *way = member->ports[(index + 1) % PORTS];
	if (moved == NULL || way == NULL)
		return;
	member->ports[index] = NULL;
	oriel_detached_port *detached = oriel_port_detach(moved);
	if (detached != NULL)
		oriel_port_send(way, oriel_detached_port_payload(detached));
}

static void move_ports(struct member *member) {
	switch (draw(member, 4)) {
	case 0:
		send_port(member);
		break;
	case 1:
		pass_port_on(member);
		break;
	default:
		post_port(member);
		break;
	}
}

/* ---- Posts and signals ---- */

static void post(struct member *member) {
	struct member *other = &members[draw(member, THREADS)];
	member->last_posted = other;
	member->last_post = oriel_post(other->loop, nothing, item_new(), .release = drop_item);
}

static void cancel_post(struct member *member) {
	if (member->last_posted != NULL)
		oriel_cancel_post(member->last_posted->loop, member->last_post);
}

static void hang_on_signal(struct member *member) {
	oriel_abort_signal *signal = oriel_abort_controller_signal(member->controller);
	switch (draw(member, 4)) {
	case 0:
		oriel_queue_task(nothing, item_new(), .signal = signal, .release = drop_item);
		break;
	case 1:
		oriel_set_timeout(
			nothing, item_new(), (double)draw(member, 3), .signal = signal, .release = drop_item);
		break;
	case 2:
		oriel_post(member->loop, nothing, item_new(), .signal = signal, .release = drop_item);
		break;
	default:
		oriel_listen(oriel_loop_target(member->loop), "never", nothing_for, item_new(),
			.signal = signal, .release = drop_item);
		break;
	}
}

static void abort_all(struct member *member) {
	struct oriel_payload reason = item_payload();
	oriel_abort(member->controller, reason);
	oriel_abort_controller_destroy(member->controller);
	member->controller = oriel_abort_controller_new();
}

/* ---- Workers ---- */

static void echo(oriel_event *event, void *data) {
	oriel_port_send(data, oriel_message_take(event));
}

static void run_worker(const struct oriel_worker_scope *scope, void *data) {
	oriel_listen(scope->port, "message", echo, scope->port);
	for (int i = 0; i < 5; i++)
		oriel_port_send(scope->port, item_payload());
}

static void on_exit(oriel_event *event, void *data) {
	struct member *member = data;
	oriel_worker_destroy(member->worker);
	member->worker = NULL;
}

static void use_worker(struct member *member) {
	switch (draw(member, 40)) {
	case 0:
		if (member->worker != NULL)
			oriel_worker_terminate(member->worker);
		break;
	case 1:
		oriel_worker_destroy(member->worker);
		member->worker = NULL;
		break;
	case 2:
		if (member->worker != NULL)
			break;
		member->worker = oriel_worker_new(run_worker, item_new(), .release = drop_item,
			.signal = oriel_abort_controller_signal(member->controller));
		oriel_listen(member->worker, "message", on_message, member);
		oriel_listen(member->worker, "exit", on_exit, member);
		break;
	default:
		if (member->worker != NULL)
			oriel_worker_send(member->worker, item_payload());
		break;
	}
}

/* ---- Threads ---- */

static void operate(struct member *member) {
	uint64_t what = draw(member, 100);
	if (what < 40)
		send(member);
	else if (what < 70)
		post(member);
	else if (what < 75)
		cancel_post(member);
	else if (what < 87)
		hang_on_signal(member);
	else if (what < 90)
		abort_all(member);
	else if (what < 99)
		use_worker(member);
	else
		move_ports(member);
}

static void run_operations(void *data) {
	struct member *member = data;
	for (int i = 0; i < OPERATIONS_A_TASK; i++)
		operate(member);
	member->operations -= OPERATIONS_A_TASK;
	if (member->operations > 0)
		oriel_queue_task(run_operations, member);
	else
		oriel_loop_quit(member->loop, 0);
}

static void *run_member(void *data) {
	struct member *member = data;
	oriel_loop *loop = oriel_loop_new();
	member->loop = oriel_loop_ref(loop);
	member->controller = oriel_abort_controller_new();
	for (size_t i = 0; i < PORTS; i++)
		set_port(member, i, oriel_port_attach(member->given[i]));
	pthread_barrier_wait(&all_are_there);
	oriel_queue_task(run_operations, member);
	oriel_loop_run(loop);
	if (draw(member, 2) == 0) {
		oriel_worker_destroy(member->worker);
		for (size_t i = 0; i < PORTS; i++) {
			oriel_port_unref(member->ports[i]);
			member->ports[i] = NULL;
		}
	}
	oriel_loop_destroy(loop);
	for (size_t i = 0; i < PORTS; i++)
		oriel_port_unref(member->ports[i]);
	oriel_abort_controller_destroy(member->controller);
	return NULL;
}

/* Connects each member with the next, and with the one three places further. */
static void give_ports(void) {
	static const size_t steps[] = { 1, 3 };
	for (size_t i = 0; i < THREADS; i++) {
		for (size_t s = 0; s < 2; s++) {
			oriel_port *ports[2];
			oriel_channel_new(ports, .limit = 20, .policy = (enum oriel_queue_policy)(i % 4));
			members[i].given[s] = oriel_port_detach(ports[0]);
			members[(i + steps[s]) % THREADS].given[2 + s] = oriel_port_detach(ports[1]);
		}
	}
}

static long number_from(const char *name, long otherwise) {
	const char *text = getenv(name);
	return text != NULL ? strtol(text, NULL, 10) : otherwise;
}

static void every_release_function_runs_once(void **state) {
	long operations = number_from("ORIEL_STRESS_OPERATIONS", DEFAULT_OPERATIONS),
		seed = number_from("ORIEL_TEST_SEED", 1), heard = 0;
	oriel_loop *loop = oriel_loop_new();
	give_ports();
	pthread_barrier_init(&all_are_there, NULL, THREADS);
	for (size_t i = 0; i < THREADS; i++) {
		members[i].random = (uint64_t)seed * 0x9e3779b97f4a7c15u + i * 0x2545f4914f6cdd1du + 1;
		members[i].operations = operations / THREADS;
		assert_int_equal(pthread_create(&members[i].thread, NULL, run_member, &members[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(members[i].thread, NULL);
	for (size_t i = 0; i < THREADS; i++) {
		heard += members[i].heard;
		oriel_loop_unref(members[i].loop);
	}
	pthread_barrier_destroy(&all_are_there);
	oriel_loop_destroy(loop);
	printf("%ld operations, %ld payloads, %ld messages heard\n", operations, (long)made, heard);
	assert_true(made > operations / 2 && heard > operations / 100);
	assert_int_equal(dropped_twice, 0);
	assert_int_equal(dropped, made);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(every_release_function_runs_once));
}
