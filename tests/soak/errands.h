/* SPDX-License-Identifier: MIT */
/*
 * What a program has under way besides its widgets: timers, frames, idle callbacks, listeners,
 * watches, jobs, posts, kept events, and the ventures, each under a signal that may abort at any
 * time. Whatever begins hands over its data, and is over when that is dropped: as many drops as
 * beginnings means that none was lost or run twice.
 */
#ifndef SOAK_ERRANDS_H
#define SOAK_ERRANDS_H

#include "chance.h"
#include "desk.h"
#include "ventures.h"

enum { ERRANDS_CONTROLLERS = 6, ERRANDS_EVENTS = 8 };

struct errands {
	struct chance *chance;
	oriel_abort_controller *controllers[ERRANDS_CONTROLLERS]; /* each may be NULL */
	oriel_event *events[ERRANDS_EVENTS]; /* kept; each may be NULL */
	oriel_job_queue *queue;
	struct ventures ventures;
	size_t begun, over;
};

void errands_init(struct errands *errands, struct chance *chance);
/* Begins something at random for a list. */
void errands_begin(struct errands *errands, struct desk_list *list);
/* Aborts some of what is under way. */
void errands_abort(struct errands *errands);
/* Ends everything, and asserts that nothing was lost. Before the application goes. */
void errands_finish(struct errands *errands, oriel_loop *loop);

#endif
