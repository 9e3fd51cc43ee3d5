/* SPDX-License-Identifier: MIT */
/*
 * Coroutines, for queues: an await that a function makes without a call around its switch, and a
 * coroutine that another function continues at once, without a microtask (queue/generator.c).
 */
#ifndef ORIEL_PROMISE_COROUTINE_INTERNAL_H
#define ORIEL_PROMISE_COROUTINE_INTERNAL_H

#include "promise/stack_internal.h"

#include <oriel/runtime/coroutine.h>

struct coroutine;

struct oriel__await {
	struct coroutine *coroutine;
	struct oriel__stack *stack; /* NULL: the coroutine was aborted, and does not wait */
};

/*
 * oriel_await() in two halves, without its result. Between them the caller leaves the stack:
 *
 *     struct oriel__await await = oriel__await_begin(site, promise);
 *     if (await.stack != NULL)
 *         oriel__stack_leave(await.stack);
 *     status = oriel__await_end(await);
 *
 * The promise is one of this loop.
 */
struct oriel__await oriel__await_begin(const char *site, oriel_promise *promise);
enum oriel_await_status oriel__await_end(struct oriel__await await);

/* The data of the running coroutine if it was begun with fn, else NULL. Asserts outside of one. */
void *oriel__coroutine_data(const char *caller, oriel_coroutine_fn *fn);
/*
 * Continues the coroutine that awaits a promise, until it awaits again or returns. The promise is
 * pending, and one coroutine alone awaits it; it stays pending.
 */
void oriel__coroutine_continue(oriel_promise *promise);

#endif
