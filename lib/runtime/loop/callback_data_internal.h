/* SPDX-License-Identifier: MIT */
/*
 * What a registered callback has only sometimes: a signal that ends it and a release function for
 * its data. Kept beside it, so that callbacks without either stay small.
 */
#ifndef ORIEL_LOOP_CALLBACK_DATA_INTERNAL_H
#define ORIEL_LOOP_CALLBACK_DATA_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"

struct oriel__attachment {
	struct oriel__abort_hook hook;
	struct oriel__deferred deferred;
	oriel_release_fn *release;         /* may be NULL */
	struct oriel__context *context; /* counted; may be NULL */
	void *data;                  /* what drop is called with; set when it ends */
	void (*cancel)(uint64_t id); /* what the signal does */
	uint64_t id;
};

/*
 * Makes an attachment and returns true; or, if the signal has aborted or the loop is ending, drops
 * the data and returns false. id is to be set before anything can abort.
 */
ORIEL_PRIVATE_API bool oriel__attach(oriel_loop *loop, struct oriel__attachment **attachment,
	oriel_abort_signal *signal, oriel_release_fn *release, void *data, void (*cancel)(uint64_t id));

/* Without a signal, from any thread; for posts. */
struct oriel__attachment *oriel__attachment_new(oriel_release_fn *release);

/* Detaches from the signal: the callback is about to run for the last time. NULL is allowed. */
static inline void oriel__attachment_detach(struct oriel__attachment *attachment) {
	if (attachment != NULL)
		oriel__abort_hook_remove(&attachment->hook);
}

ORIEL_PRIVATE_API void oriel__attachment_end_now(
	oriel_loop *loop, struct oriel__attachment *attachment, void *data);

/* Detaches, and drops data as soon as nothing is on the stack. NULL is allowed. */
static inline void oriel__attachment_end(
	oriel_loop *loop, struct oriel__attachment *attachment, void *data) {
	if (attachment != NULL)
		oriel__attachment_end_now(loop, attachment, data);
}

#endif
