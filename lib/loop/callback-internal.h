/* SPDX-License-Identifier: MIT */
/*
 * Who is on the stack: callbacks, dispatches, and what waits until they have returned.
 *
 * Two depths. A *callback* is user code; when the outermost one returns, a microtask checkpoint follows. A *hold* is a
 * dispatch or a callback; when the outermost hold ends, what was deferred runs: the finish of destroyed widgets, drops,
 * freed memory. Deferred work runs inside a hold of its own, until none is left, before the checkpoint.
 */
#ifndef ORIEL_LOOP_CALLBACK_INTERNAL_H
#define ORIEL_LOOP_CALLBACK_INTERNAL_H

#include <oriel/types.h>

/* Brackets every call of user code. */
void oriel__callback_enter(oriel_loop *loop);
void oriel__callback_leave(oriel_loop *loop);
bool oriel__callback_on_stack(const oriel_loop *loop);

/* Brackets work of Oriel's own that keeps addresses across callbacks, e.g. a dispatch. */
void oriel__hold_begin(oriel_loop *loop);
void oriel__hold_end(oriel_loop *loop);

/* Work for when nothing is on the stack; embedded in what it is about. */
struct oriel__deferred {
	struct oriel__deferred *next;
	void (*run)(struct oriel__deferred *deferred);
};

/* Runs at once, inside a hold, if nothing is on the stack; else in order of deferring. */
void oriel__defer(oriel_loop *loop, struct oriel__deferred *deferred, void (*run)(struct oriel__deferred *));

/* Calls drop(data) by the same rule; allocates only if it has to wait. A NULL drop does nothing. */
void oriel__defer_drop(oriel_loop *loop, oriel_drop_fn *drop, void *data);

#endif
