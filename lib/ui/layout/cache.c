/* SPDX-License-Identifier: MIT */
/*
 * Allocates layout caches in blocks of siblings. A cache knows its place in its block, the block
 * how many of it are in use; no list of blocks is needed, and a block is small enough that one
 * survivor does not keep much.
 */
#include "layout/cache_internal.h"

#include "base/alloc_internal.h"

#define BLOCK_MAX 32

struct block {
	size_t live;
	struct oriel__layout_cache caches[];
};

static struct block *block_new(size_t count) {
	struct block *block = oriel__alloc(
		sizeof(struct block) + count * sizeof(struct oriel__layout_cache));
	block->live = count;
	return block;
}

static void cache_assign(struct block *block, size_t slot, struct oriel__node *node) {
	/* as after oriel__layout_cache_forget() */
	static const struct oriel__layout_cache fresh = {
		.natural = { ORIEL__UNKNOWN, ORIEL__UNKNOWN, ORIEL__UNKNOWN, ORIEL__UNKNOWN },
		.heights = { { .width = ORIEL__UNKNOWN }, { .width = ORIEL__UNKNOWN } },
		.min_content = ORIEL__UNKNOWN,
		.baseline = ORIEL__UNKNOWN,
		.column_at = UINT32_MAX,
		.is_dirty = true,
	};
	struct oriel__layout_cache *cache = &block->caches[slot];
	*cache = fresh;
	cache->slot = (uint8_t)slot;
	node->layout_cache = cache;
}

void oriel__block_cache_free(struct oriel__layout_cache *cache) {
	if (!cache->has_block)
		return;
	cache->has_block = false;
	oriel__free(cache->block);
	cache->block = NULL;
}

/* Whichever member of the union is in use, without a look at the class. */
void oriel__layout_cache_forget(struct oriel__layout_cache *cache) {
	oriel__block_cache_free(cache);
	if (!cache->has_column)
		cache->natural.width = ORIEL__UNKNOWN;
	cache->max_content = cache->definite_height = ORIEL__UNKNOWN;
	cache->min_content = cache->baseline = ORIEL__UNKNOWN;
	for (int i = 0; i < ORIEL__HEIGHTS; i++)
		cache->heights[i].width = ORIEL__UNKNOWN;
	cache->definite_heights = 0;
	cache->has_definite_width = cache->is_natural_asked = cache->has_dropped = false;
}

/* In this node and those after it. */
static size_t count_bare(const struct oriel__node *node) {
	size_t count = 0;
	for (; node != NULL && count < BLOCK_MAX; node = node->next)
		count += node->layout_cache == NULL;
	return count;
}

void oriel__layout_cache_siblings(struct oriel__node *node) {
	size_t used = 0, count = count_bare(node);
	struct block *block = block_new(count);
	for (; used < count; node = node->next)
		if (node->layout_cache == NULL)
			cache_assign(block, used++, node);
}

struct oriel__layout_cache *oriel__layout_cache_ensure(struct oriel__node *node) {
	if (node->layout_cache == NULL)
		cache_assign(block_new(1), 0, node);
	return node->layout_cache;
}

void oriel__layout_cache_free(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache == NULL)
		return;
	node->layout_cache = NULL;
	oriel__block_cache_free(cache);
	struct block *block = (struct block *)(void *)((char *)(cache - cache->slot) -
		offsetof(struct block, caches));
	if (--block->live == 0)
		oriel__free(block);
}
