/* SPDX-License-Identifier: MIT */
/*
 * Waiting: the platform as a display of the loop.
 *
 * The UI thread sleeps in the loop's single poll(), on the driver's descriptors, and pumps SDL once
 * a turn. SDL's own waiting is not used: some drivers wake up a thousand times a second, and others
 * make round trips to the display server. Events that another thread pushes into SDL's queue would
 * not end the poll(). So an event filter removes them from SDL and posts them to the loop.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "sdl_clipboard_internal.h"
#include "values/loop_slots_internal.h"

#define BATCH 64

static struct oriel__sdl_platform *sdl_wait_platform_of(struct oriel__display *display) {
	return oriel__container_of(display, struct oriel__sdl_platform, display);
}

static const SDL_Event *sdl_wait_peek(SDL_Event *event) {
	return SDL_PeepEvents(event, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 ? event :
																						NULL;
}

/* Handles all queued events. Each turn empties the queue, because SDL's queue is bounded and drops
 * further events. */
static void sdl_wait_drain(struct oriel__sdl_platform *platform) {
	SDL_Event events[BATCH], after;
	int count;
	while ((count = SDL_PeepEvents(events, BATCH, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT)) > 0)
		for (int i = 0; i < count; i++)
			oriel__sdl_input_handle(
				platform, &events[i], i + 1 < count ? &events[i + 1] : sdl_wait_peek(&after));
	oriel__sdl_input_flush(platform);
}

/* Tells whether a pump may find input. This check is cheaper than a pump, and most turns of the
 * loop have no input. */
static bool sdl_wait_may_have_input(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_driver *driver = platform->driver;
	return !platform->has_driver_started || driver->has_input == NULL ||
		driver->has_input(platform) || oriel__sdl_ime_may_have_input(platform) ||
		platform->pump_again_ns != 0;
}

/* Checks whether the display is lost, and reports the loss. Called after each call that may detect
 * it, and before SDL reports a quit. */
static bool sdl_wait_check_lost(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_driver *driver = platform->driver;
	const char *broken = platform->has_driver_started && driver->broken != NULL &&
			!platform->is_lost ?
		driver->broken(platform) :
		NULL;
	if (broken != NULL)
		oriel__sdl_lose_display(platform, broken);
	return platform->is_lost;
}

static void sdl_wait_pump(struct oriel__display *display) {
	struct oriel__sdl_platform *platform = sdl_wait_platform_of(display);
	if (sdl_wait_check_lost(platform))
		return;
	if (sdl_wait_may_have_input(platform) && !sdl_wait_check_lost(platform))
		SDL_PumpEvents();
	if (sdl_wait_check_lost(platform))
		return;
	if (platform->pump_again_ns != 0 &&
		oriel__loop_now_ns(platform->loop) >= platform->pump_again_ns)
		platform->pump_again_ns = 0;
	sdl_wait_drain(platform);
	oriel__sdl_clipboard_pump(platform);
	if (platform->has_driver_started && platform->driver->pumped != NULL)
		platform->driver->pumped(platform);
}

void oriel__sdl_pump_after(struct oriel__sdl_platform *platform, int ms) {
	platform->pump_again_ns = oriel__loop_now_ns(platform->loop) + (int64_t)ms * 1000000;
}

void oriel__sdl_cap(int *timeout_ms, int cap_ms) {
	if (*timeout_ms < 0 || *timeout_ms > cap_ms)
		*timeout_ms = cap_ms;
}

static void sdl_wait_cap_for_pump(struct oriel__sdl_platform *platform, int *timeout_ms) {
	if (platform->pump_again_ns == 0)
		return;
	int64_t left_ns = platform->pump_again_ns - oriel__loop_now_ns(platform->loop);
	oriel__sdl_cap(timeout_ms, left_ns > 0 ? (int)(left_ns / 1000000) + 1 : 0);
}

