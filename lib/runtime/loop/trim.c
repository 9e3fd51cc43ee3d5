/* SPDX-License-Identifier: MIT */
/*
 * Frees memory that a burst of callbacks or posts has left. Trimming happens before the loop
 * sleeps, and only where far more memory is allocated than in use. A minimum of each kind is always
 * kept, so that ordinary bursts allocate nothing.
 */
#include "loop/loop_state_internal.h"

enum { KEPT = 4096 };

void oriel__trimmer_add(oriel_loop *loop, struct oriel__trimmer *trimmer) {
	trimmer->next = loop->trimmers;
	loop->trimmers = trimmer;
}

void oriel__trimmer_remove(oriel_loop *loop, struct oriel__trimmer *trimmer) {
	struct oriel__trimmer **link = &loop->trimmers;
	while (*link != trimmer)
		link = &(*link)->next;
	*link = trimmer->next;
}

void oriel__trim(oriel_loop *loop) {
	struct oriel__slot_map *entry_ids[] = { &loop->tasks.ids, &loop->immediates.ids,
		&loop->frames.ids, &loop->idles.ids };
	size_t entries = 0;
	for (size_t i = 0; i < sizeof(entry_ids) / sizeof(entry_ids[0]); i++) {
		entries += entry_ids[i]->count;
		oriel__slot_map_trim(entry_ids[i], KEPT);
	}
	oriel__entry_pool_trim(&loop->entries, entries, KEPT);
	oriel__timers_trim(loop, KEPT);
	oriel__ring_trim(&loop->next_ticks, KEPT);
	oriel__ring_trim(&loop->head.microtasks, KEPT);
	oriel__posts_trim(loop);
	for (struct oriel__trimmer *trimmer = loop->trimmers; trimmer != NULL; trimmer = trimmer->next)
		trimmer->trim(trimmer);
}
