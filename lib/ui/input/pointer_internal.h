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
/* More pointers than a user has. A further pointer replaces the pointer that has been silent for
 * longest, whose end was lost. */
#define ORIEL__MAX_POINTERS 32

/* What a finger may move, px, before it pans and is no tap any more. */
#define ORIEL__TOUCH_SLOP 10.0f

enum oriel__drag {
	ORIEL__DRAG_NONE,
	ORIEL__DRAG_MAYBE_PAN, /* a finger is down and has not moved far */
	ORIEL__DRAG_PAN,       /* it scrolls; the widgets were told pointercancel */
	ORIEL__DRAG_BAR,       /* the thumb of a scroll bar */
	ORIEL__DRAG_TRACK,     /* held on the track of a scroll bar: pages are turned */
	/* a press that stopped momentum: the rest of the gesture means nothing */
	ORIEL__DRAG_NOTHING,
};

struct oriel__flick_sample {
	float x, y;
	double time_ms;
};

struct oriel__pointer {
	struct oriel__pointer *next;
	struct oriel__surface *surface;
	struct oriel__deferred deferred; /* its end: those on the stack still use it */
	int64_t id;
	enum oriel_pointer_kind kind;
	bool is_primary;
	bool is_inside; /* the window, as far as is known */
	float x, y, pressure; // px in the window
	unsigned buttons, modifiers;
	double time_ms;

	/* boundary.c: the last node that the pointer has entered. If that node has left the tree, its
	 * parent, which received pointerenter and no pointerover. */
	struct oriel__node *over;
	bool is_over_left;

	/* capture.c */
	struct oriel__node *capture, *pending_capture;
	bool is_lost; /* its holder left the tree: the window has not been told yet */

	/* click.c */
	struct oriel__node *pressed[ORIEL__POINTER_BUTTONS];
	int click_count;
	struct oriel__node *active; /* :active is set on it and its ancestors */
	bool is_press_prevented;       /* of a finger: pointerdown was */
	/* the press only stopped momentum, or joined a pan: widgets get no event of it */
	bool is_unheard;

	/* drag.c, pan.c */
	enum oriel__drag drag;
	struct oriel__node *scroller;
	bool is_bar_vertical;
	float bar_grab; /* px from the thumb's start */
	oriel_timer_id track_timer; /* turns the next page; 0: none */
	int track_direction;        /* of the pages: -1 or 1 */
	float down_x, down_y, pan_x, pan_y;
	bool is_strayed; /* further than the slop: no tap */
	bool is_leads;   /* of several fingers that pan, the one that the content follows */
	double scrolled_ms; /* when it last panned or stopped momentum; -INFINITY: it has not */
	struct oriel__flick_sample flick[8];
	size_t flick_count;
};

struct oriel__hit {
	struct oriel__node *node; /* may be NULL */
	bool has_bar, is_vertical;       /* on a scroll bar of node, not on what it shows */
};

static inline bool oriel__pointer_hovers(const struct oriel__pointer *pointer) {
	return pointer->kind != ORIEL_POINTER_TOUCH;
}

/* ---- pointer.c ---- */

void oriel__pointer_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count);
float oriel__pointer_pressure(enum oriel_pointer_kind kind, unsigned buttons, float raw);
/* Fires an event of this pointer as it is now. related may be NULL. A surface that is closed fires
 * nothing, as if prevented. */
enum oriel__outcome oriel__pointer_fire(struct oriel__pointer *pointer, oriel_target *target,
	const char *type, unsigned flags, int button, oriel_target *related);
/* Ends the gesture of a pointer as if the system took it away; the pointer stays. */
void oriel__pointer_cancel(struct oriel__pointer *pointer);
/* Cancels the gestures of all pressed pointers: the window is hidden or has lost the keyboard. */
void oriel__pointers_interrupt(struct oriel__surface *surface);
/* Evaluates again what is under the pointers that rest, and tells. */
void oriel__pointers_rehover(struct oriel__surface *surface);
/* Whether that would tell anything. Calls no user code but hit_test. */
bool oriel__pointers_hover_differs(struct oriel__surface *surface);
void oriel__pointers_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
/* Tells the window of captures whose holder left: last, since its listeners may change anything. */
void oriel__pointers_tell_lost(struct oriel__surface *surface);
void oriel__pointers_finish(struct oriel__surface *surface);

/* ---- boundary.c ---- */

/* Fires the events of leaving the old node and entering this one. node may be NULL. */
void oriel__boundary_update(struct oriel__pointer *pointer, struct oriel__node *node);

/* ---- capture.c ---- */

/* Source: Pointer Events, "process pending pointer capture". */
void oriel__capture_process(struct oriel__pointer *pointer);
/* Releases the capture, if there is one, and fires the event at its widget. */
void oriel__capture_end(struct oriel__pointer *pointer);
/* Whether the pointer was captured by what leaves: the window is to be told. */
bool oriel__capture_leaving(struct oriel__pointer *pointer, const struct oriel__node *node);
void oriel__capture_tell_window(struct oriel__pointer *pointer);

/* ---- click.c ---- */

/* Before pointerdown: counts, remembers, and sets :active. */
void oriel__click_press(struct oriel__pointer *pointer, struct oriel__node *target, int button);
/* Returns the target of the click for this button's release on target, or NULL; forgets the press.
 */
struct oriel__node *oriel__click_release(
	struct oriel__pointer *pointer, struct oriel__node *target, int button);
void oriel__click_fire(struct oriel__pointer *pointer, struct oriel__node *node, int button);
void oriel__click_context_menu(
	struct oriel__pointer *pointer, struct oriel__node *node, int button);
/* Forgets what is pressed, and clears :active. */
void oriel__click_cancel(struct oriel__pointer *pointer);
void oriel__click_leaving(
	struct oriel__pointer *pointer, struct oriel__node *node, bool destroying);

/* ---- hit.c ---- */

/* Returns the node that is drawn at a point of the window. */
struct oriel__hit oriel__hit_test(struct oriel__surface *surface, float x, float y);

/* ---- drag.c: scroll bars by pointer; wheel and keys ---- */

/* The default of pointerdown on a scroll bar. */
void oriel__drag_press_bar(struct oriel__pointer *pointer, const struct oriel__hit *hit);
void oriel__drag_move_bar(struct oriel__pointer *pointer);
void oriel__drag_end(struct oriel__pointer *pointer);
/* Turns no more pages for a pointer that was pressed on a track. */
void oriel__drag_stop_pages(struct oriel__pointer *pointer);
/* Scrolls node or its nearest ancestor that can move that way. Returns the node that moved, or
 * NULL. */
struct oriel__node *oriel__scroll_chain(struct oriel__node *node, double dx, double dy);
/* The same by a page of the node that moves. direction: -1 or 1. */
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

void oriel__pan_press(struct oriel__pointer *pointer, struct oriel__node *node);
/* Whether the move is the pan's, and no widget is to hear of it. */
bool oriel__pan_move(struct oriel__pointer *pointer);
/* The finger left: momentum, if it was fast. */
void oriel__pan_release(struct oriel__pointer *pointer);
/* Whether there was momentum to stop. */
bool oriel__flick_stop(struct oriel__surface *surface);
void oriel__flick_leaving(struct oriel__surface *surface, const struct oriel__node *node);

#endif
