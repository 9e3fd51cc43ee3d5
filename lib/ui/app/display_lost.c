/* SPDX-License-Identifier: MIT */
/*
 * The end of an application that has lost its display. `displaylost` is fired at the application.
 * Its listeners can add promises (oriel_event_wait_until()). The application ends with status 1
 * once these are settled, after five seconds at most.
 *
 * The platform reports the loss inside its pump, where no user code may run. A native task
 * therefore fires the event.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/timer.h>

#define LONGEST_WAIT_MS 5000

/* The promises that listeners add. The event's detail is a pointer to this struct, since details
 * are constant. */
struct extension {
	oriel_promise **promises;
	size_t count, capacity;
	bool is_open; /* the event is being dispatched */
};

static void display_lost_finish_detail(void *detail) {
	struct extension *extension = *(struct extension **)detail;
	for (size_t i = 0; i < extension->count; i++)
		oriel_promise_unref(extension->promises[i]);
	oriel__free(extension->promises);
	oriel__free(extension);
}

static const struct oriel__event_kind extendable_kind = {
	.name = "extendable event",
	.size = sizeof(struct extension *),
	.finish = display_lost_finish_detail,
};

void oriel_event_wait_until(oriel_event *event, oriel_promise *promise) {
	ORIEL_ASSERT(event != NULL && promise != NULL,
		"oriel_event_wait_until: the event or the promise is NULL; pass both");
	struct extension *const *detail = oriel__event_kind_detail(event, &extendable_kind);
	ORIEL_ASSERT(detail != NULL,
		"oriel_event_wait_until: a `%s` cannot be extended; call it for `displaylost` only",
		oriel_event_type(event));
	ORIEL_ASSERT((*detail)->is_open,
		"oriel_event_wait_until: the dispatch has ended; call it in a listener");
	struct extension *extension = *detail;
	extension->promises = oriel__grow(extension->promises, &extension->capacity,
		extension->count + 1, sizeof(*extension->promises));
	extension->promises[extension->count++] = promise;
}

static void display_lost_end(void *data) {
	oriel_app_quit(data, 1);
}

static struct oriel_completion end_settled(struct oriel_payload value, void *data) {
	display_lost_end(data);
	return ORIEL_COMPLETE;
}

static void display_lost_wait_for(oriel_app *app, const struct extension *extension) {
	oriel_abort_signal *life = oriel_abort_controller_signal(app->life);
	for (size_t i = 0; i < extension->count; i++)
		oriel_promise_ref(extension->promises[i]);
	oriel_set_timeout(display_lost_end, app, LONGEST_WAIT_MS, .signal = life);
	oriel_promise_unref(oriel_then(oriel_promise_all_settled(extension->promises, extension->count),
		end_settled, end_settled, app, .signal = life));
}

static void display_lost_run(struct oriel__task *task) {
	oriel_app *app = oriel__container_of(task, struct oriel_app, display_lost);
	struct extension *extension = oriel__alloc_zero(1, sizeof(*extension));
	extension->is_open = true;
	oriel__hold_begin(app->loop);
	oriel_event *event = oriel__event_new_kind(
		"displaylost", &extendable_kind, &extension, 0, NULL, oriel_loop_now(app->loop));
	oriel__dispatch_trusted(&app->target, event);
	extension->is_open = false;
	if (!app->is_destroyed && !app->has_quit) {
		if (extension->count > 0)
			display_lost_wait_for(app, extension);
		else
			display_lost_end(app);
	}
	oriel_event_unref(event);
	oriel__hold_end(app->loop);
}

static void display_lost_on_display_lost(void *data) {
	oriel_app *app = data;
	if (!app->is_destroyed && !app->display_lost.is_queued)
		oriel__task_queue(app->loop, &app->display_lost, ORIEL_TASK_SOURCE_INPUT, display_lost_run);
}

void oriel__app_watch_display(oriel_app *app) {
	app->platform->display_lost = display_lost_on_display_lost;
	app->platform->display_lost_data = app;
}
