/* SPDX-License-Identifier: MIT */
/*
 * Reference-counted memory for results that are structs, so that several receivers can keep
 * references. May be used on any thread.
 */
#ifndef ORIEL_BASE_REFCOUNT_INTERNAL_H
#define ORIEL_BASE_REFCOUNT_INTERNAL_H

#include <oriel/runtime/types.h>

/* Returns uncleared memory, aligned for any type, with one reference. finish(memory) runs before
 * the memory is freed; finish may be NULL. */
void *oriel__refcount_new(size_t size, void (*finish)(void *memory));
/* Releases a reference. */
void oriel__refcount_unref(void *memory);
/* @param memory handed over */
struct oriel_payload oriel__refcount_payload(void *memory);

#endif
