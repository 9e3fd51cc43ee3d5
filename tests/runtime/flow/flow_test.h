/* SPDX-License-Identifier: MIT */
/*
 * What the tests of flow control share: a loop on a virtual clock, starts whose end the test
 * decides, and a record of it all.
 */
#ifndef FLOW_TEST_H
#define FLOW_TEST_H

#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>

extern struct order order;   /* one a program */
extern oriel_loop *the_loop; /* of the running test */

int virtual_loop(void **state);
int end_loop(void **state);
#define on_virtual(test) cmocka_unit_test_setup_teardown(test, virtual_loop, end_loop)

struct oriel_payload text(const char *text);
void note_drop(void *name); /* notes "drop name" */
/* The function of a debounce or throttle: notes "name newest at ms". */
void note_newest(struct oriel_payload newest, void *name);
/* A payload of a text, which notes when it is released. */
struct oriel_payload dropped(const char *name);

/* A start whose data is a struct work: notes "start name", and with "abort name" that its signal
 * aborted, which rejects it with the reason. */
struct work {
	const char *name;
	oriel_resolver *resolver; /* of the newest start; given up when settled */
	unsigned starts;
};
oriel_promise *start(oriel_abort_signal *signal, void *work);
/* The data of a start, dropped as "drop name". */
void note_drop_of_work(void *work);
void fulfil(struct work *work);
void reject(struct work *work);
/* Gives up the resolver without settling. */
void lose(struct work *work);

/* Notes "name: value", "name: rejected reason" or "name: AbortError" once it is settled. */
void watch(oriel_promise *promise, const char *name);
/* Does it in a callback, as a program does: microtasks and drops come after it. */
#define in_callback(...) \
	do { \
		oriel_loop_begin_host(the_loop); \
		__VA_ARGS__; \
		oriel_loop_end_host(the_loop); \
	} while (0)
/* Moves the clock, and runs what can run. */
void advance(double ms);
void settle(void);

#endif
