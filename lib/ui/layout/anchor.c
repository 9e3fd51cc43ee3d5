/* SPDX-License-Identifier: MIT */
/*
 * Scroll anchoring. Before a layout places the content of a scroll container, its anchor is chosen
 * by the places of the last layout: the first node in tree order that is wholly in view;
 * of a node that is partly in view, the first one inside it, else that node itself. After the
 * layout the container is scrolled by as much as its anchor has moved. Only offsets other than 0
 * are anchored, and only vertical ones. A change of style that gives the anchor or a container
 * between it and the scroll container another place is not undone.
 *
 * Nodes that came since the last layout have no place yet, so that none of them is chosen; neither
 * is one that was moved in its tree. Containers with an anchor are a list, whose head is in the
 * struct of the tree's root. Source: CSS Scroll Anchoring 1.
 */
#include "layout/anchor_internal.h"

#include "layout/cache_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "layout/scroll_internal.h"

/* What is in view, px in the content of the scroll container. */
struct view {
	double top, bottom;
};

enum verdict {
	OUT_OF_VIEW,
	FOUND,
	SUPPRESSED,
};

static enum verdict anchor_search_children(
	const struct oriel__node *node, double at, const struct view *view, struct oriel__node **out);

/* Decides whether child, or a node inside it, is the anchor. at: the parent's y in the scroll
 * container's content, px. */
static enum verdict anchor_examine(
	struct oriel__node *child, double at, const struct view *view, struct oriel__node **out) {
	const struct oriel__layout_cache *cache = child->layout_cache;
	if (cache == NULL || !cache->is_shown || child->moved || child->rect.height <= 0)
		return OUT_OF_VIEW;
	double top = at + child->rect.y, bottom = top + (double)child->rect.height;
	if (bottom <= view->top || top >= view->bottom)
		return OUT_OF_VIEW;
	const struct oriel__style *style = oriel__layout_style(child);
	if (style->is_absolute || style->position == ORIEL__POSITION_STICKY ||
		style->overflow_anchor == ORIEL_OVERFLOW_ANCHOR_NONE ||
		!oriel__layout_is_displayed(child, style))
		return OUT_OF_VIEW;
	if (cache->is_restyled)
		return SUPPRESSED;
	bool is_whole = top >= view->top && bottom <= view->bottom;
	enum verdict inside = is_whole || cache->is_waiting || child->scroll != NULL ?
		OUT_OF_VIEW :
		anchor_search_children(child, top, view, out);
	if (inside != OUT_OF_VIEW)
		return inside;
	*out = child;
	return FOUND;
}

/* Searches the items of a long column whose places are still those of the last layout. */
static enum verdict anchor_search_column(
	const struct oriel__node *node, double at, const struct view *view, struct oriel__node **out) {
	const struct oriel__column_cache *column = oriel__column_cache_in_order(node);
	if (column == NULL || column->is_reordered || node->children_shuffled)
		return OUT_OF_VIEW;
	struct oriel__child_run range = oriel__column_cache_find_placed(
		column, view->top - at, view->bottom - at);
	enum verdict verdict = OUT_OF_VIEW;
	for (uint32_t i = range.first; i < range.end && verdict == OUT_OF_VIEW; i++)
		verdict = anchor_examine(column->items[i].node, at, view, out);
	return verdict;
}

static enum verdict anchor_search_children(
	const struct oriel__node *node, double at, const struct view *view, struct oriel__node **out) {
	enum verdict verdict = anchor_search_column(node, at, view, out);
	for (struct oriel__node *child = node->first_child; child != NULL && verdict == OUT_OF_VIEW;
		child = child->next)
		verdict = anchor_examine(child, at, view, out);
	return verdict;
}

/* Returns the y of a node in the content of a scroll container, px. */
static double anchor_place_in(const struct oriel__node *node, const struct oriel__node *scroller) {
	double y = 0;
	for (; node != scroller; node = node->parent)
		y += node->rect.y;
	return y;
}

void oriel__anchor_choose(struct oriel__node *scroller) {
	struct oriel__scroll *scroll = scroller->scroll;
	struct oriel__scroll *head = scroller->tree != NULL ? scroller->tree->root->scroll : NULL;
	if (scroll->position.y == 0 || scroll->anchor != NULL || head == NULL ||
		!scroller->layout_cache->is_shown)
		return;
	const struct oriel__style *style = oriel__layout_style(scroller);
	if (style->overflow_anchor == ORIEL_OVERFLOW_ANCHOR_NONE)
		return;
	const struct oriel_rect seen = oriel__scroll_view(scroller);
	const struct view view = {
		scroll->position.y + (double)seen.y,
		scroll->position.y + (double)(seen.y + seen.height),
	};
	struct oriel__node *anchor = NULL;
	if (anchor_search_children(scroller, 0, &view, &anchor) != FOUND)
		return;
	scroll->anchor = anchor;
	scroll->anchor_at = anchor_place_in(anchor, scroller);
	scroll->anchor_offset = scroll->position.y;
	scroll->next_anchored = head->first_anchored;
	head->first_anchored = scroll;
}

void oriel__anchor_choose_around(const struct oriel__node *node) {
	for (struct oriel__node *at = node->parent; at != NULL; at = at->parent) {
		if (at->scroll != NULL)
			oriel__anchor_choose(at);
	}
}

void oriel__anchor_adjust(struct oriel__tree *tree) {
	struct oriel__scroll *head = tree->root->scroll;
	while (head != NULL && head->first_anchored != NULL) {
		struct oriel__scroll *scroll = head->first_anchored;
		const struct oriel__node *anchor = scroll->anchor;
		head->first_anchored = scroll->next_anchored;
		scroll->anchor = NULL;
		if (!oriel__layout_is_shown(anchor))
			continue;
		double moved = anchor_place_in(anchor, scroll->node) - scroll->anchor_at;
		if (moved != 0)
			oriel__scroll_set_offset_y(scroll->node, scroll->anchor_offset + moved);
	}
}

void oriel__anchor_forget(struct oriel__node *scroller) {
	struct oriel__scroll *scroll = scroller->scroll;
	if (scroll->anchor == NULL)
		return;
	struct oriel__scroll **link = &scroller->tree->root->scroll->first_anchored;
	while (*link != scroll)
		link = &(*link)->next_anchored;
	*link = scroll->next_anchored;
	scroll->anchor = NULL;
}

void oriel__anchor_moving(struct oriel__node *node) {
	if (node->layout_cache != NULL)
		node->moved = 1;
}
