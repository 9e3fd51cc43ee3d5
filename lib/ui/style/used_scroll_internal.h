/* SPDX-License-Identifier: MIT */
/*
 * Used values of the properties of scrolling that few widgets set and only scrolling asks for. They
 * are read from the computed values at each call, so that struct oriel__style stays small.
 */
#ifndef ORIEL_STYLE_USED_SCROLL_INTERNAL_H
#define ORIEL_STYLE_USED_SCROLL_INTERNAL_H

#include <oriel/ui/color.h>

#include "tree/node_internal.h"

/* Returns scroll-padding, px: percentages are of the view, auto is 0. */
struct oriel_edges oriel__used_scroll_padding(struct oriel__node *node, struct oriel_size view);
/* Returns scroll-margin, px. *is_set tells whether any edge is not 0. */
struct oriel_edges oriel__used_scroll_margin(struct oriel__node *node, bool *is_set);
/* Whether scroll-behavior is smooth. */
bool oriel__used_scroll_is_smooth(struct oriel__node *node);
/* Whether scrolling that reaches the end of node along an axis stays there: overscroll-behavior is
 * contain or none. */
bool oriel__used_overscroll_is_contained(struct oriel__node *node, bool vertical);

struct oriel__computed;

/* Sets the members of the style that say where scroll bars stand. */
void oriel__used_scroll_bars(struct oriel__computed *computed);
/* Return the colours of a scroll bar. Without scrollbar-color they are made of the text's colour,
 * so that bars are seen in any theme; bars over the content then have a transparent track. */
oriel_color oriel__used_scroll_thumb_color(struct oriel__node *node);
oriel_color oriel__used_scroll_track_color(struct oriel__node *node);

#endif
