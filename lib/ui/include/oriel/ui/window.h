/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Windows.
 *
 * A window has a root widget that fills it and holds its content. The window's target is the last
 * on the path of every event in the window. Events at the window itself are `close` (cancelable;
 * default: the window is destroyed), `resize`, `move`, `statechange`, `focus`, `blur` and
 * `visibilitychange`. A `statechange` is a change of minimized, maximized, fullscreen or
 * always_on_top in struct oriel_window_state.
 *
 * A platform cannot do everything with a window. A function that the platform does not support
 * returns ORIEL_NOT_SUPPORTED_ERROR and changes nothing; oriel_window_can() tells so beforehand.
 *
 * ```c
 * oriel_window_open(app, .title = "Notes", .width = 480, .height = 640, .content = widget);
 * ```
 *
 * On a display with 2 device pixels a px, this window has 960 × 1280 device pixels.
 *
 * Thread: loop. Errors: NULL, false or a status, with the reason logged, where the system refuses a
 * window or a file. Every function asserts that its window is not NULL, unless NULL is allowed.
 */
#ifndef ORIEL_UI_WINDOW_H
#define ORIEL_UI_WINDOW_H

#include <oriel/runtime/frame.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/style.h>
#include <oriel/ui/target.h>
#include <oriel/ui/window_state.h>

ORIEL_BEGIN

/** Options of oriel_window_open(). */
struct oriel_window_options {
	ORIEL_OPTIONS_HEAD;
	const char *title ORIEL_DEFAULT; /**< copied; NULL: the application's id */
	float width ORIEL_DEFAULT, height ORIEL_DEFAULT; /**< px; 0: 640 × 480 */
	float min_width ORIEL_DEFAULT, min_height ORIEL_DEFAULT; /**< px; 0: none */
	oriel_widget *content ORIEL_DEFAULT; /**< handed over; fills the window; may be NULL */
	bool fullscreen ORIEL_DEFAULT; /**< the window fills its display */
	bool fixed_size ORIEL_DEFAULT; /**< the user cannot resize the window */
	/** a width or height of 0 is that of the content, not 640 × 480 */
	bool fit_content ORIEL_DEFAULT;
	bool maximized ORIEL_DEFAULT; /**< opened maximized, where the platform can */
	bool always_on_top ORIEL_DEFAULT; /**< stays above other windows, where the platform can */
	/** px from the corner of the desktop, where the platform can; copied; NULL: the system's choice
	 */
	const struct oriel_point *position ORIEL_DEFAULT;
	/** a window that this one stays above, and with which it is destroyed; may be NULL */
	oriel_window *parent ORIEL_DEFAULT;
	/** the parent takes no input of the user while this window is open; needs .parent */
	bool modal ORIEL_DEFAULT;
	/**
	 * a name under which size, position and maximizing are stored when the window is destroyed, in
	 * `$XDG_STATE_HOME/<id>/windows`, and restored here; copied; NULL: nothing is stored. At most
	 * 64 bytes: letters, digits, '-', '_' and '.'
	 */
	const char *remember ORIEL_DEFAULT;
};

/** Does the work of oriel_window_open(). @param options copied; NULL: the defaults */
ORIEL_API oriel_window *oriel_window_open_at(
	const char *site, oriel_app *app, const struct oriel_window_options *options);
/**
 * Opens a window.
 * @param ... app, the application that owns the window; then members of struct oriel_window_options
 * by name
 * @return owned by the application, borrowed until it is destroyed; NULL, with the reason logged
 * and the content destroyed, if the system refuses
 * Errors: asserts if the application is NULL, if the content is the root of a window, if .modal is
 * given without .parent, and if the name of .remember is malformed.
 */
#define oriel_window_open(...) \
	ORIEL__CALL_1(oriel_window_open_at, struct oriel_window_options, __VA_ARGS__, )

/**
 * Asks the window to close, as the user does: fires `close`, and destroys the window unless a
 * listener prevented the event. Called by a listener of that `close`, the function does nothing.
 * @return whether the window is destroyed
 */
