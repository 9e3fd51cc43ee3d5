/* SPDX-License-Identifier: MIT */
/* Drawing of an icon inside any widget. */
#ifndef ORIEL_WIDGETS_ICON_PART_INTERNAL_H
#define ORIEL_WIDGETS_ICON_PART_INTERNAL_H

#include <oriel/extend/recorder.h>

/* Returns the side of an icon beside the widget's text, px. */
float oriel__icon_size(const oriel_widget *widget);
/* Draws an icon in the middle of a box, as large as fits, in the colour of the widget's text. An
 * unknown name is logged, and draws an empty frame. */
void oriel__icon_record(const oriel_widget *widget, oriel_recorder *recorder, const char *name,
	struct oriel_rect box);

#endif
