/* SPDX-License-Identifier: MIT */
/*
 * Popovers and close watchers of a window.
 */
#ifndef ORIEL_INPUT_POPOVER_INTERNAL_H
#define ORIEL_INPUT_POPOVER_INTERNAL_H

#include <oriel/runtime/task.h>
#include <oriel/ui/popover.h>

#include "input/handler_internal.h"

struct oriel__pointer;

/* The state of a popover, from the first time that it is shown to the end of its node. */
struct oriel__popover {
	struct oriel__list_link link; /* of surface->popovers, while it is on a stack */
	struct oriel__node *node;
	/* AUTO or HINT: the stack on which it is; NONE: on none. HTML, "opened in popover mode" */
	enum oriel__popover_kind stack;
	bool is_busy;       /* it is being shown or hidden */
	bool does_swallow;  /* a press outside reaches no widget */
	oriel_widget_id source;
	oriel_widget_id focused_before; /* has the focus again after it is hidden; 0: none */
	uint64_t serial;                /* of its opening */
	oriel_task_id toggle_task;      /* will fire `toggle`; 0: none */
	bool was_open;                  /* before the changes that toggle_task reports */
};

/* How oriel__popover_hide() acts. Bits. */
enum oriel__popover_flag {
	ORIEL__POPOVER_FOCUS_BACK = 1, /* the focus returns, if it is inside */
	ORIEL__POPOVER_FIRE = 2,       /* `beforetoggle` and `toggle` are fired */
};

static inline struct oriel__popover *oriel__popover_of(const struct oriel__node *node) {
	return node->rare != NULL ? node->rare->popover : NULL;
}

static inline bool oriel__popover_is_shown(const struct oriel__node *node) {
	return (node->states & ORIEL_STATE_POPOVER_OPEN) != 0;
}

static inline struct oriel__list *oriel__popover_stack(
	struct oriel__surface *surface, enum oriel__popover_kind kind) {
	return &surface->popovers[kind == ORIEL__POPOVER_HINT];
}

/* ---- popover.c ---- */

/* Hides a popover, if it is shown. flags: enum oriel__popover_flag. Called inside a hold. */
void oriel__popover_hide(struct oriel__surface *surface, struct oriel__node *node, unsigned flags);

/* ---- popover_stack.c ---- */

struct oriel__popover *oriel__popover_last(
	struct oriel__surface *surface, enum oriel__popover_kind stack);
/* Returns the topmost auto or hint popover that is shown, or NULL. */
struct oriel__popover *oriel__popover_topmost(struct oriel__surface *surface);
/* Returns the popover on a stack that is node or contains it, or NULL. node may be NULL. */
struct oriel__popover *oriel__popover_around(struct oriel__node *node);
/* Returns whether a popover is above another one; NULL is below all. */
bool oriel__popover_is_above(struct oriel__surface *surface, const struct oriel__popover *popover,
	const struct oriel__popover *other);
/* Returns the topmost popover on a stack in which node is nested, by its place or by its source.
 * Source: HTML, "topmost popover ancestor". */
struct oriel__popover *oriel__popover_ancestor(struct oriel__surface *surface,
	struct oriel__node *node, enum oriel__popover_kind stack, struct oriel__node *source,
	bool is_popover);
void oriel__popover_hide_stack(
	struct oriel__surface *surface, enum oriel__popover_kind stack, unsigned flags);
/* Hides all popovers above endpoint; NULL: all on both stacks. Source: HTML, "hide all popovers
 * until". */
void oriel__popover_hide_until(
	struct oriel__surface *surface, struct oriel__node *endpoint, unsigned flags);
/* Takes popovers inside a subtree, which leaves the tree, off the stacks, with those nested in
 * them. Fires nothing. */
void oriel__popovers_leaving(struct oriel__surface *surface, const struct oriel__node *node);

/* ---- popover_dismiss.c ---- */

/* Handles a press before its events. Returns whether it dismissed a popover that swallows it. */
bool oriel__popover_press(struct oriel__pointer *pointer, struct oriel__node *target);
/* Handles the release of that press before its events. */
void oriel__popover_release(struct oriel__pointer *pointer, struct oriel__node *target);

/* ---- close_watcher.c ---- */

/* Makes a close request. Returns whether there was a close watcher. */
bool oriel__close_topmost(struct oriel__surface *surface);
void oriel__close_watchers_leaving(struct oriel__surface *surface, const struct oriel__node *node);
void oriel__close_watchers_finish(struct oriel__surface *surface);

#endif
