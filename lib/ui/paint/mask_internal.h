/* SPDX-License-Identifier: MIT */
/*
 * Masks: 8-bit coverage, rasterised once and cached. The cache is bounded in bytes and drops the
 * least recently used mask first.
 */
#ifndef ORIEL_PAINT_MASK_INTERNAL_H
#define ORIEL_PAINT_MASK_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include <pixman.h>

#include <ft2build.h>
#include FT_OUTLINE_H

struct oriel__mask_cache;

/* A mask, and its position relative to the point at which it is drawn, in device px. */
struct oriel__mask {
	pixman_image_t *image; /* PIXMAN_a8; NULL: nothing to draw */
	int left, top, width, height;
};

/* Limit of a cache in bytes; the newest mask may exceed it. */
#define ORIEL__MASK_CACHE_BYTES ((size_t)8 << 20)

struct oriel__mask_cache *oriel__mask_cache_new(void);
void oriel__mask_cache_destroy(struct oriel__mask_cache *cache);
/* Returns the mask with this key, or NULL; borrowed until the next add. */
const struct oriel__mask *oriel__mask_cache_find(
	struct oriel__mask_cache *cache, const void *key, size_t length);
/* Adds a mask and takes over its image; key is copied. The result is borrowed until the next add. A
 * mask without an image is not cached. */
const struct oriel__mask *oriel__mask_cache_add(
	struct oriel__mask_cache *cache, const void *key, size_t length, struct oriel__mask mask);

/* Returns a mask with all bits 0. It has no image if the size is empty, or if there is no memory,
 * which is logged. */
struct oriel__mask oriel__mask_new(int left, int top, int width, int height);
/* Draws an outline, in 26.6 device px with y downwards, into a mask; clips it to the mask. */
void oriel__mask_outline(FT_Library freetype, const struct oriel__mask *mask, FT_Outline *outline);
/* Releases the image of a mask that is not in a cache. */
void oriel__mask_finish(struct oriel__mask *mask);

#endif
