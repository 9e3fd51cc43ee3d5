/* SPDX-License-Identifier: MIT */
/*
 * Promises that wait for something of a stream, a server or a process, in the order of the
 * requests. An aborted wait leaves the list; the object is notified only through changed.
 */
#include "io/io_object_internal.h"
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/payload.h>

static void io_wait_unlink(struct oriel__io_wait *wait) {
	oriel__list_remove(&wait->waits->list, &wait->link);
	oriel__abort_hook_remove(&wait->hook);
}

static void io_wait_free(struct oriel__io_wait *wait) {
	oriel_resolver_unref(wait->resolver);
	oriel_abort_signal_unref(wait->signal);
	oriel__free(wait);
}

void oriel__io_reject(oriel_resolver *resolver, struct oriel_payload reason, bool is_wish) {
	if (is_wish && resolver->promise != NULL)
		resolver->promise->is_aborted = true;
	oriel_reject(resolver, reason);
}

static void io_wait_reject(struct oriel__io_wait *wait, struct oriel_payload reason, bool is_wish) {
	oriel__io_reject(wait->resolver, reason, is_wish);
	io_wait_free(wait);
}

static void io_wait_on_abort(struct oriel__abort_hook *hook) {
	struct oriel__io_wait *wait = oriel__container_of(hook, struct oriel__io_wait, hook);
	struct oriel__io_waits *waits = wait->waits;
	io_wait_unlink(wait);
	io_wait_reject(wait, oriel__abort_signal_rejection(wait->site, wait->signal), true);
	if (waits->changed != NULL)
		waits->changed(waits);
}

oriel_promise *oriel__io_wait(
	const char *site, struct oriel__io_waits *waits, uint64_t mark, oriel_abort_signal *signal) {
	if (signal != NULL && oriel_abort_signal_is_aborted(signal))
		return oriel_promise_new_rejected_at(site, oriel__abort_signal_rejection(site, signal));
	struct oriel__io_wait *wait = oriel__alloc_zero(1, sizeof(*wait));
	oriel_promise *promise = oriel_promise_new_at(site, &wait->resolver);
	wait->waits = waits;
	wait->mark = mark;
	wait->site = site;
	wait->signal = signal != NULL ? oriel_abort_signal_ref(signal) : NULL;
	oriel__abort_hook_add(signal, &wait->hook, io_wait_on_abort);
	oriel__list_append(&waits->list, &wait->link);
	return promise;
}

static struct oriel__io_wait *io_wait_take_first(struct oriel__io_waits *waits) {
	struct oriel__io_wait *wait = oriel__io_waits_first(waits);
	io_wait_unlink(wait);
	return wait;
}

void oriel__io_wait_resolve(struct oriel__io_waits *waits, struct oriel_payload value) {
	struct oriel__io_wait *wait = io_wait_take_first(waits);
	oriel_resolve(wait->resolver, value);
	io_wait_free(wait);
}

void oriel__io_waits_resolve_all(struct oriel__io_waits *waits) {
	while (oriel__io_waits_first(waits) != NULL)
		oriel__io_wait_resolve(waits, ORIEL_NO_PAYLOAD);
}

bool oriel__io_waits_reject_all(
	struct oriel__io_waits *waits, struct oriel_payload error, bool is_wish) {
	bool any = oriel__io_waits_first(waits) != NULL;
	while (oriel__io_waits_first(waits) != NULL)
		io_wait_reject(io_wait_take_first(waits), oriel_payload_ref(error), is_wish);
	return any;
}
