/* SPDX-License-Identifier: MIT */
/*
 * The list of what hangs on an abort signal. It knows no signals: a struct oriel_signal begins with
 * such a list.
 */
#include "loop/abort_hook_internal.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

static void unlink_hook(struct oriel__abort_list *list, struct oriel__abort_hook *hook) {
	if (hook->previous != NULL)
		hook->previous->next = hook->next;
	else
		list->first = hook->next;
	if (hook->next != NULL)
		hook->next->previous = hook->previous;
	else
		list->last = hook->previous;
	hook->next = hook->previous = NULL;
	hook->list = NULL;
}

bool oriel__abort_hook_add(
	oriel_signal *signal, struct oriel__abort_hook *hook, void (*run)(struct oriel__abort_hook *)) {
	struct oriel__abort_list *list = (struct oriel__abort_list *)signal;
	if (list == NULL)
		return true;
	ORIEL_ASSERT(list->loop == oriel_loop_current(),
		"oriel: a signal was passed off the thread of its loop; make one on this thread");
	if (atomic_load_explicit(&list->aborted, memory_order_relaxed))
		return false;
	*hook = (struct oriel__abort_hook){ .previous = list->last, .list = list, .run = run };
	if (list->last != NULL)
		list->last->next = hook;
	else
		list->first = hook;
	list->last = hook;
	return true;
}

void oriel__abort_hook_remove(struct oriel__abort_hook *hook) {
	if (hook->list != NULL)
		unlink_hook(hook->list, hook);
}

bool oriel__abort_list_mark(struct oriel__abort_list *list) {
	return !atomic_exchange_explicit(&list->aborted, true, memory_order_release);
}

void oriel__abort_list_run(struct oriel__abort_list *list) {
	while (list->first != NULL) {
		struct oriel__abort_hook *hook = list->first;
		unlink_hook(list, hook);
		hook->run(hook);
	}
}

void oriel__abort_list_clear(struct oriel__abort_list *list) {
	while (list->first != NULL) {
		struct oriel__abort_hook *hook = list->first;
		unlink_hook(list, hook);
		if (hook->gone != NULL)
			hook->gone(hook);
	}
}
