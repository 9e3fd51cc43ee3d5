/* SPDX-License-Identifier: MIT */
/*
 * Lines of those who wait for their turn, each of whom a signal of his own can take out.
 */
#ifndef ORIEL_FLOW_WAITERS_INTERNAL_H
#define ORIEL_FLOW_WAITERS_INTERNAL_H

#include "base/list_internal.h"
#include "loop/abort_hook_internal.h"

#include <oriel/runtime/promise.h>

struct oriel__waiters;

struct oriel__waiter {
	struct oriel__list_link link; /* of the line */
	struct oriel__waiters *line;  /* NULL: in none */
	oriel_resolver *resolver;     /* of what he waits for */
	struct oriel__abort_hook hook;
	oriel_abort_signal *signal; /* a reference while he is in line; may be NULL */
};

struct oriel__waiters {
	struct oriel__list waiters; /* struct oriel__waiter */
	size_t count;
	/* His signal took him out of line, and he has been rejected: he is to be freed, and others may
	 * come before him now. */
	void (*left)(struct oriel__waiters *line, struct oriel__waiter *waiter);
};

/* Joins the line at its end. If the signal has aborted, he has left when this returns. */
void oriel__waiters_join(
	struct oriel__waiters *line, struct oriel__waiter *waiter, oriel_abort_signal *signal);
/* Off the line. Whoever takes him settles and gives up his resolver. */
void oriel__waiters_take(struct oriel__waiter *waiter);

#endif
