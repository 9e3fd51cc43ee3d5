/* SPDX-License-Identifier: MIT */
/*
 * What the objects of this module begin with: whose loop they are on, the signal that ends them,
 * and the data that they own.
 *
 * An object *ends* once: by its signal, by being destroyed, or with its loop. Then it lets go of
 * what waits for it and of its data, and later calls find it ended. Its memory is its owner's until
 * he destroys it, which is legal anywhere, in its callbacks and after its loop has gone too.
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
	struct oriel__flows *flows; /* its loop's list, until it is destroyed; NULL: on none */
	struct oriel__list_link link;
	oriel_loop *loop; /* NULL once it has gone */
	const struct oriel__flow_class *type;
	struct oriel__abort_hook hook;
	struct oriel__deferred deferred;
	oriel_abort_signal *signal; /* a reference, for the reason of its abort; may be NULL */
	oriel_release_fn *release;  /* may be NULL */
	void *data;
	bool has_ended;
};

struct oriel__flow_class {
	const char *name; /* of its type, for messages */
	/* Cancels its timers and rejects who waits. The object lives on. May be NULL. */
	void (*end)(struct oriel__flow *flow);
	/* Frees what is left of it, and its memory. */
	void (*free)(struct oriel__flow *flow);
};

/* Of memory that is all zeros. With a signal that has aborted, or on a loop that ends, the object
 * has ended when this returns. */
void oriel__flow_init(struct oriel__flow *flow, const struct oriel__flow_class *type,
	const char *caller, oriel_abort_signal *signal, void *data, oriel_release_fn *release);
/* Ends it; harmless if it has ended. The end of an object that belongs to itself destroys it. */
void oriel__flow_end(struct oriel__flow *flow);
/* NULL is allowed. */
void oriel__flow_destroy(struct oriel__flow *flow, const char *caller);
/* Asserts that there is one, and that this is its loop's thread. */
void oriel__flow_check(const struct oriel__flow *flow, const char *caller);

/* Rejects resolver, and gives it up, because flow has ended: with its signal's reason if that is
 * why. */
void oriel__flow_reject_ended(const struct oriel__flow *flow, oriel_resolver *resolver);
/* A rejected promise if flow has ended, or signal, which may be NULL, has aborted; else NULL. */
oriel_promise *oriel__flow_refusal(
	const struct oriel__flow *flow, oriel_abort_signal *signal, const char *site);
/* Rejects resolver with signal's reason, and gives it up. */
void oriel__flow_reject_aborted(oriel_abort_signal *signal, oriel_resolver *resolver);
/* A promise that is rejected with an error. */
oriel_promise *oriel__flow_refused(const char *site, enum oriel_status code, const char *message);

/* Something to begin drawing from, never 0: another one each time, and the same ones when the same
 * run is replayed. */
uint64_t oriel__flow_seed(oriel_loop *loop);

/* Calls start, as a callback; what answers NULL is done. */
oriel_promise *oriel__flow_start(
	oriel_loop *loop, oriel_start_fn *start, oriel_abort_signal *signal, void *data);

#endif
