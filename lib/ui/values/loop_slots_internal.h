/* SPDX-License-Identifier: MIT */
/*
 * Numbers of the loop's slots that the modules of lib/ui use, for oriel__loop_slot_above(). A
 * higher number finishes first.
 */
#ifndef ORIEL_VALUES_LOOP_SLOTS_INTERNAL_H
#define ORIEL_VALUES_LOOP_SLOTS_INTERNAL_H

enum {
	ORIEL__UI_SLOT_TREE,
	ORIEL__UI_SLOT_STYLE,
	ORIEL__UI_SLOT_LAYOUT,
	ORIEL__UI_SLOT_PAINT,
	ORIEL__UI_SLOT_PLATFORM,
	ORIEL__UI_SLOT_INPUT,
	ORIEL__UI_SLOT_SHEETS, /* app/: reloaded in a recording */
	ORIEL__UI_SLOT_MODEL,
};

#endif
