/* SPDX-License-Identifier: MIT */
/*
 * The functions that the files of this module call of each other: handlers of raw input, and how
 * events are made and sent.
 */
#ifndef ORIEL_INPUT_HANDLER_INTERNAL_H
#define ORIEL_INPUT_HANDLER_INTERNAL_H

#include "event/event_internal.h"
#include "input/surface_internal.h"
#include "tree/walk_internal.h"

/* ---- surface.c ---- */

/* Inside a hold. samples: of a move, at least one. */
void oriel__surface_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count);

/* ---- nodes ---- */

/* Whether the node still is in this surface's tree. */
static inline bool oriel__surface_has(
	const struct oriel__surface *surface, const struct oriel__node *node) {
	return node != NULL && !node->destroyed && node->tree == &surface->tree;
}
static inline bool oriel__node_is_disabled(const struct oriel__node *node) {
	return (node->states & ORIEL_STATE_DISABLED) != 0;
}
/* The nearest node that both are or are inside; NULL if there is none. Either may be NULL. */
struct oriel__node *oriel__node_common_ancestor(struct oriel__node *a, struct oriel__node *b);

/* ---- dispatch.c ---- */

/* What became of an event. */
enum oriel__outcome {
	ORIEL__OUTCOME_OPEN,      /* not prevented, and no widget took it: input/ acts */
	ORIEL__OUTCOME_TAKEN,     /* a widget's default_action took it */
	ORIEL__OUTCOME_PREVENTED,
};
/* Dispatches a trusted event, and releases it. */
enum oriel__outcome oriel__input_dispatch(oriel_target *target, oriel_event *event);

#define ORIEL__EVENT_UI (ORIEL__EVENT_BUBBLES | ORIEL__EVENT_CANCELABLE | ORIEL__EVENT_COMPOSED)

/* ---- input_event.c: events with their details ---- */

/* samples: what was coalesced, for a pointermove; else NULL. related may be NULL. */
oriel_event *oriel__pointer_event_new(const char *type, const struct oriel_pointer_event *pointer,
	unsigned flags, oriel_target *related, double time_ms, const struct oriel__sample *samples,
	size_t count);
/* Without a detail. */
oriel_event *oriel__plain_event_new(
	const char *type, unsigned flags, oriel_target *related, double time_ms);
oriel_event *oriel__key_event_new(
	const char *type, const struct oriel_key_event *key, double time_ms);
/* NULL, with an error logged, if there is no memory for the data. */
oriel_event *oriel__input_event_new(
	const char *type, const struct oriel_input_event *input, unsigned flags, double time_ms);

/* ---- focus.c ---- */

/* node may be NULL: no node. Returns whether node has the focus in the end. */
bool oriel__focus_move(
	struct oriel__surface *surface, struct oriel__node *node, enum oriel_focus_origin origin);
bool oriel__focus_next(struct oriel__surface *surface, bool backwards);
/* The press of a pointer on node: focuses it or its nearest ancestor that can have it, or takes it
 * from the focused node. */
void oriel__focus_press(struct oriel__surface *surface, struct oriel__node *node);
/* Makes the window active or inactive, and fires the events at the window and at its focused node.
 */
void oriel__focus_window(struct oriel__surface *surface, bool active);
/* Clears the states of focus while the window closes, so that a widget that is rescued from the
 * window does not keep them. */
void oriel__focus_closing(struct oriel__surface *surface);
void oriel__focus_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Takes it silently from a node that cannot have it any more. */
void oriel__focus_fix_up(struct oriel__surface *surface);
/* A key was pressed: the focused widget shows it. */
void oriel__focus_note_key(struct oriel__surface *surface);
/* Returns the target of keys: the focused node, or the root; NULL without one. */
struct oriel__node *oriel__focus_target(const struct oriel__surface *surface);
/* The focused node if it takes text now, else NULL. */
struct oriel__node *oriel__focus_text_input(const struct oriel__surface *surface);

/* ---- activation.c: which window is active ---- */

/* Handles the system's keyboard focus: the window has got it or lost it. */
void oriel__activation_system(struct oriel__surface *surface, bool active);
/* Handles a press of a finger or a pen in the window. */
void oriel__activation_touch(struct oriel__surface *surface);
/* Handles a window that was shown or hidden. */
void oriel__activation_visibility(struct oriel__surface *surface);
/* Handles a window that closes: another window becomes active in its next frame. */
void oriel__activation_closing(struct oriel__surface *surface);
/* Activates the window if that is due; called at the beginning of its frame. */
void oriel__activation_frame(struct oriel__surface *surface);

/* ---- reveal.c: the focused node stays in view ---- */

/* Remembers how much room there is around the node that has just got the focus. */
void oriel__reveal_note(struct oriel__surface *surface);
/* Scrolls the focused node into view if the room around it has shrunk; called after layout. */
void oriel__reveal_update(struct oriel__surface *surface);

/* ---- shortcut.c ---- */

/* As oriel_key_is(), of any event of a key. */
bool oriel__key_is(const struct oriel_key_event *key, const char *shortcut);

/* ---- keyboard.c, composition.c ---- */

void oriel__key_handle(struct oriel__surface *surface, const struct oriel_raw_input *input);
/* A subtree leaves: a key that is held on it does not repeat elsewhere. */
void oriel__key_leaving(struct oriel__surface *surface, const struct oriel__node *node);
void oriel__text_handle(struct oriel__surface *surface, const struct oriel_raw_input *input);
/* Commits what is being composed, since its widget is about to lose the keyboard. */
void oriel__text_commit(struct oriel__surface *surface);
/* Returns whether something is being composed in a node that does not take text any more:
 * oriel__text_check() is due. */
bool oriel__text_is_misplaced(const struct oriel__surface *surface);
/* Ends such a composition, with its events. Only where listeners may run. */
void oriel__text_check(struct oriel__surface *surface);
/* Lets go of a node that leaves the tree with its descendants. */
void oriel__text_leaving(struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Tells that text from now on is not the answer to a reset before, since a key was pressed. */
void oriel__text_expect_nothing(struct oriel__surface *surface);
/* Forgets what is being composed. */
void oriel__text_reset(struct oriel__surface *surface);
/* Space is up, or its widget lost the keyboard. */
void oriel__key_release_held(struct oriel__surface *surface);

/* ---- paste.c ---- */

/* Reads a selection, and then fires `paste` at target. Keyboard input of the window waits
 * meanwhile, 500 ms at most. */
void oriel__paste_begin(
	struct oriel__surface *surface, struct oriel__node *target, enum oriel_selection selection);
/* The middle button was clicked on node, and no widget took the click: a text input gets the
 * primary selection. */
void oriel__paste_by_click(struct oriel__surface *surface, struct oriel__node *node);
/* What targets lose that leave the tree. */
void oriel__pastes_leaving(struct oriel__surface *surface, const struct oriel__node *node);
void oriel__pastes_cancel(struct oriel__surface *surface);

/* ---- feedback.c: what the platform and :hover show ---- */

void oriel__hover_set(struct oriel__surface *surface, struct oriel__node *node);
void oriel__states_set_chain(
	struct oriel__node *from, const struct oriel__node *until, enum oriel_state state, bool on);
void oriel__feedback_update(struct oriel__surface *surface);

#endif
