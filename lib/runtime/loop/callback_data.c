/* SPDX-License-Identifier: MIT */
/*
 * Attachments: the abort signal, the release function and the context of a registered callback. An
 * attachment ends exactly once, and its end releases the callback's data.
 */
#include "loop/callback_data_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_state_internal.h"

static void callback_data_on_abort(struct oriel__abort_hook *hook) {
	struct oriel__attachment *attachment = oriel__container_of(
		hook, struct oriel__attachment, hook);
	attachment->cancel(attachment->id);
}

struct oriel__attachment *oriel__attachment_new(oriel_release_fn *release) {
	struct oriel__attachment *attachment = oriel__alloc_zero(1, sizeof(*attachment));
	attachment->release = release;
	return attachment;
}

bool oriel__attach(oriel_loop *loop, struct oriel__attachment **attachment,
	oriel_abort_signal *signal, oriel_release_fn *release, void *data,
	void (*cancel)(uint64_t id)) {
	*attachment = oriel__attachment_new(release);
	(*attachment)->cancel = cancel;
	(*attachment)->context = oriel__context_ref(oriel__context_here(loop));
	if (!loop->is_ending &&
		oriel__abort_hook_add(signal, &(*attachment)->hook, callback_data_on_abort))
		return true;
	oriel__attachment_end_now(loop, *attachment, data);
	*attachment = NULL;
	return false;
}

static void callback_data_release(struct oriel__deferred *deferred) {
	struct oriel__attachment *attachment = oriel__container_of(
		deferred, struct oriel__attachment, deferred);
	oriel_release_fn *release = attachment->release;
	void *data = attachment->data;
	struct oriel__context *context = attachment->context;

	oriel__free(attachment);
	if (release != NULL)
		release(data);
	oriel__context_unref(context);
}

void oriel__attachment_end_now(oriel_loop *loop, struct oriel__attachment *attachment, void *data) {
	oriel__attachment_detach(attachment);
	attachment->data = data;
	if (attachment->release != NULL || attachment->context != NULL)
		oriel__defer(loop, &attachment->deferred, callback_data_release);
	else
		oriel__free(attachment);
}
