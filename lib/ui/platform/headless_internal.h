/* SPDX-License-Identifier: MIT */
/*
 * What tests see of a headless platform besides its class: what was presented, and what it was
 * told. They are its user, too: they resize, hide and close its windows, and send input.
 */
#ifndef ORIEL_PLATFORM_HEADLESS_INTERNAL_H
#define ORIEL_PLATFORM_HEADLESS_INTERNAL_H

#include "platform/headless_clipboard_internal.h"

#include <oriel/extend/platform.h>

/* The window opened index-th (from 0) of those that are open, or NULL. */
oriel_platform_window *oriel__headless_window(const oriel_platform *platform, size_t index);

/* As the device or the user would. Each queues raw input at the window's sink. */
void oriel__headless_push(oriel_platform_window *window, const struct oriel_raw_input *input);
void oriel__headless_resize(oriel_platform_window *window, struct oriel_size size);
void oriel__headless_set_scale(oriel_platform_window *window, float scale);
void oriel__headless_set_visible(oriel_platform_window *window, bool visible);
/* Whether there are pixels at all; without them window_framebuffer returns false. */
void oriel__headless_set_paintable(oriel_platform_window *window, bool paintable);
/* The clipboard, for a test that plays the other programs. */
struct oriel__headless_clipboard *oriel__headless_clipboard(oriel_platform *platform);
/* Makes clipboard_offer fail, as a system does whose clipboard is held by another program. */
void oriel__headless_refuse_clipboard(oriel_platform *platform, bool refuse);

/* As if the display server had died: all windows are hidden, and the platform's owner is told. */
void oriel__headless_lose_display(oriel_platform *platform);

struct oriel__headless_state {
	const char *title; /* borrowed until it changes */
	enum oriel_cursor cursor;
	bool is_fullscreen, has_fixed_size;
	bool has_text_input;
	size_t text_resets;      /* calls of window_reset_text_input since the window was opened */
	struct oriel_rect caret; /* px in the window */
	size_t presents;         /* calls of window_present since the window was opened */
	size_t presented_rects;  /* and the rectangles of all of them */
};
struct oriel__headless_state oriel__headless_state(const oriel_platform_window *window);

/* The rectangles of the last present, borrowed until the next. */
const struct oriel_device_rect *oriel__headless_damage(
	const oriel_platform_window *window, size_t *count);
/* What a viewer would see: what was presented, which is not what was only painted. Same size as the
 * framebuffer; 0 outside it. */
uint32_t oriel__headless_shown_pixel(const oriel_platform_window *window, int x, int y);

#endif
