/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An application: a platform and its windows on a loop.
 *
 * Of the environment, ORIEL_PLATFORM=headless makes any program headless, and with
 * ORIEL_SCREENSHOT=FILE it writes what its first window shows in its first frame as a PNG, and
 * quits, with status 1 if that failed.
 *
 * Thread: loop. Errors: oriel_app_new() and oriel_window_open() answer NULL, with the reason
 * logged, if the system has no display or refuses a window. A program ends there, or goes on
 * without it; passed on, NULL asserts, but for oriel_app_destroy() and what asks for a target.
 */
#ifndef ORIEL_UI_APP_H
#define ORIEL_UI_APP_H

#include <oriel/ui/target.h>

ORIEL_BEGIN

struct oriel_app_options {
	ORIEL_OPTIONS_HEAD;
	/**< windows are memory, and time is virtual; so it is too with ORIEL_PLATFORM=headless in the
	 * environment */
	bool headless;
	bool real_time;  /**< headless windows on the machine's clock */
	float scale;     /**< device pixels a px of headless windows; 0: 1 */
};

/**
 * Makes an application, and this thread's loop if there is none.
 * @param id in reverse DNS, e.g. "org.example.todo"; copied
 * @return owned by the caller until oriel_app_run() or oriel_app_destroy(); NULL, with the reason
 * logged, if there is no display, or are no descriptors for a loop
 */
ORIEL_API oriel_app *oriel_app_new_at(
	const char *site, const char *id, const struct oriel_app_options *options);
#define oriel_app_new(...) ORIEL__APP_NEW(__VA_ARGS__, .size = sizeof(struct oriel_app_options))
#define ORIEL__APP_NEW(id, ...) \
	oriel_app_new_at(ORIEL_SITE, id, &(const struct oriel_app_options){ __VA_ARGS__ })

/**
 * Runs the loop until the last window has closed, oriel_app_quit() or oriel_loop_quit(), waits for
 * the jobs that finish on quit, and destroys the application, and the loop if it was made for it.
 * On a virtual clock it advances the clock as if nobody waited.
 * @return the exit status: 0, or what was given to oriel_app_quit() or oriel_loop_quit()
 */
ORIEL_API int oriel_app_run(oriel_app *app);

/** Ends oriel_app_run() without asking the windows. */
ORIEL_API void oriel_app_quit(oriel_app *app, int status);

/** Destroys the application and its windows, for programs that do not call oriel_app_run(). NULL is
 * allowed. */
ORIEL_API void oriel_app_destroy(oriel_app *app);

/** @return the loop it runs on, borrowed as long as the application */
ORIEL_API oriel_loop *oriel_app_loop(const oriel_app *app);
/** @return the application as an event target; NULL for NULL */
ORIEL_API oriel_target *oriel_app_target(oriel_app *app);
/** @return the application that this target is, or NULL */
ORIEL_API oriel_app *oriel_app_try_from_target(oriel_target *target);
/** @return borrowed as long as the application */
ORIEL_API const char *oriel_app_id(const oriel_app *app);
/** @return the window opened first that is still open, or NULL; oriel_window_next() gives the
 * others */
ORIEL_API oriel_window *oriel_app_first_window(const oriel_app *app);

/**
 * Makes the end of the program wait for a promise, for five seconds at most. Called in a listener
 * of `displaylost`.
 *
 * `displaylost` is fired at the application when its display server has died or has closed the
 * connection. Windows are there and are seen by nobody. When its listeners have returned, and the
 * promises that they have added are settled, the application quits with status 1, and waits for
 * jobs that finish on quit. A kiosk that is started anew by its supervisor needs no listener; a
 * program with unsaved texts writes them:
 *
 *     static void on_display_lost(oriel_event *event, void *data) {
 *         oriel_event_wait_until(event, oriel_file_replace(path, text, length));
 *     }
 *     oriel_listen(app, "displaylost", on_display_lost, NULL);
 *
 * @param event   of type `displaylost`, which is being dispatched (asserted)
 * @param promise handed over; whether it is fulfilled or rejected makes no difference
 * Thread: loop. Source: Service Workers, "ExtendableEvent", for the name and its meaning.
 */
ORIEL_API void oriel_event_wait_until(oriel_event *event, oriel_promise *promise);

ORIEL_END

#endif
