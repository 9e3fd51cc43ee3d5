/* SPDX-License-Identifier: MIT */
/* Widgets of several parts, of which each is a stop of Tab while the widget has the focus. */
#ifndef ORIEL_WIDGETS_FOCUS_ORDER_INTERNAL_H
#define ORIEL_WIDGETS_FOCUS_ORDER_INTERNAL_H

#include <oriel/runtime/event.h>
#include <oriel/ui/types.h>

/* Returns whether a `focus` comes by Shift+Tab, i.e. from the stop of Tab behind the widget. */
bool oriel__focus_comes_backwards(const oriel_widget *widget, const oriel_event *event);

#endif
