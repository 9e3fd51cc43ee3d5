/* SPDX-License-Identifier: MIT */
/*
 * The list of hooks of an abort signal. This module does not define signals; struct
 * oriel_abort_signal begins with such a list.
 */
#include "loop/abort_hook_internal.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

static void abort_hook_unlink(struct oriel__abort_hook *hook) {
	oriel__list_remove(&hook->list->hooks, &hook->link);
	hook->list = NULL;
}

/* Returns the first hook, or NULL. */
static struct oriel__abort_hook *abort_hook_first(const struct oriel__abort_list *list) {
	return oriel__list_first(&list->hooks, struct oriel__abort_hook, link);
}

bool oriel__abort_hook_add(oriel_abort_signal *signal, struct oriel__abort_hook *hook,
	void (*run)(struct oriel__abort_hook *)) {
	struct oriel__abort_list *list = (struct oriel__abort_list *)signal;
	if (list == NULL)
		return true;
	ORIEL_ASSERT(list->loop == oriel_loop_current(),
		"oriel: a signal was passed off the thread of its loop; make one on this thread");
	if (atomic_load_explicit(&list->aborted, memory_order_relaxed))
		return false;
	*hook = (struct oriel__abort_hook){ .list = list, .run = run };
	oriel__list_append(&list->hooks, &hook->link);
	return true;
}

void oriel__abort_hook_remove(struct oriel__abort_hook *hook) {
	if (hook->list != NULL)
		abort_hook_unlink(hook);
}

bool oriel__abort_list_mark(struct oriel__abort_list *list) {
	return !atomic_exchange_explicit(&list->aborted, true, memory_order_release);
}

void oriel__abort_list_run(struct oriel__abort_list *list) {
	struct oriel__abort_hook *hook;
	while ((hook = abort_hook_first(list)) != NULL) {
		abort_hook_unlink(hook);
		hook->run(hook);
	}
}

void oriel__abort_list_clear(struct oriel__abort_list *list) {
	struct oriel__abort_hook *hook;
	while ((hook = abort_hook_first(list)) != NULL) {
		abort_hook_unlink(hook);
		if (hook->gone != NULL)
			hook->gone(hook);
	}
}
