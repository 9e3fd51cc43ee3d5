/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of platforms: raw input, windows of the system, presenting, clipboard, cursors.
 *
 * A platform calls no user code. It hands raw input to the window's sink, which queues it; it presents what it is given.
 * Its objects begin with the structs here.
 *
 * Thread: loop. Errors: what a system refuses is logged, and said by NULL, false or a status.
 */
#ifndef ORIEL_IMPL_PLATFORM_H
#define ORIEL_IMPL_PLATFORM_H

#include <oriel/geometry.h>
#include <oriel/raw_input.h>
#include <oriel/status.h>
#include <oriel/style_values.h>

ORIEL_BEGIN

#define ORIEL_PLATFORM_ABI 1u

typedef struct oriel_platform_window oriel_platform_window;

/** A rectangle of device pixels. */
struct oriel_device_rect {
	int x, y, width, height; // device px
};

/** The pixels of a window: 32 bits each, native-endian 0xXXRRGGBB, rows from top to bottom. */
struct oriel_framebuffer {
	void *pixels;
	int width, height; // device px
	int stride;        // bytes a row
	/** Changes whenever the contents were lost, e.g. after a resize: everything has to be painted again. */
	uint64_t generation;
};

struct oriel_platform_window_options {
	const char *title;   /**< borrowed for the call */
	const char *app_id;  /**< borrowed for the call */
	struct oriel_size size; // px
	struct oriel_size min_size; // px; 0: none
	bool fullscreen;
	bool fixed_size; /**< the user cannot resize it */
	/** Takes raw input; queues it and returns. */
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data;
};

struct oriel_platform_window {
	oriel_platform *platform;
};

struct oriel_platform_class {
	unsigned abi;     /**< ORIEL_PLATFORM_ABI */
	const char *name; /**< "sdl", "headless"; static */

	void (*destroy)(oriel_platform *platform);

	/** @return NULL if it cannot be opened; the reason is logged */
	oriel_platform_window *(*window_open)(oriel_platform *platform, const struct oriel_platform_window_options *options);
	void (*window_close)(oriel_platform_window *window);
	void (*window_set_title)(oriel_platform_window *window, const char *title);
	void (*window_set_size)(oriel_platform_window *window, struct oriel_size size);
	void (*window_set_fullscreen)(oriel_platform_window *window, bool fullscreen);
	/** @return whether it fills its display, as was asked or as the system has it */
	bool (*window_is_fullscreen)(oriel_platform_window *window);
	struct oriel_size (*window_size)(oriel_platform_window *window);
	/** @return device pixels a px */
	float (*window_scale)(oriel_platform_window *window);
	/** @return the time between two frames of its display, ms */
	double (*window_interval_ms)(oriel_platform_window *window);
	/** @return whether anybody can see it */
	bool (*window_is_visible)(oriel_platform_window *window);
	void (*window_set_cursor)(oriel_platform_window *window, enum oriel_cursor cursor);
	/** Switches the input method on or off. @param caret where it may show its own windows, px in the window */
	void (*window_set_text_input)(oriel_platform_window *window, bool on, struct oriel_rect caret);
	/** Makes the input method forget what it composes; text input stays on. */
	void (*window_reset_text_input)(oriel_platform_window *window);

	/** @return whether there are pixels to paint on; they stay valid until the next call on this window, or its next event */
	bool (*window_framebuffer)(oriel_platform_window *window, struct oriel_framebuffer *out);
	/** Shows what was painted in these rectangles; never waits for the display. */
	void (*window_present)(oriel_platform_window *window, const struct oriel_device_rect *rects, size_t count);

	/** @return UTF-8 owned by the caller (free()), or NULL if there is no text */
	char *(*clipboard_text)(oriel_platform *platform);
	enum oriel_status (*clipboard_set_text)(oriel_platform *platform, const char *text);
};

struct oriel_platform {
	const struct oriel_platform_class *platform_class;
	/**
	 * Called once, when the display is gone for good: its server has died, or has closed the connection. Set by the
	 * platform's owner; may be NULL. Calls no user code. From then on the platform's windows are seen by nobody, and its
	 * methods do nothing.
	 */
	void (*display_lost)(void *data);
	void *display_lost_data; /**< borrowed */
};

/** @return a platform with windows of the system, owned by the caller (destroy of its class), or NULL, with the reason logged, if there is no display. One a process. */
ORIEL_API oriel_platform *oriel_platform_new_sdl(const char *app_id);
/** @return a platform whose windows are memory, at this many device pixels a px; owned by the caller */
ORIEL_API oriel_platform *oriel_platform_new_headless(float scale);

ORIEL_END

#endif
