/* SPDX-License-Identifier: MIT */
/*
 * What a target is made of, for the modules whose objects are targets: they embed a struct
 * oriel_target and give it a class. A target that nobody listens to costs these 56 bytes and, on an
 * event's path, one test of its mask.
 */
#ifndef ORIEL_EVENT_TARGET_INTERNAL_H
#define ORIEL_EVENT_TARGET_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/target.h>

#include "base/atom_internal.h"

struct oriel__event_state;
struct oriel__listener_list;
struct oriel__weak_target;

/* What a target is. A library above the runtime has eight kinds of its own. */
enum oriel__target_kind {
	ORIEL__TARGET_KIND_CUSTOM, /* from oriel_target_new() */
	ORIEL__TARGET_KIND_LOOP,
	ORIEL__TARGET_KIND_SIGNAL,
	ORIEL__TARGET_KIND_PORT,
	ORIEL__TARGET_KIND_WORKER,
	ORIEL__TARGET_KIND_STREAM,
	ORIEL__TARGET_KIND_SERVER,
	ORIEL__TARGET_KIND_PROCESS,
	/* a list of listeners, which programs do not see as a target */
	ORIEL__TARGET_KIND_EMITTER,
	ORIEL__TARGET_KIND_POSIX_SIGNAL, /* as well */
	ORIEL__TARGET_KIND_ABOVE,
	ORIEL__TARGET_KINDS = ORIEL__TARGET_KIND_ABOVE + 8,
};

/* All members but name may be NULL. None of these calls counts as a callback on the stack:
 * listeners of events that they dispatch are outermost ones. They run inside a hold, and are not
 * called for a destroyed target. */
struct oriel__target_class {
	const char *name; /* for messages */
	enum oriel__target_kind kind;
	/* its listeners of `wheel` are passive by default, as those of a Window are in the DOM */
	bool is_viewport;
	/* The next target on an event's path, or NULL at its end. Not asked of a target that knows its
	 * parent, nor of the root of a private subtree. */
	oriel_target *(*get_parent)(oriel_target *target, const oriel_event *event);
	/* Only asked of the root of a private subtree (oriel_target.private_root): the target whose
	 * private part it is. Roots of one host are one tree, as a shadow tree is one however many
	 * children its root has. */
	oriel_target *(*get_host)(oriel_target *target);
	/* Whether it has activation behaviour now. NULL: if there is an activate. */
	bool (*has_activation)(oriel_target *target);
	/* Returns what cancel_activate is handed, of this dispatch: dispatches may nest. */
	uint64_t (*pre_activate)(oriel_target *target, oriel_event *event);
	void (*activate)(oriel_target *target, oriel_event *event);
	void (*cancel_activate)(oriel_target *target, oriel_event *event, uint64_t before);
	/* Whether it took the trusted event, which then is offered to nobody else. */
	bool (*default_action)(oriel_target *target, oriel_event *event);
	/* What it is, e.g. "button.delete", cut to what fits. NULL: the name of the class. */
	void (*describe)(const oriel_target *target, char *text, size_t size);
};

/* First what a path reads of each item, then what a dispatch reads of its target. */
struct oriel_target {
	/* set by whoever embeds it: the next on every path. NULL: the class knows */
	oriel_target *parent;
	uint64_t types;       /* a bit for the hash of each type listened to; may have stale ones */
	bool has_captures;        /* some listener may be a capture listener */
	bool is_shadow_root;    /* set by whoever embeds it: see get_host. Without a parent here */
	bool is_destroyed;
	bool is_finished : 1;
	bool is_crowded : 1; /* that it has many listeners was reported */
	uint32_t user_data; /* 0: none; see user_data.c */
	struct oriel__event_state *state;
	struct oriel__weak_target *weak; /* who points here weakly */
	const struct oriel__target_class *target_class;
	struct oriel__listener_list *listeners; /* NULL: none */
};

/* Asserts, naming the caller, if the thread has no loop. */
ORIEL_PRIVATE_API void oriel__target_init(
	oriel_target *target, const struct oriel__target_class *target_class, const char *caller);

/* Ends it: its listeners run no more, and their drops are deferred, in the order of registration.
 * It can be read until oriel__target_finish(). Whoever wants something to run before the drops
 * defers that first. A second call does nothing. */
ORIEL_PRIVATE_API void oriel__target_destroy(oriel_target *target);

/* Its memory is about to be freed: weak pointers to it become NULL. Only when nothing is on the
 * stack, e.g. from oriel__defer(). Destroys it first if need be. A second call does nothing. */
ORIEL_PRIVATE_API void oriel__target_finish(oriel_target *target);

/* For messages: what target is, cut to what fits. It may be destroyed, but not finished. */
void oriel__target_describe(const oriel_target *target, char *text, size_t size);

static inline bool oriel__target_is(const oriel_target *target, enum oriel__target_kind kind) {
	return target != NULL && target->target_class->kind == kind;
}

/* How many targets of that kind are not finished. */
ORIEL_PRIVATE_API size_t oriel__target_count(const oriel_loop *loop, enum oriel__target_kind kind);

/* A pointer to a target that becomes NULL when that is finished. All zeros is NULL. */
struct oriel__weak_target {
	oriel_target *target;
	struct oriel__weak_target *next, **link;
};
static inline void oriel__weak_target_set(struct oriel__weak_target *weak, oriel_target *target) {
	if (weak->target == target)
		return;
	if (weak->target != NULL) {
		*weak->link = weak->next;
		if (weak->next != NULL)
			weak->next->link = weak->link;
	}
	weak->target = target;
	if (target == NULL)
		return;
	weak->next = target->weak;
	weak->link = &target->weak;
	if (weak->next != NULL)
		weak->next->link = &weak->next;
	target->weak = weak;
}

/* Whether item, seen as the current target, matches what was compiled into selector. Calls no user
 * code and changes nothing. */
typedef bool oriel__matches_fn(void *selector, oriel_target *item);

/*
 * A delegated listener: fn is called for each item of the path below target that matches, with that
 * item as current target; see semantics, "Targets and listeners". Its identity is type, fn, data,
 * capture and key, the selector's text.
 *
 * selector is handed over: selector_drop (may be NULL) runs once, by the rule for drops; at once if
 * the listener was there already or options->signal has aborted. Otherwise as oriel_listen_at().
 */
ORIEL_PRIVATE_API oriel_listener_id oriel__listen_delegated(const char *site, oriel_target *target,
	const char *type, oriel__atom key, void *selector, oriel__matches_fn *matches,
	oriel_release_fn *selector_drop, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options);

/* Removes the delegated listener of this identity. Returns whether there was one. */
bool oriel__unlisten_delegated(oriel_target *target, const char *type, oriel__atom key,
	oriel_event_fn *fn, void *data, bool capture);

#endif
