/* SPDX-License-Identifier: MIT */
/*
 * Scroll containers: offsets and their clamping, scrolling by programs, and the events that are
 * due. scroll_into_view.c shows a node; smooth.c moves over several frames.
 *
 * A node owes `scroll` when its offset has changed and `scrollend` when nothing holds it any more;
 * those that owe stand in a ring, whose anchor is the struct of the tree's root, in the order in
 * which they first moved. A smooth scroll keeps its node in the ring.
 */
#include "style/style_internal.h"
#include "layout/scroll_internal.h"

#include <math.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "layout/anchor_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/overflow_internal.h"
#include "layout/position_internal.h"
#include "style/used_scroll_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

/* ---- The ring ---- */

static void ring_remove(struct oriel__scroll *scroll) {
	scroll->previous->next = scroll->next;
	scroll->next->previous = scroll->previous;
	scroll->next = scroll->previous = scroll;
}

static bool is_in_ring(const struct oriel__scroll *scroll) {
	return scroll->next != scroll;
}

static struct oriel__scroll *anchor_of(const struct oriel__tree *tree) {
	return tree != NULL && tree->root != NULL ? tree->root->scroll : NULL;
}

bool oriel__scroll_owes(const struct oriel__scroll *scroll) {
	return scroll->is_scroll_due || scroll->is_end_due || scroll->held > 0;
}

/* The anchor is not in its own ring: it is the ring, and what it owes itself is looked at first. */
static void ring_append(struct oriel__scroll *scroll) {
	struct oriel__scroll *anchor = anchor_of(scroll->node->tree);
	if (anchor == NULL || scroll == anchor || is_in_ring(scroll))
		return;
	scroll->previous = anchor->previous;
	scroll->next = anchor;
	scroll->previous->next = scroll;
	anchor->previous = scroll;
}

/* ---- What there is to scroll ---- */

static struct oriel__scroll *scroll_new(struct oriel__node *node) {
	struct oriel__scroll *scroll = oriel__alloc_zero(1, sizeof(*scroll));
	scroll->next = scroll->previous = scroll;
	scroll->node = node;
	return scroll;
}

void oriel__scroll_free(struct oriel__node *node) {
	if (node->scroll == NULL)
		return;
	oriel__anchor_forget(node);
	oriel__smooth_end(node->scroll);
	ring_remove(node->scroll);
	oriel__free(node->scroll);
	node->scroll = NULL;
}

static void ask_for_frame(struct oriel__node *node) {
	if (node->tree != NULL && node->tree->tree_class->marked != NULL)
		node->tree->tree_class->marked(node->tree);
}

/* Its children stand elsewhere. */
static void scroll_moved(struct oriel__node *node) {
	oriel__layout_mark_moved(node);
	if (node->tree != NULL && !node->tree->must_place)
		oriel__positions_stick(node->tree);
	ask_for_frame(node);
}

static bool does_user_scroll(unsigned char overflow) {
	return overflow == ORIEL_OVERFLOW_AUTO || overflow == ORIEL_OVERFLOW_SCROLL;
}

void oriel__scroll_configure(
	struct oriel__node *node, const struct oriel__style *style, bool is_container) {
	if (!is_container && node->parent != NULL) {
		oriel__scroll_free(node);
		return;
	}
	if (node->scroll == NULL)
		node->scroll = scroll_new(node);
	node->scroll->is_user_x = does_user_scroll(style->overflow_x);
	node->scroll->is_user_y = does_user_scroll(style->overflow_y);
	if (!is_container)
		node->scroll->position = (struct oriel_scroll){ 0 };
}

static double scroll_clamp(double offset, double min, double max) {
	return isnan(offset) ? 0 : fmax(min, fmin(offset, max));
}

bool oriel__scroll_place(struct oriel__scroll *scroll, double x, double y) {
	struct oriel_scroll *position = &scroll->position;
	x = scroll_clamp(x, position->min_x, position->max_x);
	y = scroll_clamp(y, position->min_y, position->max_y);
	if (x == position->x && y == position->y)
		return false;
	position->x = x;
	position->y = y;
	scroll->is_scroll_due = scroll->is_end_due = true;
	ring_append(scroll);
	scroll_moved(scroll->node);
	return true;
}

void oriel__scroll_set_offset_y(struct oriel__node *node, double y) {
	struct oriel__scroll *scroll = node->scroll;
	oriel__smooth_shift(scroll, y - scroll->position.y);
	oriel__scroll_place(scroll, scroll->position.x, y);
}

/* Sums of float lengths miss by less than this; what does not scroll a visible distance does not
 * scroll. */
#define SLACK 0.01

