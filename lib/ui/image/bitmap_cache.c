/* SPDX-License-Identifier: MIT */
/*
 * The cache of bitmaps: a hash table whose order of insertion is the order of last use. It is a
 * value of the loop's target, made when the first bitmap is cached.
 */
#include "image/bitmap_cache_internal.h"

#include <string.h>

#include <oriel/runtime/loop.h>
#include <oriel/runtime/user_data.h>

#include "base/alloc_internal.h"
#include "base/uthash_internal.h"

struct bitmap_entry {
	oriel_bitmap *bitmap;
	UT_hash_handle hh;
	char key[];
};

struct bitmap_cache {
	struct bitmap_entry *entries; /* the first entry has been unused for longest */
	size_t bytes, limit;
};

static const char bitmap_cache_key;

static void bitmap_cache_evict(struct bitmap_cache *cache, struct bitmap_entry *entry) {
	HASH_DEL(cache->entries, entry);
	cache->bytes -= oriel__bitmap_size(entry->bitmap);
	oriel_bitmap_unref(entry->bitmap);
	oriel__free(entry);
}

static void bitmap_cache_trim(struct bitmap_cache *cache, size_t limit) {
	while (cache->entries != NULL && cache->bytes > limit)
		bitmap_cache_evict(cache, cache->entries);
}

static void bitmap_cache_destroy(void *data) {
	bitmap_cache_trim(data, 0);
	oriel__free(data);
}

/* Returns NULL while the loop ends. */
static struct bitmap_cache *bitmap_cache_here(void) {
	enum { LIMIT = 32 << 20 }; /* bytes */
	oriel_loop *loop = oriel_loop_current();
	struct bitmap_cache *cache = oriel_target_user_data(loop, &bitmap_cache_key);
	if (cache != NULL)
		return cache;
	cache = oriel__alloc_zero(1, sizeof(*cache));
	cache->limit = LIMIT;
	bool is_set = oriel_target_set_user_data(
		loop, &bitmap_cache_key, oriel_owned(cache, bitmap_cache_destroy));
	return is_set ? cache : NULL;
}

static struct bitmap_entry *bitmap_cache_entry(
	const struct bitmap_cache *cache, const char *key, size_t length) {
	struct bitmap_entry *entry;
	HASH_FIND(hh, cache->entries, key, length, entry);
	return entry;
}

oriel_bitmap *oriel__bitmap_cache_find(const char *key) {
	struct bitmap_cache *cache = bitmap_cache_here();
	size_t length = strlen(key);
	struct bitmap_entry *entry = cache != NULL ? bitmap_cache_entry(cache, key, length) : NULL;
	if (entry == NULL)
		return NULL;
	HASH_DEL(cache->entries, entry);
	HASH_ADD_KEYPTR(hh, cache->entries, entry->key, length, entry);
	return entry->bitmap;
}

void oriel__bitmap_cache_add(const char *key, oriel_bitmap *bitmap) {
	struct bitmap_cache *cache = bitmap_cache_here();
	size_t length = strlen(key), size = oriel__bitmap_size(bitmap);
	if (cache == NULL || size > cache->limit || bitmap_cache_entry(cache, key, length) != NULL)
		return;
	bitmap_cache_trim(cache, cache->limit - size);
	struct bitmap_entry *entry = oriel__alloc(sizeof(*entry) + length + 1);
	memcpy(entry->key, key, length + 1);
	entry->bitmap = oriel_bitmap_ref(bitmap);
	HASH_ADD_KEYPTR(hh, cache->entries, entry->key, length, entry);
	cache->bytes += size;
}

void oriel_bitmap_set_cache_limit(size_t bytes) {
	struct bitmap_cache *cache = bitmap_cache_here();
	if (cache == NULL)
		return;
	cache->limit = bytes;
	bitmap_cache_trim(cache, bytes);
}

size_t oriel_bitmap_cache_size(void) {
	const struct bitmap_cache *cache = bitmap_cache_here();
	return cache != NULL ? cache->bytes : 0;
}
