/* SPDX-License-Identifier: MIT */
/*
 * The context menu of texts. Its items are commands, which run at the widget that has the focus. A
 * menu is made each time, since most texts never show one.
 */
#include "edit_menu_internal.h"

#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>
#include <oriel/widgets/separator.h>

#include "menu_internal.h"

static oriel_widget *edit_menu_new(void) {
	return oriel_menu(oriel_menu_item(NULL, .command = "edit.undo"),
		oriel_menu_item(NULL, .command = "edit.redo"), oriel_separator(),
		oriel_menu_item(NULL, .command = "edit.cut"),
		oriel_menu_item(NULL, .command = "edit.copy"),
		oriel_menu_item(NULL, .command = "edit.paste"),
		oriel_menu_item(NULL, .command = "edit.delete"), oriel_separator(),
		oriel_menu_item(NULL, .command = "edit.select-all"));
}

bool oriel__edit_menu_on_context_menu(oriel_widget *widget, oriel_event *event) {
	if (!oriel_event_pointer(event) || oriel_is_disabled(widget) || !oriel_focus(widget))
		return false;
	if (!oriel_widget_is_destroyed(widget))
		oriel__context_menu_show(edit_menu_new(), widget, event, MENU_CONTEXT_ONCE);
	return true;
}
