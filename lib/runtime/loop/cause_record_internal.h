/* SPDX-License-Identifier: MIT */
/*
 * The records behind the chain of causes (cause.c), for the files of this module that walk it.
 */
#ifndef ORIEL_LOOP_CAUSE_RECORD_INTERNAL_H
#define ORIEL_LOOP_CAUSE_RECORD_INTERNAL_H

#include "loop/loop_state_internal.h"

struct oriel__record {
	uint32_t id, cause;
	const char *site;
	const struct oriel__run_class *run_class;
	char note[sizeof(((struct oriel__run_text *)0)->note)];
};

/* Returns the record of that number, which may carry the mark of a repetition; NULL if a later
 * record has taken its place. */
static inline const struct oriel__record *oriel__cause_record(const oriel_loop *loop, uint32_t id) {
	id &= ~ORIEL__RUN_REPEATED;
	const struct oriel__record *record = &loop->head.records[id & loop->record_mask];
	return id != 0 && record->id == id ? record : NULL;
}

/* Enlarges the ring of a loop that is not the main thread's. Returns false if the ring has its
 * final size. Pointers to records become invalid. */
bool oriel__causes_grow(oriel_loop *loop);

/* Prints the chain from that record on, so many records of it at most; as snprintf(). */
size_t oriel__cause_print_part(
	oriel_loop *loop, uint32_t id, size_t count, char *text, size_t capacity);

#endif
