/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Values of CSS as the tests of grid algorithms take them: parsed from text, without a style.
 */
#ifndef ORIEL_TEST_GRID_VALUES_H
#define ORIEL_TEST_GRID_VALUES_H

#include "test.h"

#include "css/css_property_internal.h"
#include "layout/grid_template_internal.h"

/** Returns the value of a longhand, which lives in the arena. */
struct oriel__css_value grid_value(
	struct oriel__css_arena *arena, uint16_t property, const char *text);

/** Returns a template of columns; size of the content box, NAN if it is indefinite. areas may be
 * NULL. Its values live in the arena. */
struct oriel__grid_template grid_columns(struct oriel__css_arena *arena, const char *tracks,
	const char *areas, struct oriel__grid_room room);

#endif
