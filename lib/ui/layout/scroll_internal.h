/* SPDX-License-Identifier: MIT */
/*
 * The state of a scroll container, the geometry of its bars, and its pending events. Layout makes a
 * struct oriel__scroll for each scroll container. Its offsets live through relayout, and are
 * clamped to the scrollable area.
 */
#ifndef ORIEL_LAYOUT_SCROLL_INTERNAL_H
#define ORIEL_LAYOUT_SCROLL_INTERNAL_H

#include <oriel/ui/scroll.h>

#include "style/used_style_internal.h"
#include "tree/node_internal.h"

#define ORIEL__SCROLL_THUMB_MIN 24.0f /* px */

struct oriel__smooth;

struct oriel__scroll {
	struct oriel_scroll position;
	struct oriel__node *node;
	/* A ring of those with events due or a smooth scroll; alone it points at itself. The tree's
	 * root always has a struct, as the ring's anchor. */
	struct oriel__scroll *next, *previous;
	bool is_user_x, is_user_y; /* the user scrolls it along the axis, not only programs */
	/* classic bars that have appeared because the content is larger than the view */
	bool has_bar_x, has_bar_y;
	bool is_settling;          /* layout finds out which bars appear: nothing is clamped */
	bool is_x_late;            /* max_x is to be found: oriel__overflow_find_x() */
	bool is_scroll_due, is_end_due;
	/* paint/: the z-index of the bars as a layer, and oriel__tree.layers for which it was found */
	int bars_z;
	uint32_t bars_layers;
	/* anchor.c: while a layout runs */
	struct oriel__node *anchor;           /* NULL: none */
	/* px: where the anchor stood in the content, and the offset at that time */
	double anchor_at, anchor_offset;
	struct oriel__scroll *next_anchored;
	struct oriel__scroll *first_anchored; /* of the root: the list of those with an anchor */
	/* how many fingers, thumbs, momenta and smooth scrolls still move it: no scrollend until there
	 * are none */
	unsigned held;
	struct oriel__smooth *smooth; /* smooth.c; NULL: none runs */
};

/* How far a node's children are shifted up and to the left, px; zeros if it does not scroll. */
static inline struct oriel_scroll oriel__scroll_of(const struct oriel__node *node) {
	return node->scroll != NULL ? node->scroll->position : (struct oriel_scroll){ 0 };
}

/* ---- For layout ---- */

/* Makes or keeps the struct of a scroll container, and takes it from a node that is none. The root
 * always has one. */
void oriel__scroll_configure(
	struct oriel__node *node, const struct oriel__style *style, bool is_container);
/* Whether there is anything to scroll. */
bool oriel__scroll_has_range(const struct oriel_scroll *range);
/* Whether events are due, or a smooth scroll or a gesture moves it. */
bool oriel__scroll_owes(const struct oriel__scroll *scroll);
/* Sets the smallest and largest offsets, and clamps the present ones. */
void oriel__scroll_set_range(struct oriel__node *node, const struct oriel_scroll *range);
void oriel__scroll_free(struct oriel__node *node);
/* Sets the vertical offset, clamped to the extent; a smooth scroll goes on from there. */
void oriel__scroll_set_offset_y(struct oriel__node *node, double y);

/* Returns the room for classic scroll bars at each edge, px. A bar that has appeared is no wider
 * than its box. */
struct oriel_edges oriel__scroll_gutter(const struct oriel__node *node);
/* Bracket the placing of a scroll container's content. The first forgets which classic bars have
 * appeared, and returns them. The second returns whether one appears, so that the content has to be
 * placed again; else it clamps the offsets. It adds a bar at most once for each axis.
 * has_rows: the node is a long column. pass: how often the content was placed before. */
unsigned oriel__scroll_begin_bars(struct oriel__node *node, bool has_rows);
/* Returns whether the range of a scroll container needs a classic bar that it does not have; false
 * while its content is being placed. */
bool oriel__scroll_lacks_bar(const struct oriel__node *node, const struct oriel__style *style);
/* Returns whether a scroll container has a classic bar that its range does not need; false while
 * its content is being placed. */
