/* SPDX-License-Identifier: MIT */
/*
 * The long press of a finger: a `contextmenu` event, and if it has no effect, a tooltip. If one of
 * the two has come, the rest of the gesture is cancelled, so that no click follows.
 */
#include "input/tooltip_internal.h"

#define LONG_PRESS_MS 500.0

static void long_press_elapse(void *data) {
	struct oriel__pointer *pointer = data;
	struct oriel__surface *surface = pointer->surface;
	oriel_widget *widget = oriel_widget_from_id(pointer->long_press_target);
	oriel_loop *loop = surface->view.loop;
	pointer->long_press_timer = 0;
	if (widget == NULL || !oriel__surface_has(surface, oriel__node_of(widget)))
		return;
	struct oriel__node *node = oriel__node_of(widget);
	oriel__hold_begin(loop);
	bool is_handled = oriel__click_context_menu(pointer, node, ORIEL_BUTTON_NONE) !=
		ORIEL__OUTCOME_OPEN;
	if (!surface->is_closed && !is_handled)
		is_handled = oriel__tooltip_long_press(pointer, node);
	if (!surface->is_closed && is_handled && pointer->buttons != 0)
		oriel__pointer_cancel(pointer);
	oriel__hold_end(loop);
}

void oriel__long_press_begin(struct oriel__pointer *pointer, struct oriel__node *target) {
	oriel__long_press_end(pointer);
	if (pointer->kind != ORIEL_POINTER_TOUCH || pointer->is_press_prevented ||
		!oriel__surface_has(pointer->surface, target))
		return;
	pointer->long_press_target = oriel_widget_to_id(oriel__widget_of(target));
	pointer->long_press_timer = oriel_set_timeout(long_press_elapse, pointer, LONG_PRESS_MS);
}

void oriel__long_press_end(struct oriel__pointer *pointer) {
	oriel_clear_timer(pointer->long_press_timer);
	pointer->long_press_timer = 0;
}
