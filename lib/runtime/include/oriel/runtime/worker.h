/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Dedicated workers: a thread with a loop of its own, on which timers, promises and I/O work as on
 * any loop.
 *
 * A worker and its owner talk as through a channel (port.h). One end is the worker's object, on the
 * owner's loop, the other end a port, on the worker's loop. Events at the worker's object, all
 * trusted:
 *
 * - `message`, `drain`: as at a port.
 * - `error`: an error that was reported on the worker's loop, and not prevented there.
 *   oriel_event_error() gives it, without its payload. Cancelable; the default is to report the
 *   error on this loop. An error that cannot arrive any more, or for which there is no room, is
 *   logged. A worker for whose loop there are no descriptors fires an `error` with
 *   ORIEL_QUOTA_EXCEEDED_ERROR, and ends with status 1.
 * - `exit`, the last: the thread is gone. oriel_event_worker_exit() gives its status.
 *
 * A worker ends when its loop is quit (oriel_loop_quit(), on its thread), when it is terminated or
 * destroyed, and with its owner's loop. Nothing can end a thread that uses memory of the program:
 * oriel_loop_destroy() of the owner therefore waits for the running task of the worker, however
 * long that takes, and says so once in the log. The thread takes none of the process's signals.
 *
 * ```c
 * static void begin(const struct oriel_worker_scope *scope, void *data) {
 *     oriel_port_send(scope->port, oriel_borrowed("ready")); // on the worker's thread
 * }
 *
 * static void on_message(oriel_event *message, void *data) {
 *     puts((const char *)oriel_event_detail(message).data);
 *     oriel_worker_destroy((oriel_worker *)data);
 * }
 *
 * oriel_worker *worker = oriel_worker_new(begin, NULL, .name = "thumbnails", .limit = 16);
 * if (worker != NULL)
 *     oriel_listen(worker, "message", on_message, worker);
 * ```
 *
 * Thread: the loop that made the worker. Errors: a status, NULL or an event, as each function says;
 * broken contracts assert. Source: HTML, "dedicated workers".
 */
#ifndef ORIEL_RUNTIME_WORKER_H
#define ORIEL_RUNTIME_WORKER_H

#include <oriel/runtime/port.h>

ORIEL_BEGIN

/** The scope of a worker, on its thread. Valid there until its loop has ended. */
struct oriel_worker_scope {
	oriel_loop *loop;
	/** to the owner; starts to deliver when the worker's function has returned */
	oriel_port *port;
	/**
	 * aborts when the worker is terminated, before its loop is quit; not when the worker quits by
	 * itself
	 */
	oriel_abort_signal *signal;
	const oriel_worker *worker; /**< for oriel_worker_is_terminated() */
};

/**
 * Begins a worker, on its thread: registers the worker's callbacks, and returns; then its loop
 * runs.
 * @param scope borrowed until the worker's loop has ended
 */
typedef void oriel_worker_fn(const struct oriel_worker_scope *scope, void *data);

/** Options of oriel_worker_new(). */
struct oriel_worker_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * of the thread and in messages; copied; a debugger shows 15 bytes of it; NULL: "oriel-worker"
	 */
	const char *name ORIEL_DEFAULT;
	size_t limit ORIEL_DEFAULT; /**< messages that may wait, either way; 0: 1,024 */
	enum oriel_queue_policy policy ORIEL_DEFAULT; /**< for messages, either way */
	/**
	 * ms after which an error is reported of a worker that was terminated and has not ended; 0:
	 * 5,000. On a virtual clock as much real time has to pass too: the loop waits for the rest when
	 * the virtual time has come
	 */
	double terminate_ms ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort terminates the worker; may be NULL */
	/** releases data on the worker's thread when its loop has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_worker_new(). */
ORIEL_API oriel_worker *oriel_worker_new_at(
	const char *site, oriel_worker_fn *fn, void *data, const struct oriel_worker_options *options);
/**
 * Starts a thread with a loop, and calls fn there.
 * @param ... data, then members of struct oriel_worker_options by name; data is borrowed, or handed
 * over with .release
 * @return owned by the caller; oriel_worker_destroy(). NULL, with data released here, if .signal
 * has aborted, the loop ends, or, logged, there is no thread
 */
#define oriel_worker_new(fn, ...) \
	ORIEL__CALL_2(oriel_worker_new_at, struct oriel_worker_options, fn, __VA_ARGS__, )

/**
 * Terminates the worker and releases it: it gets no more events. The call never waits; the thread
 * is joined when it has ended. Legal in a listener of the worker; NULL is allowed.
 */
ORIEL_API void oriel_worker_destroy(oriel_worker *worker);

/**
 * Ends the worker after its running task: its signal aborts, its loop is quit. Its messages that
 * have not been dispatched yet are released; `exit` follows. A second call does nothing.
 */
ORIEL_API void oriel_worker_terminate(oriel_worker *worker);
/**
 * Returns whether the worker was terminated; for long work within one of its tasks. Thread: any; an
 * atomic read.
 */
ORIEL_API bool oriel_worker_is_terminated(const oriel_worker *worker);

/** Does the work of oriel_worker_send(). */
ORIEL_API enum oriel_status oriel_worker_send_at(
	const char *site, oriel_worker *worker, uint64_t key, struct oriel_payload payload);
/**
 * Sends the worker a message, as oriel_port_send() does. ORIEL_INVALID_STATE_ERROR: it was
 * terminated, or has ended.
 */
#define oriel_worker_send(worker, payload) oriel_worker_send_at(ORIEL_SITE, worker, 0, payload)
/** Sends the worker a message with a key, as oriel_port_send_keyed(). */
#define oriel_worker_send_keyed(worker, key, payload) \
	oriel_worker_send_at(ORIEL_SITE, worker, key, payload)
/** Returns how many messages can be sent, as oriel_port_room() does. */
ORIEL_API size_t oriel_worker_room(const oriel_worker *worker);

/** Returns the worker as an event target. */
ORIEL_API oriel_target *oriel_worker_target(oriel_worker *worker);

/** The end of a worker. */
struct oriel_worker_exit {
	int status;         /**< given to oriel_loop_quit(); 1 if it was terminated */
	bool is_terminated;
};

/**
 * Returns how the worker of an `exit` event ended, borrowed as long as the event; NULL for an event
 * of another kind.
 */
ORIEL_API const struct oriel_worker_exit *oriel_event_worker_exit(const oriel_event *event);

/** Returns the worker that this target is, borrowed; NULL for another target. */
ORIEL_API oriel_worker *oriel_worker_try_from_target(oriel_target *target);

ORIEL_END

#endif
