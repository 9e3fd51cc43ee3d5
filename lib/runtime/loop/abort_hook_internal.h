/* SPDX-License-Identifier: MIT */
/*
 * What hangs on an abort signal. The room event/ makes signals of this list; a struct
 * oriel_abort_signal begins with one, so that everything below event/ can accept a signal without
 * knowing what it is.
 */
#ifndef ORIEL_LOOP_ABORT_HOOK_INTERNAL_H
#define ORIEL_LOOP_ABORT_HOOK_INTERNAL_H

#include "base/list_internal.h"
#include "base/private_api_internal.h"

#include <oriel/runtime/types.h>

#include <stdatomic.h>

/* Embedded in whatever a signal may end; detached when run is NULL or it is not on a list. */
struct oriel__abort_hook {
	struct oriel__list_link link;
	struct oriel__abort_list *list;
	void (*run)(struct oriel__abort_hook *hook); /* the hook is off the list already */
	/* so it is, and the signal can never abort; may be NULL, set once it is on the list */
	void (*gone)(struct oriel__abort_hook *hook);
};

struct oriel__abort_list {
	struct oriel__list hooks; /* struct oriel__abort_hook */
	oriel_loop *loop; /* whose thread it belongs to */
	atomic_bool aborted;
};

/* False, with nothing done, if the signal has aborted. A NULL signal is true and adds nothing.
 * Asserts off the signal's loop. */
ORIEL_PRIVATE_API bool oriel__abort_hook_add(oriel_abort_signal *signal,
	struct oriel__abort_hook *hook, void (*run)(struct oriel__abort_hook *));
/* Harmless on a hook that was never added (all zero) or is off the list. */
ORIEL_PRIVATE_API void oriel__abort_hook_remove(struct oriel__abort_hook *hook);
/* Marks the list aborted, so that it takes no more hooks. False if it had aborted before. */
bool oriel__abort_list_mark(struct oriel__abort_list *list);
/* Runs the hooks in order; one may remove any other. */
void oriel__abort_list_run(struct oriel__abort_list *list);
/* Takes all hooks off without running them: the signal goes, and can never abort. */
void oriel__abort_list_clear(struct oriel__abort_list *list);

#endif
