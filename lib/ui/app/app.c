/* SPDX-License-Identifier: MIT */
/*
 * An application: its platform, the loop that it created or was given, and the list of its windows
 * in order of opening.
 */
#include "app/app_internal.h"
#include "app/clipboard_internal.h"
#include "app/instance_internal.h"

#include "job/job_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "input/queue_internal.h"
#include "loop/external_internal.h"
#include "paint/generated_box_internal.h"
#include "platform/environment_internal.h"
#include "platform/recorded_platform_internal.h"
#include "replay/recording_internal.h"
#include "style/style_internal.h"
#include "text/text_boundary_internal.h"
#include "values/target_kinds_internal.h"

#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

static const struct oriel__target_class app_target_class = {
	.name = "application",
	.kind = ORIEL__TARGET_KIND_APP,
};

static const struct oriel__record_kind headless_kind = { "a headless application", "i" };

static bool wants_headless(const struct oriel_app_options *options) {
	const char *platform = getenv("ORIEL_PLATFORM");
	return oriel__recording_replay_is_asked() || options->headless ||
		(platform != NULL && strcmp(platform, "headless") == 0);
}

static bool wants_real_time(const struct oriel_app_options *options) {
	return options->real_time || oriel__environment_flag("ORIEL_REAL_TIME");
}

static oriel_loop *make_loop(bool is_virtual) {
	return oriel_loop_new(.clock = is_virtual ? ORIEL_CLOCK_VIRTUAL : ORIEL_CLOCK_MONOTONIC);
}

/* Returns NULL if there is no display. */
static oriel_platform *make_platform(oriel_loop *loop, const char *id, bool headless, float scale) {
	if (oriel__loop_is_replayed(loop))
		return oriel__platform_new_recorded(NULL);
	float wanted_scale = headless ? oriel__environment_scale() : 0;
	oriel_platform *platform = headless ?
		oriel_platform_new_headless(wanted_scale > 0 ? wanted_scale : scale) :
										oriel_platform_new_sdl(id);
	return platform != NULL && oriel__loop_is_recorded(loop) ?
		oriel__platform_new_recorded(platform) :
		platform;
}

/* Applications on one loop would count the same objects; only the first application counts them. */
static void app_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const oriel_app *app = oriel__container_of(source, struct oriel_app, census);
	if (oriel_census_count(out, "applications") > 0)
		return;
	oriel__census_put(out, "applications", oriel__target_count(app->loop, ORIEL__TARGET_KIND_APP));
	oriel__census_put(out, "windows", oriel__target_count(app->loop, ORIEL__TARGET_KIND_WINDOW));
	oriel__census_put(out, "paragraphs", oriel__text_paragraph_count());
}

oriel_app *oriel_app_new_at(
	const char *site, const char *id, const struct oriel_app_options *options) {
	static const struct oriel_app_options defaults;
	ORIEL_ASSERT(id != NULL,
		"oriel_app_new at %s: the id is NULL; pass a name such as \"org.example.todo\"", site);
	ORIEL_ASSERT(strlen(id) <= ORIEL__SMALL_TEXT_MAX,
		"oriel_app_new at %s: the id has over 65,535 bytes; pass a shorter one", site);
	oriel__check_options("oriel_app_new", site, options);
	if (options == NULL)
		options = &defaults;
	bool headless = wants_headless(options);
	bool owns_loop = oriel_loop_current() == NULL;
	oriel_loop *loop = owns_loop ? make_loop(headless && !wants_real_time(options)) :
								oriel_loop_current();
	if (loop == NULL) {
		oriel_instance_destroy(options->instance);
		return NULL;
	}
	if (!headless)
		oriel__text_prepare(); /* in parallel with the connection to the display */
	oriel_platform *platform = owns_loop && !oriel__recording_by_environment(loop) ?
		NULL :
		make_platform(loop, id, headless, options->scale);
	if (platform == NULL) {
		oriel_instance_destroy(options->instance);
		if (owns_loop)
			oriel_loop_destroy(loop);
		return NULL;
	}

	oriel_app *app = oriel__alloc_zero(1, sizeof(*app));
	oriel__target_init(&app->target, &app_target_class, "oriel_app_new");
	app->loop = loop;
	app->platform = platform;
	app->id = oriel__strdup(id);
	app->life = oriel_abort_controller_new();
	app->instance = options->instance;
	if (app->instance != NULL)
		oriel__instance_begin(app->instance, app);
	oriel__app_begin_commands(app);
	oriel__app_watch_platform(app);
	app->census.count = app_count;
	oriel__census_add(loop, &app->census);
	app->owns_loop = owns_loop;
	app->is_headless = oriel__external_number(loop, &headless_kind, headless, true) != 0;
	oriel__app_ask_desktop(app);
	oriel__style_set_watch(loop, oriel__sheet_watch);
	oriel__generated_box_install(loop);
	oriel__app_add_environment_sheet(app);
	return app;
}

