/* SPDX-License-Identifier: MIT */
/*
 * Reference-counted memory. The count is stored before the memory.
 */
#include "base/refcount_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <stdatomic.h>

struct refcount_block {
	atomic_size_t references;
	void (*finish)(void *memory);
	max_align_t memory[];
};

static struct refcount_block *refcount_block_of(void *memory) {
	return oriel__container_of(memory, struct refcount_block, memory);
}

void *oriel__refcount_new(size_t size, void (*finish)(void *memory)) {
	struct refcount_block *refcount_block = oriel__alloc(sizeof(*refcount_block) + size);
	atomic_init(&refcount_block->references, 1);
	refcount_block->finish = finish;
	return refcount_block->memory;
}

static void refcount_retain(void *memory) {
	atomic_fetch_add_explicit(&refcount_block_of(memory)->references, 1, memory_order_relaxed);
}

void oriel__refcount_unref(void *memory) {
	struct refcount_block *refcount_block = refcount_block_of(memory);
	if (atomic_fetch_sub_explicit(&refcount_block->references, 1, memory_order_acq_rel) > 1)
		return;
	if (refcount_block->finish != NULL)
		refcount_block->finish(memory);
	oriel__free(refcount_block);
}

struct oriel_payload oriel__refcount_payload(void *memory) {
	return oriel_shared(memory, refcount_retain, oriel__refcount_unref);
}
