/* SPDX-License-Identifier: MIT */
/*
 * The listeners of a target: an array in order of registration, which dispatches traverse by index.
 *
 * A removed listener leaves a hole (its type is NULL). Holes are closed when no invocation
 * traverses the list, so indices stay valid until then. New entries go to the end, beyond the count
 * that a running invocation stored when it began.
 */
#ifndef ORIEL_EVENT_LISTENER_INTERNAL_H
#define ORIEL_EVENT_LISTENER_INTERNAL_H

#include "event/target_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"

struct oriel__delegation {
	oriel__atom key;
	void *selector;
	oriel__matches_fn *matches;
	oriel_release_fn *release;
};

/* The data of a listener that an invocation does not read. */
struct oriel__listener {
	struct oriel__deferred deferred;
	struct oriel__abort_hook hook;
	oriel_target *target;
	size_t index;
	oriel_listener_id id;
	oriel_release_fn *release;
	void *data;
	const char *site; /* site of the registration; may be NULL */
	bool is_delegated;
	struct oriel__delegation delegation[]; /* one element if the listener is delegated */
};

struct oriel__listener_entry {
	oriel__atom type; /* NULL if removed */
	oriel_event_fn *fn;
	void *data;
	struct oriel__listener *listener;
	bool is_capture, is_once, is_passive;
	bool is_delegated;
};

struct oriel__listener_list {
	uint32_t count, capacity; /* including holes */
	uint32_t holes;
	uint32_t invocations; /* number of invocations that traverse the list */
	uint32_t delegated;
	uint32_t prepended; /* so many entries were put before the others; wraps round */
	struct oriel__listener_entry entries[];
};

static inline uint64_t oriel__type_bit(oriel__atom type) {
	return UINT64_C(1) << (type->hash & 63);
}

/* Registers a listener as oriel_listen_at() does; messages contain caller. */
oriel_listener_id oriel__listen(const char *caller, const char *site, oriel_target *target,
	const char *type, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options);
/* Moves a listener, which has just been added, before all others. An invocation that walks the list
 * neither misses a listener nor calls one twice. */
void oriel__listener_move_first(oriel_target *target, oriel_listener_id id);
void oriel__listener_remove(struct oriel__listener *listener);
/* Removes all listeners of a type; NULL means every type. */
void oriel__listeners_remove_all(oriel_target *target, oriel__atom type);

/* Bracket a traversal of the target's list, which must exist. */
static inline void oriel__listeners_begin(oriel_target *target) {
	target->listeners->invocations++;
}
void oriel__listeners_close_holes(oriel_target *target);
static inline void oriel__listeners_end(oriel_target *target) {
	struct oriel__listener_list *list = target->listeners;
	if (--list->invocations == 0 && list->holes > 0)
		oriel__listeners_close_holes(target);
}

#endif