static int sdl_wait_prepare(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	struct oriel__sdl_platform *platform = sdl_wait_platform_of(display);
	if (platform->is_lost)
		return 0;
	if (SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT))
		return -1; /* made by calls into SDL since the pump */
	sdl_wait_cap_for_pump(platform, timeout_ms);
	int clipboard_fds = oriel__sdl_clipboard_prepare(platform, fds, timeout_ms);
	if (clipboard_fds < 0)
		return -1;
	/* The driver is last: nothing may run between its prepare and poll(). */
	int count = platform->has_driver_started ?
		platform->driver->prepare(platform, fds + clipboard_fds, timeout_ms) :
		0;
	platform->clipboard_fds = clipboard_fds;
	return count < 0 || sdl_wait_check_lost(platform) ? -1 : clipboard_fds + count;
}

static void sdl_wait_check(struct oriel__display *display, const struct pollfd *fds, int count) {
	struct oriel__sdl_platform *platform = sdl_wait_platform_of(display);
	if (platform->has_driver_started && platform->driver->check != NULL && !platform->is_lost)
		platform->driver->check(
			platform, fds + platform->clipboard_fds, count - platform->clipboard_fds);
}

/* An event on its way from another thread to the loop's. */
struct foreign_event {
	struct oriel__remote_task task;
	const struct oriel__sdl_platform *platform; /* may have been destroyed */
	SDL_Event event;
};

static void sdl_foreign_event_run(struct oriel__remote_task *task) {
	struct foreign_event *foreign = oriel__container_of(task, struct foreign_event, task);
	oriel_loop *loop = oriel__loop_here("SDL_PushEvent");
	struct oriel__sdl_platform *platform = oriel__loop_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PLATFORM));
	if (platform != NULL && platform == foreign->platform) {
		oriel__sdl_input_handle(platform, &foreign->event, NULL);
		oriel__sdl_input_flush(platform);
	}
	oriel__free(foreign);
}

static void sdl_foreign_event_abandon(struct oriel__remote_task *task) {
	oriel__free(task);
}

/* Filters SDL's events; returning 0 keeps an event from SDL's queue. SDL holds a lock during the
 * call, so no call follows the removal of the filter. */
static int SDLCALL sdl_wait_filter(void *data, SDL_Event *event) {
	struct oriel__sdl_platform *platform = data;
	const struct oriel__sdl_driver *driver = platform->driver;
	if (SDL_ThreadID() == platform->thread)
		return !platform->has_driver_started || driver->filter == NULL ||
			driver->filter(platform, event);
	struct foreign_event *foreign = oriel__alloc_zero(1, sizeof(*foreign));
	foreign->task.run = sdl_foreign_event_run;
	foreign->task.abandon = sdl_foreign_event_abandon;
	foreign->task.source = ORIEL_TASK_SOURCE_INPUT;
	foreign->platform = platform;
	foreign->event = *event;
	if (!oriel__post_remote(platform->loop, &foreign->task))
		oriel__free(foreign);
	return 0;
}

void oriel__sdl_wait_init(struct oriel__sdl_platform *platform) {
	platform->thread = SDL_ThreadID();
	platform->ime.fd = -1;
	platform->display = (struct oriel__display){
		.pump = sdl_wait_pump, .prepare = sdl_wait_prepare, .check = sdl_wait_check
	};
	oriel__loop_set_slot(
		platform->loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PLATFORM), platform, NULL);
	SDL_SetEventFilter(sdl_wait_filter, platform);
	oriel__display_add(platform->loop, &platform->display);
}

void oriel__sdl_wait_finish(struct oriel__sdl_platform *platform) {
	oriel__display_remove(platform->loop, &platform->display);
	SDL_SetEventFilter(NULL, NULL);
	oriel__loop_set_slot(
		platform->loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PLATFORM), NULL, NULL);
	if (platform->has_driver_started && platform->driver->finish != NULL)
		platform->driver->finish(platform);
}

void oriel__sdl_wait_abandon(struct oriel__sdl_platform *platform) {
	oriel__display_remove(platform->loop, &platform->display);
	SDL_SetEventFilter(NULL, NULL);
	oriel__loop_set_slot(
		platform->loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PLATFORM), NULL, NULL);
}

void oriel__sdl_wait_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window) {
	if (platform->has_driver_started)
		return;
	if (platform->driver->start != NULL && !platform->driver->start(platform, window))
		platform->driver = &oriel__sdl_unknown;
	platform->has_driver_started = true;
}
