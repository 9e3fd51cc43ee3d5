/* SPDX-License-Identifier: MIT */
/*
 * The walk that finds what has to be painted again: it records what is marked, compares where
 * everything stands with where it was painted, and moves the pixels of what scrolled.
 */
#ifndef ORIEL_PAINT_DAMAGE_INTERNAL_H
#define ORIEL_PAINT_DAMAGE_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/painter_internal.h"
#include "paint/display_list_internal.h"

struct oriel__damage {
	struct oriel__canvas *canvas;
	pixman_region32_t *region; /* to be painted */
	pixman_region32_t *moved;  /* to be presented only */
	struct oriel__paint_counters *counters;
	float scale;
	bool is_everything; /* all is painted anew: every node is looked at, and nothing is compared */
};

void oriel__damage_find(struct oriel__damage *damage, struct oriel__tree *tree);

void oriel__damage_add(pixman_region32_t *region, struct oriel_device_rect rect);
/* Without memory for its rectangles a region is lost: then all is damaged, so that more is painted,
 * and nothing is missed. */
void oriel__damage_all_unless(bool is_whole, pixman_region32_t *region);

#endif
