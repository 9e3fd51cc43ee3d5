/* SPDX-License-Identifier: MIT */
/*
 * Dispatches an event of input, and returns the outcome: a default action of input/ follows only if
 * the event was not prevented and no widget took it.
 */
#include "input/handler_internal.h"

enum oriel__outcome oriel__input_dispatch(oriel_target *target, oriel_event *event) {
	oriel_target *taker;
	bool is_allowed = oriel__dispatch_taken(target, event, &taker);
	oriel_event_unref(event);
	if (!is_allowed)
		return ORIEL__OUTCOME_PREVENTED;
	return taker != NULL ? ORIEL__OUTCOME_TAKEN : ORIEL__OUTCOME_OPEN;
}
