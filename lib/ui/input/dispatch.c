/* SPDX-License-Identifier: MIT */
/*
 * Dispatching an event of input, and its outcome: input/ acts on an event that was not prevented
 * and that no widget took.
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
