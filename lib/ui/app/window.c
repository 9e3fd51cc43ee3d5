/* SPDX-License-Identifier: MIT */
/*
 * Windows: opening, closing, destroying, and their public properties. pipeline.c has the steps of a
 * frame.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "base/utf8_internal.h"
#include "event/event_internal.h"
#include "layout/anchor_internal.h"
#include "platform/png_internal.h"
#include "style/style_internal.h"
#include "tree/tree_state_internal.h"
#include "values/target_kinds_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

#define DEFAULT_WIDTH 640
#define DEFAULT_HEIGHT 480

static const struct oriel__target_class window_target_class = {
	.name = "window",
	.kind = ORIEL__TARGET_KIND_WINDOW,
	.is_viewport = true,
};

/* ---- Hooks of the tree and of the surface ---- */

static struct oriel_window *window_of_tree(struct oriel__tree *tree) {
	return tree->window;
}

static void on_marked(struct oriel__tree *tree) {
	oriel__view_need_frame(&window_of_tree(tree)->surface.view);
}

static void on_leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	struct oriel_window *window = window_of_tree(tree);
	if (window->surface.is_closed)
		return;
	oriel__paint_leaving(window->painter, node);
	oriel__surface_leaving(&window->surface, node, destroying);
}

static void on_left(struct oriel__tree *tree) {
	oriel__surface_left(&window_of_tree(tree)->surface);
}

static void on_moving(struct oriel__tree *tree, struct oriel__node *node) {
	struct oriel_window *window = window_of_tree(tree);
	if (window->surface.is_closed)
		return;
	oriel__paint_leaving(window->painter, node);
	oriel__anchor_moving(node);
	window->surface.is_hover_stale = true;
}

static void on_update(struct oriel__tree *tree) {
	struct oriel_window *window = window_of_tree(tree);
	if (!window->surface.is_closed)
		oriel__surface_query_geometry(&window->surface);
}

static void on_popover_changed(struct oriel__tree *tree, struct oriel__node *node) {
	oriel__popover_kind_changed(&window_of_tree(tree)->surface, node);
}

static const struct oriel__tree_class tree_class = {
	.marked = on_marked,
	.update = on_update,
	.moving = on_moving,
	.leaving = on_leaving,
	.left = on_left,
	.popover_changed = on_popover_changed,
};

static void change_visibility(struct oriel_window *window) {
	struct oriel__surface *surface = &window->surface;
	bool visible = surface->platform_window->platform->platform_class->window_is_visible(
		surface->platform_window);
	if (visible == window->is_visible)
		return;
	window->is_visible = visible;
	oriel__window_update_view(window);
	oriel__view_need_frame(&surface->view);
	window->is_exposed = true;
	oriel__fire_trusted(&surface->target, "visibilitychange", 0);
	if (!visible && !surface->is_closed)
		oriel__queue_flush(surface);
}

static void on_window_input(struct oriel__surface *surface, enum oriel_raw_input_type type) {
	struct oriel_window *window = oriel__window_of_surface(surface);
	switch (type) {
	case ORIEL_RAW_RESIZE:
		window->is_resized = true;
		oriel__view_need_frame(&surface->view);
		break;
	case ORIEL_RAW_EXPOSE:
		window->is_exposed = true;
		oriel__view_need_frame(&surface->view);
		break;
	case ORIEL_RAW_VISIBILITY:
		change_visibility(window);
		break;
	default:
		oriel_window_close(window);
		break;
	}
}

static const struct oriel__surface_class surface_class = {
	.window_input = on_window_input,
};

/* ---- Opening ---- */

static float window_sane_length(float length) {
	return length > 0 ? length : 0;
}

static void link_window(oriel_app *app, oriel_window *window) {
	oriel__list_append(&app->windows, &window->link);
	app->was_opened = true;
}

/* Copies a title. A title over the limit is cut, so setting a title cannot fail. */
static char *copy_title(const char *title) {
	size_t length = strlen(title);
	return oriel__utf8_copy(title, oriel__utf8_floor(title, length, ORIEL__SMALL_TEXT_MAX), NULL);
}

/* Creates a window without its platform window. */
static oriel_window *window_new(oriel_app *app, const char *title) {
	oriel_window *window = oriel__alloc_zero(1, sizeof(*window));
	struct oriel__surface *surface = &window->surface;
	window->app = app;
	window->scale = 1;
	window->title = copy_title(title);
	window->painter = oriel__painter_new();
	window->controller = oriel_abort_controller_new();
	surface->view.view_class = &oriel__window_view_class;
	oriel__view_add(app->loop, &surface->view);
	oriel__target_init(&surface->target, &window_target_class, "oriel_window_open");
	surface->commands = &app->commands;
	surface->tree.tree_class = &tree_class;
	surface->tree.window = window;
	surface->tree.owner = app;
	surface->tree.window_target = &surface->target;
	window->root = oriel__root_new();
	oriel__tree_set_root(&surface->tree, oriel__node_of(window->root));
	oriel__surface_init(surface, &surface_class);
	link_window(app, window);
	return window;
}

