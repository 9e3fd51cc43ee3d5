/* SPDX-License-Identifier: MIT */
/*
 * A surface: the part of a window that input/ uses, with the state of the user's input. A struct
 * oriel_window begins with a surface. Windows are thus found from widgets (by their tree) and from
 * public calls, without a dependency on app/.
 *
 * Every raw input is handled inside a hold: nodes that listeners destroy stay readable until the
 * input has been handled. References that outlive one input (hover, focus, capture …) are cleared
 * in oriel__surface_leaving(), which runs no code of the program. A reference must therefore be
 * stored before any code of the program can run that might remove the node. States that change
 * along with it are set inside oriel__states_hold().
 */
#ifndef ORIEL_INPUT_SURFACE_INTERNAL_H
#define ORIEL_INPUT_SURFACE_INTERNAL_H

#include <oriel/extend/input_event.h>
#include <oriel/extend/platform.h>
#include <oriel/runtime/timer.h>

#include "base/container_internal.h"
#include "input/command_internal.h"
#include "input/drop_internal.h"
#include "input/queue_internal.h"
#include "loop/frame_internal.h"
#include "tree/node_internal.h"

struct oriel__pointer;
struct oriel__flick;
struct oriel__paste;
struct oriel__surface;

/* Functions of app/ that input/ calls. */
struct oriel__surface_class {
	/* VISIBILITY or CLOSE: called inside a hold, with no callback on the stack. RESIZE or EXPOSE:
	 * called at once by the sink; to be stored for the next frame. */
	void (*window_input)(struct oriel__surface *surface, enum oriel_raw_input_type type);
	/* A user has pressed in a blocked window, or has given it the keyboard. Calls no user code. */
	void (*refused)(struct oriel__surface *surface);
};

/* focus.c */
struct oriel__focus {
	struct oriel__node *node;  /* the focused node; may be NULL */
	uint64_t serial;           /* number of moves: an older move ends */
	bool is_shown;                /* node has received the events of focus: the window is active */
	bool is_visible;              /* node matches :focus-visible */
	enum oriel_focus_origin origin; /* how node got the focus; undefined without node */
	bool was_by_pointer;           /* the last input of the user was not a key */
	/* Without node: Tab continues after this node; may be NULL. */
	struct oriel__node *start;
	struct oriel__node *held;  /* Space is pressed on this node */

	/* reveal.c: as of the last frame */
	struct oriel__node *room_of; /* compared, not followed */
	struct oriel_size
		room; // px: the least that shows it, of the window and the scroll containers around it
	bool in_view;                /* some part of it is visible */
};

/* keyboard.c: the key that was pressed last. */
struct oriel__held_key {
	struct oriel__node *target; /* received its keydown; NULL once it has left the tree */
	bool is_dispatching;           /* its first keydown is being dispatched */
	/* does not repeat: the target left the tree with the focus, or during its keydown */
	bool is_ended;
};

/* composition.c */
struct oriel__text_input {
	struct oriel_rect caret; /* of the focused text input, relative to its border box, px */
	bool is_muted;              /* the last keydown was prevented, so its text is dropped */
	bool is_composing;
	struct oriel__node *node; /* while composing: the node; NULL once it has left the tree */
	oriel_widget_id removed; /* id of the node after its removal; 0: destroyed */
	char *preedit;           /* while composing: the text of the last event */
	/* The text that the input method may commit again after Oriel has ended its composition; may be
	 * NULL. */
	char *late;
	double late_until_ms;
	bool is_on;                 /* input method is on, as set in the platform */
	enum oriel_input_mode mode; /* as set in the platform */
	struct oriel_rect told;  /* px in the window, as set in the platform */
};

/* click.c: the last press, for counting clicks. */
struct oriel__press {
	struct oriel__node *node;
	enum oriel_pointer_kind kind;
	int button, count;
	float x, y; // px in the window
	double time_ms;
};

/* wheel.c: the current sequence of wheel steps. */
struct oriel__wheel {
	struct oriel__node *target;   /* receives the events; NULL: no sequence */
	struct oriel__node *scroller; /* scrolls; NULL until a step has scrolled a node */
	float x, y;                   // px in the window
	double time_ms;               /* of the last step */
};

/* tooltip.c. Ids: of a widget; 0: none. */
struct oriel__tooltip {
	oriel_widget_id widget;  /* the tooltip itself, from its first use on */
	oriel_widget_id hovered; /* the widget with a title that the pointer is over */
	oriel_widget_id wanted;  /* the widget whose title is to be shown */
	bool is_by_focus, is_by_finger;
	oriel_timer_id timer;    /* shows or hides it; 0: none */
	double hidden_ms;        /* when it was hidden last; 0: never */
	float x, y;              // px in the window: the pointer
};

