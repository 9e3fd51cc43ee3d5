/* SPDX-License-Identifier: MIT */
/* The cache of a loop's bitmaps, by the file, its time of change, and the wanted size. */
#ifndef ORIEL_IMAGE_BITMAP_CACHE_INTERNAL_H
#define ORIEL_IMAGE_BITMAP_CACHE_INTERNAL_H

#include "image/bitmap_internal.h"

/* Returns the bitmap with a key, borrowed until the next change of the cache; NULL: none. */
oriel_bitmap *oriel__bitmap_cache_find(const char *key);
/* Adds a bitmap, unless the cache has the key. Drops the bitmaps that have been unused for longest,
 * and keeps nothing that is larger than the limit. */
void oriel__bitmap_cache_add(const char *key, oriel_bitmap *bitmap);

#endif
