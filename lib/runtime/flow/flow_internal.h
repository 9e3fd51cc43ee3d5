/* SPDX-License-Identifier: MIT */
/*
 * The common part of all objects in this module: the loop, the signal that ends the object, and the
 * data that it owns.
 *
 * An object *ends* once: when its signal aborts, when it is destroyed, or with its loop. It then
 * rejects all waiting operations and releases its data, and later calls find it ended. The owner
 * keeps the memory until destroying the object, which is legal anywhere: in the object's callbacks
 * and after the end of the loop, too.
 */
#ifndef ORIEL_FLOW_FLOW_INTERNAL_H
#define ORIEL_FLOW_FLOW_INTERNAL_H

#include "base/list_internal.h"
#include "base/options_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>

struct oriel__flows;

struct oriel__flow {
	struct oriel__flows *flows; /* the loop's list, until the object is destroyed; NULL: on none */
	struct oriel__list_link link;
	oriel_loop *loop; /* NULL once the loop has ended */
	const struct oriel__flow_class *type;
	struct oriel__abort_hook hook;
	struct oriel__deferred deferred;
	oriel_abort_signal *signal; /* a reference, for the reason of its abort; may be NULL */
	oriel_release_fn *release;  /* may be NULL */
	void *data;
	bool has_ended;
};

struct oriel__flow_class {
	const char *name; /* name of the type, for messages */
	/* Cancels timers and rejects waiting operations. The object continues to exist. May be NULL. */
	void (*end)(struct oriel__flow *flow);
	/* Frees the rest of the object and its memory. */
	void (*free)(struct oriel__flow *flow);
};

/* Initialises an object of zeroed memory. If the signal has aborted or the loop is ending, the
 * object has ended on return. */
void oriel__flow_init(struct oriel__flow *flow, const struct oriel__flow_class *type,
	const char *caller, oriel_abort_signal *signal, void *data, oriel_release_fn *release);
/* Ends an object; harmless if it has ended. An object without an owner is also destroyed. */
void oriel__flow_end(struct oriel__flow *flow);
/* Destroys an object; NULL is allowed. */
void oriel__flow_destroy(struct oriel__flow *flow, const char *caller);
/* Asserts that the object is not NULL and is used on its loop's thread. */
void oriel__flow_check(const struct oriel__flow *flow, const char *caller);

/* Rejects and releases resolver because flow has ended. The reason is that of flow's signal if the
 * signal ended it. */
void oriel__flow_reject_ended(const struct oriel__flow *flow, oriel_resolver *resolver);
/* Returns a rejected promise if flow has ended or signal (may be NULL) has aborted; otherwise
 * NULL. */
oriel_promise *oriel__flow_refusal(
	const struct oriel__flow *flow, oriel_abort_signal *signal, const char *site);
/* Rejects resolver with the reason of signal, and releases it. */
void oriel__flow_reject_aborted(oriel_abort_signal *signal, oriel_resolver *resolver);
/* Returns a promise rejected with an error. */
oriel_promise *oriel__flow_refused(const char *site, enum oriel_status code, const char *message);

/* Returns a seed for random numbers, never 0. Each call returns another seed; a replay returns the
 * same ones. */
uint64_t oriel__flow_seed(oriel_loop *loop);

/* Calls start as a callback. If start returns NULL, returns a fulfilled promise. */
oriel_promise *oriel__flow_start(
	oriel_loop *loop, oriel_start_fn *start, oriel_abort_signal *signal, void *data);

#endif
