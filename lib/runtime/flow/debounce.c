/* SPDX-License-Identifier: MIT */
/*
 * Debouncing: the function is called when a burst ends.
 */
#include <oriel/flow/debounce.h>

#include "flow/burst_internal.h"

#include <oriel/runtime/log.h>

/* The whole object is the burst. */
struct oriel_debounce {
	struct oriel__burst burst;
};

oriel_debounce *oriel_debounce_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double wait_ms, const struct oriel_debounce_options *options) {
	static const struct oriel__run_class run_class = { .name = "debounce" };
	static const struct oriel__burst_class burst_class = {
		.caller = "oriel_debounce_new", .run_class = &run_class, .is_throttle = false
	};
	static const struct oriel_debounce_options defaults = { .size = sizeof(defaults) };
	oriel__check_options("oriel_debounce_new", site, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(options->leading || !options->skip_trailing,
		"oriel_debounce_new at %s: .skip_trailing without .leading calls nothing; set .leading",
		site);
	return (oriel_debounce *)oriel__burst_new(&burst_class, &(const struct oriel__burst_setup){
		.site = site,
		.fn = fn,
		.data = data,
		.wait_ms = wait_ms,
		.max_wait_ms = options->max_wait_ms,
		.has_leading = options->leading,
		.has_trailing = !options->skip_trailing,
		.signal = options->signal,
		.release = options->release,
	});
}

void oriel_debounce_destroy(oriel_debounce *debounce) {
	oriel__burst_destroy((struct oriel__burst *)debounce, "oriel_debounce_destroy");
}

void oriel_debounce_call(oriel_debounce *debounce, struct oriel_payload newest) {
	oriel__burst_check((const struct oriel__burst *)debounce, "oriel_debounce_call");
	oriel__burst_call(&debounce->burst, newest);
}

bool oriel_debounce_flush(oriel_debounce *debounce) {
	oriel__burst_check((const struct oriel__burst *)debounce, "oriel_debounce_flush");
	return oriel__burst_flush(&debounce->burst);
}

void oriel_debounce_cancel(oriel_debounce *debounce) {
	oriel__burst_check((const struct oriel__burst *)debounce, "oriel_debounce_cancel");
	oriel__burst_cancel(&debounce->burst);
}

bool oriel_debounce_is_pending(const oriel_debounce *debounce) {
	oriel__burst_check((const struct oriel__burst *)debounce, "oriel_debounce_is_pending");
	return debounce->burst.is_pending;
}
