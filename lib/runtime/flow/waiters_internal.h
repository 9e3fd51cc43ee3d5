/* SPDX-License-Identifier: MIT */
/*
 * Lines of waiting requests. The abort of a request's own signal removes it from its line.
 */
#ifndef ORIEL_FLOW_WAITERS_INTERNAL_H
#define ORIEL_FLOW_WAITERS_INTERNAL_H

#include "base/list_internal.h"
#include "loop/abort_hook_internal.h"

#include <oriel/runtime/promise.h>

struct oriel__waiters;

struct oriel__waiter {
	struct oriel__list_link link; /* link in the line */
	struct oriel__waiters *line;  /* NULL: in no line */
	oriel_resolver *resolver;     /* resolver of the promise that the request waits for */
	struct oriel__abort_hook hook;
	oriel_abort_signal *signal; /* holds a reference while in line; may be NULL */
};

struct oriel__waiters {
	struct oriel__list waiters; /* items: struct oriel__waiter */
	size_t count;
	/* Called after an abort removed a waiter from the line and rejected it. The function frees the
	 * waiter; other waiters may now be able to begin. */
	void (*left)(struct oriel__waiters *line, struct oriel__waiter *waiter);
};

/* Appends a waiter to the line. If the signal has aborted, the waiter has left on return. */
void oriel__waiters_join(
	struct oriel__waiters *line, struct oriel__waiter *waiter, oriel_abort_signal *signal);
/* Removes a waiter from its line. The caller settles and releases its resolver. */
void oriel__waiters_take(struct oriel__waiter *waiter);

#endif
