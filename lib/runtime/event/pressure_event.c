/* SPDX-License-Identifier: MIT */
/*
 * The `pressure` event at the loop. loop/pressure.c compares the amounts of waiting work with their
 * marks, and calls the loop's pressure hook when a mark is passed. event_state.c sets
 * oriel__event_report_pressure() as that hook.
 */
#include <oriel/runtime/pressure.h>

#include "base/alloc_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/loop_internal.h"

static void pressure_detail_finish(void *detail) {
	oriel__free((char *)((struct oriel_pressure *)detail)->chain);
}

static const struct oriel__event_kind pressure_kind = {
	.name = "pressure", .size = sizeof(struct oriel_pressure), .finish = pressure_detail_finish
};

const struct oriel_pressure *oriel_event_pressure(const oriel_event *event) {
	return oriel__event_kind_detail(event, &pressure_kind);
}

void oriel__event_report_pressure(oriel_loop *loop, const struct oriel_pressure *pressure) {
	struct oriel__event_state *state = oriel__event_state(loop);
	if (state->loop_target.listeners == NULL)
		return;
	struct oriel_pressure detail = *pressure;
	detail.chain = oriel__strdup(pressure->chain);
	oriel_event *event = oriel__event_new_kind(
		"pressure", &pressure_kind, &detail, 0, NULL, oriel_loop_now(loop));
	oriel__dispatch_trusted(&state->loop_target, event);
	oriel_event_unref(event);
}
