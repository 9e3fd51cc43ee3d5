/* SPDX-License-Identifier: MIT */
/*
 * The desktop's settings in an application: its appearance where the program has chosen none, and
 * the scale of its windows.
 *
 * An application in windows of memory asks no desktop, so that tests and pictures are the same
 * everywhere. The first frame waits for the desktop's answer, for 50 ms at most: a dark desktop
 * sees no light window. Settings arrive during polls, where no user code may run; a native task
 * goes on from there.
 */
#include "app/app_internal.h"

#include "desktop/desktop_internal.h"
#include "event/event_internal.h"
#include "loop/external_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/color.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_FIRST_WAIT_MS 50

void oriel__window_update_view(oriel_window *window) {
	oriel__view_set_visible(
		&window->surface.view, window->is_visible && !window->app->is_waiting_for_desktop);
}

static void desktop_end_wait(oriel_app *app) {
	if (!app->is_waiting_for_desktop)
		return;
	app->is_waiting_for_desktop = false;
	oriel__list_each(window, &app->windows, oriel_window, link)
		oriel__window_update_view(window);
}

static void desktop_on_timeout(void *data) {
	desktop_end_wait(data);
}

/* ---- Appearance ---- */

static const struct oriel__desktop_settings no_settings;

/* Takes a word of ORIEL_APPEARANCE. Returns false if it is unknown. */
static bool appearance_take_word(struct oriel_appearance *out, const char *word) {
	static const struct {
		const char *word;
		struct oriel_appearance appearance;
	} words[] = {
		{ "light", { .color_scheme = ORIEL_COLOR_SCHEME_LIGHT } },
		{ "dark", { .color_scheme = ORIEL_COLOR_SCHEME_DARK } },
		{ "more-contrast", { .contrast = ORIEL_CONTRAST_MORE } },
		{ "less-contrast", { .contrast = ORIEL_CONTRAST_LESS } },
		{ "reduced-motion", { .motion = ORIEL_MOTION_REDUCED } },
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct oriel_appearance *appearance = &words[i].appearance;
		if (strcmp(words[i].word, word) != 0)
			continue;
		out->color_scheme |= appearance->color_scheme;
		out->contrast |= appearance->contrast;
		out->motion |= appearance->motion;
		return true;
	}
	return oriel_color_parse(word, &out->accent_color) == ORIEL_OK;
}

/* Reads ORIEL_APPEARANCE, which stands in for the desktop's settings. */
static struct oriel_appearance appearance_of_environment(void) {
	const char *value = getenv("ORIEL_APPEARANCE");
	struct oriel_appearance out = { 0 };
	while (value != NULL && *value != '\0') {
		char word[32];
		size_t length = strcspn(value, " ,");
		snprintf(word, sizeof(word), "%.*s", (int)length, value);
		if (length > 0 && !appearance_take_word(&out, word))
			oriel_log(ORIEL_LOG_WARNING,
				"ORIEL_APPEARANCE: \"%s\" is unknown, and is ignored; known are light, dark, "
				"more-contrast, less-contrast, reduced-motion and colours such as #7a3db8",
				word);
		value += length + (value[length] != '\0');
	}
	return out;
}

static const struct oriel__desktop_settings *app_desktop_settings(const oriel_app *app) {
	return app->desktop != NULL ? oriel__desktop_settings(app->desktop) : &no_settings;
}

/* Returns the first value that is not 0. */
static int appearance_first(int choice, int environment, int system, int usual) {
	if (choice != 0)
		return choice;
	if (environment != 0)
		return environment;
	return system != 0 ? system : usual;
}

struct oriel_appearance oriel__app_effective_appearance(const oriel_app *app) {
	const struct oriel__desktop_settings *system = app_desktop_settings(app);
	const struct oriel_appearance *choice = &app->appearance,
								  *environment = &app->environment_appearance;
	oriel_color accent =
		choice->accent_color != 0 ? choice->accent_color : environment->accent_color;
	return (struct oriel_appearance){
		.size = sizeof(struct oriel_appearance),
		.color_scheme = (enum oriel_color_scheme)appearance_first((int)choice->color_scheme,
			(int)environment->color_scheme, (int)system->color_scheme, ORIEL_COLOR_SCHEME_LIGHT),
		.contrast = (enum oriel_contrast)appearance_first((int)choice->contrast,
			(int)environment->contrast, (int)system->contrast, ORIEL_CONTRAST_NORMAL),
		.motion = (enum oriel_motion)appearance_first((int)choice->motion,
			(int)environment->motion, (int)system->motion, ORIEL_MOTION_NORMAL),
		.accent_color = accent != 0 ? accent : system->accent_color,
	};
}

static bool appearance_differs(
	const struct oriel_appearance *a, const struct oriel_appearance *b) {
	return a->color_scheme != b->color_scheme || a->contrast != b->contrast ||
		a->motion != b->motion || a->accent_color != b->accent_color;
}

void oriel__app_update_appearance(oriel_app *app) {
	struct oriel_appearance now = oriel__app_effective_appearance(app);
	if (!appearance_differs(&now, &app->shown_appearance))
		return;
	app->shown_appearance = now;
	oriel__list_each(window, &app->windows, oriel_window, link)
		oriel__window_update_media(window);
	oriel__fire_trusted(&app->target, "appearancechange", 0);
}

/* ---- Arrivals ---- */

static void desktop_run(struct oriel__task *task) {
	oriel_app *app = oriel__container_of(task, struct oriel_app, desktop_task);
	float scale = oriel__desktop_settings(app->desktop)->scale;
	if (scale > 0 && scale != app->desktop_scale) {
		app->desktop_scale = scale;
		app->platform->platform_class->set_scale(app->platform, scale);
	}
	if (!oriel__desktop_is_waiting(app->desktop))
		desktop_end_wait(app);
	oriel__hold_begin(app->loop);
	oriel__app_update_appearance(app);
	oriel__hold_end(app->loop);
}

static void desktop_on_changed(void *data) {
	oriel_app *app = data;
	if (!app->is_destroyed && !app->desktop_task.is_queued)
		oriel__task_queue(app->loop, &app->desktop_task, ORIEL_TASK_SOURCE_INPUT, desktop_run);
}

void oriel__app_ask_desktop(oriel_app *app) {
	app->environment_appearance = appearance_of_environment();
	app->shown_appearance = oriel__app_effective_appearance(app);
	if (app->is_headless)
		return;
	const char *system = app->platform->platform_class->window_system(app->platform);
	app->desktop = oriel__desktop_new(app->loop,
		&(const struct oriel__desktop_options){
			.asks_x11 = system != NULL && strcmp(system, "x11") == 0,
			.changed = desktop_on_changed,
			.data = app,
		});
	app->is_waiting_for_desktop = oriel__desktop_is_waiting(app->desktop);
	if (app->is_waiting_for_desktop)
		oriel_set_timeout(desktop_on_timeout, app, LONGEST_FIRST_WAIT_MS,
			.signal = oriel_abort_controller_signal(app->life));
}

void oriel__app_leave_desktop(oriel_app *app) {
	oriel__task_cancel(app->loop, &app->desktop_task);
	oriel__desktop_destroy(app->desktop);
	app->desktop = NULL;
}
