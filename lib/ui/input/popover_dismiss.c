/* SPDX-License-Identifier: MIT */
/*
 * Light dismiss: a press and its release outside hide popovers, before their events are fired. Both
 * have to be outside of the same popovers. A popover that the press itself has shown stays.
 *
 * A popover that swallows presses, such as a menu, is hidden by the press at once. No widget gets
 * an event of that press. Source: HTML, "light dismiss open popovers".
 */
#include "input/pointer_internal.h"
#include "input/popover_internal.h"

/* Returns the popover whose source is node or contains it, the topmost one; or NULL. */
static struct oriel__popover *popover_of_source(
	struct oriel__surface *surface, const struct oriel__node *node) {
	struct oriel__popover *found = NULL;
	for (int i = 0; i < 2; i++) {
		oriel__list_each (popover, &surface->popovers[i], struct oriel__popover, link) {
			oriel_widget *source = oriel_widget_from_id(popover->source);
			if (source != NULL && oriel__node_contains(oriel__node_of(source), node))
				found = popover;
		}
	}
	return found;
}

/* Source: HTML, "topmost clicked popover". */
static struct oriel__popover *popover_clicked(
	struct oriel__surface *surface, struct oriel__node *node) {
	struct oriel__popover *around = oriel__popover_around(node);
	struct oriel__popover *invoked = popover_of_source(surface, node);
	return oriel__popover_is_above(surface, invoked, around) ? invoked : around;
}

/* Returns whether a press that is in `around`, or in no popover, is outside of a popover that
 * swallows it. A press inside a menu only hides the sub-menus of that menu. */
static bool popover_swallows(
	struct oriel__surface *surface, const struct oriel__popover *around) {
	if (around != NULL && around->does_swallow)
		return false;
	for (int i = 0; i < 2; i++) {
		oriel__list_each (popover, &surface->popovers[i], struct oriel__popover, link) {
			if (popover->does_swallow && oriel__popover_is_above(surface, popover, around))
				return true;
		}
	}
	return false;
}

bool oriel__popover_press(struct oriel__pointer *pointer, struct oriel__node *target) {
	struct oriel__surface *surface = pointer->surface;
	pointer->dismiss_serial = 0;
	if (oriel__popover_topmost(surface) == NULL)
		return false;
	struct oriel__popover *around = oriel__popover_around(target);
	if (popover_swallows(surface, around)) {
		oriel__popover_hide_until(surface, around != NULL ? around->node : NULL,
			ORIEL__POPOVER_FOCUS_BACK | ORIEL__POPOVER_FIRE);
		return true;
	}
	const struct oriel__popover *clicked = popover_clicked(surface, target);
	pointer->dismiss_serial = surface->popover_serial;
	pointer->dismiss_endpoint = clicked != NULL ?
		oriel_widget_to_id(oriel__widget_of(clicked->node)) :
		0;
	return false;
}

void oriel__popover_release(struct oriel__pointer *pointer, struct oriel__node *target) {
	struct oriel__surface *surface = pointer->surface;
	const struct oriel__popover *topmost = oriel__popover_topmost(surface);
	uint64_t serial = pointer->dismiss_serial;
	pointer->dismiss_serial = 0;
	if (topmost == NULL || topmost->serial > serial)
		return;
	const struct oriel__popover *clicked = popover_clicked(surface, target);
	oriel_widget_id endpoint = clicked != NULL ?
		oriel_widget_to_id(oriel__widget_of(clicked->node)) :
		0;
	if (endpoint == pointer->dismiss_endpoint)
		oriel__popover_hide_until(
			surface, clicked != NULL ? clicked->node : NULL, ORIEL__POPOVER_FIRE);
}
