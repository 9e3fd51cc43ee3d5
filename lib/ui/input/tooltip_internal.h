/* SPDX-License-Identifier: MIT */
/*
 * Tooltips, and the long press of a finger, which shows one.
 */
#ifndef ORIEL_INPUT_TOOLTIP_INTERNAL_H
#define ORIEL_INPUT_TOOLTIP_INTERNAL_H

#include "input/pointer_internal.h"

/* Handles a pointer that hovers over another node; NULL: over none. */
void oriel__tooltip_hover(const struct oriel__pointer *pointer, struct oriel__node *node);
/* Handles a node that has got the focus, or none. */
void oriel__tooltip_focus(struct oriel__surface *surface, const struct oriel__node *node);
/* Hides the tooltip until the pointer or the focus is at another widget. */
void oriel__tooltip_dismiss(struct oriel__surface *surface);
/* Shows the tooltip of node at once. Returns whether there is one. */
bool oriel__tooltip_long_press(const struct oriel__pointer *pointer, struct oriel__node *node);
/* Handles the end of that press. */
void oriel__tooltip_lift(struct oriel__surface *surface);
void oriel__tooltip_finish(struct oriel__surface *surface);

/* ---- long_press.c ---- */

/* Begins to wait for a long press of a finger on target. */
void oriel__long_press_begin(struct oriel__pointer *pointer, struct oriel__node *target);
/* Ends the wait: the finger was lifted, or has moved too far. */
void oriel__long_press_end(struct oriel__pointer *pointer);

#endif
