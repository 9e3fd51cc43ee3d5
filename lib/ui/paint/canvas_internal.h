/* SPDX-License-Identifier: MIT */
/*
 * Pixels to draw on, with one clip rectangle. The clip is always inside the buffer, so pixman never
 * gets coordinates outside of it. Coordinates are the window's device pixels, even if the buffer is
 * only a part of the window (a group).
 */
#ifndef ORIEL_PAINT_CANVAS_INTERNAL_H
#define ORIEL_PAINT_CANVAS_INTERNAL_H

#include <pixman.h>

#include <oriel/ui/bitmap.h>
#include <oriel/ui/color.h>

#include "paint/device_internal.h"
#include "paint/mask_internal.h"

/* pixman counts pixels in 16 bits. */
#define ORIEL__CANVAS_MAX 32767

struct oriel__canvas {
	pixman_image_t *image;
	uint32_t *bits;
	int stride;                    /* in pixels */
	struct oriel_device_rect area; /* the part of the window that the buffer covers */
	struct oriel_device_rect clip; /* within area */
	bool is_image_clipped;         /* the pixman image has a clip */
	pixman_image_t *ink;           /* source image of the last colour used */
	oriel_color ink_color;
};

/* Initialises a canvas on pixels that the caller owns. Pixels beyond ORIEL__CANVAS_MAX are never
 * drawn. */
void oriel__canvas_init(
	struct oriel__canvas *canvas, uint32_t *bits, int stride, int width, int height);
/* Initialises a canvas for a part of the window, with its own transparent pixels. Returns false if
 * there is no memory. */
bool oriel__canvas_init_group(struct oriel__canvas *canvas, struct oriel_device_rect area);
void oriel__canvas_finish(struct oriel__canvas *canvas);

void oriel__canvas_fill(
	struct oriel__canvas *canvas, struct oriel_device_rect rect, oriel_color color);
/* Draws a colour onto rect, through the part of a mask that begins at x, y. */
void oriel__canvas_mask(struct oriel__canvas *canvas, pixman_image_t *mask, int x, int y,
	struct oriel_device_rect rect, oriel_color color);
/* Draws a bitmap, scaled to rect. */
void oriel__canvas_bitmap(
	struct oriel__canvas *canvas, const oriel_bitmap *bitmap, struct oriel_device_rect rect);
/* Draws a whole group with an opacity. */
void oriel__canvas_group(
	struct oriel__canvas *canvas, const struct oriel__canvas *group, float opacity);
/* Draws glyphs; their positions are relative to the canvas's buffer. */
void oriel__canvas_glyphs(struct oriel__canvas *canvas, pixman_glyph_cache_t *cache,
	const pixman_glyph_t *glyphs, int count, oriel_color color);
/* Moves the pixels inside area, which is inside the buffer. */
void oriel__canvas_move(
	struct oriel__canvas *canvas, struct oriel_device_rect area, int dx, int dy);

static inline uint32_t *oriel__canvas_at(const struct oriel__canvas *canvas, int x, int y) {
	return canvas->bits + (ptrdiff_t)(y - canvas->area.y) * canvas->stride + (x - canvas->area.x);
}

#endif
