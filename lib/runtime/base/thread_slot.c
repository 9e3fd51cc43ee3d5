/* SPDX-License-Identifier: MIT */
/*
 * Thread-local values of modules below the loop. Apart from the thread's pointer to its loop, they
 * are the only thread-local state. A slot is emptied before its finish function runs, so a finish
 * function that reads its own slot gets NULL instead of a half-destroyed object.
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
