/* SPDX-License-Identifier: MIT */
/*
 * The slow path of the two rings of microtasks. A full ring doubles its memory, and memory from a
 * burst is freed once the ring is empty. This code is not in microtask.c, because the compiler
 * would then save more registers on the fast path.
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

/* A microtask with a release function or a context, which are rare and therefore stored in their
 * own object. */
struct microtask_extra {
	struct oriel__deferred deferred;
	oriel_task_fn *fn;
	void *data;
	oriel_release_fn *release;      /* may be NULL */
	struct oriel__context *context; /* holds a reference; may be NULL */
};

static void microtask_extra_free(struct oriel__deferred *deferred) {
	struct microtask_extra extra = *oriel__container_of(deferred, struct microtask_extra, deferred);
	oriel__free(oriel__container_of(deferred, struct microtask_extra, deferred));
	if (extra.release != NULL)
		extra.release(extra.data);
	oriel__context_unref(extra.context);
}

static void microtask_extra_run(void *data) {
	struct microtask_extra *extra = data;
	oriel_loop *loop = oriel__thread_loop;
	struct oriel__run *run = loop->head.run;

	run->context = extra->context;
	oriel__run_hide_id(run);
	extra->fn(extra->data);
	oriel__defer(loop, &extra->deferred, microtask_extra_free);
}

static struct microtask_extra *microtask_extra_new(
	oriel_loop *loop, oriel_task_fn *fn, void *data, oriel_release_fn *release) {
	struct microtask_extra *extra = oriel__alloc(sizeof(*extra));
	*extra = (struct microtask_extra){ .fn = fn,
		.data = data,
		.release = release,
		.context = oriel__context_ref(oriel__context_here(loop)) };
	return extra;
}

void oriel__microtask_queue_slow_path(oriel_loop *loop, struct oriel__ring *ring, const char *site,
	oriel_task_fn *fn, void *data, oriel_release_fn *release) {
	if (loop->is_ending) {
		oriel__defer_drop(loop, release, data);
		return;
	}
	if (ring->write - ring->read == ring->limit)
		microtask_ring_grow(ring);
	bool has_extra = release != NULL || oriel__context_here(loop) != NULL;
	if (has_extra) {
		data = microtask_extra_new(loop, fn, data, release);
		fn = microtask_extra_run;
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
	if (microtask->fn == microtask_extra_run)
		oriel__defer(
			loop, &((struct microtask_extra *)microtask->data)->deferred, microtask_extra_free);
}

void oriel__ring_trim(struct oriel__ring *ring, size_t kept) {
	if (ring->limit > kept && ring->read == ring->write)
		oriel__ring_finish(ring);
}

void oriel__ring_finish(struct oriel__ring *ring) {
	oriel__free(ring->items);
	*ring = (struct oriel__ring){ 0 };
}
