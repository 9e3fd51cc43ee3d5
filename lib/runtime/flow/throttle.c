/* SPDX-License-Identifier: MIT */
/*
 * Throttling: the function is called at the beginning of a burst, and then once per interval.
 */
#include <oriel/flow/throttle.h>

#include "flow/burst_internal.h"

#include <oriel/runtime/log.h>

/* The whole object is the burst. */
struct oriel_throttle {
	struct oriel__burst burst;
};

oriel_throttle *oriel_throttle_new_at(const char *site, oriel_throttle_fn *fn, void *data,
	double interval_ms, const struct oriel_throttle_options *options) {
	static const struct oriel__run_class run_class = { .name = "throttle" };
	static const struct oriel__burst_class burst_class = {
		.caller = "oriel_throttle_new", .run_class = &run_class, .is_throttle = true
	};
	static const struct oriel_throttle_options defaults = { .size = sizeof(defaults) };
	oriel__check_options("oriel_throttle_new", site, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(!options->skip_leading || !options->skip_trailing,
		"oriel_throttle_new at %s: .skip_leading with .skip_trailing calls nothing; drop one",
		site);
	return (oriel_throttle *)oriel__burst_new(&burst_class, &(const struct oriel__burst_setup){
		.site = site,
		.fn = fn,
		.data = data,
		.wait_ms = interval_ms,
		.has_leading = !options->skip_leading,
		.has_trailing = !options->skip_trailing,
		.signal = options->signal,
		.release = options->release,
	});
}

void oriel_throttle_destroy(oriel_throttle *throttle) {
	oriel__burst_destroy((struct oriel__burst *)throttle, "oriel_throttle_destroy");
}

void oriel_throttle_call(oriel_throttle *throttle, struct oriel_payload newest) {
	oriel__burst_check((const struct oriel__burst *)throttle, "oriel_throttle_call");
	oriel__burst_call(&throttle->burst, newest);
}

bool oriel_throttle_flush(oriel_throttle *throttle) {
	oriel__burst_check((const struct oriel__burst *)throttle, "oriel_throttle_flush");
	return oriel__burst_flush(&throttle->burst);
}

void oriel_throttle_cancel(oriel_throttle *throttle) {
	oriel__burst_check((const struct oriel__burst *)throttle, "oriel_throttle_cancel");
	oriel__burst_cancel(&throttle->burst);
}

bool oriel_throttle_is_pending(const oriel_throttle *throttle) {
	oriel__burst_check((const struct oriel__burst *)throttle, "oriel_throttle_is_pending");
	return throttle->burst.is_pending;
}
