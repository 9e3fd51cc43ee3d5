/* SPDX-License-Identifier: MIT */
/*
 * The steps of a window's frame. First half: frame-aligned input, resize, scroll. The frame
 * callbacks follow. Second half: style, layout, record, damage, raster, present. Each step handles
 * marked nodes only; a frame without marks presents nothing. User code runs in the first half. In
 * the second half only listeners of hover events and resize observers, both after layout, and the
 * methods of widget classes run. Any user code may destroy the window.
 */
#include "app/app_internal.h"

#include "loop/trace_internal.h"
#include "event/event_internal.h"
#include "layout/resize_observer_internal.h"
#include "layout/scroll_internal.h"
#include "layout/intersection_observer_internal.h"
#include "layout/layout_internal.h"
#include "text/text_boundary_internal.h"
#include "tree/virtual_internal.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/error.h>

/* ---- The first half ---- */

static void pipeline_resize(struct oriel_window *window) {
	if (!window->is_resized || window->surface.is_closed)
		return;
	oriel_platform_window *platform_window = window->surface.platform_window;
	const struct oriel_platform_class *platform_class = platform_window->platform->platform_class;
	struct oriel_size size = platform_class->window_size(platform_window);
	float scale = platform_class->window_scale(platform_window);
	window->is_resized = false;
	window->surface.view.interval_ms = platform_class->window_interval_ms(platform_window);
	if (size.width == window->surface.size.width && size.height == window->surface.size.height &&
		scale == window->scale)
		return;
	window->surface.size = size;
	window->scale = scale;
	oriel__window_note_size(window);
	oriel__window_update_media(window);
	oriel_widget_relayout(oriel_window_root(window));
	oriel__fire_trusted(&window->surface.target, "resize", 0);
}

/* Moves smooth scrolls on, and fires the scroll events that are due at the beginning. Scrolling by
 * their listeners fires in the next frame. */
static void pipeline_scroll(struct oriel_window *window, double time_ms) {
	struct oriel__scroll_event event;
	if (!window->surface.is_closed)
		oriel__scroll_step(&window->surface.tree, time_ms);
	for (size_t due = window->surface.is_closed ? 0 : oriel__scroll_due(&window->surface.tree);
		due > 0; due--) {
		if (window->surface.is_closed || !oriel__scroll_take_event(&window->surface.tree, &event))
			return;
		window->surface.is_moved = true;
		oriel__fire_trusted(
			oriel_widget_target(event.widget), event.is_end ? "scrollend" : "scroll", 0);
	}
}

static void pipeline_begin(struct oriel__view *view, double time_ms) {
	struct oriel_window *window = oriel__window_of_surface(oriel__surface_of_view(view));
	int64_t begun = oriel__probe_begin(view->loop);
	oriel__surface_begin_frame(&window->surface);
	oriel__probe_end(view->loop, "frame", "input", begun);
	begun = oriel__probe_begin(view->loop);
	pipeline_resize(window);
	oriel__probe_end(view->loop, "frame", "resize", begun);
	begun = oriel__probe_begin(view->loop);
	pipeline_scroll(window, time_ms);
	oriel__probe_end(view->loop, "frame", "scroll", begun);
}

/* ---- The second half ---- */

/* Begins the counting of shaped words for this window. */
static uint64_t pipeline_shaping_begin(void) {
	return oriel__text_words_shaped();
}

static void pipeline_shaping_end(struct oriel_window *window, uint64_t before) {
	window->surface.words_shaped += oriel__text_words_shaped() - before;
}

/* A frame realises, lays out and realises again at most this often. */
enum { REALISE_PASSES = 4 };

void oriel__window_realise(struct oriel_window *window) {
	struct oriel__surface *surface = &window->surface;
	if (window->is_realising)
		return; /* a function that binds a row updates the window */
	window->is_realising = true;
	window->is_realise_left = false;
	for (int pass = 0; pass < REALISE_PASSES && !surface->is_closed; pass++) {
		int64_t begun = oriel__probe_begin(surface->view.loop);
		bool has_changed = oriel__virtual_realise(&surface->tree, oriel__layout_virtual_view);
		oriel__probe_end(surface->view.loop, "frame", "realise", begun);
		if (surface->is_closed || (pass > 0 && !has_changed))
			break;
		window->is_realise_left = pass == REALISE_PASSES - 1;
		oriel__surface_update_geometry(surface);
	}
	window->is_realising = false;
}

