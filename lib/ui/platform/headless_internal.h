/* SPDX-License-Identifier: MIT */
/*
 * The side of a headless platform that tests see: what was presented, and the state that the
 * program has set. Tests also act as the user: they resize, hide and close windows, and push input.
 */
#ifndef ORIEL_PLATFORM_HEADLESS_INTERNAL_H
#define ORIEL_PLATFORM_HEADLESS_INTERNAL_H

#include "platform/headless_clipboard_internal.h"

#include <oriel/extend/platform.h>

/* Returns the index-th open window, in order of opening and from 0, or NULL. */
oriel_platform_window *oriel__headless_window(const oriel_platform *platform, size_t index);

/* Act as a device or the user. Each function sends raw input to the window's sink. */
void oriel__headless_push(oriel_platform_window *window, const struct oriel_raw_input *input);
void oriel__headless_resize(oriel_platform_window *window, struct oriel_size size);
void oriel__headless_set_scale(oriel_platform_window *window, float scale);
void oriel__headless_set_visible(oriel_platform_window *window, bool visible);
/* Change a window's state, as a window manager does. */
void oriel__headless_move(oriel_platform_window *window, struct oriel_point position);
void oriel__headless_set_minimized(oriel_platform_window *window, bool minimized);
void oriel__headless_set_maximized(oriel_platform_window *window, bool maximized);
/* Sets whether windows have an ability; they have all at first. */
void oriel__headless_set_can(
	oriel_platform *platform, enum oriel_window_ability ability, bool can);
/* Sets whether the window has pixels; without them, window_framebuffer returns false. */
void oriel__headless_set_paintable(oriel_platform_window *window, bool paintable);
/* Returns the clipboard, for a test that simulates other programs. */
struct oriel__headless_clipboard *oriel__headless_clipboard(oriel_platform *platform);
/* Makes clipboard_offer fail, like a system whose clipboard is held by another program. */
void oriel__headless_refuse_clipboard(oriel_platform *platform, bool refuse);

/* Simulates the death of the display server: hides all windows and calls display_lost. */
void oriel__headless_lose_display(oriel_platform *platform);

/* Simulates a window system that asks the program to quit. */
void oriel__headless_ask_quit(oriel_platform *platform);

struct oriel__headless_state {
	const char *title; /* borrowed until the title changes */
	enum oriel_cursor cursor;
	bool is_fullscreen, has_fixed_size;
	enum oriel_input_mode input_mode;
	struct oriel_window_state window; /* without fullscreen, which is above */
	const oriel_platform_window *parent; /* may be NULL */
	size_t activations;      /* calls of window_activate since the window was opened */
	struct oriel_size icon;  /* px; 0 without an icon */
	bool has_text_input;
	size_t text_resets;      /* calls of window_reset_text_input since the window was opened */
	struct oriel_rect caret; /* px in the window */
	size_t presents;         /* calls of window_present since the window was opened */
	size_t presented_rects;  /* sum of the rectangles in all those calls */
};
struct oriel__headless_state oriel__headless_state(const oriel_platform_window *window);

/* Returns the rectangles of the last present; borrowed until the next present. */
const struct oriel_device_rect *oriel__headless_damage(
	const oriel_platform_window *window, size_t *count);
/* Returns a pixel of the presented picture, which excludes pixels that were only painted. The
 * picture has the framebuffer's size; pixels outside are 0. */
uint32_t oriel__headless_shown_pixel(const oriel_platform_window *window, int x, int y);

#endif
