/* SPDX-License-Identifier: MIT */
/*
 * Applications and windows as this module's files see them.
 *
 * A window that is destroyed is out of its application's list, its platform window is closed and
 * its surface takes no input, all at once; its memory goes when nothing is on the stack.
 */
#ifndef ORIEL_APP_APP_INTERNAL_H
#define ORIEL_APP_APP_INTERNAL_H

#include <oriel/runtime/abort.h>
#include <oriel/ui/app.h>
#include <oriel/ui/window.h>

#include "base/container_internal.h"
#include "base/list_internal.h"
#include "input/surface_internal.h"
#include "loop/callback_internal.h"
#include "loop/census_internal.h"
#include "loop/loop_internal.h"
#include "css/media_query_internal.h"
#include "paint/painter_internal.h"

struct oriel_app {
	oriel_target target;
	struct oriel__deferred deferred;
	oriel_loop *loop;
	oriel_platform *platform;
	struct oriel__census_source census;
	char *id;
	struct oriel__list windows; /* oriel_window, in order of opening */
	struct oriel_appearance appearance;
	bool owns_loop;
	bool is_headless;
	bool is_running;
	bool was_opened; /* it has had a window */
	bool has_quit;
	bool is_destroyed;
	int status;
	struct oriel__task picture; /* screenshot.c */
	struct oriel__task display_lost; /* display_lost.c */
	oriel_abort_controller *life; /* aborted when the application is destroyed */
	bool is_pictured;
	struct oriel__app_read *reads; /* clipboard.c: under way */
};

#define ORIEL__WINDOW_DAMAGE 32

/* The part of a window's statistics that its tree and its painter do not count. */
struct oriel__window_counts {
	uint64_t frames, presents;
	uint64_t presented_pixels;
};

struct oriel_window {
	struct oriel__surface surface; /* must be first */
	struct oriel__deferred deferred;
	struct oriel_app *app;
	struct oriel__list_link link; /* of its application's */
	oriel_widget *root; /* also once the tree has none */
	struct oriel__painter *painter;
	oriel_abort_controller *controller;
	char *title;
	struct oriel__media media; /* what it says to media queries */
	float scale;
	bool is_size_left; /* resize observers are to be told of sizes by the next frame */
	bool is_resized;  /* size or scale are to be asked for */
	bool is_exposed;  /* everything is to be presented */
	bool is_closing; /* the listeners of `close` run */
	struct oriel_device_rect damage[ORIEL__WINDOW_DAMAGE]; /* painted and not presented */
	size_t damage_count;
	struct oriel__window_counts counts;
	struct oriel_window_stats counted_before; /* by oriel_window_reset_stats() */
};

static inline struct oriel_window *oriel__window_of_surface(struct oriel__surface *surface) {
	return oriel__container_of(surface, struct oriel_window, surface);
}

/* Ends oriel_app_run() if that was the last window. */
void oriel__app_window_gone(struct oriel_app *app);
/* Headless windows have no window manager: the application gives the keyboard to a window. */
void oriel__app_activate(struct oriel_app *app, struct oriel_window *window);

/* ---- run.c ---- */

/* Runs the loop until app->quit, on a virtual clock without waiting. */
void oriel__app_run_loop(struct oriel_app *app);

/* ---- screenshot.c ---- */

/* A window has presented a frame: if the environment asks for a picture, the first one begins that,
 * and the application quits. */
void oriel__app_presented(struct oriel_app *app);

/* ---- display_lost.c ---- */

/* The application ends when its platform's display is lost. */
void oriel__app_watch_display(struct oriel_app *app);

/* ---- pipeline.c ---- */

extern const struct oriel__view_class oriel__window_view_class;

/* Brings the picture up to date. false: there are no pixels now. Nothing has been presented. */
bool oriel__window_paint(struct oriel_window *window, struct oriel_framebuffer *framebuffer);
/* Presents what the last paint, or an exposure, has changed. */
void oriel__window_present(struct oriel_window *window);

/* ---- appearance.c ---- */

/* Tells style what the window's size, scale and appearance are. */
void oriel__window_update_media(oriel_window *window);
/* Adds the sheet that ORIEL_STYLE=file.css in the environment names. */
void oriel__app_add_environment_sheet(oriel_app *app);

/* ---- sheet_watch.c ---- */

/* Watches the files of a sheet that was added under this id, if it is to be watched. */
void oriel__sheet_watch(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet);

/* ---- root.c ---- */

/* The widget that fills a window. */
oriel_widget *oriel__root_new(void);

#endif
