/* SPDX-License-Identifier: MIT */
/*
 * What a program has under way that is not one callback: promises, coroutines, ports, workers,
 * streams, files, queues, flow control. As an errand, each hands over its data, and is over when
 * that has been dropped.
 */
#ifndef SOAK_VENTURES_H
#define SOAK_VENTURES_H

#include "chance.h"

#include <oriel/oriel.h>

struct ventures {
	struct chance *chance;
	size_t begun, over, workers; /* workers: that have not exited */
};

/* Begins something at random, which signal may end. @param target whose events some of it waits for
 */
void ventures_begin(struct ventures *ventures, oriel_target *target, oriel_abort_signal *signal);
/* Waits for what takes real time, and asserts that nothing was lost. What it waits for in virtual
 * time has come by now, or was aborted. */
void ventures_finish(struct ventures *ventures, oriel_loop *loop);

#endif
