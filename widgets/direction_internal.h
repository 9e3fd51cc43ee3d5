/* SPDX-License-Identifier: MIT */
/*
 * Widgets in interfaces that run from right to left: `direction: rtl` exchanges the left and the
 * right arrow key, and what a widget draws at its left stands at its right.
 */
#ifndef ORIEL_WIDGETS_DIRECTION_INTERNAL_H
#define ORIEL_WIDGETS_DIRECTION_INTERNAL_H

#include <oriel/extend/style.h>
#include <oriel/ui/input_event.h>

static inline bool oriel__is_rtl(const oriel_widget *widget) {
	return oriel_used_text(widget).is_rtl;
}

/* Returns whether a key press, or its repeat, is the arrow key that goes to the next thing in the
 * direction of the widget's text. */
static inline bool oriel__key_goes_forwards(const oriel_widget *widget, const oriel_event *event) {
	return oriel_key_is_or_repeats(event, oriel__is_rtl(widget) ? "ArrowLeft" : "ArrowRight");
}

static inline bool oriel__key_goes_backwards(const oriel_widget *widget, const oriel_event *event) {
	return oriel_key_is_or_repeats(event, oriel__is_rtl(widget) ? "ArrowRight" : "ArrowLeft");
}

/* Returns a box of the same size that stands in the outer box as far from the right as it stood
 * from the left; the box itself in text that runs from left to right. */
static inline struct oriel_rect oriel__mirrored(
	const oriel_widget *widget, struct oriel_rect outer, struct oriel_rect box) {
	if (oriel__is_rtl(widget))
		box.x = 2 * outer.x + outer.width - box.x - box.width;
	return box;
}

#endif
