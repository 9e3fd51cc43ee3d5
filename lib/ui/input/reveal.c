/* SPDX-License-Identifier: MIT */
/*
 * Keeps the focused widget in view when the room around the widget shrinks: an on-screen keyboard
 * covers half of the window, or the window becomes smaller. The room is the smallest width and the
 * smallest height among the views of the scroll containers around the widget; the root is one of
 * them. A widget that the user has scrolled out of view stays out of view.
 */
#include "input/handler_internal.h"

#include "layout/layout_geometry_internal.h"
#include "layout/scroll_internal.h"

#include <math.h>

/* px; more than the rounding errors of float lengths that are added */
#define SLACK 0.5f

struct sight {
	struct oriel_size room; /* px */
	bool is_any, is_whole;  /* whether a part of the node, or all of it, is in view */
};

/* Returns the rectangle in which a node shows its content, px in the window. */
static struct oriel_rect node_view(const struct oriel__node *node) {
	struct oriel_rect bounds = oriel__layout_window_bounds(node), view = oriel__scroll_view(node);
	return (struct oriel_rect){ bounds.x + view.x, bounds.y + view.y, view.width, view.height };
}

static bool reveal_overlaps(struct oriel_rect a, struct oriel_rect b) {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
		b.y < a.y + a.height;
}

static bool reveal_is_inside(struct oriel_rect inner, struct oriel_rect outer) {
	return inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK &&
		inner.x + inner.width <= outer.x + outer.width + SLACK &&
		inner.y + inner.height <= outer.y + outer.height + SLACK;
}

static struct sight sight_of(const struct oriel__node *node) {
	struct sight sight = { .room = { INFINITY, INFINITY }, .is_whole = true };
	const struct oriel_rect rect = oriel__layout_window_bounds(node);
	sight.is_any = rect.width > 0 && rect.height > 0;
	for (const struct oriel__node *at = node->parent; at != NULL; at = at->parent) {
		if (at->scroll == NULL)
			continue;
		struct oriel_rect view = node_view(at);
		sight.room.width = fminf(sight.room.width, view.width);
		sight.room.height = fminf(sight.room.height, view.height);
		sight.is_any = sight.is_any && reveal_overlaps(rect, view);
		sight.is_whole = sight.is_whole && reveal_is_inside(rect, view);
	}
	return sight;
}

static void sight_remember(struct oriel__focus *focus, const struct sight *sight) {
	focus->room_of = focus->node;
	focus->room = sight->room;
	focus->in_view = sight->is_any;
}

void oriel__reveal_note(struct oriel__surface *surface) {
	const struct sight sight = sight_of(surface->focus.node);
	sight_remember(&surface->focus, &sight);
}

void oriel__reveal_update(struct oriel__surface *surface) {
	struct oriel__focus *focus = &surface->focus;
	if (focus->node == NULL)
		return;
	struct sight sight = sight_of(focus->node);
	bool shrank = focus->room_of == focus->node &&
		(sight.room.width < focus->room.width || sight.room.height < focus->room.height);
	if (shrank && focus->in_view && !sight.is_whole) {
		oriel__scroll_show(focus->node);
		sight.is_any = true;
	}
	sight_remember(focus, &sight);
}