ORIEL_API bool oriel_window_close(oriel_window *window);
/** Destroys a window and its widgets without asking; legal anywhere, also in the window's own
 * listeners. @param window may be NULL */
ORIEL_API void oriel_window_destroy(oriel_window *window);

/** Returns the window that a target is, or NULL. */
ORIEL_API oriel_window *oriel_window_try_from_target(oriel_target *target);
/** Returns the application that owns the window. */
ORIEL_API oriel_app *oriel_window_app(const oriel_window *window);
/** Returns the widget that fills the window; never NULL. Its type is "root". */
ORIEL_API oriel_widget *oriel_window_root(const oriel_window *window);
/** Returns the application's window that was opened after this one, or NULL. */
ORIEL_API oriel_window *oriel_window_next(const oriel_window *window);
/** Returns a signal that aborts when the window is destroyed, borrowed as long as the window. */
ORIEL_API oriel_abort_signal *oriel_window_signal(oriel_window *window);

/** Adds a sheet to a window, until the window is destroyed. @param sheet handed over @return an id
 * for oriel_sheet_remove() and its kin (style.h) */
ORIEL_API oriel_sheet_id oriel_window_add_sheet(oriel_window *window, oriel_sheet *sheet);

/** Sets the window's title. @param title copied, cut after 65,535 bytes between characters; NULL:
 * the application's id */
ORIEL_API void oriel_window_set_title(oriel_window *window, const char *title);
/** Returns the title, borrowed until it changes. */
ORIEL_API const char *oriel_window_title(const oriel_window *window);
/** Asks the system for another size, px; `resize` is fired when the window has it. */
ORIEL_API void oriel_window_set_size(oriel_window *window, float width, float height);
/** Returns the size of the window's content, px. */
ORIEL_API struct oriel_size oriel_window_size(const oriel_window *window);
/** Returns the number of device pixels a px. */
ORIEL_API float oriel_window_scale(const oriel_window *window);
/** Tells whether the user can see the window, as far as the system says. */
ORIEL_API bool oriel_window_is_visible(const oriel_window *window);
/** Tells whether the focused widget of this window gets keys and text. A window is active if it has
 * the system's keyboard focus, or if no window has that focus and this one was touched last. */
ORIEL_API bool oriel_window_is_active(const oriel_window *window);
/** Asks the system for the whole display, or for the size before; `resize` is fired when the window
 * has it. A refusal is logged. */
ORIEL_API void oriel_window_set_fullscreen(oriel_window *window, bool fullscreen);
/** Tells whether the window fills its display, as far as the system has said. */
ORIEL_API bool oriel_window_is_fullscreen(const oriel_window *window);

/** Tells whether the platform has an ability for its windows. */
ORIEL_API bool oriel_window_can(const oriel_window *window, enum oriel_window_ability ability);
/** Returns the state of the window, as far as the system has said. */
ORIEL_API struct oriel_window_state oriel_window_state(const oriel_window *window);
/**
 * Asks the system for another position; `move` is fired when the window has it.
 * @param x px from the left edge of the desktop to that of the content
 * @param y px from the top of the desktop to that of the content
 * @return ORIEL_NOT_SUPPORTED_ERROR on Wayland
 */
ORIEL_API enum oriel_status oriel_window_set_position(oriel_window *window, float x, float y);
/** Asks the system to minimize the window, or to show it again. @return ORIEL_NOT_SUPPORTED_ERROR
 * where the platform cannot */
ORIEL_API enum oriel_status oriel_window_set_minimized(oriel_window *window, bool minimized);
/** Asks the system to maximize the window, or to give it the size before. @return
 * ORIEL_NOT_SUPPORTED_ERROR where the platform cannot */
ORIEL_API enum oriel_status oriel_window_set_maximized(oriel_window *window, bool maximized);
/** Asks the system to keep the window above others, or not to. @return ORIEL_NOT_SUPPORTED_ERROR on
 * Wayland */