static double scroll_limit(double offset) {
	return fabs(offset) > SLACK ? offset : 0;
}

bool oriel__scroll_has_range(const struct oriel_scroll *range) {
	return scroll_limit(range->min_x) != 0 || scroll_limit(range->min_y) != 0 ||
		scroll_limit(range->max_x) != 0 || scroll_limit(range->max_y) != 0;
}

void oriel__scroll_set_range(struct oriel__node *node, const struct oriel_scroll *range) {
	struct oriel__scroll *scroll = node->scroll;
	const struct oriel_scroll now = {
		.x = scroll->position.x,
		.y = scroll->position.y,
		.min_x = scroll_limit(range->min_x),
		.min_y = scroll_limit(range->min_y),
		.max_x = scroll_limit(range->max_x),
		.max_y = scroll_limit(range->max_y),
	};
	if (now.min_x != scroll->position.min_x || now.min_y != scroll->position.min_y ||
		now.max_x != scroll->position.max_x || now.max_y != scroll->position.max_y)
		oriel__layout_mark_moved(node); /* its bars look different */
	scroll->position = now;
	if (!scroll->is_settling)
		oriel__scroll_place(scroll, now.x, now.y);
}

static void scroll_recycle(struct oriel__node *node) {
	struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL || (scroll->position.x == 0 && scroll->position.y == 0))
		return;
	oriel__smooth_end(scroll);
	scroll->position.x = scroll->position.y = 0;
	scroll->is_scroll_due = scroll->is_end_due = false;
	scroll_moved(node);
}

void oriel_widget_recycle(oriel_widget *widget) {
	const uint32_t states = ORIEL_STATE_INVALID | ORIEL_STATE_USER_INVALID |
		ORIEL_STATE_USER_VALID;
	struct oriel__node *root = oriel__node_change(widget, "oriel_widget_recycle");
	oriel__states_hold(oriel__node_loop(root));
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		scroll_recycle(node);
		if (node->states & states)
			oriel__node_set_states(node, states, 0);
	}
	oriel__states_tell(oriel__node_loop(root));
}

/* ---- Scrolling ---- */

bool oriel__scroll_to(struct oriel__node *node, double x, double y) {
	oriel__layout_catch_up(node);
	if (node->scroll == NULL)
		return false;
	oriel__smooth_end(node->scroll);
	return oriel__scroll_place(node->scroll, x, y);
}

bool oriel__scroll_by(struct oriel__node *node, double dx, double dy) {
	struct oriel_scroll position = oriel__scroll_of(node);
	return oriel__scroll_to(node, position.x + dx, position.y + dy);
}

bool oriel__scroll_by_user(struct oriel__node *node, double dx, double dy) {
	const struct oriel__scroll *scroll = node->scroll;
	return scroll != NULL &&
		oriel__scroll_by(node, scroll->is_user_x ? dx : 0, scroll->is_user_y ? dy : 0);
}

struct oriel__node *oriel__scroll_next_in_chain(struct oriel__node *node, bool vertical) {
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	bool is_container = oriel__overflow_scrolls(style->overflow_x) ||
		oriel__overflow_scrolls(style->overflow_y);
	return is_container && oriel__used_overscroll_is_contained(node, vertical) ? NULL :
																				node->parent;
}

static bool scroll_is_smooth(struct oriel__node *node, enum oriel_scroll_behavior behavior) {
	const struct oriel__tree *tree = node->tree;
	if (behavior == ORIEL_SCROLL_INSTANT || tree == NULL ||
		(tree->media != NULL && tree->media->is_motion_reduced))
		return false;
	return behavior == ORIEL_SCROLL_SMOOTH || oriel__used_scroll_is_smooth(node);
}

bool oriel__scroll_go(
	struct oriel__node *node, double *x, double *y, enum oriel_scroll_behavior behavior) {
	struct oriel__scroll *scroll = node->scroll;
	const struct oriel_scroll *position = &scroll->position;
	if (*x != position->x)
		oriel__overflow_find_x(node);
	*x = scroll_clamp(*x, position->min_x, position->max_x);
	*y = scroll_clamp(*y, position->min_y, position->max_y);
	if (*x == position->x && *y == position->y) {
		oriel__smooth_end(scroll);
		return false;
	}
	if (!scroll_is_smooth(node, behavior))
		return oriel__scroll_to(node, *x, *y);
	oriel__smooth_begin(scroll, *x, *y);
	ring_append(scroll);
	ask_for_frame(node);
	return true;
}

/* ---- Public ---- */

