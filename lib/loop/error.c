/* SPDX-License-Identifier: MIT */
/*
 * Errors that callbacks report. event/ makes `error` events of them, by a hook; here they can only be logged.
 */
#include "loop/error-internal.h"

#include "base/alloc-internal.h"
#include "loop/state-internal.h"

#include <string.h>

void oriel__error_log(const oriel_loop *loop, const struct oriel_error *error) {
	const char *status = oriel_status_name(error->code);
	if (loop->site != NULL)
		oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s (in what was queued at %s)", error->site, status, error->message, loop->site);
	else
		oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s", error->site, status, error->message);
}

void oriel__loop_set_error_hook(oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_error *error)) {
	loop->error_hook = hook;
}

void oriel_report_error_at(const char *site, enum oriel_status code, const char *message, const struct oriel_payload *payload) {
	oriel_loop *loop = oriel__here("oriel_report_error");
	struct oriel_error error = { .code = code, .message = message != NULL ? message : "no message was given", .site = site };
	if (payload != NULL)
		error.payload = *payload;

	if (loop->error_hook != NULL && !loop->in_error) {
		loop->in_error = true;
		loop->error_hook(loop, &error);
		loop->in_error = false;
	} else {
		oriel__error_log(loop, &error);
		oriel__defer_drop(loop, error.payload.drop, error.payload.data);
	}
}
