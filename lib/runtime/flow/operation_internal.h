/* SPDX-License-Identifier: MIT */
/*
 * Operations that an oriel_start_fn begins, perhaps after waiting in a line. Limiters, circuit
 * breakers, locks and "latest wins" have them in common.
 *
 * An operation has a promise, which follows start's promise, and data. Its signal aborts with the
 * signals of its caller and its owner, or by itself. It lives until start's promise is settled or
 * freed, even if its owner has ended before.
 */
#ifndef ORIEL_FLOW_OPERATION_INTERNAL_H
#define ORIEL_FLOW_OPERATION_INTERNAL_H

#include "base/list_internal.h"
#include "flow/flow_internal.h"
#include "flow/waiters_internal.h"
#include "loop/cause_internal.h"

struct oriel__operation;

struct oriel__operations {
	struct oriel__list list; /* items: struct oriel__operation, the newest first */
	size_t count;
};

struct oriel__operation {
	struct oriel__waiter waiter;
	struct oriel__list_link link;      /* in the owner's list of running operations */
	struct oriel__operations *running; /* NULL if not running, or if the owner has ended */
	oriel_loop *loop;
	const char *site;
	const char *kind;          /* kind of the owner; static */
	struct oriel__cause cause; /* cause of the request, until the operation begins */
	oriel_start_fn *start;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	/* start's promise, once begun; borrowed, because code that can settle it holds a reference.
	 * NULL once freed unsettled */
	oriel_promise *promise;
	oriel_abort_controller *controller;
	/* a reference; combines the controller with the signals of caller and owner */
	oriel_abort_signal *signal;
	/* Called when start's promise is settled, or still pending but can no longer be settled. Not
	 * called once the owner has ended. */
	void (*settled)(struct oriel__operation *operation, enum oriel_promise_state state);
	void *owner; /* begins with its flow */
};

struct oriel__operation_options {
	struct oriel__flow *owner;
	oriel_start_fn *start;
	void *data;
	oriel_release_fn *release;
	oriel_abort_signal *signal; /* the caller's signal; may be NULL */
	void (*settled)(struct oriel__operation *operation, enum oriel_promise_state state);
};

/* Returns the newest running operation, or NULL. */
static inline struct oriel__operation *oriel__operations_newest(
	const struct oriel__operations *running) {
	return oriel__list_first(&running->list, struct oriel__operation, link);
}
/* Returns the first operation in a line, or NULL if the line is empty. */
static inline struct oriel__operation *oriel__operations_first_of(
	const struct oriel__waiters *line) {
	return oriel__list_first(&line->waiters, struct oriel__operation, waiter.link);
}

/* Creates an operation that has not begun. size is that of the struct that begins with it. *promise
 * receives the caller's promise; promise may be NULL. */
struct oriel__operation *oriel__operation_new(size_t size, const char *caller, const char *site,
	const struct oriel__operation_options *options, oriel_promise **promise);
/* Removes the operation from its line, if it is in one, and calls start with the context values and
 * the cause of the request. settled is called with the same. running is the owner's list. */
void oriel__operation_begin(struct oriel__operation *operation, struct oriel__operations *running);
/* Frees an operation that has not begun and is in no line. Its resolver must have been released. */
void oriel__operation_free(struct oriel__operation *operation);
/* Aborts an operation and detaches it from its owner; it continues, but its result is ignored. */
void oriel__operation_abandon(struct oriel__operation *operation);
/* Abandons all running operations, because their owner has ended. */
void oriel__operations_abandon(struct oriel__operations *running);
/* Rejects and frees all waiting operations, because the owner has ended. */
void oriel__operations_reject_line(struct oriel__waiters *line, const struct oriel__flow *owner);

#endif
