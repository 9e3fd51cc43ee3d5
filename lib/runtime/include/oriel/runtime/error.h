/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Errors that no call returns: reported to the loop as `error` events, and carried by promises as
 * their reasons.
 *
 * ```c
 * static void on_error(oriel_event *reported, void *data) {
 *     const struct oriel_error *error = oriel_event_error(reported);
 *     printf("%s (%d)\n", error->message, error->code); // no font "Inter"; install it (-2)
 *     oriel_prevent_default(reported);                  // not logged too
 * }
 *
 * oriel_listen(loop, "error", on_error, NULL);
 * oriel_report_error(ORIEL_NOT_FOUND_ERROR, "no font \"Inter\"; install it", ORIEL_NO_PAYLOAD);
 * ```
 *
 * Thread: loop, unless a declaration says otherwise. Errors: only broken contracts, which assert.
 * Source: HTML, "report an exception".
 */
#ifndef ORIEL_RUNTIME_ERROR_H
#define ORIEL_RUNTIME_ERROR_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** An error. Valid as long as its event, or as its payload. */
struct oriel_error {
	enum oriel_status code;
	const char *message; /**< a sentence with the remedy; never NULL */
	const char *site; /**< the place of the report, "file:line" */
	struct oriel_payload payload; /**< all members are NULL without one */
	/** the callback that reported it and its causes (cause.h); "" when none ran; never NULL */
	const char *chain;
};

/** Does the work of oriel_report_error(). */
ORIEL_API void oriel_report_error_at(const char *site, enum oriel_status code, const char *message,
	struct oriel_payload payload);
/**
 * Fires a cancelable `error` event at the loop, whose default action logs the error.
 *
 * Later listeners and tasks still run. An error that is reported during the dispatch of an `error`
 * event is logged at once.
 *
 * @param message copied; cut after 65,535 bytes
 * @param payload handed over; released with the event
 * Source: HTML, "report an exception".
 */
#define oriel_report_error(code, message, payload) \
	oriel_report_error_at(ORIEL_SITE, code, message, payload)

/**
 * Returns the error of an `error` event, borrowed as long as the event; NULL for an event of
 * another kind.
 */
ORIEL_API const struct oriel_error *oriel_event_error(const oriel_event *event);

/** Does the work of oriel_error_new(). */
ORIEL_API struct oriel_payload oriel_error_new_at(
	const char *site, enum oriel_status code, const char *message);
/**
 * Makes an error as a payload that can be retained, as all of Oriel rejects promises with.
 * @param message a sentence with the remedy, copied, and cut after 65,535 bytes; NULL: a sentence
 * that says that none was given
 * @return with one reference
 * Thread: any; each reference may be released on another thread.
 */
#define oriel_error_new(code, message) oriel_error_new_at(ORIEL_SITE, code, message)

/**
 * Returns the error of a payload from oriel_error_new(), borrowed as long as the payload; NULL for
 * another payload. Thread: any.
 */
ORIEL_API const struct oriel_error *oriel_error_try_from_payload(struct oriel_payload payload);

ORIEL_END

#endif
