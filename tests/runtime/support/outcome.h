/* SPDX-License-Identifier: MIT */
/**
 * @file Notes the results of promises in one string: "a: value" or "a: NotFoundError".
 */
#ifndef ASYNC_OUTCOME_H
#define ASYNC_OUTCOME_H

#include <oriel/runtime/error.h>
#include <oriel/runtime/promise.h>
#include <stdio.h>
#include <stdlib.h>

#include "test.h"

struct outcome {
	struct order *order;
	const char *name;
	/* NULL: values are strings */
	void (*describe)(struct order *order, const char *name, struct oriel_payload value);
	char *message; /* receives a copy of the last error's message; may be NULL */
};

enum { OUTCOME_MESSAGE_SIZE = 512 };

static inline struct oriel_completion outcome_fulfilled(struct oriel_payload value, void *data) {
	const struct outcome *outcome = data;
	if (outcome->describe != NULL)
		outcome->describe(outcome->order, outcome->name, value);
	else
		order_add(outcome->order, "%s: %s", outcome->name,
			value.data != NULL ? (const char *)value.data : "nothing");
	return ORIEL_COMPLETE;
}

static inline struct oriel_completion outcome_rejected(struct oriel_payload reason, void *data) {
	const struct outcome *outcome = data;
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	order_add(outcome->order, "%s: %s", outcome->name,
		error != NULL ? oriel_status_name(error->code) : (const char *)reason.data);
	if (error != NULL && outcome->message != NULL)
		snprintf(outcome->message, OUTCOME_MESSAGE_SIZE, "%s", error->message);
	return ORIEL_COMPLETE;
}

/* Notes the result of promise, and takes over promise. */
static inline void record_outcome(oriel_promise *promise, struct outcome outcome) {
	struct outcome *copy = malloc(sizeof(*copy));
	*copy = outcome;
	oriel_promise_unref(
		oriel_then(promise, outcome_fulfilled, outcome_rejected, copy, .release = free));
}

#endif
