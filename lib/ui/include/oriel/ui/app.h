/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An application: a platform and its windows on a loop.
 *
 * The environment changes how any program runs:
 *
 * - ORIEL_PLATFORM=headless: windows are memory, and time is virtual: oriel_app_run() advances the
 * clock to the next timer at once, so that a timeout of an hour takes no time.
 * - ORIEL_REAL_TIME=1: headless windows run on the machine's clock.
 * - ORIEL_SCALE=2: a px has 2 device pixels. On X11 this replaces the desktop's scale, on Wayland
 * it multiplies the compositor's.
 * - ORIEL_APPEARANCE=dark,more-contrast,reduced-motion,#7a3db8: stands in for the desktop's
 * settings, also in headless windows; any of light, dark, more-contrast, less-contrast,
 * reduced-motion and a hexadecimal accent colour.
 * - ORIEL_SCREENSHOT=FILE: the program writes the first frame of its first window as a PNG, and
 * quits, with status 1 if the file cannot be written.
 * - ORIEL_SCREENSHOT_AFTER=500: the program does so when 500 ms have passed since that frame,
 * instead of at once. Without ORIEL_SCREENSHOT, the file is screenshot.png in the working
 * directory.
 *
 * ```c
 * int main(void) {
 *     oriel_app *app = oriel_app_new("org.example.notes");
 *     if (!app)
 *         return 1;
 *     oriel_window_open(app, .title = "Notes", .width = 480, .height = 640);
 *     return oriel_app_run(app);
 * }
 * ```
 *
 * Thread: loop. Errors: oriel_app_new() and oriel_window_open() return NULL, with the reason
 * logged, if the system has no display or refuses a window. A program then ends, or goes on without
 * windows. NULL passed to other functions asserts, except in oriel_app_destroy() and
 * oriel_app_target().
 */
#ifndef ORIEL_UI_APP_H
#define ORIEL_UI_APP_H

#include <oriel/ui/color.h>
#include <oriel/ui/instance.h>
#include <oriel/ui/style.h>
#include <oriel/ui/style_values.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

/** Options of oriel_app_new(). */
struct oriel_app_options {
	ORIEL_OPTIONS_HEAD;
	bool headless ORIEL_DEFAULT;  /**< windows are memory, and time is virtual */
	bool real_time ORIEL_DEFAULT; /**< headless windows run on the machine's clock */
	float scale ORIEL_DEFAULT;    /**< device pixels a px of headless windows; 0: 1 */
	/** handed over, also on failure; the application fires `open`; may be NULL */
	oriel_instance *instance ORIEL_DEFAULT;
};

/** Does the work of oriel_app_new(). @param options copied; NULL: the defaults */
ORIEL_API oriel_app *oriel_app_new_at(
	const char *site, const char *id, const struct oriel_app_options *options);
/**
 * Makes an application, and this thread's loop if there is none.
 * @param ... id, copied, in reverse DNS, e.g. "org.example.todo"; then members of struct
 * oriel_app_options by name
 * @return owned by the caller until oriel_app_run() or oriel_app_destroy(); NULL, with the reason
 * logged, if there is no display, or no descriptors are left for a loop
 */
#define oriel_app_new(...) ORIEL__CALL_1(oriel_app_new_at, struct oriel_app_options, __VA_ARGS__, )

/**
 * Runs the loop until the last window has closed, oriel_app_quit() or oriel_loop_quit(). Then waits
 * for the jobs that finish on quit, and destroys the application, and the loop if it was made for
 * the application. On a virtual clock, time is advanced without waiting.
 * @return the exit status: 0, or the status given to oriel_app_quit() or oriel_loop_quit()
 */
ORIEL_API int oriel_app_run(oriel_app *app);

/** Ends oriel_app_run() without firing `close` at the windows. @param status returned by
 * oriel_app_run() */
ORIEL_API void oriel_app_quit(oriel_app *app, int status);

/** Destroys the application and its windows, for programs that do not call oriel_app_run().
 * @param app may be NULL */
ORIEL_API void oriel_app_destroy(oriel_app *app);