static bool open_platform_window(oriel_window *window, const struct oriel_window_options *options) {
	struct oriel__surface *surface = &window->surface;
	oriel_platform *platform = window->app->platform;
	const struct oriel_platform_class *platform_class = platform->platform_class;
	const struct oriel_platform_window_options wanted = {
		.title = window->title,
		.app_id = window->app->id,
		.size = {
			options->width > 0 ? options->width : DEFAULT_WIDTH,
			options->height > 0 ? options->height : DEFAULT_HEIGHT,
		},
		.min_size = {
			window_sane_length(options->min_width),
			window_sane_length(options->min_height),
		},
		.fullscreen = options->fullscreen,
		.fixed_size = options->fixed_size,
		.sink = oriel__queue_push,
		.data = surface,
	};
	surface->platform_window = platform_class->window_open(platform, &wanted);
	if (surface->platform_window == NULL)
		return false;
	surface->size = platform_class->window_size(surface->platform_window);
	window->scale = platform_class->window_scale(surface->platform_window);
	surface->view.interval_ms = platform_class->window_interval_ms(surface->platform_window);
	oriel__window_update_media(window);
	window->is_visible = platform_class->window_is_visible(surface->platform_window);
	oriel__window_update_view(window);
	oriel__view_need_frame(&surface->view);
	return true;
}

oriel_window *oriel_window_open_at(
	const char *site, oriel_app *app, const struct oriel_window_options *options) {
	static const struct oriel_window_options defaults;
	ORIEL_ASSERT(app != NULL,
		"oriel_window_open at %s: the application is NULL; pass one from oriel_app_new(), which "
		"returns NULL without a display",
		site);
	ORIEL_ASSERT(
		!app->is_destroyed, "oriel_window_open at %s: the application is being destroyed", site);
	oriel__check_options("oriel_window_open", site, options);
	oriel__loop_check(app->loop, "oriel_window_open");
	if (options == NULL)
		options = &defaults;

	oriel__hold_begin(app->loop);
	oriel_window *window = window_new(app, options->title != NULL ? options->title : app->id);
	if (options->content != NULL) {
		enum oriel_status status = oriel_append(oriel_window_root(window), options->content);
		ORIEL_ASSERT(status == ORIEL_OK,
			"oriel_window_open at %s: the content cannot be inserted into a window (%s); pass one "
			"that is not the root of a window",
			site, oriel_status_name(status));
	}
	if (window->surface.is_closed) {
		window = NULL; /* inserting the content destroyed the window */
	} else if (!open_platform_window(window, options)) {
		oriel_window_destroy(window);
		window = NULL;
	} else if (app->is_headless) {
		oriel__app_activate(app, window);
	}
	oriel__hold_end(app->loop);
	return window;
}

/* ---- Closing and destroying ---- */

/* Fires `close`, and returns whether the window may close. Another close during the event, by a
 * listener or the system, does not fire it again. */
static bool may_close(oriel_window *window) {
	window->is_closing = true;
	bool may = oriel__fire_trusted(&window->surface.target, "close", ORIEL__EVENT_CANCELABLE);
	window->is_closing = false;
	return may;
}

bool oriel_window_close(oriel_window *window) {
	ORIEL_ASSERT(window != NULL, "oriel_window_close: the window is NULL; pass an open one");
	oriel_loop *loop = window->surface.view.loop;
	oriel__loop_check(loop, "oriel_window_close");
	oriel__hold_begin(loop);
	if (!window->surface.is_closed && !window->is_closing && may_close(window))
		oriel_window_destroy(window);
	bool closed = window->surface.is_closed;
	oriel__hold_end(loop);
	return closed;
}

static void free_window(struct oriel__deferred *deferred) {
	oriel_window *window = oriel__container_of(deferred, struct oriel_window, deferred);
	oriel__target_finish(&window->surface.target);
	oriel__painter_destroy(window->painter);
	oriel_abort_controller_destroy(window->controller);
	oriel__free(window->title);
	oriel__free(window);
}

static void unlink_window(oriel_window *window) {
	oriel__list_remove(&window->app->windows, &window->link);
}

static void destroy_tree(oriel_window *window) {
	oriel__tree_set_root(&window->surface.tree, NULL);
	oriel_destroy(window->root);
}

static void close_platform_window(oriel_window *window) {
	oriel_platform_window *platform_window = window->surface.platform_window;
	window->surface.platform_window = NULL;
	if (platform_window != NULL)
		platform_window->platform->platform_class->window_close(platform_window);
}

void oriel_window_destroy(oriel_window *window) {
	if (window == NULL || window->surface.is_closed)
		return;
	oriel_app *app = window->app;
	oriel_loop *loop = window->surface.view.loop;
	oriel__loop_check(loop, "oriel_window_destroy");
	oriel__hold_begin(loop);
	bool was_active = window->surface.is_active;
	oriel__states_hold(loop); /* no class is notified while the window closes */
	oriel__surface_close(&window->surface);
	oriel__view_remove(&window->surface.view);
	unlink_window(window);
	close_platform_window(window);
	oriel__style_remove_sheets(loop, &window->surface.tree);
	destroy_tree(window);
	oriel__target_destroy(&window->surface.target);
	oriel__states_tell(loop);
	oriel_abort(window->controller, ORIEL_NO_PAYLOAD);
	oriel__defer(loop, &window->deferred, free_window);
	oriel_window *last = oriel__list_last(&app->windows, oriel_window, link);
	if (app->is_headless && was_active && last != NULL && !app->is_destroyed)
		oriel__app_activate(app, last);
	oriel__app_window_gone(app);
	oriel__hold_end(loop);
}

