/* SPDX-License-Identifier: MIT */
/*
 * Masks: 8-bit coverage, rastered once and kept in a cache that is bounded by bytes and gives up
 * what was used longest ago.
 */
#ifndef ORIEL_PAINT_MASK_INTERNAL_H
#define ORIEL_PAINT_MASK_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include <pixman.h>

#include <ft2build.h>
#include FT_OUTLINE_H

struct oriel__mask_cache;

/* What a mask is about, and where it lies from the point that it is drawn at, device px. */
struct oriel__mask {
	pixman_image_t *image; /* PIXMAN_a8; NULL: nothing to draw */
	int left, top, width, height;
};

/* Bytes that a cache keeps at most, but for the newest mask. */
#define ORIEL__MASK_CACHE_BYTES ((size_t)8 << 20)

struct oriel__mask_cache *oriel__mask_cache_new(void);
void oriel__mask_cache_destroy(struct oriel__mask_cache *cache);
/* The mask of this key, or NULL; borrowed until the next add. */
const struct oriel__mask *oriel__mask_cache_find(
	struct oriel__mask_cache *cache, const void *key, size_t length);
/* Takes over the mask's image; key is copied. Borrowed until the next add. A mask without an image
 * is not kept. */
const struct oriel__mask *oriel__mask_cache_add(
	struct oriel__mask_cache *cache, const void *key, size_t length, struct oriel__mask mask);

/* A mask with all bits 0; without an image if it is empty, or, as is logged, if there is no memory.
 */
struct oriel__mask oriel__mask_new(int left, int top, int width, int height);
/* Adds an outline, in 26.6 device px with y downwards, to a mask; what is outside the mask is cut
 * off. */
void oriel__mask_outline(FT_Library freetype, const struct oriel__mask *mask, FT_Outline *outline);
/* Gives up the image of a mask that is in no cache. */
void oriel__mask_finish(struct oriel__mask *mask);

#endif