/** Returns the loop of the application, borrowed as long as the application. */
ORIEL_API oriel_loop *oriel_app_loop(const oriel_app *app);
/** Returns the application that a target is, or NULL. */
ORIEL_API oriel_app *oriel_app_try_from_target(oriel_target *target);
/** Returns the application's id, borrowed as long as the application. */
ORIEL_API const char *oriel_app_id(const oriel_app *app);
/** Returns the open window that was opened first, or NULL; oriel_window_next() returns the others.
 */
ORIEL_API oriel_window *oriel_app_first_window(const oriel_app *app);

/**
 * Adds a sheet to all windows of an application. ORIEL_STYLE=file.css in the environment adds one
 * to any program, and reloads it when it changes.
 * @param sheet handed over; oriel_sheet_ref() keeps a reference
 * @return an id for oriel_sheet_remove() and its kin (style.h)
 */
ORIEL_API oriel_sheet_id oriel_app_add_sheet(oriel_app *app, oriel_sheet *sheet);

/** Stands for the desktop's accent colour in oriel_app_set_appearance(). */
#define ORIEL_ACCENT_COLOR_SYSTEM ((oriel_color)0x00000100)

/** Options of oriel_app_set_appearance(). A member that is zero stays as it is. */
struct oriel_appearance {
	ORIEL_OPTIONS_HEAD;
	/** what light-dark() in a sheet chooses by, too */
	enum oriel_color_scheme color_scheme ORIEL_DEFAULT;
	enum oriel_contrast contrast ORIEL_DEFAULT;
	enum oriel_motion motion ORIEL_DEFAULT;
	/** what AccentColor means in a sheet; its alpha is ignored. 0 in the result of
	 * oriel_app_appearance(): the built-in accent colour */
	oriel_color accent_color ORIEL_DEFAULT;
};

/** Does the work of oriel_app_set_appearance(). @param appearance copied */
ORIEL_API void oriel_app_set_appearance_at(
	const char *site, oriel_app *app, const struct oriel_appearance *appearance);
/**
 * Chooses the appearance of all windows, which media queries in sheets ask for.
 *
 * Where the program chooses nothing, the desktop's settings count, and their changes: colour
 * scheme, contrast, motion and accent colour. Without a desktop, and in headless windows, an
 * application is light, with normal contrast and motion. `appearancechange` is fired at the
 * application when its appearance has changed, by this function or by the desktop. For example,
 * this program follows the desktop again after it was dark:
 *
 *     oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_DARK);
 *     oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_SYSTEM);
 *
 * @param ... app; then members of struct oriel_appearance by name
 */
#define oriel_app_set_appearance(...) \
	ORIEL__CALL_1(oriel_app_set_appearance_at, struct oriel_appearance, __VA_ARGS__, )

/** Fills *out with the appearance that the windows have now: the program's choices, completed by
 * the desktop's settings. */
ORIEL_API void oriel_app_appearance(const oriel_app *app, struct oriel_appearance *out);

/**
 * Makes the end of the program wait for a promise, for 5 s at most. To be called in a listener of
 * `beforequit` or `displaylost`.
 *
 * `beforequit` is fired at the application, once, when its end is requested from outside: by the
 * POSIX signals SIGTERM, SIGHUP and SIGINT, by the window system, or by the loss of the display.
 * When the listeners have returned, and the promises that they have added are settled, the
 * application quits, and waits for jobs that finish on quit. A second signal ends the process at
 * once. Closing the last window and oriel_app_quit() fire no `beforequit`.
 *
 * `displaylost` is fired first when the display server has died or has closed the connection. The
 * windows still exist, and are invisible; the program ends with status 1, else with 0.
 *
 *     static void on_before_quit(oriel_event *event, void *data) {
 *         oriel_event_wait_until(event, oriel_file_replace(path, text, length));
 *     }
 *     oriel_listen(app, "beforequit", on_before_quit, NULL);
 *
 * The signals are caught while oriel_app_run() runs. A headless application catches them only if it
 * has a listener when it begins to run.
 *
 * @param event   of these types, which is being dispatched (asserted)
 * @param promise handed over; its end counts, be it fulfilled or rejected
 * Thread: loop. Source: Service Workers, "ExtendableEvent", for the name and its meaning.
 */
ORIEL_API void oriel_event_wait_until(oriel_event *event, oriel_promise *promise);

ORIEL_END

#endif
