/* SPDX-License-Identifier: MIT */
/*
 * A picture of any program, for scripts: ORIEL_SCREENSHOT=FILE in the environment. It is taken in a
 * task of its own after the first frame, since taking it brings the window up to date.
 */
#include "app/app_internal.h"
#include "base/container_internal.h"

#include <stdlib.h>

static void screenshot_take(struct oriel__task *task) {
	struct oriel_app *app = oriel__container_of(task, struct oriel_app, picture);
	oriel_window *window = oriel_app_first_window(app);
	const char *path = getenv("ORIEL_SCREENSHOT");
	if (window != NULL && path != NULL)
		oriel_app_quit(app, oriel_window_screenshot(window, path) == ORIEL_OK ? 0 : 1);
}

void oriel__app_presented(struct oriel_app *app) {
	if (app->is_pictured)
		return;
	app->is_pictured = true;
	const char *path = getenv("ORIEL_SCREENSHOT");
	if (path != NULL && path[0] != '\0')
		oriel__task_queue(app->loop, &app->picture, ORIEL_TASK_SOURCE_UI, screenshot_take);
}