bool oriel__window_paint(struct oriel_window *window, struct oriel_framebuffer *framebuffer) {
	struct oriel__surface *surface = &window->surface;
	oriel__surface_update_geometry(surface);
	if (surface->is_closed)
		return false;
	oriel_platform_window *platform_window = surface->platform_window;
	if (!platform_window->platform->platform_class->window_framebuffer(
			platform_window, framebuffer))
		return false;
	uint64_t shaped = pipeline_shaping_begin();
	window->damage_count = oriel__painter_update(window->painter, &surface->tree, framebuffer,
		window->scale, window->damage, ORIEL__WINDOW_DAMAGE);
	pipeline_shaping_end(window, shaped);
	if (window->is_exposed) {
		window->damage[0] = (struct oriel_device_rect){ 0, 0, framebuffer->width,
			framebuffer->height };
		window->damage_count = 1;
	}
	return true;
}

static void pipeline_count_present(struct oriel_window *window) {
	window->counts.presents++;
	for (size_t i = 0; i < window->damage_count; i++)
		window->counts.presented_pixels += (uint64_t)window->damage[i].width *
			(uint64_t)window->damage[i].height;
}

void oriel__window_present(struct oriel_window *window) {
	oriel_platform_window *platform_window = window->surface.platform_window;
	if (window->damage_count > 0)
		pipeline_count_present(window);
	size_t count = window->damage_count;
	window->damage_count = 0;
	window->is_exposed = false;
	int64_t begun = oriel__probe_begin(window->surface.view.loop);
	if (count > 0)
		platform_window->platform->platform_class->window_present(
			platform_window, window->damage, count);
	oriel__probe_end(window->surface.view.loop, "frame", "present", begun);
}

/* Returns whether the next frame has work. A mark that was set and handled within this frame has
 * requested a frame too, which would find no work. */
static bool is_work_left(const struct oriel_window *window) {
	const struct oriel__surface *surface = &window->surface;
	return surface->tree.root->marks != 0 || surface->is_hover_stale ||
		!oriel__list_is_empty(&surface->queue.entries) || window->is_resized ||
		oriel__surface_has_late_events(surface) || oriel__scroll_due(&surface->tree) > 0 ||
		oriel__scroll_is_moving(&surface->tree) || window->is_size_left ||
		window->is_realise_left;
}

/* Tells resize observers, deeper in each round, with a layout after each. Sizes that are left are
 * told in the next frame. Source: Resize Observer 1, §3.4.7. */
static void pipeline_observe_sizes(struct oriel_window *window) {
	struct oriel__surface *surface = &window->surface;
	oriel_loop *loop = surface->view.loop;
	int depth = ORIEL__RESIZE_DEPTH_ALL;
	window->is_size_left = false;
	while (!surface->is_closed && oriel__resize_gather(&surface->tree, depth)) {
		depth = oriel__resize_broadcast(loop);
		oriel__surface_update_geometry(surface);
	}
	if (surface->is_closed || !oriel__resize_is_left(loop))
		return;
	window->is_size_left = true;
	oriel_report_error(ORIEL_OPERATION_ERROR,
		"resize observers have changed sizes that they could not be told in the same frame; change "
		"only what is inside the observed widget",
		ORIEL_NO_PAYLOAD);
}

/* Brings rows, style and layout up to date. A pointer at rest then enters the widget that the
 * layout has placed under it, once in a frame. Without this step, the picture that a press causes
 * would be complete only with the next frame. */
static void pipeline_settle(struct oriel_window *window) {
	oriel__window_realise(window);
	if (!window->surface.is_closed && oriel__surface_rehover(&window->surface))
		oriel__window_realise(window);
}

static void pipeline_render(struct oriel__view *view, double time_ms) {
	struct oriel_window *window = oriel__window_of_surface(oriel__surface_of_view(view));
	struct oriel_framebuffer framebuffer;
	window->counts.frames++;
	pipeline_settle(window);
	if (window->surface.is_closed)
		return;
	pipeline_observe_sizes(window);
	if (window->surface.is_closed)
		return;
	int64_t begun = oriel__probe_begin(view->loop);
	oriel__surface_end_frame(&window->surface);
	oriel__probe_end(view->loop, "frame", "focus, hover", begun);
	if (window->surface.is_closed)
		return;
	oriel__intersection_update(&window->surface.tree, time_ms);
	if (!oriel__window_paint(window, &framebuffer)) {
		view->is_needed = false; /* the platform requests a frame when there are pixels again */
		return;
	}
	oriel__window_present(window);
	view->is_needed = is_work_left(window);
	oriel__app_presented(window->app);
}

const struct oriel__view_class oriel__window_view_class = { pipeline_begin, pipeline_render };
