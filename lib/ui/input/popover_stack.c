/* SPDX-License-Identifier: MIT */
/*
 * The stacks of a window's popovers: one of auto popovers, and one of hints, which is above. A hint
 * that is nested in an auto popover is on the stack of that popover.
 *
 * Every function that hides fires events, whose listeners may show, hide and destroy popovers. A
 * loop therefore reads the stack again after each popover. Source: HTML, "the popover attribute".
 */
#include "input/popover_internal.h"

#include <oriel/extend/close_watcher.h>
#include <oriel/extend/top_layer.h>

#include "tree/top_layer_internal.h"

struct oriel__popover *oriel__popover_last(
	struct oriel__surface *surface, enum oriel__popover_kind stack) {
	return oriel__list_last(oriel__popover_stack(surface, stack), struct oriel__popover, link);
}

struct oriel__popover *oriel__popover_topmost(struct oriel__surface *surface) {
	struct oriel__popover *hint = oriel__popover_last(surface, ORIEL__POPOVER_HINT);
	return hint != NULL ? hint : oriel__popover_last(surface, ORIEL__POPOVER_AUTO);
}

struct oriel__popover *oriel__popover_around(struct oriel__node *node) {
	for (; node != NULL; node = node->parent) {
		struct oriel__popover *popover = oriel__popover_of(node);
		if (popover != NULL && popover->stack != ORIEL__POPOVER_NONE)
			return popover;
	}
	return NULL;
}

/* Returns the place from 1; 0 for a popover that is on no stack, and for NULL. */
static size_t popover_position(
	struct oriel__surface *surface, const struct oriel__popover *popover) {
	size_t position = 1;
	for (int i = 0; i < 2; i++) {
		oriel__list_each (at, &surface->popovers[i], struct oriel__popover, link) {
			if (at == popover)
				return position;
			position++;
		}
	}
	return 0;
}

bool oriel__popover_is_above(struct oriel__surface *surface, const struct oriel__popover *popover,
	const struct oriel__popover *other) {
	return popover_position(surface, popover) > popover_position(surface, other);
}

/* Only a hint may be nested in a hint. */
static struct oriel__popover *popover_ancestor_from(struct oriel__node *candidate,
	const struct oriel__node *node, enum oriel__popover_kind stack, bool is_popover) {
	struct oriel__popover *popover = oriel__popover_around(candidate);
	while (popover != NULL && popover->node != node) {
		if (popover->stack != stack)
			return NULL;
		if (!is_popover || node->popover == ORIEL__POPOVER_HINT ||
			popover->node->popover == ORIEL__POPOVER_AUTO)
			return popover;
		popover = oriel__popover_around(popover->node->parent);
	}
	return NULL;
}

struct oriel__popover *oriel__popover_ancestor(struct oriel__surface *surface,
	struct oriel__node *node, enum oriel__popover_kind stack, struct oriel__node *source,
	bool is_popover) {
	struct oriel__popover *by_place = popover_ancestor_from(
		node->parent, node, stack, is_popover);
	struct oriel__popover *by_source = popover_ancestor_from(source, node, stack, is_popover);
	return oriel__popover_is_above(surface, by_source, by_place) ? by_source : by_place;
}

/* ---- Hiding ---- */

void oriel__popover_hide_stack(
	struct oriel__surface *surface, enum oriel__popover_kind stack, unsigned flags) {
	struct oriel__popover *last;
	while (!surface->is_closed && (last = oriel__popover_last(surface, stack)) != NULL)
		oriel__popover_hide(surface, last->node, flags);
}

static bool popover_is_on(const struct oriel__node *node, enum oriel__popover_kind stack) {
	const struct oriel__popover *popover = oriel__popover_of(node);
	return popover != NULL && popover->stack == stack;
}

/* Listeners may show further popovers, which are hidden without events. Source: HTML, "hide popover
 * stack until". */
static void popover_hide_above(struct oriel__surface *surface, struct oriel__node *endpoint,
	enum oriel__popover_kind stack, unsigned flags) {
	bool is_left;
	do {
		if (!popover_is_on(endpoint, stack))
			return;
		struct oriel__popover *lowest = oriel__list_next(
			oriel__popover_of(endpoint), struct oriel__popover, link);
		if (lowest == NULL)
			return;
		struct oriel__node *lowest_node = lowest->node;
		struct oriel__popover *last;
		while (!surface->is_closed && popover_is_on(lowest_node, stack) &&
			(last = oriel__popover_last(surface, stack)) != NULL)
			oriel__popover_hide(surface, last->node, flags);
		is_left = !surface->is_closed && popover_is_on(endpoint, stack) &&
			oriel__popover_last(surface, stack)->node != endpoint;
		flags &= ~(unsigned)ORIEL__POPOVER_FIRE;
	} while (is_left);
}

void oriel__popover_hide_until(
	struct oriel__surface *surface, struct oriel__node *endpoint, unsigned flags) {
	if (endpoint != NULL && !oriel__popover_is_shown(endpoint))
		return;
	if (endpoint != NULL && popover_is_on(endpoint, ORIEL__POPOVER_HINT)) {
		popover_hide_above(surface, endpoint, ORIEL__POPOVER_HINT, flags);
		return;
	}
	oriel__popover_hide_stack(surface, ORIEL__POPOVER_HINT, flags);
	if (endpoint == NULL)
		oriel__popover_hide_stack(surface, ORIEL__POPOVER_AUTO, flags);
	else
		popover_hide_above(surface, endpoint, ORIEL__POPOVER_AUTO, flags);
}

/* ---- Leaving the tree ---- */

static void popover_drop(struct oriel__surface *surface, struct oriel__popover *popover) {
	struct oriel__node *node = popover->node;
	oriel__list_remove(oriel__popover_stack(surface, popover->stack), &popover->link);
	popover->stack = ORIEL__POPOVER_NONE;
	popover->source = popover->focused_before = 0;
	oriel__close_watchers_leaving(surface, node);
	if (!node->destroyed)
		oriel_top_layer_remove(oriel__widget_of(node));
	oriel__node_set_states(node, ORIEL_STATE_POPOVER_OPEN, 0);
}

void oriel__popovers_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	for (int i = 0; i < 2; i++) {
		bool is_above = false;
		oriel__list_each (popover, &surface->popovers[i], struct oriel__popover, link) {
			is_above |= oriel__node_contains(node, popover->node);
			if (is_above)
				popover_drop(surface, popover);
		}
	}
	oriel__top_layer_each(top, &surface->tree) {
		struct oriel__node *manual = top->node;
		if (oriel__popover_is_shown(manual) && oriel__node_contains(node, manual))
			oriel__node_set_states(manual, ORIEL_STATE_POPOVER_OPEN, 0);
	}
}
