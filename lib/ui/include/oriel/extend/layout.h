/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of containers that place their children themselves.
 *
 * Thread: loop; only inside a class's measure and arrange. Errors: only broken contracts, which
 * assert.
 */
#ifndef ORIEL_EXTEND_LAYOUT_H
#define ORIEL_EXTEND_LAYOUT_H

#include <oriel/extend/widget.h>

ORIEL_BEGIN

/** @return how large a child's margin box wants to be if that may be max_width wide; as measure of
 * struct oriel_widget_class */
ORIEL_API struct oriel_measurement oriel_widget_measure(oriel_widget *child, float max_width);
/** Gives a child its border box, px, relative to its parent's border box. From arrange only. */
ORIEL_API void oriel_widget_place(oriel_widget *child, struct oriel_rect border_box);

ORIEL_END

#endif
