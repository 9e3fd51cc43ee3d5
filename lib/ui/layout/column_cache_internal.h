/* SPDX-License-Identifier: MIT */
/*
 * A column cache: the places of the children of a long column. When one child changes, layout does
 * not visit the other children, and it finds the rows in view by a search. A column with few
 * children has no cache, nor does a column that distributes free space. Only layout/ uses column
 * caches; other modules iterate by children_internal.h.
 */
#ifndef ORIEL_LAYOUT_COLUMN_CACHE_INTERNAL_H
#define ORIEL_LAYOUT_COLUMN_CACHE_INTERNAL_H

#include "layout/children_internal.h"
#include "layout/flex_internal.h"

struct oriel__column_cache_item {
	struct oriel__node *node;
	double at;               /* of its border box in the content box */
	float size;              /* main size; unknown: to be measured */
	float before, after;     /* margins */
	float cross, cross_at;
	bool is_fresh : 1;          /* to be placed wherever it stood */
	bool can_grow : 1, can_shrink : 1;
	bool is_stray : 1;          /* relative with an offset, or sticky */
	bool is_definite : 1;       /* its height is a basis for percentages */
};

struct oriel__column_cache {
	/* in order; those that are hidden or absolute are none */
	struct oriel__column_cache_item *items;
	uint32_t count, capacity;
	struct oriel__node *last;       /* the last child that was looked at */

	/* What the sizes follow from: */
	float width;                    /* of the content box; unknown: nothing is measured */
	float gap;
	uint8_t align;
	bool is_rtl;
	uint16_t depth;

	uint32_t growing, shrinking, negative; /* items that may do that, or have a negative margin */
	uint32_t strays;                /* items that may stand elsewhere than in order */
	uint32_t unknown_from;          /* those before are measured */
	uint32_t placed;                /* those before stand where they should */
	uint32_t fresh_end;             /* none from here on is fresh */
	/* for paint/: some from here on stand elsewhere without being marked */
	uint32_t shifted_from;
	struct oriel_point content;     /* the content box's corner when they were placed */
	bool is_definite;               /* its height then was a basis for percentages */
	bool is_reordered;                 /* other children may be items now */
	bool is_absolute;                  /* there are absolute children */
	bool has_complex;                  /* some item is none for a column cache */
	/* there are children that are no items, and may still have a place */
	bool is_left_over;
};

/* ---- For layout ---- */

/* The column cache of a container, with all items measured for a content box of this width; NULL if
 * it can have none, as where an item has an order or a percentage of the height. */
struct oriel__column_cache *oriel__column_cache_solve(struct oriel__node *node, float width);
/* The height of all items, margins and gaps. */
float oriel__column_cache_height(const struct oriel__column_cache *column);
/* Whether the items keep their sizes in a content box of this height. */
bool oriel__column_cache_is_rigid(const struct oriel__column_cache *column, float height);
/* Nothing that is remembered of the children's sizes and places holds. NULL is allowed. */
void oriel__column_cache_reset(struct oriel__column_cache *column);
/* A child wants another size, or has lost its place. */
void oriel__column_cache_forget(const struct oriel__node *child);
/* A child came to be an item, or is one no more. */
void oriel__column_cache_reorder(const struct oriel__node *child);
void oriel__column_cache_free(struct oriel__node *node);

/* ---- For iterators over rows ---- */

/* NULL: it has none. */
static inline struct oriel__column_cache *oriel__column_cache_of(const struct oriel__node *node) {
	return node->layout_cache != NULL && node->layout_cache->has_column ?
		node->layout_cache->column :
		NULL;
}

/* The items some of which stand elsewhere since the last call, without a mark. */
struct oriel__child_run oriel__column_cache_take_shifted(const struct oriel__node *node);
/* The column cache of a node all of whose children that have a place are items, which stand in
 * order; or NULL. */
const struct oriel__column_cache *oriel__column_cache_in_order(const struct oriel__node *node);
/* The items of such a column cache whose border boxes reach into top … bottom, px in the
 * container's border box before scrolling. */
struct oriel__child_run oriel__column_cache_find(
	const struct oriel__column_cache *column, double top, double bottom);
/* Returns the same range among the items whose places are up to date. */
struct oriel__child_run oriel__column_cache_find_placed(
	const struct oriel__column_cache *column, double top, double bottom);

#endif
