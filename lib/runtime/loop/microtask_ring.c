/* SPDX-License-Identifier: MIT */
/*
 * The two rings of microtasks when they are full, or too large: memory doubles, and what a burst
 * has left is given back once the ring is empty. Not in microtask.c, where the compiler would make
 * the quick way save registers for it.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

enum { FIRST_CAPACITY = 64 };

static void microtask_ring_grow(struct oriel__ring *ring) {
	size_t capacity = ring->limit > 0 ? ring->limit * 2 : FIRST_CAPACITY;
	struct oriel__microtask *items = oriel__realloc_array(NULL, capacity, sizeof(*items));

	for (size_t i = ring->read; i != ring->write; i++)
		items[i & (capacity - 1)] = ring->items[i & ring->mask];
	oriel__free(ring->items);
	ring->items = items;
	ring->limit = capacity;
	ring->mask = capacity - 1;
}

/* Few have a release function or a context: they carry them in an object of its own. */
struct laden_microtask {
	struct oriel__deferred deferred;
	oriel_task_fn *fn;
	void *data;
	oriel_release_fn *release;            /* may be NULL */
	struct oriel__context *context; /* counted; may be NULL */
};

static void microtask_ring_unload(struct oriel__deferred *deferred) {
	struct laden_microtask laden = *oriel__container_of(deferred, struct laden_microtask, deferred);
	oriel__free(oriel__container_of(deferred, struct laden_microtask, deferred));
	if (laden.release != NULL)
		laden.release(laden.data);
	oriel__context_unref(laden.context);
}

static void run_laden(void *data) {
	struct laden_microtask *laden = data;
	oriel_loop *loop = oriel__thread_loop;
	struct oriel__run *run = loop->head.run;

	run->context = laden->context;
	oriel__run_hide_id(run);
	laden->fn(laden->data);
	oriel__defer(loop, &laden->deferred, microtask_ring_unload);
}

static struct laden_microtask *microtask_ring_load(
	oriel_loop *loop, oriel_task_fn *fn, void *data, oriel_release_fn *release) {
	struct laden_microtask *laden = oriel__alloc(sizeof(*laden));
	*laden = (struct laden_microtask){ .fn = fn,
		.data = data,
		.release = release,
		.context = oriel__context_ref(oriel__context_here(loop)) };
	return laden;
}

void oriel__microtask_queue_slow_path(oriel_loop *loop, struct oriel__ring *ring, const char *site,
	oriel_task_fn *fn, void *data, oriel_release_fn *release) {
	if (loop->is_ending) {
		oriel__defer_drop(loop, release, data);
		return;
	}
	if (ring->write - ring->read == ring->limit)
		microtask_ring_grow(ring);
	bool is_laden = release != NULL || oriel__context_here(loop) != NULL;
	if (is_laden) {
		data = microtask_ring_load(loop, fn, data, release);
		fn = run_laden;
	}
	oriel__ring_push(loop, ring, fn, data, oriel__site(site), oriel__run_here(loop, site));
}

void oriel__microtask_queue_when_full(
	oriel_loop *loop, const char *site, uint32_t cause, oriel_task_fn *fn, void *data) {
	if (loop->is_ending)
		return;
	microtask_ring_grow(&loop->head.microtasks);
	oriel__ring_push(loop, &loop->head.microtasks, fn, data, site, cause);
}

void oriel__microtask_drop(oriel_loop *loop, const struct oriel__microtask *microtask) {
	if (microtask->fn == run_laden)
		oriel__defer(
			loop, &((struct laden_microtask *)microtask->data)->deferred, microtask_ring_unload);
}

void oriel__ring_trim(struct oriel__ring *ring, size_t kept) {
	if (ring->limit > kept && ring->read == ring->write)
		oriel__ring_finish(ring);
}

void oriel__ring_finish(struct oriel__ring *ring) {
	oriel__free(ring->items);
	*ring = (struct oriel__ring){ 0 };
}
