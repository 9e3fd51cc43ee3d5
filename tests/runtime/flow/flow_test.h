/* SPDX-License-Identifier: MIT */
/*
 * Shared by the tests of flow control: a loop on a virtual clock, start functions whose end the
 * test decides, and a string that records everything.
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

extern struct order order;   /* one for each program */
extern oriel_loop *the_loop; /* the loop of the running test */

int virtual_loop(void **state);
int end_loop(void **state);
#define on_virtual(test) cmocka_unit_test_setup_teardown(test, virtual_loop, end_loop)

struct oriel_payload text(const char *text);
void note_drop(void *name); /* notes "drop name" */
/* The function of a debounce or throttle: notes "name newest at ms". */
void note_newest(struct oriel_payload newest, void *name);
/* A payload of a text, which notes when it is released. */
struct oriel_payload dropped(const char *name);

/* The data of a start function, which notes "start name". When its signal aborts, it notes "abort
 * name" and rejects with the reason. */
struct work {
	const char *name;
	oriel_resolver *resolver; /* of the newest start; released when settled */
	unsigned starts;
};
oriel_promise *start(oriel_abort_signal *signal, void *work);
/* Releases the data of a start function and notes "drop name". */
void note_drop_of_work(void *work);
void fulfil(struct work *work);
void reject(struct work *work);
/* Releases the resolver without settling. */
void lose(struct work *work);

/* Notes "name: value", "name: rejected reason" or "name: AbortError" when the promise is
 * settled. */
void watch(oriel_promise *promise, const char *name);
/* Runs statements in a callback, as a program does; microtasks and release functions run after
 * them. */
#define in_callback(...) \
	do { \
		oriel_loop_begin_host(the_loop); \
		__VA_ARGS__; \
		oriel_loop_end_host(the_loop); \
	} while (0)
/* Advances the clock, and runs everything that can run. */
void advance(double ms);
void settle(void);

#endif
