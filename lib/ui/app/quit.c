/* SPDX-License-Identifier: MIT */
/*
 * The end of an application that is asked for from outside: by SIGTERM, SIGHUP or SIGINT, by the
 * window system, or by the loss of the display.
 *
 * `beforequit` is fired once at the application, after `displaylost` if the display is lost. Their
 * listeners can add promises (oriel_event_wait_until()). The application quits once all of these
 * are settled, after five seconds at most.
 *
 * The first signal removes the listeners of all three. The second therefore has its default action:
 * it ends the process at once, also a process whose loop hangs. The platform reports inside its
 * pump, where no user code may run, so that a native task fires the events.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_internal.h"

#include <oriel/io/posix_signal.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/timer.h>
#include <signal.h>

#define LONGEST_WAIT_MS 5000

/* ---- Extendable events ---- */

/* The promises that listeners add. The event's detail is a pointer to this struct, since details
 * are constant. */
struct extension {
	oriel_promise **promises;
	size_t count, capacity;
	bool is_open; /* the event is being dispatched */
};

static void extension_finish_detail(void *detail) {
	struct extension *extension = *(struct extension **)detail;
	for (size_t i = 0; i < extension->count; i++)
		oriel_promise_unref(extension->promises[i]);
	oriel__free(extension->promises);
	oriel__free(extension);
}

static const struct oriel__event_kind extendable_kind = {
	.name = "extendable event",
	.size = sizeof(struct extension *),
	.finish = extension_finish_detail,
};

void oriel_event_wait_until(oriel_event *event, oriel_promise *promise) {
	ORIEL_ASSERT(event != NULL && promise != NULL,
		"oriel_event_wait_until: the event or the promise is NULL; pass both");
	struct extension *const *detail = oriel__event_kind_detail(event, &extendable_kind);
	ORIEL_ASSERT(detail != NULL,
		"oriel_event_wait_until: a `%s` cannot be extended; call it for `beforequit` and "
		"`displaylost` only",
		oriel_event_type(event));
	ORIEL_ASSERT((*detail)->is_open,
		"oriel_event_wait_until: the dispatch has ended; call it in a listener");
	struct extension *extension = *detail;
	extension->promises = oriel__grow(extension->promises, &extension->capacity,
		extension->count + 1, sizeof(*extension->promises));
	extension->promises[extension->count++] = promise;
}

static void quit_now(void *data) {
	oriel_app *app = data;
	oriel_app_quit(app, app->ending_status);
}

static void quit_wait_ended(oriel_app *app) {
	if (--app->ending_waits == 0)
		quit_now(app);
}

static struct oriel_completion quit_settled(struct oriel_payload value, void *data) {
	quit_wait_ended(data);
	return ORIEL_COMPLETE;
}

static void quit_wait_for(oriel_app *app, const struct extension *extension) {
	for (size_t i = 0; i < extension->count; i++)
		oriel_promise_ref(extension->promises[i]);
	app->ending_waits++;
	oriel_promise_unref(oriel_then(oriel_promise_all_settled(extension->promises, extension->count),
		quit_settled, quit_settled, app, .signal = oriel_abort_controller_signal(app->life)));
}

/* Fires an extendable event at the application, and waits for the promises of its listeners. */
static void quit_fire(oriel_app *app, const char *type) {
	struct extension *extension = oriel__alloc_zero(1, sizeof(*extension));
	extension->is_open = true;
	oriel_event *event = oriel__event_new_kind(
		type, &extendable_kind, &extension, 0, NULL, oriel_loop_now(app->loop));
	oriel__dispatch_trusted(&app->target, event);
	extension->is_open = false;
	if (!app->is_destroyed && !app->has_quit && extension->count > 0)
		quit_wait_for(app, extension);
	oriel_event_unref(event);
}

/* ---- The end ---- */

static bool quit_is_over(const oriel_app *app) {
	return app->is_destroyed || app->has_quit;
}

/* Begins the end, or adds a lost display to an end that has begun. */
static void quit_begin(oriel_app *app, bool is_display_lost) {
	oriel__hold_begin(app->loop);
	app->ending_waits++;
	if (is_display_lost)
		app->ending_status = 1;
	if (is_display_lost && !quit_is_over(app))
		quit_fire(app, "displaylost");
	if (!app->is_ending && !quit_is_over(app)) {
		app->is_ending = true;
		oriel_set_timeout(quit_now, app, LONGEST_WAIT_MS,
			.signal = oriel_abort_controller_signal(app->life));
		quit_fire(app, "beforequit");
	}
	if (!quit_is_over(app))
		quit_wait_ended(app);
	oriel__hold_end(app->loop);
}

static void quit_run(struct oriel__task *task) {
	oriel_app *app = oriel__container_of(task, struct oriel_app, quit_task);
	if (!quit_is_over(app) && !app->is_ending)
		quit_begin(app, false);
}

static void quit_on_asked(void *data) {
	oriel_app *app = data;
	if (!app->is_destroyed && !app->quit_task.is_queued)
		oriel__task_queue(app->loop, &app->quit_task, ORIEL_TASK_SOURCE_INPUT, quit_run);
}

static void quit_run_display_lost(struct oriel__task *task) {
	quit_begin(oriel__container_of(task, struct oriel_app, display_lost), true);
}

static void quit_on_display_lost(void *data) {
	oriel_app *app = data;
	if (!app->is_destroyed && !app->display_lost.is_queued)
		oriel__task_queue(
			app->loop, &app->display_lost, ORIEL_TASK_SOURCE_INPUT, quit_run_display_lost);
}

void oriel__app_watch_platform(oriel_app *app) {
	app->platform->display_lost = quit_on_display_lost;
	app->platform->display_lost_data = app;
	app->platform->quit_asked = quit_on_asked;
	app->platform->quit_asked_data = app;
}

void oriel__app_unwatch_platform(oriel_app *app) {
	app->platform->display_lost = NULL;
	app->platform->quit_asked = NULL;
	oriel__task_cancel(app->loop, &app->display_lost);
	oriel__task_cancel(app->loop, &app->quit_task);
}

/* ---- POSIX signals ---- */

static void quit_on_signal(int posix_signal, void *data) {
	oriel_app *app = data;
	oriel__app_unwatch_signals(app);
	if (!quit_is_over(app) && !app->is_ending)
		quit_begin(app, false);
}

void oriel__app_watch_signals(oriel_app *app) {
	static const int signals[ORIEL__QUIT_SIGNALS] = { SIGTERM, SIGHUP, SIGINT };
	for (size_t i = 0; i < ORIEL__QUIT_SIGNALS; i++)
		app->quit_signals[i] = oriel_posix_signal_listen(signals[i], quit_on_signal, app);
}

void oriel__app_unwatch_signals(oriel_app *app) {
	for (size_t i = 0; i < ORIEL__QUIT_SIGNALS; i++) {
		oriel_unlisten(app->quit_signals[i]);
		app->quit_signals[i] = 0;
	}
}
