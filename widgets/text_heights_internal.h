/* SPDX-License-Identifier: MIT */
/* The heights of the blocks of a text, of which only those that were shown are known. */
#ifndef ORIEL_WIDGETS_TEXT_HEIGHTS_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_HEIGHTS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct text_height_run;

/* All zeros has no blocks. */
struct text_heights {
	struct text_height_run *runs;
	size_t run_count, capacity;
	size_t count;    /* of blocks */
	double estimate; /* px, of a block that was not measured */
};

void oriel__text_heights_finish(struct text_heights *heights);
/* Forgets all heights, and has so many blocks. */
void oriel__text_heights_reset(struct text_heights *heights, size_t count, double estimate);
/* Replaces blocks by others that were not measured. */
void oriel__text_heights_splice(
	struct text_heights *heights, size_t index, size_t removed, size_t inserted);
/* Sets the height of a block, px. Returns whether it differs from the height before. */
bool oriel__text_heights_set(struct text_heights *heights, size_t index, double height);

/* Returns the height of all blocks, px. */
double oriel__text_heights_total(const struct text_heights *heights);
/* Returns the top of a block, px; the total for an index beyond the last. */
double oriel__text_heights_top(const struct text_heights *heights, size_t index);
/* Returns the block at a distance from the top, px; the first or the last beyond the ends. */
size_t oriel__text_heights_at(const struct text_heights *heights, double y);

#endif
