/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The widget of docs/ui/writing-a-widget.md: five stars, of which the user chooses some.
 */
#ifndef RATING_H
#define RATING_H

#include <oriel/oriel.h>

enum { RATING_STARS = 5 };

/** Makes a rating with no stars. Fires `input` and `change` when the user changes it. */
oriel_widget *rating_new(void);
/** Sets the number of stars, without an event. Numbers outside 0 to 5 are clamped. */
void rating_set_value(oriel_widget *rating, int value);
/** Returns the number of stars, 0 to 5. */
int rating_value(const oriel_widget *rating);

#endif
