/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Windows.
 *
 * A window has a root widget that fills it and holds its content. Its target is the end of every
 * path in it; it gets `close` (cancelable; default: it is destroyed), `resize`, `focus`, `blur` and
 * `visibilitychange`.
 *
 * Thread: loop. Errors: a system that refuses a window or a file is logged, and said by NULL or a
 * status.
 */
#ifndef ORIEL_UI_WINDOW_H
#define ORIEL_UI_WINDOW_H

#include <oriel/runtime/frame.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

struct oriel_window_options {
	ORIEL_OPTIONS_HEAD;
	const char *title;          /**< copied; NULL: the application's id */
	float width, height;        // px; 0: 640 × 480
	float min_width, min_height; // px
	oriel_widget *content;      /**< handed over; fills the window; may be NULL */
	bool fullscreen;
	bool fixed_size; /**< the user cannot resize it */
};

/**
 * Opens a window.
 * @return owned by the application, borrowed until it is destroyed; NULL, with the reason logged
 * and the content destroyed, if the system refuses
 */
ORIEL_API oriel_window *oriel_window_open_at(
	const char *site, oriel_app *app, const struct oriel_window_options *options);
#define oriel_window_open(...) \
	ORIEL__WINDOW_OPEN(__VA_ARGS__, .size = sizeof(struct oriel_window_options))
#define ORIEL__WINDOW_OPEN(app, ...) \
	oriel_window_open_at(ORIEL_SITE, app, &(const struct oriel_window_options){ __VA_ARGS__ })

/**
 * Asks as the user does: fires `close`, and destroys the window unless a listener prevented it.
 * Called by a listener of that `close`, it does nothing: the answer is still open.
 * @return whether the window is destroyed
 */
ORIEL_API bool oriel_window_close(oriel_window *window);
/** Destroys a window and its widgets without asking; legal anywhere, also in its own listeners.
 * NULL is allowed. */
ORIEL_API void oriel_window_destroy(oriel_window *window);

ORIEL_API oriel_target *oriel_window_target(oriel_window *window);
/** @return the window that this target is, or NULL */
ORIEL_API oriel_window *oriel_window_try_from_target(oriel_target *target);
ORIEL_API oriel_app *oriel_window_app(const oriel_window *window);
/** @return the widget that fills it, never NULL; its type is "root" */
ORIEL_API oriel_widget *oriel_window_root(const oriel_window *window);
/** @return the application's window opened after this one, or NULL */
ORIEL_API oriel_window *oriel_window_next(const oriel_window *window);
/** @return a signal that aborts when the window is destroyed, borrowed as long as the window */
ORIEL_API oriel_abort_signal *oriel_window_signal(oriel_window *window);

/** Sets what the system shows as its name. @param title copied, cut after 65,535 bytes between
 * characters; NULL: the application's id */
ORIEL_API void oriel_window_set_title(oriel_window *window, const char *title);
/** @return borrowed until it changes */
ORIEL_API const char *oriel_window_title(const oriel_window *window);
/** Asks for another size; `resize` tells when it has it. */
ORIEL_API void oriel_window_set_size(oriel_window *window, float width, float height); // px
/** @return the size of its content, px */
ORIEL_API struct oriel_size oriel_window_size(const oriel_window *window);
/** @return device pixels a px */
ORIEL_API float oriel_window_scale(const oriel_window *window);
ORIEL_API bool oriel_window_is_visible(const oriel_window *window);
/** @return whether its focused widget gets keys and text: it has the system's keyboard focus, or no
 * window has it and this one was touched last */
ORIEL_API bool oriel_window_is_active(const oriel_window *window);
/** Asks for all of its display, or for its size before; `resize` tells when it has it. A system may
 * refuse, as is logged. */
ORIEL_API void oriel_window_set_fullscreen(oriel_window *window, bool fullscreen);
/** @return whether it fills its display, as far as the system has said */
ORIEL_API bool oriel_window_is_fullscreen(const oriel_window *window);

/**
 * Brings the window up to date and writes what it shows as a PNG.
 * @return ORIEL_OPERATION_ERROR, with the reason logged, if the file cannot be written
 */
ORIEL_API enum oriel_status oriel_window_screenshot(oriel_window *window, const char *path);

/**
 * Calls fn once, in the next frame in which this window is visible. Otherwise as
 * oriel_request_frame(). The callback is cancelled with the window. The arguments after fn are
 * data, which is borrowed or with .release handed over, and options.
 *
 * @return an id for oriel_cancel_frame(); 0, with data dropped, if .signal has aborted or the loop
 * ends Errors: asserts if the window is NULL or destroyed. Thread: loop.
 */
#define oriel_window_request_frame(window, fn, ...) \
	ORIEL__WINDOW_REQUEST_FRAME(window, fn, __VA_ARGS__, .size = sizeof(struct oriel_frame_options))
#define ORIEL__WINDOW_REQUEST_FRAME(window, fn, data, ...) \
	oriel_window_request_frame_at( \
		ORIEL_SITE, window, fn, data, &(const struct oriel_frame_options){ __VA_ARGS__ })
/** The function behind oriel_window_request_frame(). @param options copied; NULL: the defaults */
ORIEL_API oriel_frame_id oriel_window_request_frame_at(const char *site, oriel_window *window,
	oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options);

/**
 * The work that a window has taken, since it was opened or since oriel_window_reset_stats(). Each
 * member is a sum: scrolling by one row, for example, adds 1 to frames and nothing to recorded.
 */
struct oriel_window_stats {
	uint64_t frames;           /**< frames that rendered the window, also those without a change */
	uint64_t presents;         /**< pictures that were handed to the system */
	uint64_t restyled;         /**< nodes whose computed values were made again */
	uint64_t laid_out;         /**< nodes whose content was placed again */
	uint64_t words_shaped;     /**< during updates of this window; a cached word is not shaped */
	uint64_t recorded;         /**< display lists, one a widget */
	uint64_t painted_pixels;   /**< device px; pixels that scrolling moved are not painted */
	uint64_t presented_pixels; /**< device px of the rectangles that were handed over */
};

/**
 * Returns the statistics of a window in *out. Widgets are counted with their private parts and with
 * text nodes. Updates between frames, by oriel_window_update() or for a hit test, count too.
 *
 * Errors: asserts if an argument is NULL. Thread: loop.
 */
ORIEL_API void oriel_window_stats(const oriel_window *window, struct oriel_window_stats *out);
/** Begins all sums of oriel_window_stats() anew at 0. */
ORIEL_API void oriel_window_reset_stats(oriel_window *window);

/** Brings style, layout and picture up to date now, without waiting for a frame. Asserts inside a
 * class's methods. */
ORIEL_API void oriel_window_update(oriel_window *window);

ORIEL_END

#endif
