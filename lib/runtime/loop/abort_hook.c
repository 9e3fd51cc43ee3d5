/* SPDX-License-Identifier: MIT */
/*
 * The list of what hangs on an abort signal. It knows no signals: a struct oriel_abort_signal
 * begins with such a list.
 */
#include "loop/abort_hook_internal.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

static void unlink_hook(struct oriel__abort_hook *hook) {
	oriel__list_remove(&hook->list->hooks, &hook->link);
	hook->list = NULL;
}

/* NULL: there is none. */
static struct oriel__abort_hook *first_hook(const struct oriel__abort_list *list) {
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
		unlink_hook(hook);
}

bool oriel__abort_list_mark(struct oriel__abort_list *list) {
	return !atomic_exchange_explicit(&list->aborted, true, memory_order_release);
}

void oriel__abort_list_run(struct oriel__abort_list *list) {
	struct oriel__abort_hook *hook;
	while ((hook = first_hook(list)) != NULL) {
		unlink_hook(hook);
		hook->run(hook);
	}
}

void oriel__abort_list_clear(struct oriel__abort_list *list) {
	struct oriel__abort_hook *hook;
	while ((hook = first_hook(list)) != NULL) {
		unlink_hook(hook);
		if (hook->gone != NULL)
			hook->gone(hook);
	}
}
