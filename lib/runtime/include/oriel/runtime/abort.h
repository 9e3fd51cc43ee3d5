/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Abort controllers and signals: one way to end listeners, timers, frame and idle callbacks,
 * watches, posts and jobs.
 *
 * A registration that accepts a signal detaches from the signal when the registration ends. A
 * signal that lives long therefore does not grow. When a signal aborts, every registration under it
 * ends, in order of registration. Then `abort` is fired at the signal. Then the signals that
 * oriel_abort_signal_new_any() made of it abort in turn.
 *
 * ```c
 * static void tick(void *data) {
 *     puts("tick");
 * }
 *
 * static void on_click(oriel_event *click, void *data) {
 *     puts("click");
 * }
 *
 * oriel_abort_controller *page = oriel_abort_controller_new();
 * oriel_abort_signal *page_signal = oriel_abort_controller_signal(page);
 * oriel_set_interval(tick, NULL, 1000, .signal = page_signal);
 * oriel_listen(button, "click", on_click, NULL, .signal = page_signal);
 * oriel_abort(page, ORIEL_NO_PAYLOAD); // ends the interval, then the listener
 * oriel_abort_controller_destroy(page);
 * ```
 *
 * Thread: the loop on which the signal was made, except for oriel_abort_signal_is_aborted().
 * Errors: only broken contracts, which assert. Source: DOM, "aborting ongoing activities".
 */
#ifndef ORIEL_RUNTIME_ABORT_H
#define ORIEL_RUNTIME_ABORT_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/**
 * Makes a controller with a signal.
 * @return owned by the caller; oriel_abort_controller_destroy()
 */
ORIEL_API oriel_abort_controller *oriel_abort_controller_new(void);

/**
 * Destroys the controller without aborting. Its signal lives as long as references to it. NULL is
 * allowed.
 */
ORIEL_API void oriel_abort_controller_destroy(oriel_abort_controller *controller);

/**
 * Returns the controller's signal, borrowed as long as the controller. oriel_abort_signal_ref()
 * keeps the signal longer.
 */
ORIEL_API oriel_abort_signal *oriel_abort_controller_signal(oriel_abort_controller *controller);

/**
 * Aborts the controller's signal. A second call does nothing.
 * @param reason handed over, and released with the signal; at once if the signal had aborted
 * before. ORIEL_NO_PAYLOAD: the default reason, whose data is NULL
 */
ORIEL_API void oriel_abort(oriel_abort_controller *controller, struct oriel_payload reason);

/** Returns signal, with one more reference. */
ORIEL_API oriel_abort_signal *oriel_abort_signal_ref(oriel_abort_signal *signal);
/** Releases a reference to the signal. NULL is allowed. */
ORIEL_API void oriel_abort_signal_unref(oriel_abort_signal *signal);

/** Returns whether the signal has aborted. Thread: any that holds a reference; an atomic read. */
ORIEL_API bool oriel_abort_signal_is_aborted(const oriel_abort_signal *signal);

/**
 * Returns the reason of the abort, borrowed as long as the signal. All members are NULL before the
 * abort, and for the default reason.
 */
ORIEL_API struct oriel_payload oriel_abort_signal_reason(const oriel_abort_signal *signal);

/**
 * Returns ORIEL_OK before the abort, ORIEL_TIMEOUT_ERROR after one by a time-out, else
 * ORIEL_ABORT_ERROR.
 */
ORIEL_API enum oriel_status oriel_abort_signal_status(const oriel_abort_signal *signal);

/**
 * Returns a signal that has aborted already, with one reference.
 * @param reason as for oriel_abort()
 */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_aborted(struct oriel_payload reason);

/**
 * Returns a signal that aborts with ORIEL_TIMEOUT_ERROR when delay_ms have passed, with one
 * reference.
 */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_timeout(double delay_ms);

/**
 * Returns a signal that aborts as soon as one of these signals does, with the reason of that one.
 *
 * The sources hold the new signal weakly: it costs nothing once no listener, registration or
 * reference needs it.
 *
 * @param signals borrowed for the call; NULL entries are skipped
 * @return with one reference
 */
ORIEL_API oriel_abort_signal *oriel_abort_signal_new_any(
	oriel_abort_signal *const *signals, size_t count);

/** Returns the signal as an event target, for `abort` events. */
ORIEL_API oriel_target *oriel_abort_signal_target(oriel_abort_signal *signal);

/** Returns the signal that this target is, borrowed; NULL for another target. */
ORIEL_API oriel_abort_signal *oriel_abort_signal_try_from_target(oriel_target *target);

ORIEL_END

#endif
