/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Watches on file descriptors, level-triggered.
 *
 * A watch has at most one task queued. Its descriptor is not polled until that task has run. For
 * example, a callback that reads 1 KiB of 3 KiB runs three times.
 *
 * ```c
 * #include <unistd.h>
 *
 * static void on_readable(int fd, unsigned events, void *data) {
 *     char buffer[1024];
 *     ssize_t length = read(fd, buffer, sizeof buffer); // 3 KiB take three calls
 *     printf("%zd bytes\n", length);
 * }
 *
 * oriel_watch_id id = oriel_watch_fd(STDIN_FILENO, ORIEL_WATCH_READABLE, on_readable, NULL);
 * oriel_unwatch(id);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if the descriptor cannot be polled, which
 * is logged, if .signal has aborted, or if the loop ends.
 */
#ifndef ORIEL_RUNTIME_WATCH_H
#define ORIEL_RUNTIME_WATCH_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Events of a descriptor; bits. */
enum oriel_watch_event {
	ORIEL_WATCH_READABLE = 1,
	ORIEL_WATCH_WRITABLE = 2,
	ORIEL_WATCH_HANGUP = 4, /**< the other end is gone; reported besides, never asked for */
	/** polling failed; the watch has ended, and its release function follows */
	ORIEL_WATCH_ERROR = 8,
};

/**
 * The callback of a watch.
 * @param events bits of enum oriel_watch_event that hold now
 */
typedef void oriel_watch_fn(int fd, unsigned events, void *data);

/** Options of oriel_watch_fd(). */
struct oriel_watch_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the watch; may be NULL */
	/** releases data when the watch has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_watch_fd(). */
ORIEL_API oriel_watch_id oriel_watch_fd_at(const char *site, int fd, unsigned events,
	oriel_watch_fn *fn, void *data, const struct oriel_watch_options *options);
/**
 * Calls fn as long as fd is readable or writable, until the watch ends.
 *
 * The descriptor stays the caller's: end the watch before closing it. A descriptor can have
 * one watch on a loop.
 *
 * @param fd     a socket, pipe, terminal or other descriptor that can be polled; set to
 * non-blocking
 * @param events ORIEL_WATCH_READABLE, ORIEL_WATCH_WRITABLE or both
 * @param ... data, then members of struct oriel_watch_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_unwatch(); 0, with the reason logged, for a regular file, a closed
 * descriptor, or one that is watched already
 */
#define oriel_watch_fd(fd, events, fn, ...) \
	ORIEL__CALL_4(oriel_watch_fd_at, struct oriel_watch_options, fd, events, fn, __VA_ARGS__, )

/**
 * Ends a watch, also from inside its callback. A queued task of the watch does not run. Any id is
 * allowed.
 */
ORIEL_API void oriel_unwatch(oriel_watch_id id);

ORIEL_END

#endif
