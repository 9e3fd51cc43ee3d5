/* SPDX-License-Identifier: MIT */
/*
 * The cache of masks, and the rasterising of outlines. The cache is a hash table; its order of
 * insertion is the order of last use. FreeType writes the top row first and expects y to grow
 * upwards, so outlines are mirrored.
 */
#include "paint/mask_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

#include "base/uthash_internal.h"

struct entry {
	struct oriel__mask mask;
	size_t bytes;
	UT_hash_handle hh;
	unsigned char key[];
};

struct oriel__mask_cache {
	struct entry *entries; /* the first entry has been unused for longest */
	size_t bytes;
};

struct oriel__mask_cache *oriel__mask_cache_new(void) {
	return oriel__alloc_zero(1, sizeof(struct oriel__mask_cache));
}

static void mask_evict(struct oriel__mask_cache *cache, struct entry *entry) {
	HASH_DEL(cache->entries, entry);
	cache->bytes -= entry->bytes;
	oriel__mask_finish(&entry->mask);
	oriel__free(entry);
}

void oriel__mask_cache_destroy(struct oriel__mask_cache *cache) {
	while (cache->entries != NULL)
		mask_evict(cache, cache->entries);
	oriel__free(cache);
}

const struct oriel__mask *oriel__mask_cache_find(
	struct oriel__mask_cache *cache, const void *key, size_t length) {
	struct entry *entry;
	unsigned hash;

	HASH_VALUE(key, length, hash);
	HASH_FIND_BYHASHVALUE(hh, cache->entries, key, length, hash, entry);
	if (entry == NULL)
		return NULL;
	if (entry->hh.next != NULL) {
		HASH_DEL(cache->entries, entry);
		HASH_ADD_KEYPTR_BYHASHVALUE(hh, cache->entries, entry->key, length, hash, entry);
	}
	return &entry->mask;
}

static size_t mask_stride_of(int width) {
	return ((size_t)width + 3) & ~(size_t)3;
}

const struct oriel__mask *oriel__mask_cache_add(
	struct oriel__mask_cache *cache, const void *key, size_t length, struct oriel__mask mask) {
	static const struct oriel__mask nothing;
	if (mask.image == NULL) /* perhaps out of memory: not cached, so it is tried again */
		return &nothing;
	struct entry *entry = oriel__alloc(sizeof(*entry) + length);
	entry->mask = mask;
	entry->bytes = sizeof(*entry) + length + mask_stride_of(mask.width) * (size_t)mask.height;
	memcpy(entry->key, key, length);
	while (cache->entries != NULL && cache->bytes + entry->bytes > ORIEL__MASK_CACHE_BYTES)
		mask_evict(cache, cache->entries);
	HASH_ADD_KEYPTR(hh, cache->entries, entry->key, length, entry);
	cache->bytes += entry->bytes;
	return &entry->mask;
}

static void mask_free_bits(pixman_image_t *image, void *bits) {
	(void)image;
	oriel__free(bits);
}

struct oriel__mask oriel__mask_new(int left, int top, int width, int height) {
	struct oriel__mask mask = { NULL, left, top, width, height };
	if (width <= 0 || height <= 0)
		return (struct oriel__mask){ 0 };
	uint32_t *bits = oriel__try_alloc((size_t)height, mask_stride_of(width));
	if (bits == NULL) {
		oriel_log(ORIEL_LOG_ERROR,
			"no memory for a mask of %d × %d pixels: what it is for is not drawn", width, height);
		return (struct oriel__mask){ 0 };
	}
	memset(bits, 0, (size_t)height * mask_stride_of(width));
	while ((mask.image = pixman_image_create_bits(
				PIXMAN_a8, width, height, bits, (int)mask_stride_of(width))) == NULL)
		oriel__out_of_memory(0);
	pixman_image_set_destroy_function(mask.image, mask_free_bits, bits);
	return mask;
}

void oriel__mask_finish(struct oriel__mask *mask) {
	if (mask->image != NULL)
		pixman_image_unref(mask->image);
	mask->image = NULL;
}

void oriel__mask_outline(FT_Library freetype, const struct oriel__mask *mask, FT_Outline *outline) {
	const FT_Matrix mirror = { 0x10000, 0, 0, -0x10000 };
	FT_Bitmap bitmap = { .num_grays = 256, .pixel_mode = FT_PIXEL_MODE_GRAY };

	if (mask->image == NULL)
		return;
	bitmap.rows = (unsigned)mask->height;
	bitmap.width = (unsigned)mask->width;
	bitmap.pitch = pixman_image_get_stride(mask->image);
	bitmap.buffer = (unsigned char *)pixman_image_get_data(mask->image);
	FT_Outline_Transform(outline, &mirror);
	FT_Outline_Translate(
		outline, -(FT_Pos)mask->left * 64, ((FT_Pos)mask->top + mask->height) * 64);
	FT_Outline_Get_Bitmap(freetype, outline, &bitmap);
}
