/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Toasts: short messages that stand over a window for some seconds. Type "toast".
 *
 * A toast has a text, a button that dismisses it, and often another button, its action. It fires
 * `action` when the action is pressed. It fires `close` before it disappears for any reason except
 * the end of its window. Neither bubbles. A toast that has fired `close` is destroyed.
 *
 * A window shows three toasts at a time; further ones wait. A toast disappears when its time has
 * passed. The time stands still while a toast of the window has the pointer or the focus. Escape
 * dismisses the toast that has the focus, which then goes to the next toast, or back.
 *
 * ```c
 * static void restore(oriel_event *action, void *data) {
 *     puts("2 notes are restored");
 * }
 *
 * oriel_widget *toast = oriel_toast(window, "2 notes are deleted", .action = "Undo"); // for 10 s
 * oriel_listen(toast, "action", restore, NULL);
 * ```
 *
 * Assistive technology reads a toast out when the user pauses, or at once if it is urgent. A modal
 * dialog does not block toasts: they stand above the dialog, and Tab reaches their buttons.
 *
 * Thread: loop. Errors: asserts if the window is NULL. Source: WAI-ARIA, "status" and "alert"; WCAG
 * 2.1, 2.2.1 "timing adjustable".
 */
#ifndef ORIEL_WIDGETS_TOAST_H
#define ORIEL_WIDGETS_TOAST_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_toast(). */
struct oriel_toast_options {
	ORIEL_OPTIONS_HEAD;
	const char *action ORIEL_DEFAULT; /**< text of the action's button; copied; NULL: no action */
	/** how long the toast is shown; 0: 5 s, or 10 s with an action; INFINITY: until it is
	 * dismissed */
	double timeout_ms ORIEL_DEFAULT;
	bool urgent ORIEL_DEFAULT; /**< read out at once, e.g. a failure */
};

/** Does the work of oriel_toast(). */
ORIEL_API oriel_widget *oriel_toast_at(const char *site, oriel_window *window, const char *text,
	const struct oriel_toast_options *options);
/**
 * Shows a toast, or queues it while three others are shown.
 * @param ... text, copied; then members of struct oriel_toast_options by name
 * @return the toast, owned by its window, and destroyed when it is dismissed
 */
#define oriel_toast(window, ...) \
	ORIEL__CALL_2(oriel_toast_at, struct oriel_toast_options, window, __VA_ARGS__, )
/** Dismisses a toast: fires `close`, and destroys the toast. */
ORIEL_API void oriel_toast_dismiss(oriel_widget *toast);

ORIEL_END

#endif
