/* SPDX-License-Identifier: MIT */
/*
 * The structure of a target, for the modules whose objects are targets. They embed a struct
 * oriel_target and give it a class. A target without listeners costs these 56 bytes and, on an
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

/* Kinds of targets. A library above the runtime has eight kinds of its own. */
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
	ORIEL__TARGET_KIND_POSIX_SIGNAL, /* also a list of listeners only */
	ORIEL__TARGET_KIND_ABOVE,
	ORIEL__TARGET_KINDS = ORIEL__TARGET_KIND_ABOVE + 8,
};

/* The class of a target. All members but name may be NULL. These functions are called inside a
 * hold, and never for a destroyed target. Their calls do not count as callbacks, so listeners of
 * events that they dispatch are outermost callbacks. */
struct oriel__target_class {
	const char *name; /* for messages */
	enum oriel__target_kind kind;
	/* `wheel` listeners are passive by default, as those of a Window are in the DOM */
	bool is_viewport;
	/* Returns the next target on an event's path, or NULL at its end. Not called for a target that
	 * stores its parent, nor for the root of a shadow tree. */
	oriel_target *(*get_parent)(oriel_target *target, const oriel_event *event);
	/* Returns the host of a shadow tree; only called for its root (oriel_target.is_shadow_root).
	 * All roots with one host form one tree, as the children of a shadow root do. */
	oriel_target *(*get_host)(oriel_target *target);
	/* Returns whether the target has activation behaviour now. NULL: it has if activate is set. */
	bool (*has_activation)(oriel_target *target);
	/* Returns a value that the same dispatch passes to cancel_activate; dispatches may nest. */
	uint64_t (*pre_activate)(oriel_target *target, oriel_event *event);
	void (*activate)(oriel_target *target, oriel_event *event);
	void (*cancel_activate)(oriel_target *target, oriel_event *event, uint64_t before);
	/* Handles a trusted event. If it returns true, the event is offered to no other target. */
	bool (*default_action)(oriel_target *target, oriel_event *event);
	/* Describes the target, e.g. "button.delete", cut to size. NULL: the name of the class is
	 * used. */
	void (*describe)(const oriel_target *target, char *text, size_t size);
};

/* A target. The fields that a path reads of each item come first, then the fields that a dispatch
 * reads of its target. */
struct oriel_target {
	/* set by the embedding object: the next target on every path; NULL: the class decides */
	oriel_target *parent;
	/* one bit for the hash of each type with a listener; may contain stale bits */
	uint64_t types;
	bool has_captures;   /* there may be a capture listener */
	bool is_shadow_root; /* set by the embedding object (see get_host); parent must be NULL */
	bool is_destroyed;
	bool is_finished : 1;
	bool is_crowded : 1; /* the warning about many listeners was logged */
	uint32_t user_data;  /* 0: none; see user_data.c */
	struct oriel__event_state *state;
	struct oriel__weak_target *weak; /* list of the weak pointers to this target */
	const struct oriel__target_class *target_class;
	struct oriel__listener_list *listeners; /* NULL if there are none */
};

/* Initialises a target. Asserts, with the name of the caller, if the thread has no loop. */
ORIEL_PRIVATE_API void oriel__target_init(
	oriel_target *target, const struct oriel__target_class *target_class, const char *caller);

/* Destroys a target: its listeners run no more, and their release functions are deferred in the
 * order of registration. The target can be read until oriel__target_finish(). Work that must run
 * before the release functions has to be deferred before this call. A second call does nothing. */
ORIEL_PRIVATE_API void oriel__target_destroy(oriel_target *target);

/* Finishes a target before its memory is freed, and sets weak pointers to NULL. Destroys the target
 * first if necessary. Only called when nothing is on the stack, e.g. from oriel__defer(). A second
 * call does nothing. */
ORIEL_PRIVATE_API void oriel__target_finish(oriel_target *target);

/* Writes a description of target for messages, cut to size. target may be destroyed, but not
 * finished. */
void oriel__target_describe(const oriel_target *target, char *text, size_t size);

static inline bool oriel__target_is(const oriel_target *target, enum oriel__target_kind kind) {
	return target != NULL && target->target_class->kind == kind;
}

/* Returns the number of targets of a kind that are not finished. */
ORIEL_PRIVATE_API size_t oriel__target_count(const oriel_loop *loop, enum oriel__target_kind kind);

/* A pointer to a target that becomes NULL when the target is finished. All zeros is NULL. */
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

/* Returns whether item, as the current target, matches the compiled selector. Calls no user code
 * and changes nothing. */
typedef bool oriel__matches_fn(void *selector, oriel_target *item);

/*
 * Adds a delegated listener: fn is called for each matching item of the path below target, with
 * that item as current target; see semantics, "Targets and listeners". The listener is identified
 * by type, fn, data, capture and key, the selector's text.
 *
 * selector is handed over. selector_release (may be NULL) runs once: deferred, or at once if the
 * listener was registered already or options->signal has aborted. Everything else is as in
 * oriel_listen_at().
 */
ORIEL_PRIVATE_API oriel_listener_id oriel__listen_delegated(const char *site, oriel_target *target,
	const char *type, oriel__atom key, void *selector, oriel__matches_fn *matches,
	oriel_release_fn *selector_release, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options);

/* Removes the delegated listener with this identity. Returns false if there was none. */
bool oriel__unlisten_delegated(oriel_target *target, const char *type, oriel__atom key,
	oriel_event_fn *fn, void *data, bool capture);

#endif