/* ---- Properties ---- */

static const struct oriel_platform_class *platform_class_of(
	const oriel_window *window, const char *caller) {
	ORIEL_ASSERT(window != NULL, "%s: the window is NULL; pass an open one", caller);
	oriel__loop_check(window->surface.view.loop, caller);
	ORIEL_ASSERT(!window->surface.is_closed,
		"%s: the window is destroyed; use oriel_window_signal() to learn of its end", caller);
	return window->surface.platform_window->platform->platform_class;
}

oriel_frame_id oriel_window_request_frame_at(const char *site, oriel_window *window,
	oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options) {
	platform_class_of(window, "oriel_window_request_frame");
	return oriel__view_request_frame(
		&window->surface.view, site, "oriel_window_request_frame", fn, data, options);
}

oriel_target *oriel_window_target(oriel_window *window) {
	return window != NULL ? &window->surface.target : NULL;
}

oriel_window *oriel_window_try_from_target(oriel_target *target) {
	if (!oriel__target_is(target, ORIEL__TARGET_KIND_WINDOW))
		return NULL;
	return oriel__window_of_surface(oriel__container_of(target, struct oriel__surface, target));
}

oriel_app *oriel_window_app(const oriel_window *window) {
	return window->app;
}

oriel_widget *oriel_window_root(const oriel_window *window) {
	return window->root;
}

oriel_window *oriel_window_next(const oriel_window *window) {
	return oriel__list_next(window, oriel_window, link);
}

oriel_abort_signal *oriel_window_signal(oriel_window *window) {
	return oriel_abort_controller_signal(window->controller);
}

void oriel_window_set_title(oriel_window *window, const char *title) {
	const struct oriel_platform_class *platform_class = platform_class_of(
		window, "oriel_window_set_title");
	char *copy = copy_title(title != NULL ? title : window->app->id);
	oriel__free(window->title);
	window->title = copy;
	platform_class->window_set_title(window->surface.platform_window, copy);
}

const char *oriel_window_title(const oriel_window *window) {
	return window->title;
}

void oriel_window_set_size(oriel_window *window, float width, float height) {
	const struct oriel_platform_class *platform_class = platform_class_of(
		window, "oriel_window_set_size");
	platform_class->window_set_size(window->surface.platform_window,
		(struct oriel_size){ window_sane_length(width), window_sane_length(height) });
}

struct oriel_size oriel_window_size(const oriel_window *window) {
	return window->surface.size;
}

float oriel_window_scale(const oriel_window *window) {
	return window->scale;
}

bool oriel_window_is_visible(const oriel_window *window) {
	return window->is_visible;
}

bool oriel_window_is_active(const oriel_window *window) {
	return window->surface.is_active;
}

void oriel_window_set_fullscreen(oriel_window *window, bool fullscreen) {
	platform_class_of(window, "oriel_window_set_fullscreen")
		->window_set_fullscreen(window->surface.platform_window, fullscreen);
}

bool oriel_window_is_fullscreen(const oriel_window *window) {
	oriel_platform_window *platform_window = window->surface.platform_window;
	return !window->surface.is_closed &&
		platform_window->platform->platform_class->window_is_fullscreen(platform_window);
}

static void check_no_method_runs(const oriel_window *window, const char *caller) {
	const struct oriel__tree_state *state = oriel__tree_state(window->surface.view.loop);
	ORIEL_ASSERT(state->frozen == 0,
		"%s: a widget's method %s is running during an update; call it in a task or event", caller,
		state->frozen_method);
}

void oriel_window_update(oriel_window *window) {
	platform_class_of(window, "oriel_window_update");
	check_no_method_runs(window, "oriel_window_update");
	struct oriel_framebuffer framebuffer;
	oriel__hold_begin(window->surface.view.loop);
	oriel__window_realise(window);
	if (oriel__window_paint(window, &framebuffer))
		oriel__window_present(window);
	oriel__hold_end(window->surface.view.loop);
}

enum oriel_status oriel_window_screenshot(oriel_window *window, const char *path) {
	platform_class_of(window, "oriel_window_screenshot");
	check_no_method_runs(window, "oriel_window_screenshot");
	enum oriel_status status = ORIEL_OPERATION_ERROR;
	struct oriel_framebuffer framebuffer;
	oriel__hold_begin(window->surface.view.loop);
	oriel__window_realise(window);
	if (oriel__window_paint(window, &framebuffer)) {
		status = oriel__png_write(&framebuffer, path);
		oriel__window_present(window);
	} else {
		oriel_log(
			ORIEL_LOG_ERROR, "cannot write the screenshot %s: the window has no pixels now", path);
	}
	oriel__hold_end(window->surface.view.loop);
	return status;
}
