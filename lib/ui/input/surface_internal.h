/* SPDX-License-Identifier: MIT */
/*
 * A surface: what input/ knows of a window, and where it keeps what the user is doing there. A
 * struct oriel_window begins with one, so that windows are found from widgets (by their tree) and
 * from public calls without knowing app/.
 *
 * Every raw input is handled inside a hold: nodes that listeners destroy meanwhile can be read
 * until it has been handled. Whatever outlives one input (hover, focus, capture …) is let go in
 * oriel__surface_leaving(), which runs no code of the program. So a node that is stored in here is
 * stored before any code of the program can run that might remove the node: states that change
 * along with it are set inside oriel__states_hold().
 */
#ifndef ORIEL_INPUT_SURFACE_INTERNAL_H
#define ORIEL_INPUT_SURFACE_INTERNAL_H

#include <oriel/extend/input_event.h>
#include <oriel/extend/platform.h>

#include "base/container_internal.h"
#include "input/queue_internal.h"
#include "loop/frame_internal.h"
#include "tree/node_internal.h"

struct oriel__pointer;
struct oriel__flick;
struct oriel__paste;
struct oriel__surface;

/* What input/ asks of app/. */
struct oriel__surface_class {
	/* VISIBILITY or CLOSE, inside a hold with no callback on the stack; RESIZE or EXPOSE, at once
	 * from the sink: it is to be noted until the frame. */
	void (*window_input)(struct oriel__surface *surface, enum oriel_raw_input_type type);
};

/* focus.c */
struct oriel__focus {
	struct oriel__node *node;  /* the focused node; may be NULL */
	uint64_t serial;           /* counts moves, so that one that is overtaken ends */
	bool is_shown;                /* node was told by events: the window is active */
	bool is_visible;              /* whether node shows it (:focus-visible) */
	enum oriel_focus_origin origin; /* how node got it; of no meaning without node */
	bool was_by_pointer;           /* the last thing a user did was no key */
	/* without node: the last one before where Tab goes on; may be NULL */
	struct oriel__node *start;
	struct oriel__node *held;  /* Space is down on it */

	/* reveal.c: as of the last frame */
	struct oriel__node *room_of; /* compared, not followed */
	struct oriel_size
		room; // px: the least that shows it, of the window and the scroll containers around it
	bool in_view;                /* some of it */
};

/* keyboard.c: the key that went down last. */
struct oriel__held_key {
	struct oriel__node *target; /* had its keydown; NULL once it has left */
	bool is_dispatching;           /* its first keydown is on the stack */
	bool is_ended;                 /* it took its target away, and does not repeat */
};

/* composition.c */
struct oriel__text_input {
	struct oriel_rect caret; /* of the focused text input, relative to its border box, px */
	bool is_muted;              /* the last keydown was prevented: so is its text */
	bool is_composing;
	struct oriel__node *node; /* while composing: where; NULL once the node has left the tree */
	oriel_widget_id removed; /* the same node after it was removed; 0: destroyed */
	char *preedit;           /* while composing: what was last told */
	/* what the input method may still commit though Oriel has ended its composition; may be NULL */
	char *late;
	double late_until_ms;
	bool is_on;                 /* what the platform was told */
	struct oriel_rect told;  /* px in the window */
};

/* click.c: the last press, for counting clicks. */
struct oriel__press {
	struct oriel__node *node;
	enum oriel_pointer_kind kind;
	int button, count;
	float x, y; // px in the window
	double time_ms;
};

/* wheel.c: the wheel steps that belong together. */
struct oriel__wheel {
	struct oriel__node *target;   /* gets the events; NULL: no gesture */
	struct oriel__node *scroller; /* moves; NULL until a step has moved something */
	float x, y;                   // px in the window
	double time_ms;               /* of the last step */
};

struct oriel__surface {
	struct oriel__view view; /* must be first */
	const struct oriel__surface_class *surface_class;
	oriel_target target;     /* the window's */
	struct oriel__tree tree;
	oriel_platform_window *platform_window; /* NULL once it is closed */
	struct oriel__surface *next;            /* of the loop's */
	uint64_t words_shaped;      /* for this window so far */
	struct oriel_size size;     /* px: the window's, as `resize` told it last */
	bool is_closed;             /* being destroyed: input is dropped */
	bool is_active;             /* its focused node is shown, and gets keys and text */
	bool has_keyboard;       /* it is active because it has the system's keyboard focus */
	bool is_activation_due;     /* another window closed, and this one may become active */
	/* activation.c: when it was touched last, in order; 0: not since it lost the keyboard */
	uint64_t touched;
	bool is_hover_stale;        /* what is under a pointer may have changed without a move */
	bool is_updating;           /* style or layout runs */
	bool is_moved;              /* something has moved or scrolled since the last frame */

	struct oriel__raw_queue queue;
	struct oriel__pointer *pointers;
	struct oriel__node *hover;  /* :hover is set on it and its ancestors; may be NULL */
	struct oriel__press press;
	struct oriel__wheel wheel;
	struct oriel__flick *flick; /* pan.c: momentum of the last finger; may be NULL */
	struct oriel__focus focus;
	struct oriel__held_key held_key;
	struct oriel__text_input text;
	struct oriel__paste *pastes; /* paste.c: that wait for their data, the oldest first */
	enum oriel_cursor cursor;   /* what the platform was told */
};

static inline struct oriel__surface *oriel__surface_of_view(struct oriel__view *view) {
	return oriel__container_of(view, struct oriel__surface, view);
}
static inline struct oriel__surface *oriel__surface_of_window(const oriel_window *window) {
	return (struct oriel__surface *)(uintptr_t)window;
}
/* NULL if the node is in no window. */
static inline struct oriel__surface *oriel__surface_of_node(const struct oriel__node *node) {
	return node->tree != NULL ? oriel__surface_of_window(node->tree->window) : NULL;
}

/* All of this loop, the newest first. */
struct oriel__surface *oriel__surfaces(const oriel_loop *loop);

/* view, target and tree are app/'s to set up, before. */
void oriel__surface_init(
	struct oriel__surface *surface, const struct oriel__surface_class *surface_class);
/* No event comes after this. Before the tree is destroyed. */
void oriel__surface_close(struct oriel__surface *surface);

/* The hooks `leaving` and `left` of the tree's class. */
void oriel__surface_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
void oriel__surface_left(struct oriel__surface *surface);

/* The beginning of a frame: frame-aligned input, and hover where things have moved under a pointer
 * that rests. */
void oriel__surface_begin_frame(struct oriel__surface *surface);
/* Brings style and layout up to date, so that nodes are hit where they will be drawn. Classes that
 * style tells of a change may destroy the window. */
void oriel__surface_update_geometry(struct oriel__surface *surface);
/* The same between frames, for a question: then requests a frame if there is anything to paint. */
void oriel__surface_query_geometry(struct oriel__surface *surface);
/* After layout: focus leaves what cannot have it any more, and the platform learns of cursor and
 * caret. */
void oriel__surface_end_frame(struct oriel__surface *surface);
/* Returns whether the frame has left events to the next one, since no listener may run in its
 * second half. */
bool oriel__surface_has_late_events(const struct oriel__surface *surface);

#endif
