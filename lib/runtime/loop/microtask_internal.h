/* SPDX-License-Identifier: MIT */
/*
 * Internal microtasks, such as promise reactions, that are queued inline.
 */
#ifndef ORIEL_LOOP_MICROTASK_INTERNAL_H
#define ORIEL_LOOP_MICROTASK_INTERNAL_H

#include "loop/callback_internal.h"

/* Appends to a ring that is not full. */
static inline void oriel__ring_push(oriel_loop *loop, struct oriel__ring *ring, oriel_task_fn *fn,
	void *data, const char *site, uint32_t cause) {
	struct oriel__microtask *microtask = &ring->items[ring->write++ & ring->mask];
	microtask->fn = fn;
	microtask->data = data;
	microtask->site = site;
	microtask->cause = cause;
	oriel__loop_head(loop)->has_after = true;
}

/* ring.c */
/* Continues oriel__microtask_queue() when the ring is full or the loop is ending. */
void oriel__microtask_queue_when_full(
	oriel_loop *loop, const char *site, uint32_t cause, oriel_task_fn *fn, void *data);

/* Queues a microtask that is caused by run number cause (loop/cause_internal.h) and has no context.
 * fn is called as a callback. If the loop ends first, the microtask is forgotten; the owner of data
 * must release it then. */
static inline void oriel__microtask_queue(
	oriel_loop *loop, const char *site, uint32_t cause, oriel_task_fn *fn, void *data) {
	struct oriel__ring *ring = &oriel__loop_head(loop)->microtasks;
	if (ring->write - ring->read >= ring->limit)
		oriel__microtask_queue_when_full(loop, site, cause, fn, data);
	else
		oriel__ring_push(loop, ring, fn, data, site, cause);
}

#endif
