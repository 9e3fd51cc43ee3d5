/* SPDX-License-Identifier: MIT */
/*
 * Random changes by the functions of the widgets themselves, for test_storm.c: values, texts,
 * ranges, choices, items and rows, whatever the moment.
 */
#ifndef TEST_WIDGETS_STORM_CHANGE_H
#define TEST_WIDGETS_STORM_CHANGE_H

#include <oriel/oriel.h>

#include "chance.h"

/* Changes a widget of a built-in type in one random way. other: another widget of the test; may be
 * NULL. The change may run listeners, which may destroy the widgets. Returns whether the type has
 * such changes. */
bool storm_change(struct chance *chance, oriel_widget *widget, oriel_widget *other);

/* Changes the colour scheme, contrast, motion and accent colour of all windows. */
void storm_change_appearance(struct chance *chance, oriel_app *app);

#endif