struct oriel__surface {
	struct oriel__view view; /* must be first */
	const struct oriel__surface_class *surface_class;
	oriel_target target;     /* the window as a target */
	struct oriel__tree tree;
	struct oriel__commands *commands;       /* of the application; set by app/ */
	oriel_platform_window *platform_window; /* NULL once it is closed */
	struct oriel__surface *next;            /* next in the loop's list */
	uint64_t words_shaped;      /* words shaped for this window since its creation */
	struct oriel_size size;     /* px: size of the window in the last `resize` */
	bool is_closed;             /* being destroyed: input is dropped */
	bool is_blocked;            /* by a modal window: input of the user is dropped */
	bool is_active;             /* the focused node shows its focus, and receives keys and text */
	bool has_keyboard;       /* active because of the system's keyboard focus */
	bool is_activation_due;     /* another window closed, and this one may become active */
	/* activation.c: order of the last touches; 0: not touched since it lost the keyboard */
	uint64_t touched;
	bool is_hover_stale;        /* the widget under a pointer may have changed without a move */
	bool has_access_keys;       /* access_key.c: access keys are shown */
	bool is_updating;           /* style or layout runs */
	bool is_moved;              /* something moved or scrolled since the last frame */

	struct oriel__raw_queue queue;
	struct oriel__pointer *pointers;
	struct oriel__node *hover;  /* this node and its ancestors have :hover; may be NULL */
	struct oriel__press press;
	struct oriel__wheel wheel;
	struct oriel__drop drop;    /* a drag of another program over the window */
	struct oriel__flick *flick; /* pan.c: momentum of the last finger; may be NULL */
	struct oriel__focus focus;
	struct oriel__held_key held_key;
	struct oriel__text_input text;
	struct oriel__paste *pastes; /* paste.c: pastes that wait for their data, the oldest first */
	enum oriel_cursor cursor;   /* as set in the platform */
	struct oriel__list close_watchers; /* close_watcher.c, the topmost last */
	/* popover_stack.c: struct oriel__popover, the auto ones and the hints, the topmost last */
	struct oriel__list popovers[2];
	struct oriel__tooltip tooltip;
	uint64_t popover_serial; /* of the popover that was shown last */
};

static inline struct oriel__surface *oriel__surface_of_view(struct oriel__view *view) {
	return oriel__container_of(view, struct oriel__surface, view);
}
static inline struct oriel__surface *oriel__surface_of_window(const oriel_window *window) {
	return (struct oriel__surface *)(uintptr_t)window;
}
/* Returns the surface of a node; NULL if the node is in no window. */
static inline struct oriel__surface *oriel__surface_of_node(const struct oriel__node *node) {
	return node->tree != NULL ? oriel__surface_of_window(node->tree->window) : NULL;
}

/* Returns the list of all surfaces of this loop, the newest first. */
struct oriel__surface *oriel__surfaces(const oriel_loop *loop);

/* Initializes a surface. app/ sets view, target and tree before. */
void oriel__surface_init(
	struct oriel__surface *surface, const struct oriel__surface_class *surface_class);
/* Ends all input: no event follows. Called before the tree is destroyed. */
void oriel__surface_close(struct oriel__surface *surface);

/* Blocks the input of the user, because a modal window was opened above; or no more. Ends presses
 * and hover. */
void oriel__surface_block(struct oriel__surface *surface, bool is_blocked);

/* The methods `leaving` and `left` of the tree. */
void oriel__surface_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying);
void oriel__surface_left(struct oriel__surface *surface);

/* Begins a frame: handles frame-aligned input, and updates hover where content has moved under a
 * pointer at rest. */
void oriel__surface_begin_frame(struct oriel__surface *surface);
/* Brings style and layout up to date, so hit tests use the positions of the next paint. Classes
 * that are notified of changed styles may destroy the window. */
void oriel__surface_update_geometry(struct oriel__surface *surface);
/* Does the same between frames, for a query. Requests a frame if there is anything to paint. */
void oriel__surface_query_geometry(struct oriel__surface *surface);
/* The method `popover_changed` of the tree. */
void oriel__popover_kind_changed(struct oriel__surface *surface, struct oriel__node *node);
/* Moves pointers at rest into the widgets that a layout has placed under them, and fires the events
 * of leaving and entering. Returns whether any pointer had another widget. */
bool oriel__surface_rehover(struct oriel__surface *surface);
/* Ends a frame, after layout: clears the focus of nodes that are no longer focusable, and updates
 * the platform's cursor and caret. */
void oriel__surface_end_frame(struct oriel__surface *surface);
/* Returns whether events wait for the next frame: no listener may run after the end of a frame's
 * layout. */
bool oriel__surface_has_late_events(const struct oriel__surface *surface);

#endif
