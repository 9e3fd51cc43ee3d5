/* SPDX-License-Identifier: MIT */
/*
 * Sending an event of input, and learning what became of it.
 *
 * Default actions are offered from the target up, and the window is last on every path: its default
 * action is how this room learns that no widget took the event. Running dispatches are a stack,
 * since a listener may cause another.
 */
#include "input/handler_internal.h"

struct oriel__offer {
	const oriel_event *event;
	struct oriel__offer *outer;
	bool is_open;
};

enum oriel__outcome oriel__surface_dispatch(
	struct oriel__surface *surface, oriel_target *target, oriel_event *event) {
	struct oriel__offer offer = { .event = event, .outer = surface->offer };
	surface->offer = &offer;
	enum oriel_dispatch_result result = oriel__dispatch_trusted(target, event);
	surface->offer = offer.outer;
	oriel_event_unref(event);
	if (result == ORIEL_DISPATCH_PREVENTED)
		return ORIEL__OUTCOME_PREVENTED;
	return offer.is_open ? ORIEL__OUTCOME_OPEN : ORIEL__OUTCOME_TAKEN;
}

bool oriel__surface_default_action(struct oriel__surface *surface, oriel_event *event) {
	for (struct oriel__offer *offer = surface->offer; offer != NULL; offer = offer->outer) {
		if (offer->event == event)
			offer->is_open = true;
	}
	return true;
}
