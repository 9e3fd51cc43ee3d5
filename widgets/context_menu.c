/* SPDX-License-Identifier: MIT */
/*
 * Context menus. A menu stands in the tree only while it is shown: as the last child of the root,
 * or of the modal dialog around its widget. So an event of the menu never passes through the
 * widget, whose listeners of `click` would take it for their own. The widget has the menu as user
 * data.
 */
#include "menu_internal.h"

#include <stdlib.h>

#include <oriel/runtime/log.h>
#include <oriel/runtime/user_data.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/window.h>

struct context_menu {
	oriel_widget_id menu;
	oriel_listener_id listener;
};

static const char context_menu_key;

static oriel_widget *context_menu_place(oriel_widget *widget) {
	oriel_widget *at = widget, *parent;
	while (!oriel_widget_has_state(at, ORIEL_STATE_MODAL)) {
		parent = oriel_parent(at);
		parent = parent ? parent : oriel_widget_host(at);
		if (!parent)
			break;
		at = parent;
	}
	return at;
}

void oriel__context_menu_show(oriel_widget *menu, oriel_widget *widget, const oriel_event *event,
	enum menu_context context) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	struct oriel_rect at = { pointer->x, pointer->y, 0, 0 };
	oriel__menu_try(menu)->context = context;
	if (oriel_append(context_menu_place(widget), menu) != ORIEL_OK)
		return;
	oriel__menu_open(menu, widget, &at, ORIEL_SIDE_BLOCK_END,
		pointer->pointer_id < 0 ? MENU_FOCUS_FIRST : MENU_FOCUS_MENU);
	if (!oriel_popover_is_open(menu))
		oriel__context_menu_end(menu);
}

void oriel__context_menu_end(oriel_widget *menu) {
	enum menu_context context = oriel__menu_try(menu)->context;
	if (oriel_widget_is_destroyed(menu) || context == MENU_CONTEXT_NONE)
		return;
	if (context == MENU_CONTEXT_ONCE)
		oriel_destroy(menu);
	else
		oriel_remove(menu);
}

static void context_menu_on_event(oriel_event *event, void *data) {
	const struct context_menu *own = data;
	oriel_widget *menu = oriel_widget_from_id(own->menu);
	if (!menu || !oriel_event_pointer(event) || oriel_event_is_default_prevented(event))
		return;
	oriel_prevent_default(event);
	if (!oriel_popover_is_open(menu))
		oriel__context_menu_show(
			menu, oriel_event_current_widget(event), event, MENU_CONTEXT_KEPT);
}

static void context_menu_release(void *data) {
	struct context_menu *own = data;
	oriel_unlisten(own->listener);
	oriel_destroy(oriel_widget_from_id(own->menu));
	free(own);
}

oriel_widget *oriel_context_menu(oriel_widget *widget, oriel_widget *menu) {
	ORIEL_ASSERT(!menu || oriel__menu_try(menu),
		"oriel_context_menu: this %s is no menu; make one by oriel_menu()",
		oriel_widget_type(menu));
	struct context_menu *own = menu ? calloc(1, sizeof(*own)) : NULL;
	oriel_target_set_user_data(widget, &context_menu_key, ORIEL_NO_PAYLOAD);
	if (!own)
		return widget;
	own->menu = oriel_widget_to_id(menu);
	own->listener = oriel_listen(widget, "contextmenu", context_menu_on_event, own);
	oriel_target_set_user_data(
		widget, &context_menu_key, oriel_owned(own, context_menu_release));
	return widget;
}
