/* SPDX-License-Identifier: MIT */
/*
 * Queues on several threads: each worker has queues, operators and a generator on its own loop, and
 * sends what they bring through a port with a small bound. The owner merges the queues of all
 * ports. Every number arrives once, and in its worker's order.
 */
#include "queue_test.h"

#include <oriel/runtime/generator.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/worker.h>

enum { WORKERS = 3, NUMBERS = 400, LIMIT = 8 };

static struct oriel_payload number(uintptr_t value) {
	return (struct oriel_payload){ .data = (void *)value };
}

/* ---- On a thread of its own ---- */

static struct oriel_completion count(void *data) {
	for (uintptr_t i = 1; oriel_produce(number(i)); i++)
		;
	return ORIEL_COMPLETE;
}

static bool is_even(struct oriel_payload value, void *data) {
	return (uintptr_t)value.data % 2 == 0;
}

static struct oriel_payload half(struct oriel_payload value, void *data) {
	return number((uintptr_t)value.data / 2);
}

static bool send_number(oriel_port *port, struct oriel_payload value) {
	while (oriel_port_room(port) == 0) {
		if (oriel_await(oriel_next_event(oriel_port_target(port), "drain"), NULL)
			!= ORIEL_AWAIT_FULFILLED)
			return false;
	}
	return oriel_port_send(port, value) == ORIEL_OK;
}

/* The first message brings the port, the second one ends the worker. */
static struct oriel_completion work(void *data) {
	const struct oriel_worker_scope *scope = data;
	struct oriel_item message = { 0 }, item = { 0 };
	oriel_queue *messages = oriel_queue_new_messages(scope->port);
	if (!oriel_queue_next(messages, &message))
		return ORIEL_COMPLETE;
	oriel_port *port = oriel_port_attach(oriel_item_take(&message).data);
	oriel_port_start(port);
	oriel_queue *numbers = oriel_queue_map(oriel_queue_filter(oriel_generate(count, NULL), is_even,
		NULL), half, NULL);
	numbers = oriel_queue_take(numbers, NUMBERS);
	while (oriel_queue_next(numbers, &item) && send_number(port, item.value))
		;
	oriel_queue_unref(numbers);
	oriel_queue_next(messages, &message);
	oriel_item_release(&message);
	oriel_queue_unref(messages);
	oriel_port_unref(port);
	oriel_loop_quit(scope->loop, 0);
	return ORIEL_COMPLETE;
}

static void begin_work(const struct oriel_worker_scope *scope, void *data) {
	oriel_promise_unref(oriel_async(work, (void *)(uintptr_t)scope, .signal = scope->signal));
}

/* ---- The owner ---- */

static struct oriel_payload add_index(struct oriel_payload value, void *index) {
	return number((uintptr_t)value.data * WORKERS + (uintptr_t)index);
}

struct reader {
	oriel_queue *numbers;
	uintptr_t next[WORKERS]; /* less 1 */
	unsigned count;
};

static struct oriel_completion read_all(void *data) {
	struct reader *reader = data;
	struct oriel_item item = { 0 };
	while (reader->count < WORKERS * NUMBERS && oriel_queue_next(reader->numbers, &item)) {
		uintptr_t value = (uintptr_t)item.value.data;
		assert_int_equal(value / WORKERS, ++reader->next[value % WORKERS]);
		reader->count++;
	}
	return ORIEL_COMPLETE;
}

/* A virtual clock does not move while the loop waits for another thread. Takes the promise over. */
static void wait_for(oriel_promise *promise) {
	while (oriel_promise_state(promise) == ORIEL_PROMISE_PENDING)
		oriel_loop_step(loop);
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
}

static void workers_produce_into_one_queue(void **state) {
	oriel_worker *workers[WORKERS];
	oriel_port *ports[2];
	struct reader reader = { .numbers = oriel_queue_new(.limit = LIMIT) };
	for (uintptr_t i = 0; i < WORKERS; i++) {
		oriel_channel_new(ports, .limit = LIMIT);
		workers[i] = oriel_worker_new(begin_work, NULL);
		oriel_worker_send(workers[i], oriel_detached_port_payload(oriel_port_detach(ports[1])));
		oriel_queue *numbers = oriel_queue_new_messages(ports[0], .limit = LIMIT);
		numbers = oriel_queue_map(numbers, add_index, (void *)i);
		reader.numbers = oriel_queue_merge(reader.numbers, numbers);
		oriel_port_unref(ports[0]);
	}
	oriel_promise *all = oriel_async(read_all, &reader);
	wait_for(all);
	assert_int_equal(reader.count, WORKERS * NUMBERS);
	for (unsigned i = 0; i < WORKERS; i++) {
		oriel_promise *exit = oriel_next_event(oriel_worker_target(workers[i]), "exit");
		oriel_worker_send(workers[i], number(0));
		wait_for(exit);
		oriel_worker_destroy(workers[i]);
	}
	oriel_queue_unref(reader.numbers);
	settle();
}

static void a_worker_ends_in_the_middle(void **state) {
	oriel_port *ports[2];
	struct reader reader = { 0 };
	oriel_channel_new(ports, .limit = LIMIT);
	oriel_worker *worker = oriel_worker_new(begin_work, NULL);
	oriel_worker_send(worker, oriel_detached_port_payload(oriel_port_detach(ports[1])));
	reader.numbers = oriel_queue_map(oriel_queue_new_messages(ports[0], .limit = LIMIT), add_index,
		NULL);
	oriel_promise *ready = oriel_queue_ready(reader.numbers);
	wait_for(ready);
	oriel_promise *exit = oriel_next_event(oriel_worker_target(worker), "exit");
	oriel_worker_terminate(worker);
	wait_for(exit);
	oriel_promise_unref(oriel_async(read_all, &reader));
	for (unsigned i = 0; i < 100 && !oriel_queue_is_over(reader.numbers); i++)
		settle();
	assert_true(oriel_queue_is_over(reader.numbers));
	oriel_queue_unref(reader.numbers);
	oriel_worker_destroy(worker);
	oriel_port_unref(ports[0]);
	settle();
}

int main(void) {
	return RUN_TESTS(on_loop(workers_produce_into_one_queue), on_loop(a_worker_ends_in_the_middle));
}