static void free_app(struct oriel__deferred *deferred) {
	oriel_app *app = oriel__container_of(deferred, struct oriel_app, deferred);
	oriel__census_remove(app->loop, &app->census);
	oriel__target_finish(&app->target);
	oriel__commands_finish(&app->commands);
	app->platform->platform_class->destroy(app->platform);
	oriel__free(app->id);
	oriel__free(app);
}

void oriel_app_destroy(oriel_app *app) {
	if (app == NULL || app->is_destroyed)
		return;
	oriel_loop *loop = app->loop;
	bool owns_loop = app->owns_loop;
	oriel__loop_check(loop, "oriel_app_destroy");
	ORIEL_ASSERT(!app->is_running && !(owns_loop && oriel__callback_on_stack(loop)),
		"oriel_app_destroy: called inside a callback of its own loop; call oriel_app_quit(), and "
		"destroy it after the loop");
	app->is_destroyed = true;
	oriel__task_cancel(loop, &app->command_task);
	oriel__task_cancel(loop, &app->picture);
	oriel__app_unwatch_platform(app);
	oriel_instance_destroy(app->instance);
	app->instance = NULL;
	oriel__app_unwatch_signals(app);
	oriel__app_leave_desktop(app);
	oriel_abort(app->life, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(app->life);
	oriel__hold_begin(loop);
	oriel__app_end_reads(app);
	oriel_window *window;
	while ((window = oriel_app_first_window(app)) != NULL)
		oriel_window_destroy(window);
	oriel__style_remove_owner_sheets(loop, app);
	oriel__target_destroy(&app->target);
	oriel__defer(loop, &app->deferred, free_app);
	oriel__hold_end(loop);
	if (owns_loop)
		oriel_loop_destroy(loop);
}

int oriel_app_run(oriel_app *app) {
	ORIEL_ASSERT(app != NULL,
		"oriel_app_run: the application is NULL; end the program when oriel_app_new() returns "
		"NULL, as it does without a display");
	oriel__loop_check(app->loop, "oriel_app_run");
	ORIEL_ASSERT(!app->is_running,
		"oriel_app_run: the application is running already; return from the callback");
	app->is_running = true;
	app->has_quit |= app->was_opened && oriel__list_is_empty(&app->windows);
	/* a headless program without listeners ends by the default action, as a tool does */
	if (!app->is_headless || app->target.listeners != NULL)
		oriel__app_watch_signals(app);
	if (!app->has_quit)
		oriel__app_run_loop(app);
	oriel__app_unwatch_signals(app);
	int status = app->status;
	oriel__jobs_finish(app->loop);
	app->is_running = false;
	oriel_app_destroy(app);
	return status;
}

static void app_quit(oriel_app *app, int status) {
	app->has_quit = true;
	app->status = status;
	if (app->is_running)
		oriel_loop_quit(app->loop, status);
}

void oriel_app_quit(oriel_app *app, int status) {
	ORIEL_ASSERT(app != NULL, "oriel_app_quit: the application is NULL; pass the running one");
	oriel__loop_check(app->loop, "oriel_app_quit");
	app_quit(app, status);
}

void oriel__app_window_gone(oriel_app *app) {
	if (oriel__list_is_empty(&app->windows) && app->is_running && !app->has_quit)
		app_quit(app, 0);
}

void oriel__app_activate(oriel_app *app, oriel_window *window) {
	oriel__list_each(other, &app->windows, oriel_window, link) {
		if (other != window)
			oriel__queue_push(
				&other->surface, &(const struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	}
	if (window != NULL)
		oriel__queue_push(
			&window->surface, &(const struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
}

oriel_loop *oriel_app_loop(const oriel_app *app) {
	return app->loop;
}

oriel_target *oriel_app_target(oriel_app *app) {
	return app != NULL ? &app->target : NULL;
}

oriel_app *oriel_app_try_from_target(oriel_target *target) {
	if (!oriel__target_is(target, ORIEL__TARGET_KIND_APP))
		return NULL;
	return oriel__container_of(target, oriel_app, target);
}

const char *oriel_app_id(const oriel_app *app) {
	return app->id;
}

oriel_window *oriel_app_first_window(const oriel_app *app) {
	return oriel__list_first(&app->windows, oriel_window, link);
}
