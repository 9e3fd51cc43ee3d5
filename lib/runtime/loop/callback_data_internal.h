/* SPDX-License-Identifier: MIT */
/*
 * The attachment of a registered callback: a signal that cancels the callback, and a release
 * function for its data. Both are rare, so they are stored apart and other callbacks stay small.
 */
#ifndef ORIEL_LOOP_CALLBACK_DATA_INTERNAL_H
#define ORIEL_LOOP_CALLBACK_DATA_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"

struct oriel__attachment {
	struct oriel__abort_hook hook;
	struct oriel__deferred deferred;
	oriel_release_fn *release;      /* may be NULL */
	struct oriel__context *context; /* holds a reference; may be NULL */
	void *data;                     /* argument of release; set when the attachment ends */
	void (*cancel)(uint64_t id);    /* cancels the callback when the signal aborts */
	uint64_t id;
};

/*
 * Creates an attachment and returns true. If the signal has aborted or the loop is ending, releases
 * data and returns false. The caller sets id before the signal can abort.
 */
ORIEL_PRIVATE_API bool oriel__attach(oriel_loop *loop, struct oriel__attachment **attachment,
	oriel_abort_signal *signal, oriel_release_fn *release, void *data, void (*cancel)(uint64_t id));

/* Creates an attachment without a signal, for posts; may be called on any thread. */
struct oriel__attachment *oriel__attachment_new(oriel_release_fn *release);

/* Detaches the attachment from its signal before the callback's last run. NULL is allowed. */
static inline void oriel__attachment_detach(struct oriel__attachment *attachment) {
	if (attachment != NULL)
		oriel__abort_hook_remove(&attachment->hook);
}

ORIEL_PRIVATE_API void oriel__attachment_end_now(
	oriel_loop *loop, struct oriel__attachment *attachment, void *data);

/* Detaches the attachment, and releases data as soon as nothing is on the stack. NULL is
 * allowed. */
static inline void oriel__attachment_end(
	oriel_loop *loop, struct oriel__attachment *attachment, void *data) {
	if (attachment != NULL)
		oriel__attachment_end_now(loop, attachment, data);
}

#endif
