/* SPDX-License-Identifier: MIT */
/*
 * The two rings of microtasks when they are full, or too large: memory doubles, and what a burst has left is given back
 * once the ring is empty. Not in microtask.c, where the compiler would make the quick way save registers for it.
 */
#include "loop/state-internal.h"

#include "base/alloc-internal.h"

enum { FIRST_CAPACITY = 64 };

static void grow(struct oriel__ring *ring) {
	size_t capacity = ring->capacity > 0 ? ring->capacity * 2 : FIRST_CAPACITY;
	struct oriel__microtask *items = oriel__realloc_array(NULL, capacity, sizeof(*items));

	for (size_t i = ring->read; i != ring->write; i++)
		items[i & (capacity - 1)] = ring->items[i & (ring->capacity - 1)];
	oriel__free(ring->items);
	ring->items = items;
	ring->capacity = capacity;
}

/* Few have a context: they carry it in an object of its own. */
struct context_microtask {
	struct oriel__context *context; /* counted */
	oriel_task_fn *fn;
	void *data;
	oriel_drop_fn *drop; /* may be NULL */
};

static void run_in_context(void *data) {
	const struct context_microtask *inner = data;
	oriel__thread_loop->head.run->context = inner->context;
	inner->fn(inner->data);
}

static void drop_in_context(void *data) {
	struct context_microtask inner = *(struct context_microtask *)data;
	oriel__free(data);
	if (inner.drop != NULL)
		inner.drop(inner.data);
	oriel__context_unref(inner.context);
}

static struct oriel__microtask in_context(oriel_loop *loop, struct oriel__microtask microtask) {
	struct context_microtask *inner = oriel__alloc(sizeof(*inner));
	*inner = (struct context_microtask){ oriel__context_ref(oriel__context_here(loop)), microtask.fn, microtask.data, microtask.drop };
	microtask.fn = run_in_context;
	microtask.data = inner;
	microtask.drop = drop_in_context;
	return microtask;
}

void oriel__microtask_queue_slowly(oriel_loop *loop, struct oriel__ring *ring, const char *site, oriel_task_fn *fn, void *data,
	oriel_drop_fn *drop) {
	if (loop->is_ending) {
		oriel__defer_drop(loop, drop, data);
		return;
	}
	if (ring->write - ring->read == ring->capacity)
		grow(ring);
	struct oriel__microtask microtask = { fn, data, drop, oriel__site(site), oriel__run_here(loop) };
	oriel__ring_push(loop, ring, oriel__context_here(loop) != NULL ? in_context(loop, microtask) : microtask);
}

void oriel__ring_trim(struct oriel__ring *ring, size_t kept) {
	if (ring->capacity > kept && ring->read == ring->write)
		oriel__ring_finish(ring);
}

void oriel__ring_finish(struct oriel__ring *ring) {
	oriel__free(ring->items);
	*ring = (struct oriel__ring){ 0 };
}
