/* SPDX-License-Identifier: MIT */
/*
 * Screenshots of any program, for scripts: ORIEL_SCREENSHOT=FILE and ORIEL_SCREENSHOT_AFTER=ms in
 * the environment. A task after the first frame takes the screenshot, or a timer that the first
 * frame starts. The screenshot brings the window up to date, which a frame may not do.
 */
#include "app/app_internal.h"
#include "base/container_internal.h"
#include "platform/environment_internal.h"

#include <oriel/runtime/timer.h>
#include <stdlib.h>

#define LONGEST_WAIT_MS 1e9

/* Returns the file's name; NULL: no screenshot is requested. */
static const char *screenshot_path(void) {
	const char *path = getenv("ORIEL_SCREENSHOT"), *after = getenv("ORIEL_SCREENSHOT_AFTER");
	if (path != NULL && path[0] != '\0')
		return path;
	return after != NULL && after[0] != '\0' ? "screenshot.png" : NULL;
}

static void screenshot_take(struct oriel_app *app) {
	oriel_window *window = oriel_app_first_window(app);
	const char *path = screenshot_path();
	if (window != NULL && path != NULL)
		oriel_app_quit(app, oriel_window_screenshot(window, path) == ORIEL_OK ? 0 : 1);
}

static void screenshot_run_task(struct oriel__task *task) {
	screenshot_take(oriel__container_of(task, struct oriel_app, picture));
}

static void screenshot_run_timer(void *app) {
	screenshot_take(app);
}

void oriel__app_presented(struct oriel_app *app) {
	if (app->is_pictured)
		return;
	app->is_pictured = true;
	if (screenshot_path() == NULL)
		return;
	double wait_ms = oriel__environment_number("ORIEL_SCREENSHOT_AFTER", 0, LONGEST_WAIT_MS, 0);
	if (wait_ms > 0)
		oriel_set_timeout(screenshot_run_timer, app, wait_ms,
			.signal = oriel_abort_controller_signal(app->life));
	else
		oriel__task_queue(
			app->loop, &app->picture, ORIEL_TASK_SOURCE_UI, screenshot_run_task);
}
