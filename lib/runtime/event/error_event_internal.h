/* SPDX-License-Identifier: MIT */
/*
 * Events that carry an error, for the modules above.
 */
#ifndef ORIEL_EVENT_ERROR_EVENT_INTERNAL_H
#define ORIEL_EVENT_ERROR_EVENT_INTERNAL_H

#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>

/* Returns an event with an error, which oriel_event_error() returns. The message is copied, the
 * site is static, and the payload is handed over. */
oriel_event *oriel__error_event_new(
	const char *type, const struct oriel_error *error, bool is_cancelable);

/* Sets the function that receives errors whose default action was not prevented; NULL restores the
 * log. data is borrowed until the next call. */
void oriel__errors_pass_on(
	oriel_loop *loop, void (*fn)(const struct oriel_error *error, void *data), void *data);

#endif
