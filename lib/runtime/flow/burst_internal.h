/* SPDX-License-Identifier: MIT */
/*
 * A burst: calls in quick succession, which are combined into one or a few calls of a function.
 * Debounces and throttles are bursts that differ in the times of these calls.
 */
#ifndef ORIEL_FLOW_BURST_INTERNAL_H
#define ORIEL_FLOW_BURST_INTERNAL_H

#include "flow/flow_internal.h"
#include "loop/cause_internal.h"

struct oriel__burst_class {
	const char *caller; /* the public function that makes one */
	const struct oriel__run_class *run_class;
	/* A throttle waits for an interval after each call of fn. A debounce continues its burst if fn
	 * was called before the burst ended. */
	bool is_throttle;
};

struct oriel__burst {
	struct oriel__flow flow; /* first */
	const struct oriel__burst_class *burst_class;
	const char *site;
	void (*fn)(struct oriel_payload newest, void *data);
	double wait_ms, max_wait_ms; /* max_wait_ms of 0: a burst may last for ever */
	bool has_leading, has_trailing;

	struct oriel_payload newest;
	struct oriel__cause cause; /* of the call that brought it */
	bool is_pending;
	double last_call_ms;
	double since_ms; /* when the burst began, or fn was called last in it */
	oriel_timer_id timer;
};

/* The arguments of the public function. */
struct oriel__burst_setup {
	const char *site;
	void (*fn)(struct oriel_payload newest, void *data);
	void *data;
	double wait_ms, max_wait_ms; /* negative or no number: 0 */
	bool has_leading, has_trailing;
	oriel_abort_signal *signal;
	oriel_release_fn *release;
};

/* Returns a burst, owned by the caller. */
struct oriel__burst *oriel__burst_new(
	const struct oriel__burst_class *burst_class, const struct oriel__burst_setup *setup);
/* NULL is allowed. */
void oriel__burst_destroy(struct oriel__burst *burst, const char *caller);
/* Asserts that burst is not NULL, and that this is its loop's thread. */
void oriel__burst_check(const struct oriel__burst *burst, const char *caller);

/* The public functions of debounces and throttles, without their checks. */
void oriel__burst_call(struct oriel__burst *burst, struct oriel_payload newest);
bool oriel__burst_flush(struct oriel__burst *burst);
void oriel__burst_cancel(struct oriel__burst *burst);

#endif
