/* SPDX-License-Identifier: MIT */
/* The context menu of texts: a default action for the classes of widgets that handle the commands
 * of editing. */
#ifndef ORIEL_WIDGETS_EDIT_MENU_INTERNAL_H
#define ORIEL_WIDGETS_EDIT_MENU_INTERNAL_H

#include <oriel/extend/widget.h>

/* Shows a menu of the commands "edit.undo" to "edit.select-all". */
bool oriel__edit_menu_on_context_menu(oriel_widget *widget, oriel_event *event);

#endif
