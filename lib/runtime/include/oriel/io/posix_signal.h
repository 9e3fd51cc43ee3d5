/* SPDX-License-Identifier: MIT */
/**
 * @file
 * POSIX signals (those of signal.h, which are not abort signals) as tasks of the loop.
 *
 * While somebody on any loop waits for a signal, what it does by default, e.g. ending the program,
 * does not happen; afterwards it does again. Signals that come faster than they are taken are
 * coalesced, as the system does. Everyone who waits is told, on each loop in the order of
 * registration.
 *
 * A signal that is blocked, e.g. by the program that started this one, is unblocked on the loop's
 * thread while something there waits for it.
 *
 * Oriel never changes what a signal does for anything else, but for SIGCHLD as process.h says;
 * writing to a stream whose other end is gone raises no SIGPIPE.
 *
 * Thread: loop.
 */
#ifndef ORIEL_IO_POSIX_SIGNAL_H
#define ORIEL_IO_POSIX_SIGNAL_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** @param posix_signal e.g. SIGTERM */
typedef void oriel_posix_signal_fn(int posix_signal, void *data);

struct oriel_posix_signal_options {
	bool once;            /**< removed before it is called */
	oriel_abort_signal *signal; /**< its abort ends it; may be NULL */
	oriel_release_fn *release;  /**< data is handed over: dropped when it has ended; may be NULL */
	size_t size;
};

/**
 * Calls fn, as a task, whenever the process gets this POSIX signal.
 * @param posix_signal e.g. SIGTERM, SIGINT, SIGHUP, SIGUSR1
 * @param data borrowed, or handed over with .release
 * @return an id for oriel_unlisten(); 0, with data dropped and the reason logged, for a signal that
 * nobody can wait for (SIGKILL, SIGSTOP, no signal at all); 0, with data dropped, if .signal has
 * aborted
 */
ORIEL_API oriel_listener_id oriel_posix_signal_listen_at(const char *site, int posix_signal,
	oriel_posix_signal_fn *fn, void *data, const struct oriel_posix_signal_options *options);
#define oriel_posix_signal_listen(...) \
	ORIEL__POSIX_SIGNAL_LISTEN(__VA_ARGS__, .size = sizeof(struct oriel_posix_signal_options))
#define ORIEL__POSIX_SIGNAL_LISTEN(posix_signal, fn, data, ...) \
	oriel_posix_signal_listen_at(ORIEL_SITE, posix_signal, fn, data, \
		&(const struct oriel_posix_signal_options){ __VA_ARGS__ })

struct oriel_posix_signal_next_options {
	oriel_abort_signal *signal; /**< its abort rejects the promise with its reason; may be NULL */
	size_t size;
};

/** @return fulfilled when the process gets this POSIX signal; rejected with ORIEL_TYPE_ERROR if
 * nobody can wait for it */
ORIEL_API oriel_promise *oriel_posix_signal_next_at(
	const char *site, int posix_signal, const struct oriel_posix_signal_next_options *options);
#define oriel_posix_signal_next(...) \
	ORIEL__POSIX_SIGNAL_NEXT(__VA_ARGS__, .size = sizeof(struct oriel_posix_signal_next_options))
#define ORIEL__POSIX_SIGNAL_NEXT(posix_signal, ...) \
	oriel_posix_signal_next_at( \
		ORIEL_SITE, posix_signal, &(const struct oriel_posix_signal_next_options){ __VA_ARGS__ })

ORIEL_END

#endif
