/* SPDX-License-Identifier: MIT */
/*
 * Scrolling by wheel, keys and scroll bars. The wheel and keys scroll the nearest ancestor that can
 * move, unless overscroll-behavior ends the chain of ancestors before. A thumb follows the pointer
 * that drags it. A press on the track scrolls by pages towards the pointer. Widgets receive no
 * events of a pointer that drags a bar.
 */
#include "input/pointer_internal.h"

#include "layout/layout_geometry_internal.h"
#include "layout/scroll_internal.h"
#include "style/used_scroll_internal.h"

#include <math.h>

#define PAGE_SHARE 0.875
/* Chromium's. */
#define PAGE_DELAY_MS 250.0
#define PAGE_REPEAT_MS 50.0

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

/* Returns the pointer's position along the bar, px in the border box of the scrolling widget. */
static float drag_along(const struct oriel__pointer *pointer) {
	struct oriel_rect bounds = oriel__layout_window_bounds(pointer->scroller);
	return pointer->is_bar_vertical ? pointer->y - bounds.y : pointer->x - bounds.x;
}

/* Where the thumb begins and how long it is, along the bar. */
struct thumb {
	float start, length; /* px in the border box */
};

static struct thumb drag_thumb(const struct oriel__pointer *pointer) {
	struct oriel_rect thumb = oriel__scroll_bar(
		pointer->scroller, pointer->is_bar_vertical).thumb;
	return pointer->is_bar_vertical ? (struct thumb){ thumb.y, thumb.height } :
									(struct thumb){ thumb.x, thumb.width };
}

/* Returns -1 or 1 for a pointer before or after the thumb, and 0 on it. */
static int drag_side(const struct oriel__pointer *pointer) {
	struct thumb thumb = drag_thumb(pointer);
	float at = drag_along(pointer);
	if (at < thumb.start)
		return -1;
	return at >= thumb.start + thumb.length;
}

/* As long as a pointer is held on a track, pages are turned until the thumb is under it. */
static void drag_turn_page(void *data) {
	struct oriel__pointer *pointer = data;
	pointer->track_timer = oriel_set_timeout(drag_turn_page, pointer, PAGE_REPEAT_MS);
	if (drag_side(pointer) == pointer->track_direction)
		oriel__scroll_page(
			pointer->scroller, pointer->is_bar_vertical, pointer->track_direction);
}

void oriel__drag_stop_pages(struct oriel__pointer *pointer) {
	oriel_clear_timer(pointer->track_timer);
	pointer->track_timer = 0;
}

static void drag_begin_thumb(struct oriel__pointer *pointer, float grab) {
	pointer->drag = ORIEL__DRAG_BAR;
	pointer->bar_grab = grab;
	oriel__scroll_hold(pointer->scroller);
}

/* The middle button, or Shift, takes the thumb to the pointer. */
static bool drag_does_jump(const struct oriel__pointer *pointer) {
	enum { MIDDLE = 4 };
	return pointer->buttons == MIDDLE || (pointer->modifiers & ORIEL_MODIFIER_SHIFT) != 0;
}

void oriel__drag_press_bar(struct oriel__pointer *pointer, const struct oriel__hit *hit) {
	if (!oriel__surface_has(pointer->surface, hit->node))
		return;
	pointer->scroller = hit->node;
	pointer->is_bar_vertical = hit->is_vertical;
	struct thumb thumb = drag_thumb(pointer);
	int side = drag_side(pointer);
	if (side == 0) {
		drag_begin_thumb(pointer, drag_along(pointer) - thumb.start);
	} else if (drag_does_jump(pointer)) {
		drag_begin_thumb(pointer, thumb.length / 2);
		oriel__drag_move_bar(pointer);
	} else {
		pointer->drag = ORIEL__DRAG_TRACK;
		pointer->track_direction = side;
		pointer->track_timer = oriel_set_timeout(drag_turn_page, pointer, PAGE_DELAY_MS);
		oriel__scroll_page(hit->node, hit->is_vertical, side);
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
	oriel__drag_stop_pages(pointer);
	if (pointer->drag == ORIEL__DRAG_BAR || pointer->drag == ORIEL__DRAG_PAN)
		oriel__scroll_release(pointer->scroller);
	pointer->drag = ORIEL__DRAG_NONE;
	pointer->scroller = NULL;
}

void oriel__drag_leaving(struct oriel__pointer *pointer, const struct oriel__node *node) {
	if (!oriel__node_contains(node, pointer->scroller))
		return;
	bool ended = pointer->drag == ORIEL__DRAG_BAR || pointer->drag == ORIEL__DRAG_TRACK ||
		pointer->drag == ORIEL__DRAG_PAN;
	oriel__drag_end(pointer);
	if (ended)
		pointer->drag = ORIEL__DRAG_NOTHING;
}
