/* SPDX-License-Identifier: MIT */
/*
 * Functions that the files of this module share: handlers of raw input, and the creation and
 * dispatch of events.
 */
#ifndef ORIEL_INPUT_HANDLER_INTERNAL_H
#define ORIEL_INPUT_HANDLER_INTERNAL_H

#include "event/event_internal.h"
#include "input/surface_internal.h"
#include "tree/walk_internal.h"

/* ---- surface.c ---- */

/* Handles one raw input; called inside a hold. samples: the positions of a move, at least one. */
void oriel__surface_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count);

/* ---- nodes ---- */

/* Returns whether the node is in this surface's tree. */
static inline bool oriel__surface_has(
	const struct oriel__surface *surface, const struct oriel__node *node) {
	return node != NULL && !node->destroyed && node->tree == &surface->tree;
}
static inline bool oriel__node_is_disabled(const struct oriel__node *node) {
	return (node->states & ORIEL_STATE_DISABLED) != 0;
}
/* Returns the nearest inclusive ancestor of both; NULL if there is none. Either may be NULL. */
struct oriel__node *oriel__node_common_ancestor(struct oriel__node *a, struct oriel__node *b);

/* ---- dispatch.c ---- */

/* The outcome of an event. */
enum oriel__outcome {
	ORIEL__OUTCOME_OPEN,      /* neither prevented nor taken by a widget: input/ acts */
	ORIEL__OUTCOME_TAKEN,     /* the default_action of a widget took it */
	ORIEL__OUTCOME_PREVENTED,
};
/* Dispatches a trusted event, and releases it. */
enum oriel__outcome oriel__input_dispatch(oriel_target *target, oriel_event *event);

#define ORIEL__EVENT_UI (ORIEL__EVENT_BUBBLES | ORIEL__EVENT_CANCELABLE | ORIEL__EVENT_COMPOSED)

/* ---- input_event.c: events with their details ---- */

/* Returns a pointer event. samples: the coalesced positions of a pointermove, else NULL. related
 * may be NULL. */
oriel_event *oriel__pointer_event_new(const char *type, const struct oriel_pointer_event *pointer,
	unsigned flags, oriel_target *related, double time_ms, const struct oriel__sample *samples,
	size_t count);
/* Returns an event without a detail. */
oriel_event *oriel__plain_event_new(
	const char *type, unsigned flags, oriel_target *related, double time_ms);
oriel_event *oriel__key_event_new(
	const char *type, const struct oriel_key_event *key, double time_ms);
/* Returns an input event. Returns NULL, and logs an error, if there is no memory for the data. */
oriel_event *oriel__input_event_new(
	const char *type, const struct oriel_input_event *input, unsigned flags, double time_ms);

/* ---- focus.c ---- */

/* Moves the focus to node; NULL clears it. Returns whether node has the focus in the end. */
bool oriel__focus_move(
	struct oriel__surface *surface, struct oriel__node *node, enum oriel_focus_origin origin);
bool oriel__focus_next(struct oriel__surface *surface, bool backwards);
/* Handles the press of a pointer on node: focuses node or its nearest focusable ancestor. Without
 * such an ancestor the focus is cleared. */
void oriel__focus_press(struct oriel__surface *surface, struct oriel__node *node);
/* Makes the window active or inactive, and fires the events at the window and at its focused node.
 */
void oriel__focus_window(struct oriel__surface *surface, bool active);
/* Clears the states of focus while the window closes. A widget that is moved out of the window thus
 * does not keep them. */
void oriel__focus_closing(struct oriel__surface *surface);
void oriel__focus_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Clears the focus, without events, if its node is no longer focusable. */
void oriel__focus_fix_up(struct oriel__surface *surface);
/* Handles a pressed key: the focused widget shows its focus. */
void oriel__focus_note_key(struct oriel__surface *surface);
/* Returns the target of keys: the focused node, or the root; NULL without one. */
struct oriel__node *oriel__focus_target(const struct oriel__surface *surface);
/* Returns the focused node if it is an editable text input, else NULL. */
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

/* Stores how much of the surroundings of the newly focused node is visible. */
void oriel__reveal_note(struct oriel__surface *surface);
/* Scrolls the focused node into view if its visible surroundings have shrunk; called after layout.
 */
void oriel__reveal_update(struct oriel__surface *surface);

/* ---- shortcut.c ---- */

/* Returns whether the key matches the shortcut, as oriel_key_is(), for any event of a key. */
bool oriel__key_is(const struct oriel_key_event *key, const char *shortcut);

/* ---- keyboard.c, composition.c ---- */

/* Fires `cut`, `copy` or `paste` at a node; `paste` once the clipboard was read. */
void oriel__clipboard_fire(
	struct oriel__surface *surface, struct oriel__node *target, const char *type);
void oriel__key_handle(struct oriel__surface *surface, const struct oriel_raw_input *input);
/* Ends the repeats of a key whose widget is in a subtree that leaves the tree. */
void oriel__key_leaving(struct oriel__surface *surface, const struct oriel__node *node);
void oriel__text_handle(struct oriel__surface *surface, const struct oriel_raw_input *input);
/* Commits the composition before its widget loses the keyboard. */
void oriel__text_commit(struct oriel__surface *surface);
/* Returns whether a composition is in a node that is no longer an editable text input:
 * oriel__text_check() is due. */
bool oriel__text_is_misplaced(const struct oriel__surface *surface);
/* Ends a composition in such a node, with its events; called only where listeners may run. */
void oriel__text_check(struct oriel__surface *surface);
/* Removes references to a node that leaves the tree with its descendants. */
void oriel__text_leaving(struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Handles a pressed key: later text is no longer the response to an earlier reset. */
void oriel__text_expect_nothing(struct oriel__surface *surface);
/* Drops the composition, without events. */
void oriel__text_reset(struct oriel__surface *surface);
/* Handles the release of Space, or its widget's loss of the keyboard. */
void oriel__key_release_held(struct oriel__surface *surface);

/* ---- paste.c ---- */

/* Reads a selection, and then fires `paste` at target. Keyboard input of the window waits for that,
 * 500 ms at most. */
void oriel__paste_begin(
	struct oriel__surface *surface, struct oriel__node *target, enum oriel_selection selection);
/* Handles a click of the middle button on node that no widget took: pastes the primary selection
 * into a text input. */
void oriel__paste_by_click(struct oriel__surface *surface, struct oriel__node *node);
/* Ends the pastes into a subtree that leaves the tree. */
void oriel__pastes_leaving(struct oriel__surface *surface, const struct oriel__node *node);
void oriel__pastes_cancel(struct oriel__surface *surface);

/* ---- feedback.c: cursor, input method and :hover ---- */

void oriel__hover_set(struct oriel__surface *surface, struct oriel__node *node);
void oriel__states_set_chain(
	struct oriel__node *from, const struct oriel__node *until, enum oriel_state state, bool on);
void oriel__feedback_update(struct oriel__surface *surface);

#endif
