/* SPDX-License-Identifier: MIT */
/*
 * Microtasks of Oriel's own, queued inline: a promise reaction is one.
 */
#ifndef ORIEL_LOOP_MICROTASK_INTERNAL_H
#define ORIEL_LOOP_MICROTASK_INTERNAL_H

#include "loop/callback_internal.h"

/* There is room. */
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
/* The following, when the ring is full or the loop ends. */
void oriel__microtask_queue_when_full(
	oriel_loop *loop, const char *site, uint32_t cause, oriel_task_fn *fn, void *data);

/* In a callback as the others are, caused by a run (loop/cause_internal.h) and without its context.
 * Forgotten if the loop ends first: what data is has to be known elsewhere. */
static inline void oriel__microtask_queue(
	oriel_loop *loop, const char *site, uint32_t cause, oriel_task_fn *fn, void *data) {
	struct oriel__ring *ring = &oriel__loop_head(loop)->microtasks;
	if (ring->write - ring->read >= ring->limit)
		oriel__microtask_queue_when_full(loop, site, cause, fn, data);
	else
		oriel__ring_push(loop, ring, fn, data, site, cause);
}

#endif
