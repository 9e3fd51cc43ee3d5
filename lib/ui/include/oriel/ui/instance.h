/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Programs that run once for each user: a second start passes its arguments to the first.
 *
 * The first process of an id holds a lock and listens on the socket
 * `$XDG_RUNTIME_DIR/<id>.sock`. A second process sends its arguments, its working directory and the
 * activation token that the desktop gave it, and ends. `open` is then fired at the application of
 * the first process. Unless a listener prevents the event, the first window is activated.
 *
 * ```c
 * static void on_open(oriel_event *event, void *data) {
 *     const struct oriel_open_event *open = oriel_event_open(event);
 *     for (int i = 1; i < open->argument_count; i++)
 *         printf("%s/%s\n", open->directory, open->arguments[i]);
 * }
 *
 * int main(int argc, char **argv) {
 *     oriel_instance *instance = oriel_instance_claim("org.example.notes", argc, argv);
 *     if (!instance)
 *         return 0; // the running program opens the files
 *     oriel_app *app = oriel_app_new("org.example.notes", .instance = instance);
 *     if (!app)
 *         return 1;
 *     oriel_listen(app, "open", on_open, NULL);
 *     oriel_window_open(app, .title = "Notes", .width = 480);
 *     return oriel_app_run(app);
 * }
 * ```
 *
 * Messages of other users are ignored. A message has at most 1 MiB and 4,096 arguments, and has to
 * arrive within 5 s. At most 16 processes can send at a time.
 *
 * Thread: loop. Errors: logged. Without a private runtime folder, and in a replay, each process is
 * the first.
 */
#ifndef ORIEL_UI_INSTANCE_H
#define ORIEL_UI_INSTANCE_H

#include <oriel/runtime/event.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** The first process of an id. */
typedef struct oriel_instance oriel_instance;

/** The data of `open`. */
struct oriel_open_event {
	int argument_count;           /**< number of arguments, with the program's name */
	const char *const *arguments; /**< as of main(), with NULL at the end; borrowed as the event */
	const char *directory;        /**< working directory of that process; borrowed likewise */
	const char *activation_token; /**< for oriel_window_activate(); "" if there is none */
};

/**
 * Makes this process the first of an id, or passes its arguments to the first process.
 *
 * Blocks until the first process has replied, for 5 s at most. Without a reply, an error is logged.
 * The call is meant for the beginning of main(), before the connection to the display is made.
 * @param id        in reverse DNS, e.g. "org.example.notes"; asserted to contain no '/'
 * @param count     number of arguments
 * @param arguments as of main(); may be NULL if count is 0
 * @return handed over to oriel_app_new(), or to oriel_instance_destroy(); NULL if another process
 * is the first, and has the arguments
 */
ORIEL_API oriel_instance *oriel_instance_claim(
	const char *id, int count, char *const *arguments);
/** Stops being the first process of the id, for a program that makes no application. @param
 * instance may be NULL */
ORIEL_API void oriel_instance_destroy(oriel_instance *instance);

/** Returns the data of `open` at an application, borrowed as long as the event; NULL for another
 * kind. */
ORIEL_API const struct oriel_open_event *oriel_event_open(const oriel_event *event);

ORIEL_END

#endif
