/* SPDX-License-Identifier: MIT */
/*
 * Heights of the lines of a list, of which most are not known. A line that is not known counts with
 * an estimate, so that the place of each line follows from the lines that were measured. Only these
 * are stored: at most 4 MiB, beyond which those far from the newest are forgotten.
 */
#ifndef ORIEL_WIDGETS_LINE_HEIGHTS_INTERNAL_H
#define ORIEL_WIDGETS_LINE_HEIGHTS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct line_chunk;

/* All zeros is a store without known lines. */
struct line_heights {
	double estimate; /* px: of a line that is not known */
	double gap;      /* px between lines */
	struct line_chunk **chunks; /* by their lines */
	size_t count, capacity;
};

void oriel__line_heights_finish(struct line_heights *heights);
/* Forgets all heights; estimate and gap stay. */
void oriel__line_heights_clear(struct line_heights *heights);
void oriel__line_heights_set(struct line_heights *heights, size_t line, float height);
/* Returns the height of a line, known or estimated. @param is_known may be NULL */
float oriel__line_heights_get(const struct line_heights *heights, size_t line, bool *is_known);
/* Lines from first on were replaced by others, which are not known. */
void oriel__line_heights_splice(
	struct line_heights *heights, size_t first, size_t removed, size_t added);
/* Returns the distance from the first line's top to a line's top, px. */
double oriel__line_heights_top(const struct line_heights *heights, size_t line);
/* Returns the line that contains a place, or the gap below it; 0 for a place above all. */
size_t oriel__line_heights_find(const struct line_heights *heights, double y);

#endif
