/* SPDX-License-Identifier: MIT */
/*
 * Hooks that an abort signal runs. The module event/ builds its signals on this list: struct
 * oriel_abort_signal begins with one. Modules below event/ can therefore accept a signal without
 * knowing its struct.
 */
#ifndef ORIEL_LOOP_ABORT_HOOK_INTERNAL_H
#define ORIEL_LOOP_ABORT_HOOK_INTERNAL_H

#include "base/list_internal.h"
#include "base/private_api_internal.h"

#include <oriel/runtime/types.h>

#include <stdatomic.h>

/* Embedded in an object that a signal may cancel. A hook is detached if run is NULL or if the hook
 * is on no list. */
struct oriel__abort_hook {
	struct oriel__list_link link;
	struct oriel__abort_list *list;
	/* called after the hook was removed from the list */
	void (*run)(struct oriel__abort_hook *hook);
	/* called, if not NULL, after the hook was removed because the signal can never abort; set after
	 * adding */
	void (*gone)(struct oriel__abort_hook *hook);
};

struct oriel__abort_list {
	struct oriel__list hooks; /* items: struct oriel__abort_hook */
	oriel_loop *loop;         /* the loop of the signal */
	atomic_bool aborted;
};

/* Adds a hook. Returns false and adds nothing if the signal has aborted. For a NULL signal, returns
 * true and adds nothing. Asserts on a thread other than that of the signal's loop. */
ORIEL_PRIVATE_API bool oriel__abort_hook_add(oriel_abort_signal *signal,
	struct oriel__abort_hook *hook, void (*run)(struct oriel__abort_hook *));
/* Removes a hook; harmless for a hook that is on no list or all zero. */
ORIEL_PRIVATE_API void oriel__abort_hook_remove(struct oriel__abort_hook *hook);
/* Marks the list as aborted, so that it accepts no more hooks. Returns false if it was aborted
 * before. */
bool oriel__abort_list_mark(struct oriel__abort_list *list);
/* Runs the hooks in order. A hook may remove any other hook. */
void oriel__abort_list_run(struct oriel__abort_list *list);
/* Removes all hooks without running them: the signal ends and can never abort. */
void oriel__abort_list_clear(struct oriel__abort_list *list);

#endif
