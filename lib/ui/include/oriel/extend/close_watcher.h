/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Close watchers: widgets that the user closes by Escape, such as popovers, dialogs and side bars.
 *
 * The close watchers of a window are a stack. A close request closes the topmost one: Escape is a
 * close request if no listener and no widget took the key, and no input method composes. A held key
 * makes one request.
 *
 * ```c
 * static void panel_close(oriel_widget *panel) {
 *     oriel_set_style(panel, "width", "0px");
 * }
 *
 * static const struct oriel_close_watcher panel_watcher = { .close = panel_close };
 *
 * static void panel_open(oriel_widget *panel) {
 *     oriel_set_style(panel, "width", "240px");
 *     oriel_close_watcher_add(panel, &panel_watcher);
 * }
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "close watchers".
 */
#ifndef ORIEL_EXTEND_CLOSE_WATCHER_H
#define ORIEL_EXTEND_CLOSE_WATCHER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** The functions of a close watcher. Each may change the tree and destroy the widget. */
struct oriel_close_watcher {
	/** Returns whether the widget may close; a dialog fires `cancel` and returns the result. NULL:
	 * the widget may. */
	bool (*cancel)(oriel_widget *widget);
	/** Closes the widget; its watcher is removed already. Not NULL. */
	void (*close)(oriel_widget *widget);
};

/**
 * Adds a close watcher of a widget on top of the stack of its window. The watcher of a widget that
 * has one moves to the top.
 *
 * A widget that leaves its window loses its watcher, and neither function is called.
 * @param widget  in a window (asserted)
 * @param watcher borrowed for ever: static
 */
ORIEL_API void oriel_close_watcher_add(
	oriel_widget *widget, const struct oriel_close_watcher *watcher);
/** Removes the close watcher of a widget, without a call of its functions; does nothing if there is
 * none. */
ORIEL_API void oriel_close_watcher_remove(oriel_widget *widget);
/** Returns whether a widget has a close watcher. */
ORIEL_API bool oriel_close_watcher_has(const oriel_widget *widget);
/**
 * Requests that a widget close: calls `cancel` and, if that allows it, removes the watcher and
 * calls `close`. Inside `cancel` of the same widget, the request does nothing.
 * @return false if `cancel` refused
 */
ORIEL_API bool oriel_close_watcher_request(oriel_widget *widget);
/** Makes a close request in a window, as Escape does. @return whether the window has a watcher */
ORIEL_API bool oriel_window_request_close_topmost(oriel_window *window);

ORIEL_END

#endif
