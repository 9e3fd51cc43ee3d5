/* SPDX-License-Identifier: MIT */
/*
 * Layout of a tree, for app/ (which runs it), paint/ and input/ (which read it). It writes
 * oriel__node.rect, and marks with RECORD what changed its size, with the CHILD twin of RECORD
 * alone what only moved.
 */
#ifndef ORIEL_LAYOUT_LAYOUT_INTERNAL_H
#define ORIEL_LAYOUT_LAYOUT_INTERNAL_H

#include <oriel/extend/layout.h>

#include "style/style_internal.h"
#include "tree/node_internal.h"

/*
 * Levels that are laid out and drawn: layout recurses, and the stack is finite. What is deeper
 * takes up no space until it is moved further up; that is logged as an error.
 */
#define ORIEL__LAYOUT_MAX_DEPTH 1000

/* Brings the tree's geometry up to date with its marks and with the size of its window; clears the
 * marks of LAYOUT. */
void oriel__layout_update(struct oriel__tree *tree, struct oriel_size window_size);

/*
 * A long column places its rows, but the content of a row only if the row is watched. The content
 * of other rows waits until a caller needs its places. Paint watches the nodes that it has drawn.
 * The call ends with the node's layout data; without those it does nothing.
 */
void oriel__layout_watch(struct oriel__node *node, bool is_watched);
/* Places the content of a node (NULL is allowed) and of its ancestors, where that waits. */
void oriel__layout_catch_up(struct oriel__node *node);
/* Places the content of one shown node if that waits. A walk down from the root, as in paint/ and
 * input/, calls it for every shown node before its children. */
void oriel__layout_arrange_waiting(struct oriel__node *node);

/* Frees what layout keeps of a node; set with the tree by the code that attaches data. */
void oriel__layout_free(struct oriel__node *node);

/* Whether it was given a place by the last layout: not hidden, and not below the deepest level. Its
 * ancestors are not asked. */
bool oriel__layout_is_shown(const struct oriel__node *node);

/* Fills in what a virtual container shows, as of the last layout; zeros if it is hidden. */
void oriel__layout_virtual_view(
	const struct oriel__node *node, struct oriel_virtual_view *view);

/* Says to paint/ that a node, or what is in it, stands elsewhere than before though it looks the
 * same. Asks for no frame. */
void oriel__layout_mark_moved(struct oriel__node *node);

/* Whether an axis is clipped at the padding box: by a computed overflow other than visible. */
static inline bool oriel__layout_clips_axis(const struct oriel__style *style, bool is_vertical) {
	return (is_vertical ? style->overflow_y : style->overflow_x) > ORIEL_OVERFLOW_VISIBLE ||
		style->does_contain_paint;
}

static inline bool oriel__layout_clips(const struct oriel__style *style) {
	return oriel__layout_clips_axis(style, false) || oriel__layout_clips_axis(style, true);
}

/* Whether a computed overflow makes a scroll container along its axis. */
static inline bool oriel__overflow_scrolls(unsigned char overflow) {
	return overflow == ORIEL_OVERFLOW_HIDDEN || overflow == ORIEL_OVERFLOW_AUTO ||
		overflow == ORIEL_OVERFLOW_SCROLL;
}

/* Its content may be scrolled, if only by the program. Source: CSS Overflow 3, "scroll container".
 */
static inline bool oriel__layout_is_scroll_container(const struct oriel__style *style) {
	return oriel__overflow_scrolls(style->overflow_x) || oriel__overflow_scrolls(style->overflow_y);
}

#endif
