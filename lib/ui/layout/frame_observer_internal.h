/* SPDX-License-Identifier: MIT */
/*
 * The common parts of resize and intersection observers: their registration, and the observed
 * nodes. A frame gathers the changes for an observer, and then calls the observer with them.
 */
#ifndef ORIEL_LAYOUT_FRAME_OBSERVER_INTERNAL_H
#define ORIEL_LAYOUT_FRAME_OBSERVER_INTERNAL_H

#include <oriel/runtime/abort.h>

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "tree/node_internal.h"

struct oriel__attachment;

enum oriel__frame_observer_kind {
	ORIEL__FRAME_OBSERVER_RESIZE,
	ORIEL__FRAME_OBSERVER_INTERSECTION,
	ORIEL__FRAME_OBSERVER_KINDS,
};

/* The first member of each kind's observation. */
struct oriel__frame_observation {
	struct oriel__list_link link; /* of its observer's */
	struct oriel__node *node;
};

/* The first member of each kind's observer. */
struct oriel__frame_observer {
	struct oriel__list_link link; /* of its kind's */
	uint64_t id;
	void *data;
	struct oriel__attachment *attachment;
	struct oriel__list observations; /* struct oriel__frame_observation, in order */
	/* frees what the kind keeps, before the observer ends; may be NULL */
	void (*finish)(struct oriel__frame_observer *observer);
};

/* The observers of a kind on a loop. */
struct oriel__frame_observers {
	oriel_loop *loop;
	struct oriel__slot_map ids;
	struct oriel__list list; /* struct oriel__frame_observer, in the order of their creation */
	bool is_left;            /* resize: some changes wait for the next frame */
	bool is_task_due;        /* intersection: a task tells what was gathered */
};

/* Returns the observers of a kind; NULL if there were none yet. */
struct oriel__frame_observers *oriel__frame_observers_find(
	oriel_loop *loop, enum oriel__frame_observer_kind kind);
/* Makes an observer of size bytes, all zeros behind its first member. NULL, with data released, if
 * the signal has aborted or the loop ends. destroy is the kind's public function. */
struct oriel__frame_observer *oriel__frame_observer_new(enum oriel__frame_observer_kind kind,
	const char *caller, size_t size, void *data, oriel_abort_signal *signal,
	oriel_release_fn *release, void (*destroy)(uint64_t id));
struct oriel__frame_observer *oriel__frame_observer_find(
	enum oriel__frame_observer_kind kind, uint64_t id, const char *caller);
void oriel__frame_observer_destroy(
	enum oriel__frame_observer_kind kind, uint64_t id, const char *caller);

/* Adds an observation of size bytes, all zeros behind its first member, in place of an older one of
 * the node, and requests a frame. */
struct oriel__frame_observation *oriel__frame_observe(
	struct oriel__frame_observer *observer, struct oriel__node *node, size_t size);
/* Ends the observation of a node; NULL: all. */
void oriel__frame_unobserve(
	struct oriel__frame_observer *observer, const struct oriel__node *node);
/* Ends all observations of a node that is freed. */
void oriel__frame_observers_forget(struct oriel__node *node);

#endif
