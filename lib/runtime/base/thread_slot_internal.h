/* SPDX-License-Identifier: MIT */
/*
 * Per-thread values of modules that do not depend on the loop. The loop owns them: its destruction
 * calls oriel__thread_slots_finish(). A thread without a loop that uses such a module must make
 * that call itself.
 */
#ifndef ORIEL_BASE_THREAD_SLOT_INTERNAL_H
#define ORIEL_BASE_THREAD_SLOT_INTERNAL_H

#include "base/private_api_internal.h"

enum oriel__thread_slot {
	ORIEL__THREAD_SLOT_TEXT,
	ORIEL__THREAD_SLOTS,
};

/* Returns the calling thread's value; NULL until it is set. */
ORIEL_PRIVATE_API void *oriel__thread_slot(enum oriel__thread_slot slot);
/* Fills an empty slot. finish(value) runs when the slots are finished. */
ORIEL_PRIVATE_API void oriel__thread_slot_set(
	enum oriel__thread_slot slot, void *value, void (*finish)(void *value));
/* Finishes and empties the calling thread's slots, the last slot first. The slots can then be set
 * again. */
void oriel__thread_slots_finish(void);

#endif
