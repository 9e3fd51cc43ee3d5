/* SPDX-License-Identifier: MIT */
/*
 * Something that is begun by an oriel_start_fn, perhaps after waiting in a line: what a limiter, a
 * circuit breaker, locks and the latest of several have in common.
 *
 * It has a promise, which follows start's; a signal, which aborts with its caller's, its owner's,
 * or by itself; and data. It lives until start's promise is settled or lost, also when its owner
 * has ended before.
 */
#ifndef ORIEL_FLOW_OPERATION_INTERNAL_H
#define ORIEL_FLOW_OPERATION_INTERNAL_H

#include "base/list_internal.h"
#include "flow/flow_internal.h"
#include "flow/waiters_internal.h"
#include "loop/cause_internal.h"

struct oriel__operation;

struct oriel__operations {
	struct oriel__list list; /* struct oriel__operation, the newest first */
	size_t count;
};

struct oriel__operation {
	struct oriel__waiter waiter;
	struct oriel__list_link link;      /* of its owner's that run */
	struct oriel__operations *running; /* NULL: it does not, or its owner has ended */
	oriel_loop *loop;
	const char *site;
	const char *kind;          /* of its owner; static */
	struct oriel__cause cause; /* of its request, until it begins */
	oriel_start_fn *start;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	/* start's, once begun, borrowed: whoever can settle it holds it. NULL: lost */
	oriel_promise *promise;
	oriel_abort_controller *controller;
	/* a reference: of the controller, and of the caller's and the owner's signals */
	oriel_abort_signal *signal;
	/* Start's promise is settled; or pending, if nobody can settle it any more. Not called once its
	 * owner has ended. */
	void (*settled)(struct oriel__operation *operation, enum oriel_promise_state state);
	void *owner; /* begins with its flow */
};

struct oriel__operation_options {
	struct oriel__flow *owner;
	oriel_start_fn *start;
	void *data;
	oriel_release_fn *release;
	oriel_abort_signal *signal; /* the caller's; may be NULL */
	void (*settled)(struct oriel__operation *operation, enum oriel_promise_state state);
};

/* NULL: none runs. */
static inline struct oriel__operation *oriel__operations_newest(
	const struct oriel__operations *running) {
	return oriel__list_first(&running->list, struct oriel__operation, link);
}
/* Of a line of operations; NULL: it is empty. */
static inline struct oriel__operation *oriel__operations_first_of(
	const struct oriel__waiters *line) {
	return oriel__list_first(&line->waiters, struct oriel__operation, waiter.link);
}

/* Not begun yet. size: of what begins with it. *promise is what the caller is given; NULL: nobody
 * is given one. */
struct oriel__operation *oriel__operation_new(size_t size, const char *caller, const char *site,
	const struct oriel__operation_options *options, oriel_promise **promise);
/* Takes it out of its line if it is in one, and calls start with the context values and the cause
 * of its request, which settled is called with too. running: the owner's. */
void oriel__operation_begin(struct oriel__operation *operation, struct oriel__operations *running);
/* Ends one that was not begun and is in no line; its resolver has been given up. */
void oriel__operation_free(struct oriel__operation *operation);
/* Its owner does not want it any more: it is aborted, and goes on without being heard of. */
void oriel__operation_abandon(struct oriel__operation *operation);
/* The same for all, since their owner has ended. */
void oriel__operations_abandon(struct oriel__operations *running);
/* The owner has ended: rejects and frees all that wait. */
void oriel__operations_reject_line(struct oriel__waiters *line, const struct oriel__flow *owner);

#endif
