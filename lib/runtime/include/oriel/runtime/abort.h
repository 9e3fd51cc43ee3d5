/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Abort controllers and signals: one way to end listeners, timers, frame and idle callbacks,
 * watches, posts and jobs.
 *
 * What accepts a signal detaches from it when it completes, so that a long-lived signal does not
 * grow. When a signal aborts, first all that hangs on it ends, in the order it was registered, then
 * `abort` is fired at the signal, then the signals made from it by oriel_abort_signal_new_any()
 * follow.
 *
 * Thread: the loop on which it was made, but for oriel_abort_signal_is_aborted(). Errors: only
 * broken contracts, which assert. Source: DOM, "aborting ongoing activities".
 */
#ifndef ORIEL_RUNTIME_ABORT_H
#define ORIEL_RUNTIME_ABORT_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** Makes a controller with a signal. @return owned by the caller; oriel_abort_controller_destroy()
 */
ORIEL_API oriel_abort_controller *oriel_abort_controller_new(void);

/** Destroys the controller without aborting; its signal lives as long as someone holds it. NULL is
 * allowed. */
ORIEL_API void oriel_abort_controller_destroy(oriel_abort_controller *controller);

/** @return the controller's signal, borrowed as long as the controller; oriel_abort_signal_ref()
 * keeps it longer */
ORIEL_API oriel_abort_signal *oriel_abort_controller_signal(oriel_abort_controller *controller);

/**
 * Aborts the controller's signal; a second call does nothing.
 * @param reason handed over, and dropped with the signal (at once if it had aborted before); NULL
 * means the default, whose data is NULL
 */
ORIEL_API void oriel_abort(oriel_abort_controller *controller, struct oriel_payload reason);

/** @return signal, with one reference more */
ORIEL_API oriel_abort_signal *oriel_abort_signal_ref(oriel_abort_signal *signal);
/** NULL is allowed. */
ORIEL_API void oriel_abort_signal_unref(oriel_abort_signal *signal);

/** Whether it has aborted. Thread: any that holds a reference; an atomic read. */
ORIEL_API bool oriel_abort_signal_is_aborted(const oriel_abort_signal *signal);

/** @return why it aborted, borrowed as long as the signal; all NULL if it has not, or without a
 * reason of its own */
ORIEL_API struct oriel_payload oriel_abort_signal_reason(const oriel_abort_signal *signal);

/** @return ORIEL_OK if it has not aborted, ORIEL_TIMEOUT_ERROR if a timeout did it, else
 * ORIEL_ABORT_ERROR */
ORIEL_API enum oriel_status oriel_abort_signal_status(const oriel_abort_signal *signal);

/** @return a signal that has aborted already, with one reference. @param reason as oriel_abort() */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_aborted(struct oriel_payload reason);

/** @return a signal that aborts with ORIEL_TIMEOUT_ERROR when delay_ms have passed, with one
 * reference */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_timeout(double delay_ms);

/**
 * @param signals borrowed for the call; NULL entries are skipped
 * @return a signal that aborts as soon as one of these does, with that one's reason; with one
 * reference. The sources hold it weakly: it costs nothing once nobody can be told.
 */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_any(
	oriel_abort_signal *const *signals, size_t count);

/** @return the signal as an event target, for `abort` events */
ORIEL_API oriel_target *oriel_abort_signal_target(oriel_abort_signal *signal);

/** Returns the signal, borrowed that this target is, or NULL. */
ORIEL_API oriel_abort_signal *oriel_abort_signal_try_from_target(oriel_target *target);

ORIEL_END

#endif
