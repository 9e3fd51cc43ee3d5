/* SPDX-License-Identifier: MIT */
/*
 * Counted memory: the count stands before it.
 */
#include "base/refcount_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <stdatomic.h>

struct counted {
	atomic_size_t references;
	void (*finish)(void *memory);
	max_align_t memory[];
};

static struct counted *counted_of(void *memory) {
	return oriel__container_of(memory, struct counted, memory);
}

void *oriel__counted_new(size_t size, void (*finish)(void *memory)) {
	struct counted *counted = oriel__alloc(sizeof(*counted) + size);
	atomic_init(&counted->references, 1);
	counted->finish = finish;
	return counted->memory;
}

static void refcount_retain(void *memory) {
	atomic_fetch_add_explicit(&counted_of(memory)->references, 1, memory_order_relaxed);
}

void oriel__counted_unref(void *memory) {
	struct counted *counted = counted_of(memory);
	if (atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) > 1)
		return;
	if (counted->finish != NULL)
		counted->finish(memory);
	oriel__free(counted);
}

struct oriel_payload oriel__counted_payload(void *memory) {
	return oriel_shared(memory, refcount_retain, oriel__counted_unref);
}
