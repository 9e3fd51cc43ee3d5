/* SPDX-License-Identifier: MIT */
/*
 * The slots of a thread: beside the pointer to its loop the only thread-local state, for modules
 * below the loop. A slot is emptied before its finish runs, so that a finish which asks for its own
 * slot finds none, rather than one half gone.
 */
#include "base/thread_slot_internal.h"

#include <oriel/runtime/log.h>

struct slot {
	void *value;
	void (*finish)(void *value);
};

static _Thread_local struct slot slots[ORIEL__THREAD_SLOTS];

void *oriel__thread_slot(enum oriel__thread_slot slot) {
	return slots[slot].value;
}

void oriel__thread_slot_set(
	enum oriel__thread_slot slot, void *value, void (*finish)(void *value)) {
	ORIEL_ASSERT(slots[slot].value == NULL,
		"oriel__thread_slot_set: slot %d is taken; finish the thread's slots first", (int)slot);
	slots[slot] = (struct slot){ value, finish };
}

void oriel__thread_slots_finish(void) {
	for (int i = ORIEL__THREAD_SLOTS - 1; i >= 0; i--) {
		struct slot slot = slots[i];
		slots[i] = (struct slot){ 0 };
		if (slot.value != NULL)
			slot.finish(slot.value);
	}
}