struct oriel_scroll oriel_widget_scroll_position(const oriel_widget *widget) {
	struct oriel__node *node = oriel__node_of(widget);
	if (!oriel__layout_bring_up_to_date(node))
		return (struct oriel_scroll){ 0 };
	oriel__layout_catch_up(node);
	oriel__overflow_find_x(node);
	return oriel__scroll_of(node);
}

static double scroll_target(double from, double given) {
	return isnan(given) ? from : given;
}

static bool scroll_by_options(const char *caller, const char *site, oriel_widget *widget,
	const struct oriel_scroll_options *options, bool is_relative) {
	static const struct oriel_scroll_options defaults;
	struct oriel__node *node = oriel__node_change(widget, caller);
	oriel__check_options(caller, site, options);
	if (options == NULL)
		options = &defaults;
	if (!oriel__layout_bring_up_to_date(node))
		return false;
	oriel__layout_catch_up(node);
	if (node->scroll == NULL)
		return false;
	const struct oriel_scroll at = node->scroll->position;
	double x = scroll_target(is_relative ? 0 : at.x, options->x);
	double y = scroll_target(is_relative ? 0 : at.y, options->y);
	x += is_relative ? at.x : 0;
	y += is_relative ? at.y : 0;
	return oriel__scroll_go(node, &x, &y, options->behavior);
}

bool oriel_scroll_to_at(
	const char *site, oriel_widget *widget, const struct oriel_scroll_options *options) {
	return scroll_by_options("oriel_scroll_to", site, widget, options, false);
}

bool oriel_scroll_by_at(
	const char *site, oriel_widget *widget, const struct oriel_scroll_options *options) {
	return scroll_by_options("oriel_scroll_by", site, widget, options, true);
}

/* ---- Frames ---- */

void oriel__scroll_step(struct oriel__tree *tree, double time_ms) {
	struct oriel__scroll *anchor = anchor_of(tree);
	if (anchor == NULL)
		return;
	for (struct oriel__scroll *scroll = anchor, *next;; scroll = next) {
		next = scroll->next;
		if (scroll->smooth != NULL && scroll->node->tree == tree)
			oriel__smooth_step(scroll, time_ms);
		else
			oriel__smooth_end(scroll);
		if (!oriel__scroll_owes(scroll) && scroll != anchor)
			ring_remove(scroll);
		if (next == anchor)
			return;
	}
}

bool oriel__scroll_is_moving(const struct oriel__tree *tree) {
	const struct oriel__scroll *anchor = anchor_of(tree), *scroll = anchor;
	while (scroll != NULL && scroll->smooth == NULL) {
		scroll = scroll->next;
		if (scroll == anchor)
			return false;
	}
	return scroll != NULL;
}

/* ---- Events ---- */

static bool scroll_is_due(const struct oriel__scroll *scroll) {
	return scroll->is_scroll_due || (scroll->is_end_due && scroll->held == 0);
}

size_t oriel__scroll_due(const struct oriel__tree *tree) {
	const struct oriel__scroll *anchor = anchor_of(tree);
	size_t count = 0;
	if (anchor == NULL)
		return 0;
	const struct oriel__scroll *scroll = anchor;
	do {
		count += (size_t)scroll->is_scroll_due + (size_t)(scroll->is_end_due && scroll->held == 0);
		scroll = scroll->next;
	} while (scroll != anchor);
	return count;
}

static struct oriel__scroll *find_due(struct oriel__scroll *anchor, bool scroll_event) {
	struct oriel__scroll *scroll = anchor;
	do {
		if (scroll_event ? scroll->is_scroll_due : scroll_is_due(scroll))
			return scroll;
		scroll = scroll->next;
	} while (scroll != anchor);
	return NULL;
}

bool oriel__scroll_take_event(struct oriel__tree *tree, struct oriel__scroll_event *out) {
	struct oriel__scroll *anchor = anchor_of(tree);
	if (anchor == NULL)
		return false;
	struct oriel__scroll *scroll = find_due(anchor, true);
	if (scroll == NULL)
		scroll = find_due(anchor, false);
	if (scroll == NULL)
		return false;
	out->widget = oriel__widget_of(scroll->node);
	out->is_end = !scroll->is_scroll_due;
	if (out->is_end)
		scroll->is_end_due = false;
	scroll->is_scroll_due = false;
	if (!oriel__scroll_owes(scroll) && scroll != anchor)
		ring_remove(scroll);
	return true;
}

void oriel__scroll_hold(struct oriel__node *node) {
	if (node->scroll != NULL)
		node->scroll->held++;
}

void oriel__scroll_release(struct oriel__node *node) {
	struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL || scroll->held == 0)
		return;
	scroll->held--;
	if (scroll->held == 0 && scroll->is_end_due)
		ask_for_frame(node);
}
