/* SPDX-License-Identifier: MIT */
/*
 * Frames, as the loop sees them. A view is an object that app/ renders, one for each window.
 *
 * A frame calls begin for all visible views (frame-aligned input, resize, scroll), then the frame
 * callbacks, then render for all visible views (style, layout, observers, paint, present). A frame
 * is produced when the interval since the last frame has passed, and a visible view needs it or a
 * frame callback is queued.
 */
#ifndef ORIEL_LOOP_FRAME_INTERNAL_H
#define ORIEL_LOOP_FRAME_INTERNAL_H

#include "base/list_internal.h"
#include "base/private_api_internal.h"

#include <oriel/runtime/frame.h>

struct oriel__view;

struct oriel__view_class {
	void (*begin)(struct oriel__view *view, double time_ms);
	void (*render)(struct oriel__view *view, double time_ms);
};

struct oriel__view {
	const struct oriel__view_class *view_class;
	struct oriel__list_link link; /* link in the loop's list of views */
	oriel_loop *loop;
	/* interval of the view's display; the shortest interval of the visible views sets the pace */
	double interval_ms;
	bool is_visible;
	bool is_needed; /* has something to render; cleared when a frame begins */

	/* Private to the loop: */
	bool in_frame;      /* was visible when the running frame began */
	unsigned callbacks; /* number of frame callbacks queued for this view */
};

ORIEL_PRIVATE_API void oriel__view_add(oriel_loop *loop, struct oriel__view *view);
/* Removes a view and cancels the frame callbacks that were requested for it. May be called inside a
 * frame. */
ORIEL_PRIVATE_API void oriel__view_remove(struct oriel__view *view);
/* Requests a frame; cheap, and harmless if one was requested already. */
ORIEL_PRIVATE_API void oriel__view_need_frame(struct oriel__view *view);
/* Requests a frame callback as oriel_request_frame_at() does, for the frames in which view is
 * visible. Removing the view cancels the callback. */
ORIEL_PRIVATE_API oriel_frame_id oriel__view_request_frame(struct oriel__view *view,
	const char *site, const char *caller, oriel_frame_fn *fn, void *data,
	const struct oriel_frame_options *options);
ORIEL_PRIVATE_API void oriel__view_set_visible(struct oriel__view *view, bool visible);

#endif
