/* SPDX-License-Identifier: MIT */
/*
 * What modules that know no loop keep for a thread. The loop is the thread's owner of all that:
 * when it is destroyed, it calls oriel__thread_slots_finish(); so does whoever uses such a module
 * on a thread without a loop.
 */
#ifndef ORIEL_BASE_THREAD_SLOT_INTERNAL_H
#define ORIEL_BASE_THREAD_SLOT_INTERNAL_H

#include "base/private_api_internal.h"

enum oriel__thread_slot {
	ORIEL__THREAD_SLOT_TEXT,
	ORIEL__THREAD_SLOTS,
};

/* The calling thread's; NULL until set. */
ORIEL_PRIVATE_API void *oriel__thread_slot(enum oriel__thread_slot slot);
/* The slot must be empty. finish gets value back when the slots are finished. */
ORIEL_PRIVATE_API void oriel__thread_slot_set(
	enum oriel__thread_slot slot, void *value, void (*finish)(void *value));
/* Finishes and empties the calling thread's slots, the last one first; afterwards they can be set
 * again. */
void oriel__thread_slots_finish(void);

#endif
