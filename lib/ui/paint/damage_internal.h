/* SPDX-License-Identifier: MIT */
/*
 * The walk that finds the pixels to repaint. It records marked nodes, compares all positions with
 * those of the last painting, and moves the pixels of scrolled content.
 */
#ifndef ORIEL_PAINT_DAMAGE_INTERNAL_H
#define ORIEL_PAINT_DAMAGE_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/painter_internal.h"
#include "paint/display_list_internal.h"

struct oriel__damage {
	struct oriel__canvas *canvas;
	pixman_region32_t *region; /* to be painted */
	pixman_region32_t *moved;  /* to be presented without painting */
	struct oriel__paint_counters *counters;
	float scale;
	bool is_reordered; /* the order of painting has changed around nodes that may stand apart */
	bool is_everything; /* everything is repainted: every node is visited, nothing is compared */
};

void oriel__damage_find(struct oriel__damage *damage, struct oriel__tree *tree);

void oriel__damage_add(pixman_region32_t *region, struct oriel_device_rect rect);
/* Replaces a region by the whole canvas if is_whole is false, i.e. if there was no memory for its
 * rectangles. Then too much is painted, but nothing is missed. */
void oriel__damage_all_unless(bool is_whole, pixman_region32_t *region);

#endif
