/* SPDX-License-Identifier: MIT */
/*
 * A pointer: a mouse, a pen, or a finger as long as it touches.
 */
#ifndef ORIEL_INPUT_POINTER_INTERNAL_H
#define ORIEL_INPUT_POINTER_INTERNAL_H

#include "input/handler_internal.h"

#include <oriel/runtime/timer.h>

#include "loop/callback_internal.h"

#define ORIEL__POINTER_BUTTONS 5
/* More pointers than a user has. A further pointer replaces the pointer with the oldest input,
 * whose end was lost. */
#define ORIEL__MAX_POINTERS 32

/* Distance in px after which the move of a finger is a pan and no longer a tap. */
#define ORIEL__TOUCH_SLOP 10.0f

enum oriel__drag {
	ORIEL__DRAG_NONE,
	ORIEL__DRAG_MAYBE_PAN, /* a finger is down and has moved less than the slop */
	ORIEL__DRAG_PAN,       /* the finger scrolls; pointercancel was fired */
	ORIEL__DRAG_BAR,       /* drags the thumb of a scroll bar */
	ORIEL__DRAG_TRACK,     /* held on the track of a scroll bar: scrolls by pages */
	/* A press that stopped momentum. The rest of the gesture has no effect. */
	ORIEL__DRAG_NOTHING,
};

struct oriel__flick_sample {
	float x, y;
	double time_ms;
};

struct oriel__pointer {
	struct oriel__pointer *next;
	struct oriel__surface *surface;
	struct oriel__deferred deferred; /* frees it later: callers on the stack still use it */
	int64_t id;
	enum oriel_pointer_kind kind;
	bool is_primary;
	bool is_inside; /* inside the window, according to the last input */
	float x, y, pressure; // px in the window
	unsigned buttons, modifiers;
	double time_ms;

	/* boundary.c: the node that the pointer entered last. After that node has left the tree: its
	 * parent, which received pointerenter and no pointerover. */
	struct oriel__node *over;
	bool is_over_left;

	/* capture.c */
	struct oriel__node *capture, *pending_capture;
	bool is_lost; /* the capturing widget left the tree, and the window has not been notified yet */

	/* click.c */
	struct oriel__node *pressed[ORIEL__POINTER_BUTTONS];
	int click_count;
	struct oriel__node *active; /* this node and its ancestors have :active */
	bool is_press_prevented;       /* the pointerdown of a finger was prevented */
	/* The press only stopped momentum or joined a pan: widgets receive no events of it. */
	bool is_unheard;

	/* long_press.c: a finger is down, and may become a long press on this widget; 0: none */
	oriel_timer_id long_press_timer;
	oriel_widget_id long_press_target;

	/* popover_dismiss.c: of the press. The popovers that its release hides are above
	 * dismiss_endpoint, or all if that is 0, and not newer than dismiss_serial. */
	uint64_t dismiss_serial;
	oriel_widget_id dismiss_endpoint;

	/* drag.c, pan.c */
	enum oriel__drag drag;
	struct oriel__node *scroller;
	uint8_t touch_action; /* enum oriel__touch: how the finger may pan */
	bool is_bar_vertical;
	float bar_grab; /* px from the start of the thumb to the pointer */
	oriel_timer_id track_timer; /* scrolls by the next page; 0: none */
	int track_direction;        /* of the pages: -1 or 1 */
	float down_x, down_y, pan_x, pan_y;
	bool is_strayed; /* has moved further than the slop: no tap */
	bool is_leads;   /* the content follows this finger of several that pan */
	double scrolled_ms; /* time when it last panned or stopped momentum; -INFINITY: never */
	struct oriel__flick_sample flick[8];
	size_t flick_count;
};

struct oriel__hit {
	struct oriel__node *node; /* may be NULL */
	bool has_bar, is_vertical;       /* on a scroll bar of node, not on its content */
};

static inline bool oriel__pointer_hovers(const struct oriel__pointer *pointer) {
	return pointer->kind != ORIEL_POINTER_TOUCH;
}

/* ---- pointer.c ---- */

void oriel__pointer_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count);
float oriel__pointer_pressure(enum oriel_pointer_kind kind, unsigned buttons, float raw);
/* Fires an event with the current state of this pointer. related may be NULL. On a closed surface
 * nothing is fired, and the outcome is "prevented". */
enum oriel__outcome oriel__pointer_fire(struct oriel__pointer *pointer, oriel_target *target,
	const char *type, unsigned flags, int button, oriel_target *related);
/* Ends the gesture of a pointer as a cancel by the system does; the pointer stays. */
void oriel__pointer_cancel(struct oriel__pointer *pointer);
/* Cancels the gestures of all pressed pointers: the window is hidden or has lost the keyboard
 * focus. */
void oriel__pointers_interrupt(struct oriel__surface *surface);
/* Finds the widgets under pointers at rest again, and fires the events of leaving and entering. */
void oriel__pointers_rehover(struct oriel__surface *surface);
/* Returns whether oriel__pointers_rehover() would fire events. Calls no user code except hit_test.
 */
