/* SPDX-License-Identifier: MIT */
/*
 * The frame as the loop sees it. A view is what app/ renders, one a window.
 *
 * A frame: for all visible views begin (frame-aligned input, resize, scroll), then the frame
 * callbacks, then for all visible views render (style, layout, observers, paint, present). It is
 * made when the interval since the last has passed and some visible view needs it, or a frame
 * callback waits.
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
	struct oriel__list_link link; /* of the loop's list */
	oriel_loop *loop;
	double interval_ms; /* of its display; the loop paces by the shortest of the visible ones */
	bool is_visible;
	bool is_needed; /* something to render; cleared when a frame begins */

	/* The loop's own. */
	bool in_frame;      /* was visible when the running frame began */
	unsigned callbacks; /* frame callbacks that wait for this view */
};

ORIEL_PRIVATE_API void oriel__view_add(oriel_loop *loop, struct oriel__view *view);
/* Also cancels the frame callbacks that were requested for it. Safe inside a frame. */
ORIEL_PRIVATE_API void oriel__view_remove(struct oriel__view *view);
/* Asks for a frame; cheap, and harmless when asked already. */
ORIEL_PRIVATE_API void oriel__view_need_frame(struct oriel__view *view);
/* As oriel_request_frame_at(), for the frames in which view is visible; the callback is cancelled
 * with the view. */
ORIEL_PRIVATE_API oriel_frame_id oriel__view_request_frame(struct oriel__view *view,
	const char *site, const char *caller, oriel_frame_fn *fn, void *data,
	const struct oriel_frame_options *options);
ORIEL_PRIVATE_API void oriel__view_set_visible(struct oriel__view *view, bool visible);

#endif