bool oriel__scroll_has_spare_bar(
	const struct oriel__node *node, const struct oriel__style *style);
bool oriel__scroll_add_bars(
	struct oriel__node *node, const struct oriel__style *style, unsigned before, int pass);

/* ---- Scrolling, scroll.c and scroll_into_view.c ---- */

/* Returns the part of a scroll container's border box that shows its content, px. */
struct oriel_rect oriel__scroll_view(const struct oriel__node *node);
/* Scrolls at once, clamped, and ends a smooth scroll. Returns whether an offset has changed. */
bool oriel__scroll_to(struct oriel__node *node, double x, double y);
bool oriel__scroll_by(struct oriel__node *node, double dx, double dy);
/* The same by a user's input: only along the axes along which users scroll node. */
bool oriel__scroll_by_user(struct oriel__node *node, double dx, double dy);
/* Returns the node that is asked next if a user's input has not scrolled node: its parent, or NULL
 * if overscroll-behavior keeps the input. vertical: the axis of the larger distance. */
struct oriel__node *oriel__scroll_next_in_chain(struct oriel__node *node, bool vertical);
/* Scrolls as a program does: at once, or smoothly if the behavior, or else the container's style,
 * says so. Clamps *x and *y. Returns whether an offset changes. */
bool oriel__scroll_go(
	struct oriel__node *node, double *x, double *y, enum oriel_scroll_behavior behavior);
/* Scrolls the ancestors of a node as little as needed to show it. Nothing has to be up to date: a
 * node that is not laid out is shown after its layout. */
void oriel__scroll_show(struct oriel__node *node);
/* Shows a node that is laid out, after a layout that it has waited for. */
void oriel__scroll_reveal(struct oriel__node *node);

/* ---- Smooth scrolling, smooth.c ---- */

/* Begins a smooth scroll to offsets that are clamped already. */
void oriel__smooth_begin(struct oriel__scroll *scroll, double x, double y);
/* Moves on to a time. Ends the scroll if it has arrived. */
void oriel__smooth_step(struct oriel__scroll *scroll, double time_ms);
/* Content and offset have moved by the same distance: so does what is left of the scroll. */
void oriel__smooth_shift(struct oriel__scroll *scroll, double dy);
void oriel__smooth_end(struct oriel__scroll *scroll);
/* Sets clamped offsets, and leaves a smooth scroll alone: for smooth.c. */
bool oriel__scroll_place(struct oriel__scroll *scroll, double x, double y);

/* ---- For the frame ---- */

struct oriel__scroll_event {
	oriel_widget *widget;
	bool is_end; /* scrollend instead of scroll */
};

/* How many events are due. A frame takes that many; what their listeners scroll waits for the next
 * frame. */
size_t oriel__scroll_due(const struct oriel__tree *tree);
/* Takes the oldest; false if there is none. All `scroll` events come before the first `scrollend`.
 */
bool oriel__scroll_take_event(struct oriel__tree *tree, struct oriel__scroll_event *out);

/* Moves all smooth scrolls of a tree on to the time of a frame. */
void oriel__scroll_step(struct oriel__tree *tree, double time_ms);
bool oriel__scroll_is_moving(const struct oriel__tree *tree);

/* A gesture begins or ends: `scrollend` waits for its end. */
void oriel__scroll_hold(struct oriel__node *node);
void oriel__scroll_release(struct oriel__node *node);

/* ---- Bars ---- */

struct oriel__scroll_bar {
	/* px in the border box; empty without a bar; without anything to scroll only the thumb is */
	struct oriel_rect track, thumb;
};

/* Whether the vertical bar stands at the left, since text runs from right to left. */
bool oriel__scroll_is_bar_left(const struct oriel__node *node);
struct oriel__scroll_bar oriel__scroll_bar(const struct oriel__node *node, bool vertical);
/* The offset at which the thumb begins at this coordinate, px in the border box along the bar;
 * within what there is. */
double oriel__scroll_bar_offset(const struct oriel__node *node, bool vertical, float thumb_start);

#endif
