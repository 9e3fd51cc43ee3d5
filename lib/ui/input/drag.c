/* SPDX-License-Identifier: MIT */
/*
 * Scrolling by wheel, keys and scroll bars. The wheel and keys scroll the nearest ancestor that can
 * move. A thumb follows the pointer that drags it. A press on the track scrolls by a page towards
 * the pointer. Widgets receive no events of a pointer that drags a bar.
 */
#include "input/pointer_internal.h"

#include "layout/scroll_internal.h"

#define PAGE_SHARE 0.875

struct oriel__node *oriel__scroll_chain(struct oriel__node *node, double dx, double dy) {
	while (node != NULL &&
		!(node->scroll != NULL && oriel_widget_scroll_by(oriel__widget_of(node), dx, dy)))
		node = node->parent;
	return node;
}

bool oriel__scroll_page(struct oriel__node *node, bool vertical, int direction) {
	for (; node != NULL; node = node->parent) {
		double page = direction * PAGE_SHARE *
			(double)(vertical ? node->rect.height : node->rect.width);
		if (node->scroll != NULL &&
			oriel_widget_scroll_by(
				oriel__widget_of(node), vertical ? 0 : page, vertical ? page : 0))
			return true;
	}
	return false;
}

/* Returns the pointer's position along the bar, px in the border box of the scrolling widget. */
static float drag_along(const struct oriel__pointer *pointer) {
	struct oriel_rect bounds = oriel_widget_window_bounds(oriel__widget_of(pointer->scroller));
	return pointer->is_bar_vertical ? pointer->y - bounds.y : pointer->x - bounds.x;
}

void oriel__drag_press_bar(struct oriel__pointer *pointer, const struct oriel__hit *hit) {
	if (!oriel__surface_has(pointer->surface, hit->node))
		return;
	pointer->scroller = hit->node;
	pointer->is_bar_vertical = hit->is_vertical;
	struct oriel_rect thumb = oriel__scroll_bar(hit->node, hit->is_vertical).thumb;
	float start = hit->is_vertical ? thumb.y : thumb.x;
	float length = hit->is_vertical ? thumb.height : thumb.width;
	float at = drag_along(pointer);
	if (at >= start && at < start + length) {
		pointer->drag = ORIEL__DRAG_BAR;
		pointer->bar_grab = at - start;
		oriel__scroll_hold(hit->node);
	} else {
		pointer->drag = ORIEL__DRAG_NOTHING;
		oriel__scroll_page(hit->node, hit->is_vertical, at < start ? -1 : 1);
	}
}

void oriel__drag_move_bar(struct oriel__pointer *pointer) {
	const struct oriel__node *node = pointer->scroller;
	struct oriel_scroll position = oriel__scroll_of(node);
	double offset = oriel__scroll_bar_offset(
		node, pointer->is_bar_vertical, drag_along(pointer) - pointer->bar_grab);
	if (pointer->is_bar_vertical)
		oriel_widget_scroll_to(oriel__widget_of(node), position.x, offset);
	else
		oriel_widget_scroll_to(oriel__widget_of(node), offset, position.y);
}

void oriel__drag_end(struct oriel__pointer *pointer) {
	if (pointer->drag == ORIEL__DRAG_BAR || pointer->drag == ORIEL__DRAG_PAN)
		oriel__scroll_release(pointer->scroller);
	pointer->drag = ORIEL__DRAG_NONE;
	pointer->scroller = NULL;
}

void oriel__drag_leaving(struct oriel__pointer *pointer, const struct oriel__node *node) {
	if (!oriel__node_contains(node, pointer->scroller))
		return;
	bool ended = pointer->drag == ORIEL__DRAG_BAR || pointer->drag == ORIEL__DRAG_PAN;
	oriel__drag_end(pointer);
	if (ended)
		pointer->drag = ORIEL__DRAG_NOTHING;
}