ORIEL_API enum oriel_status oriel_window_set_always_on_top(oriel_window *window, bool on);
/** Sets the picture of the window in task bars. @param icon copied; asserted to have 1 to 1,024
 * pixels a side @return ORIEL_NOT_SUPPORTED_ERROR on Wayland */
ORIEL_API enum oriel_status oriel_window_set_icon(
	oriel_window *window, const struct oriel_window_icon *icon);
/**
 * Asks the system to show the window above all others and to give it the keyboard. Many systems
 * allow this only in response to the user; others only mark the window.
 * @param token a token that another program passed on for this, such as that of `open`; NULL: none
 * @return ORIEL_NOT_SUPPORTED_ERROR where the platform cannot
 */
ORIEL_API enum oriel_status oriel_window_activate(oriel_window *window, const char *token);
/** Asks the system for the size that the content takes by itself, at least .min_width × .min_height
 * of oriel_window_open(). Restyles and lays out. */
ORIEL_API void oriel_window_fit_content(oriel_window *window);
/** Returns the window that was given as .parent, or NULL. */
ORIEL_API oriel_window *oriel_window_parent(const oriel_window *window);
/** Tells whether a modal window is open above this window, which takes no input meanwhile. */
ORIEL_API bool oriel_window_is_blocked(const oriel_window *window);

/**
 * Brings the window up to date, and writes its picture as a PNG. Restyles and lays out.
 * @return ORIEL_OPERATION_ERROR, with the reason logged, if the file cannot be written
 */
ORIEL_API enum oriel_status oriel_window_screenshot(oriel_window *window, const char *path);

/** Does the work of oriel_window_request_frame(). @param options copied; NULL: the defaults */
ORIEL_API oriel_frame_id oriel_window_request_frame_at(const char *site, oriel_window *window,
	oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options);
/**
 * Calls fn once, in the next frame in which this window is visible. Otherwise like
 * oriel_request_frame(). Destroying the window cancels the callback.
 *
 * @param window asserted not to be NULL or destroyed
 * @param fn     called with the time of the frame
 * @param ...    data, borrowed, or handed over with .release; then members of struct
 * oriel_frame_options by name
 * @return an id for oriel_cancel_frame(); 0, with data released, if .signal has aborted or the loop
 * ends
 * Thread: loop.
 */
#define oriel_window_request_frame(window, fn, ...) \
	ORIEL__CALL_3( \
		oriel_window_request_frame_at, struct oriel_frame_options, window, fn, __VA_ARGS__, )

/**
 * The work that a window has taken, since it was opened or since oriel_window_reset_stats(). Each
 * member is a sum: scrolling by one row, for example, adds 1 to frames and nothing to recorded.
 */
struct oriel_window_stats {
	uint64_t frames;           /**< frames that rendered the window, also those without a change */
	uint64_t presents;         /**< pictures that were handed to the system */
	uint64_t restyled;         /**< nodes whose computed values were recomputed */
	uint64_t laid_out;         /**< nodes whose content was placed again */
	uint64_t words_shaped;     /**< during updates of this window; a cached word is not shaped */
	uint64_t recorded;         /**< display lists, one a widget */
	uint64_t painted_pixels;   /**< device px; pixels that scrolling moved are not painted */
	uint64_t presented_pixels; /**< device px of the rectangles that were handed over */
};

/**
 * Returns the statistics of a window in *out. Nodes of shadow trees and text nodes count too, and
 * so do updates between frames, by oriel_window_update() or for a hit test.
 *
 * @param out asserted not to be NULL
 * Thread: loop.
 */
ORIEL_API void oriel_window_stats(const oriel_window *window, struct oriel_window_stats *out);
/** Sets all sums of oriel_window_stats() to 0. */
ORIEL_API void oriel_window_reset_stats(oriel_window *window);

/** Restyles, lays out and paints the window now, without waiting for a frame. Asserts inside a
 * class's methods. */
ORIEL_API void oriel_window_update(oriel_window *window);

ORIEL_END

#endif
