/* SPDX-License-Identifier: MIT */
/*
 * The cached sizes of a node's content: its max-content and min-content widths, and its height at a
 * width. With them, nesting does not multiply measurements. All sizes are those of the content box,
 * so that percentages of padding change none of them.
 * Caches of siblings are allocated together and stand side by side in memory; their block is freed
 * with the last of them.
 */
#ifndef ORIEL_LAYOUT_CACHE_INTERNAL_H
#define ORIEL_LAYOUT_CACHE_INTERNAL_H

#include <math.h>


#include "style/style_internal.h"
#include "tree/node_internal.h"

struct oriel__height {
	float width;  /* of the content box that was asked for; unknown: an empty entry */
	float height; /* of the content box as the content wants it */
};

#define ORIEL__HEIGHTS 2

/* The members of a measurement that are kept. */
struct oriel__natural {
	float width, height, baseline, ratio;
};

struct oriel__column_cache;
struct oriel__block_cache;

struct oriel__layout_cache {
	union {
		/* of a class that measures: what it gives for INFINITY; width unknown: not asked */
		struct oriel__natural natural;
		/* of other nodes */
		struct {
			union {
				struct oriel__column_cache *column; /* if has_column */
				struct oriel__block_cache *block;   /* if has_block */
			};
			float max_content; /* width as the content wants it; unknown: not asked */
			/* of the content box: what the entries that follow from a definite height were asked
			 * with */
			float definite_height;
		};
	};
	uint64_t outer_style; /* a hash of what the parent's layout reads of its style */
	struct oriel__height heights[ORIEL__HEIGHTS];
	float min_content; /* as max_content */
	/* of the last question for a baseline: the border box, and what was found from its top;
	 * INFINITY: none. Unknown: not asked */
	float baseline_width, baseline_height, baseline;
	float basis_width; /* px: what percentages of padding were of when the node was placed */
	union {
		uint32_t column_at; /* its index in the parent's column cache, if it stands there */
		/* of an absolute child of a block container: px from the top of the parent's content box to
		 * where it would stand in the flow */
		float static_y;
	};
	uint16_t depth;       /* the root has 0 */
	uint8_t slot;         /* in its block */
	uint8_t newest : 1;   /* of heights */
	/* what is forgotten stands together: */
	uint8_t definite_heights : ORIEL__HEIGHTS; /* bits: the entry follows from a definite height */
	bool has_definite_width : 1; /* so do max_content and min_content */
	bool has_dropped : 1; /* a parent has read what is not remembered any more */
	bool is_natural_asked : 1; /* natural.width is known as the max-content width */
	bool has_block : 1;
	bool has_column : 1;
	bool is_baseline_last : 1;   /* the last baseline was asked for, not the first */
	bool is_baseline_definite : 1; /* in a box of definite height */
	/* of a grid: the heights of items give widths, here or in a grid inside */
	bool is_height_read : 1;
	bool is_height_definite : 1; /* of the node as placed: percentages inside are of it */
	bool is_dirty : 1;       /* its children have to be placed again even if its size stays */
	/* and will be on demand: oriel__layout_catch_up() */
	bool is_waiting : 1;
	bool is_shown : 1;       /* it has a place */
	bool is_placed : 1;      /* by its parent's class, while that arranges */
	bool must_reveal : 1;      /* to be scrolled into view after the next layout */
	bool is_too_deep : 1;    /* that its children are not laid out was logged */
	bool is_in_block : 1;    /* the parent is a block container, with which margins collapse */
	bool is_restyled : 1;    /* its style wants another place for it than the last one */
	bool has_overflow : 1;   /* node->rare has an overflow area */
	/* with must_reveal: enum oriel_scroll_alignment, twice, and enum oriel_scroll_behavior */
	uint8_t reveal_block : 3, reveal_inline : 3, reveal_behavior : 2;
};

/* Where it stands deeper than before, or less deep, what is in it has to be placed again. */
static inline void oriel__layout_cache_set_depth(
	struct oriel__layout_cache *cache, unsigned depth) {
	if (cache->depth == depth)
		return;
	cache->depth = (uint16_t)depth;
	cache->is_dirty = true;
}

/* Gives a cache to a node that has none, and to siblings after it that have none. */
void oriel__layout_cache_siblings(struct oriel__node *node);
/* Gives a cache to this node alone, if it has none. */
struct oriel__layout_cache *oriel__layout_cache_ensure(struct oriel__node *node);
/* Forgets its measurements. */
void oriel__layout_cache_forget(struct oriel__layout_cache *cache);
void oriel__layout_cache_free(struct oriel__node *node);
/* Drops the margins that a parent has read, if there are any. */
void oriel__block_cache_free(struct oriel__layout_cache *cache);

#endif
