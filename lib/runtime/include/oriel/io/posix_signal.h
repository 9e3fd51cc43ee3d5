/* SPDX-License-Identifier: MIT */
/**
 * @file
 * POSIX signals (those of signal.h, which are not abort signals) as tasks of the loop.
 *
 * ```c
 * #include <signal.h>
 *
 * static void quit(int posix_signal, void *loop) {
 * 	oriel_loop_quit(loop, 128 + posix_signal); // 143 for SIGTERM
 * }
 *
 * oriel_posix_signal_listen(SIGTERM, quit, loop);
 * ```
 *
 * While any loop has a listener for a signal, the default action of that signal, e.g. ending the
 * program, does not happen. Removing the last listener restores the default action. If a signal
 * comes several times before it is delivered, the system may deliver it once. All listeners of a
 * loop run in order of registration.
 *
 * A signal may be blocked, e.g. by the parent process. It is unblocked on the loop's thread while
 * the loop has a listener for it.
 *
 * Oriel changes the disposition of no other signal except SIGCHLD (process.h). Writing to a stream
 * whose other end is closed raises no SIGPIPE.
 *
 * Thread: loop. Errors: an id of 0, or a rejected promise.
 */
#ifndef ORIEL_IO_POSIX_SIGNAL_H
#define ORIEL_IO_POSIX_SIGNAL_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/**
 * Receives a signal.
 * @param posix_signal e.g. SIGTERM
 */
typedef void oriel_posix_signal_fn(int posix_signal, void *data);

/** Options of oriel_posix_signal_listen(). */
struct oriel_posix_signal_options {
	ORIEL_OPTIONS_HEAD;
	bool once ORIEL_DEFAULT; /**< removes the listener before its first call */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort removes the listener; may be NULL */
	/** releases data when the listener is removed; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_posix_signal_listen(). */
ORIEL_API oriel_listener_id oriel_posix_signal_listen_at(const char *site, int posix_signal,
	oriel_posix_signal_fn *fn, void *data, const struct oriel_posix_signal_options *options);
/**
 * Calls fn, as a task, whenever the process gets this POSIX signal.
 * @param posix_signal e.g. SIGTERM, SIGINT, SIGHUP, SIGUSR1
 * @param ... data, then members of struct oriel_posix_signal_options by name; data is borrowed, or
 * handed over with .release
 * @return an id for oriel_unlisten(). 0, with data released, if .signal has aborted. Also 0, with
 * an error logged, if the POSIX signal cannot be caught (SIGKILL, SIGSTOP, an invalid number)
 */
#define oriel_posix_signal_listen(posix_signal, fn, ...) \
	ORIEL__CALL_3(oriel_posix_signal_listen_at, struct oriel_posix_signal_options, posix_signal, \
		fn, __VA_ARGS__, )

/** Options of oriel_posix_signal_next(). */
struct oriel_posix_signal_next_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects the promise with the reason of the abort; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_posix_signal_next(). */
ORIEL_API oriel_promise *oriel_posix_signal_next_at(
	const char *site, int posix_signal, const struct oriel_posix_signal_next_options *options);
/**
 * Waits for the next POSIX signal of this number.
 * @param ... posix_signal, then members of struct oriel_posix_signal_next_options by name
 * @return fulfilled without a value when the process gets the signal; rejected with
 * ORIEL_TYPE_ERROR if the signal cannot be caught
 */
#define oriel_posix_signal_next(...) \
	ORIEL__CALL_1(oriel_posix_signal_next_at, struct oriel_posix_signal_next_options, __VA_ARGS__, )

ORIEL_END

#endif
