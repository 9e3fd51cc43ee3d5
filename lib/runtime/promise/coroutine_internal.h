/* SPDX-License-Identifier: MIT */
/*
 * Coroutines, for generators (queue/generator.c): a coroutine that waits until another function
 * continues it at once, without a microtask.
 */
#ifndef ORIEL_PROMISE_COROUTINE_INTERNAL_H
#define ORIEL_PROMISE_COROUTINE_INTERNAL_H

#include <oriel/runtime/coroutine.h>

/* The data of the running coroutine if it was begun with fn, else NULL. Asserts outside of one. */
void *oriel__coroutine_data(const char *caller, oriel_coroutine_fn *fn);
/*
 * Continues the coroutine that awaits a promise, until it awaits again or returns. The promise is
 * pending, and one coroutine alone awaits it; it stays pending.
 */
void oriel__coroutine_continue(oriel_promise *promise);

#endif
