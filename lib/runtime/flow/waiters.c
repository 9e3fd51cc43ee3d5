/* SPDX-License-Identifier: MIT */
/* Lines of waiting requests. */
#include "base/container_internal.h"
#include "flow/waiters_internal.h"

#include "flow/flow_internal.h"

#include <oriel/runtime/abort.h>

static struct oriel__waiter *waiter_of(struct oriel__abort_hook *hook) {
	return oriel__container_of(hook, struct oriel__waiter, hook);
}

void oriel__waiters_take(struct oriel__waiter *waiter) {
	struct oriel__waiters *line = waiter->line;
	oriel__list_remove(&line->waiters, &waiter->link);
	waiter->line = NULL;
	line->count--;
	oriel__abort_hook_remove(&waiter->hook);
	oriel_abort_signal_unref(waiter->signal);
	waiter->signal = NULL;
}

static void waiters_on_abort(struct oriel__abort_hook *hook) {
	struct oriel__waiter *waiter = waiter_of(hook);
	struct oriel__waiters *line = waiter->line;
	oriel__flow_reject_aborted(waiter->signal, waiter->resolver);
	oriel__waiters_take(waiter);
	line->left(line, waiter);
}

void oriel__waiters_join(
	struct oriel__waiters *line, struct oriel__waiter *waiter, oriel_abort_signal *signal) {
	waiter->line = line;
	oriel__list_append(&line->waiters, &waiter->link);
	line->count++;
	if (signal == NULL)
		return;
	waiter->signal = oriel_abort_signal_ref(signal);
	if (!oriel__abort_hook_add(signal, &waiter->hook, waiters_on_abort))
		waiters_on_abort(&waiter->hook);
}
