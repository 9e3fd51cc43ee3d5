/* SPDX-License-Identifier: MIT */
/*
 * What a program has under way that is not one callback: promises, coroutines, ports, workers,
 * streams, files, queues, flow control, floods of tasks and feedback storms. As an errand, each
 * hands over its data, and is over when that has been dropped.
 *
 * Each venture begins with a context value and a trace id of its own. Its reactions, coroutines and
 * jobs, and its worker, find that value, and no value is left at the end.
 */
#ifndef SOAK_VENTURES_H
#define SOAK_VENTURES_H

#include "chance.h"

#include <oriel/oriel.h>

struct ventures {
	struct chance *chance;
	size_t begun, over, workers; /* workers: that have not exited */
	size_t floods, storms, pressures; /* begun floods and storms, and the events that told them */
};

/* Lowers the marks of the loop, and listens for `pressure`. Once for each loop, before the first
 * venture. */
void ventures_watch(struct ventures *ventures, oriel_loop *loop);

/* Begins something at random, which signal may end. @param target whose events some of it waits for
 */
void ventures_begin(struct ventures *ventures, oriel_target *target, oriel_abort_signal *signal);
/* Waits for what takes real time, and asserts that nothing was lost. What it waits for in virtual
 * time has come by now, or was aborted. */
void ventures_finish(struct ventures *ventures, oriel_loop *loop);

#endif
