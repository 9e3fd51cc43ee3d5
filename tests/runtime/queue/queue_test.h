/* SPDX-License-Identifier: MIT */
/*
 * What the tests of queues share besides async_test.h: consumers and producers that note what they
 * do, and blocks of host code, whose end is a checkpoint.
 */
#ifndef QUEUE_TEST_H
#define QUEUE_TEST_H

#include "async_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/queue.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

/* The loop, after which neither a queue, a coroutine nor a promise is left. */
int queue_teardown(void **state);
#define on_loop(test) cmocka_unit_test_setup_teardown(test, loop_setup, queue_teardown)

#define in_callback(...) \
	do { \
		oriel_loop_begin_host(loop); \
		__VA_ARGS__; \
		oriel_loop_end_host(loop); \
	} while (0)

/* Runs what can run without time passing, or with it. */
void settle(void);
void advance(double ms);

/* Puts a text that is noted when it is dropped, and asserts the status. */
void put(oriel_queue *queue, const char *value, enum oriel_status expected);
/* Takes a value without waiting, notes "name: value", or "name: nothing", and releases it. */
void take(oriel_queue *queue, const char *name);

/*
 * Begins a coroutine that notes "name: value" for each value, up to most values, and then "name:
 * STATUS reason".
 */
struct consumer {
	oriel_queue *queue;
	const char *name;
	unsigned most;        /* 0: any number */
	double pause_ms;      /* sleeps so long after each value; 0: does not */
	oriel_abort_signal *signal; /* of the coroutine; may be NULL */
};
void consume(struct consumer *consumer);

#endif
