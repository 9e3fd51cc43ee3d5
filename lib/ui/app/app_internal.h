/* SPDX-License-Identifier: MIT */
/*
 * Applications and windows, for the files of this module.
 *
 * Destroying a window removes it from its application's list, closes its platform window and stops
 * its input, all at once. The memory is freed when the stack is empty.
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
	struct oriel_appearance appearance;       /* what the program has chosen; 0: the desktop's */
	struct oriel_appearance environment_appearance; /* before the desktop's */
	struct oriel_appearance shown_appearance; /* what the windows have been told */
	struct oriel__desktop *desktop;           /* NULL: headless */
	struct oriel__task desktop_task;          /* desktop_settings.c */
	float desktop_scale;                      /* told to the platform; 0: none */
	bool is_waiting_for_desktop;              /* the first frame is held back */
	bool owns_loop;
	bool is_headless;
	bool is_running;
	bool was_opened; /* a window was opened at some time */
	bool has_quit;
	bool is_destroyed;
	int status;
	struct oriel__commands commands; /* app_command.c */
	struct oriel__task command_task; /* fires `commandchange` */
	struct oriel__task picture; /* screenshot.c */
	struct oriel__task display_lost; /* display_lost.c */
	oriel_abort_controller *life; /* aborted when the application is destroyed */
	bool is_pictured;
	struct oriel__app_read *reads; /* clipboard.c: reads in flight */
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
	struct oriel__list_link link; /* in the application's list */
	oriel_widget *root; /* valid even when the tree has no root */
	struct oriel__painter *painter;
	oriel_abort_controller *controller;
	char *title;
	struct oriel__media media; /* the values of media queries */
	float scale;
	bool is_visible;  /* on the platform; its view is too, unless the desktop is waited for */
	bool is_size_left; /* resize observers wait for the next frame with some sizes */
	bool is_realising;    /* oriel__window_realise() is on the stack */
	bool is_realise_left; /* virtual containers go on in the next frame */
	bool is_resized;  /* size or scale must be read from the platform */
	bool is_exposed;  /* everything must be presented */
	bool is_closing; /* the event `close` is being dispatched */
	struct oriel_device_rect damage[ORIEL__WINDOW_DAMAGE]; /* painted, not yet presented */
	size_t damage_count;
	struct oriel__window_counts counts;
	struct oriel_window_stats counted_before; /* the sums at the last oriel_window_reset_stats() */
};

static inline struct oriel_window *oriel__window_of_surface(struct oriel__surface *surface) {
	return oriel__container_of(surface, struct oriel_window, surface);
}

/* Ends oriel_app_run() if no window is left. */
void oriel__app_window_gone(struct oriel_app *app);
/* Gives a headless window the keyboard focus: it has no window manager. */
void oriel__app_activate(struct oriel_app *app, struct oriel_window *window);

/* ---- run.c ---- */

/* Runs the loop until app->quit, on a virtual clock without waiting. */
void oriel__app_run_loop(struct oriel_app *app);

/* ---- app_command.c ---- */

/* Fires `commandchange` from now on. */
void oriel__app_begin_commands(struct oriel_app *app);

/* ---- screenshot.c ---- */

/* Handles a presented frame. If the environment requests a screenshot, the first frame starts it;
 * the application then quits. */
void oriel__app_presented(struct oriel_app *app);

/* ---- display_lost.c ---- */

/* Ends the application when its platform loses the display. */
void oriel__app_watch_display(struct oriel_app *app);

/* ---- pipeline.c ---- */

extern const struct oriel__view_class oriel__window_view_class;

/* Realises the children of virtual containers, with a layout after each pass. The program's
 * functions run, and may destroy the window. Valid inside a hold. */
void oriel__window_realise(struct oriel_window *window);
/* Brings the window's pixels up to date, and presents nothing. Returns false if the window has no
 * pixels now. */
bool oriel__window_paint(struct oriel_window *window, struct oriel_framebuffer *framebuffer);
/* Presents the areas that the last paint or an exposure has changed. */
void oriel__window_present(struct oriel_window *window);

/* ---- appearance.c ---- */

/* Updates the media queries' values: the window's size, scale and appearance. */
void oriel__window_update_media(oriel_window *window);
/* Adds the sheet named by ORIEL_STYLE=file.css in the environment. */
void oriel__app_add_environment_sheet(oriel_app *app);

/* ---- desktop_settings.c ---- */

/* Begins to ask the desktop for its settings, unless the application is headless. */
void oriel__app_ask_desktop(oriel_app *app);
void oriel__app_leave_desktop(oriel_app *app);
/* Returns the program's choices, completed by the desktop's settings and then by defaults. */
struct oriel_appearance oriel__app_effective_appearance(const oriel_app *app);
/* Passes a changed appearance to the windows, and fires `appearancechange`. */
void oriel__app_update_appearance(oriel_app *app);
/* Shows or hides a window's view, by the window's visibility and the wait for the desktop. */
void oriel__window_update_view(oriel_window *window);

/* ---- sheet_watch.c ---- */

/* Watches the files of a sheet that was added under this id, if the sheet has live reload. */
void oriel__sheet_watch(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet);

/* ---- sheet_record.c ---- */

/* Does so on a loop that is recorded or replayed. */
void oriel__sheet_record_watch(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet);

/* ---- root.c ---- */

/* Returns a new root widget, which fills a window. */
oriel_widget *oriel__root_new(void);

#endif
