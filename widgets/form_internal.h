/* SPDX-License-Identifier: MIT */
/* Functions by which a form and the widgets in it find each other. */
#ifndef ORIEL_WIDGETS_FORM_INTERNAL_H
#define ORIEL_WIDGETS_FORM_INTERNAL_H

#include <oriel/ui/types.h>

/* Returns the nearest form around a widget, or NULL. */
oriel_widget *oriel__form_of(const oriel_widget *widget);
/* Returns whether a widget is a button that submits its form. */
bool oriel__button_submits(const oriel_widget *widget);
/* tabs.c: selects the panels around a widget, without events. */
void oriel__tabs_reveal(const oriel_widget *widget);
/* expander.c: opens the expanders around a widget, with their events. */
void oriel__expander_reveal(oriel_widget *widget);

#endif
