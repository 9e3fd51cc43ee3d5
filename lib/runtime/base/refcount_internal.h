/* SPDX-License-Identifier: MIT */
/*
 * Results that are structs: counted memory, so that who gets one can keep a reference. Any thread.
 */
#ifndef ORIEL_BASE_REFCOUNT_INTERNAL_H
#define ORIEL_BASE_REFCOUNT_INTERNAL_H

#include <oriel/runtime/types.h>

/* Memory for any type, not cleared, with one reference. finish(memory) comes before it is freed,
 * and may be NULL. */
void *oriel__counted_new(size_t size, void (*finish)(void *memory));
/* Gives up a reference. */
void oriel__counted_unref(void *memory);
/* @param memory handed over */
struct oriel_payload oriel__counted_payload(void *memory);

#endif
