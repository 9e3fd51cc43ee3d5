/* SPDX-License-Identifier: MIT */
/*
 * Scrolling by wheel, keys and scroll bars. Wheel and keys scroll the nearest ancestor that can
 * move, as far as overscroll-behavior lets the chain of ancestors go. A thumb follows the pointer
 * that holds it; a press on the track turns a page towards the pointer. Widgets receive no events
 * of a pointer that drags a bar.
 */
#include "input/pointer_internal.h"

#include "layout/layout_geometry_internal.h"
#include "layout/scroll_internal.h"
#include "style/used_scroll_internal.h"

#include <math.h>

#define PAGE_SHARE 0.875

struct oriel__node *oriel__scroll_chain(struct oriel__node *node, double dx, double dy) {
	bool vertical = fabs(dy) >= fabs(dx);
	while (node != NULL && !oriel__scroll_by_user(node, dx, dy))
		node = oriel__scroll_next_in_chain(node, vertical);
	return node;
}

/* The distance of a page of node: most of the view, without its scroll-padding. Source: CSS Scroll
 * Snap 1, §4.1. */
static double drag_page(struct oriel__node *node, bool vertical) {
	struct oriel_rect view = oriel__scroll_view(node);
	struct oriel_edges padding = oriel__used_scroll_padding(
		node, (struct oriel_size){ view.width, view.height });
	float length = vertical ? view.height - padding.top - padding.bottom :
							view.width - padding.left - padding.right;
	return fmax(PAGE_SHARE * (double)length, 1);
}

bool oriel__scroll_page(struct oriel__node *node, bool vertical, int direction) {
	for (; node != NULL; node = oriel__scroll_next_in_chain(node, vertical)) {
		if (node->scroll == NULL)
			continue;
		double page = direction * drag_page(node, vertical);
		if (oriel__scroll_by_user(node, vertical ? 0 : page, vertical ? page : 0))
			return true;
	}
	return false;
}

/* Where the pointer is along the bar, px in the border box of the scrolling widget. */
static float drag_along(const struct oriel__pointer *pointer) {
	struct oriel_rect bounds = oriel__layout_window_bounds(pointer->scroller);
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
	struct oriel__node *node = pointer->scroller;
	struct oriel_scroll position = oriel__scroll_of(node);
	double offset = oriel__scroll_bar_offset(
		node, pointer->is_bar_vertical, drag_along(pointer) - pointer->bar_grab);
	if (pointer->is_bar_vertical)
		oriel__scroll_to(node, position.x, offset);
	else
		oriel__scroll_to(node, offset, position.y);
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
