/* SPDX-License-Identifier: MIT */
/*
 * The `longtask` event at the loop. The loop measures tasks and reports a long one through its
 * hook, when nothing is on the stack.
 */
#include <oriel/runtime/long_task.h>

#include "base/alloc_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/clock_internal.h"
#include "loop/loop_internal.h"
#include "loop/counters_internal.h"

#include <oriel/runtime/log.h>

static void long_task_finish(void *detail) {
	oriel__free((char *)((struct oriel_long_task *)detail)->chain);
}

static const struct oriel__event_kind long_task_kind = {
	.name = "longtask", .size = sizeof(struct oriel_long_task), .finish = long_task_finish
};

const struct oriel_long_task *oriel_event_long_task(const oriel_event *event) {
	return oriel__event_kind_detail(event, &long_task_kind);
}

void oriel__event_report_long_task(oriel_loop *loop, const struct oriel__long_task *task) {
	struct oriel__event_state *state = oriel__event_state(loop);
	if (state->loop_target.listeners == NULL)
		return;
	const struct oriel_long_task detail = { oriel__ms_from_ns(task->duration_ns), task->site,
		oriel__strdup(task->chain) };
	oriel_event *event = oriel__event_new_kind(
		"longtask", &long_task_kind, &detail, 0, NULL, oriel_loop_now(loop));
	oriel__dispatch_trusted(&state->loop_target, event);
	oriel_event_unref(event);
}

void oriel_loop_set_long_task(oriel_loop *loop, double ms) {
	oriel__loop_check(loop, "oriel_loop_set_long_task");
	ORIEL_ASSERT(ms > 0,
		"oriel_loop_set_long_task: %g ms is no duration; pass one above 0, or INFINITY", ms);
	oriel__loop_set_long_task_ns(loop, oriel__ns_from_ms(ms));
}