bool oriel__pointers_hover_differs(struct oriel__surface *surface);
void oriel__pointers_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Notifies the window of lost captures. Called last, since listeners may change anything. */
void oriel__pointers_tell_lost(struct oriel__surface *surface);
void oriel__pointers_finish(struct oriel__surface *surface);

/* ---- boundary.c ---- */

/* Fires the events of leaving the old node and entering node. node may be NULL. */
void oriel__boundary_update(struct oriel__pointer *pointer, struct oriel__node *node);

/* ---- capture.c ---- */

/* Makes the pending capture effective. Source: Pointer Events, "process pending pointer capture".
 */
void oriel__capture_process(struct oriel__pointer *pointer);
/* Releases the capture, if there is one, and fires the event at its widget. */
void oriel__capture_end(struct oriel__pointer *pointer);
/* Ends a capture by a node that leaves the tree with its descendants. Returns whether there was
 * such a capture: the window is to be notified. */
bool oriel__capture_leaving(struct oriel__pointer *pointer, const struct oriel__node *node);
void oriel__capture_tell_window(struct oriel__pointer *pointer);

/* ---- click.c ---- */

/* Handles a press before pointerdown: counts it, stores the pressed node, and sets :active. */
void oriel__click_press(struct oriel__pointer *pointer, struct oriel__node *target, int button);
/* Returns the target of the click for this button's release on target, or NULL; forgets the press.
 */
struct oriel__node *oriel__click_release(
	struct oriel__pointer *pointer, struct oriel__node *target, int button);
void oriel__click_fire(struct oriel__pointer *pointer, struct oriel__node *node, int button);
/* Fires `contextmenu`. */
enum oriel__outcome oriel__click_context_menu(
	struct oriel__pointer *pointer, struct oriel__node *node, int button);
/* Forgets the pressed nodes, and clears :active. */
void oriel__click_cancel(struct oriel__pointer *pointer);
void oriel__click_leaving(
	struct oriel__pointer *pointer, struct oriel__node *node, bool destroying);

/* ---- hit.c ---- */

/* Returns the node that is drawn at a point of the window. */
struct oriel__hit oriel__hit_test(struct oriel__surface *surface, float x, float y);

/* ---- drag.c: scroll bars by pointer; wheel and keys ---- */

/* Runs the default action of pointerdown on a scroll bar. */
void oriel__drag_press_bar(struct oriel__pointer *pointer, const struct oriel__hit *hit);
void oriel__drag_move_bar(struct oriel__pointer *pointer);
void oriel__drag_end(struct oriel__pointer *pointer);
/* Scrolls by no more pages for a pointer that was pressed on a track. */
void oriel__drag_stop_pages(struct oriel__pointer *pointer);
/* Scrolls node or its nearest ancestor that can move in this direction. Returns the node that
 * moved, or NULL. */
struct oriel__node *oriel__scroll_chain(struct oriel__node *node, double dx, double dy);
/* Scrolls node or its nearest ancestor that can move, by a page of that node. direction: -1 or 1.
 */
bool oriel__scroll_page(struct oriel__node *node, bool vertical, int direction);
void oriel__drag_leaving(struct oriel__pointer *pointer, const struct oriel__node *node);

/* ---- wheel.c ---- */

/* Returns the target of a wheel step: the target of the gesture that it belongs to, else the node
 * under the pointer. */
struct oriel__node *oriel__wheel_target(struct oriel__pointer *pointer);
/* Scrolls by a step of the gesture that oriel__wheel_target() has continued or begun. */
void oriel__wheel_scroll(struct oriel__surface *surface, double dx, double dy);
void oriel__wheel_leaving(struct oriel__surface *surface, const struct oriel__node *node);

/* ---- pan.c: scrolling by finger ---- */

/* Returns whether a press on node only stops momentum there, or belongs to a further finger while
 * another finger pans. */
bool oriel__pan_takes_press(struct oriel__pointer *pointer, const struct oriel__node *node);

/* Returns what touch-action allows a finger that is pressed on a node, as bits of enum
 * oriel__touch. The node and its ancestors up to the nearest scroll container of the axis have to
 * allow it. */
uint8_t oriel__pan_touch_action(const struct oriel__node *node);
/* Lets a finger pan that is pressed on a node, as its touch_action allows. */
void oriel__pan_press(struct oriel__pointer *pointer, struct oriel__node *node);
/* Returns whether the move belongs to a pan: widgets receive no event of it. */
bool oriel__pan_move(struct oriel__pointer *pointer);
/* Handles a finger that leaves: starts momentum if the finger was fast. */
void oriel__pan_release(struct oriel__pointer *pointer);
/* Stops momentum. Returns whether there was any. */
bool oriel__flick_stop(struct oriel__surface *surface);
void oriel__flick_leaving(struct oriel__surface *surface, const struct oriel__node *node);

#endif
