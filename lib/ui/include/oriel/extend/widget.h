/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: the class of a widget, and the functions for a widget itself.
 *
 * A widget is a struct that begins with struct oriel_widget_base and is made by oriel_widget_new().
 * Measure, record and hit_test may not change the tree (asserted). Every method may be NULL.
 *
 * ```c
 * struct toggle {
 *     struct oriel_widget_base base;
 *     bool is_on;
 * };
 *
 * static struct oriel_measurement toggle_measure(oriel_widget *widget, float max_width) {
 *     return (struct oriel_measurement){ .width = 40, .height = 24, .baseline = -1 }; // px
 * }
 *
 * static const struct oriel_widget_class toggle_class = {
 *     .abi = ORIEL_WIDGET_ABI, .name = "toggle", .size = sizeof(struct toggle),
 *     .flags = ORIEL_WIDGET_LEAF, .measure = toggle_measure,
 * };
 * ```
 *
 * Thread: loop. Errors: the DOM's exceptions are statuses; constructors assert.
 */
#ifndef ORIEL_EXTEND_WIDGET_H
#define ORIEL_EXTEND_WIDGET_H

#include <oriel/extend/describe.h>
#include <oriel/extend/event.h>
#include <oriel/ui/widget.h>

ORIEL_BEGIN

/** The first member of every widget. Oriel keeps its own data about a widget elsewhere. */
struct oriel_widget_base {
	const struct oriel_widget_class *widget_class; /**< set by oriel_widget_new() */
};

/** The version of struct oriel_widget_class. */
#define ORIEL_WIDGET_ABI 1u

/** Takes the commands of a class's record (extend/recorder.h). */
typedef struct oriel_recorder oriel_recorder;

struct oriel_virtual_view;

/** The size of a widget's content, without padding and border. */
struct oriel_measurement {
	float width, height; /**< px */
	float baseline;      /**< px from the top to the first line's baseline; below 0: none */
	float ratio;         /**< ratio of width to height, with ORIEL_WIDGET_RATIO; 0: none */
	float last_baseline; /**< px from the top to the last line's baseline; 0: that of the first */
};

/** The kind of a change. */
enum oriel_change_kind {
	/** an attribute was set, changed or removed; "id" and "class" too */
	ORIEL_CHANGE_ATTRIBUTE,
	ORIEL_CHANGE_STATE, /**< the states differ from old_states */
	ORIEL_CHANGE_STYLE, /**< the computed values differ */
};

/** A change that a class is called with. */
struct oriel_change {
	enum oriel_change_kind kind; /**< which of the others count */
	const char *name;    /**< of the attribute, else NULL */
	unsigned old_states; /**< for ORIEL_CHANGE_STATE */
};

/** Whether a widget handles a command, for the method command_state of a class. */
enum oriel_command_state {
	ORIEL_COMMAND_UNHANDLED, /**< the widget does not handle the command; its parent decides */
	ORIEL_COMMAND_ENABLED,   /**< the widget can handle the command now */
	ORIEL_COMMAND_DISABLED,  /**< the widget handles the command, but cannot now */
};

/** Properties of a class. Bits. */
enum oriel_widget_flag {
	ORIEL_WIDGET_LEAF = 1,       /**< has no children */
	ORIEL_WIDGET_FOCUSABLE = 2,  /**< by Tab and pointer, unless disabled */
	/** takes text while it has focus: an input method is switched on */
	ORIEL_WIDGET_TEXT_INPUT = 4,
	/** measure returns a natural aspect ratio, as of a picture */
	ORIEL_WIDGET_RATIO = 32,
};

/**
 * What widgets of a class do with one type of event. An action runs after the listeners, if the
 * event is trusted and none of them prevented it: from the target up, until an action takes the
 * event.
 */
struct oriel_default_action {
	const char *type; /**< name of the event, e.g. "keydown"; static; NULL in the last entry */
	/** Returns whether the widget took the event: the event then is offered to no ancestor, and
	 * Oriel itself does nothing with it, such as scrolling. May destroy the widget. */
	bool (*fn)(oriel_widget *widget, oriel_event *event);
};

/** The class of a widget: static, and the same for all widgets of one type. */
struct oriel_widget_class {
	unsigned abi;     /**< ORIEL_WIDGET_ABI */
	const char *name; /**< its type for selectors, e.g. "button"; static */
	size_t size;      /**< of the struct */
	unsigned flags;   /**< enum oriel_widget_flag */

	void (*init)(oriel_widget *widget);   /**< the struct is zeroed, the base is ready */
	void (*finish)(oriel_widget *widget); /**< releases what the widget owns; the last call */
	void (*attached)(oriel_widget *widget); /**< the widget is in a window's tree now */
	void (*detached)(oriel_widget *widget); /**< the widget is in no window's tree any more */
	/** an attribute, the states or the computed values have changed */
	void (*changed)(oriel_widget *widget, const struct oriel_change *change);

	/** Returns the size that the content wants if max_width px are available: INFINITY asks for the
	 * natural width, 0 for the least. */
	struct oriel_measurement (*measure)(oriel_widget *widget, float max_width);
	/** Places the children, by oriel_widget_place(), in content (px, relative to the border box).
	 * Without this method, children are laid out by `display`: flex, grid or block. */
	void (*arrange)(oriel_widget *widget, struct oriel_rect content);
	/**
	 * Makes, fills and removes the children of a virtual container (extend/virtual.h). Called in
	 * each frame of its window, before style and after layout; may change the tree.
	 * @return whether it has changed children, so that another layout and another call follow
	 */
	bool (*realise)(oriel_widget *widget, const struct oriel_virtual_view *view);
	/** Records the content, which is drawn over background and border and under the children. The
	 * origin is the corner of the border box. */
	void (*record)(oriel_widget *widget, oriel_recorder *recorder);
	/** Returns whether a point in the border box, px from its corner, is on the widget. Without
	 * this method, every point is. */
	bool (*hit_test)(oriel_widget *widget, float x, float y);

	/**
	 * Runs before the listeners of a click, as when a check box toggles.
	 * @return what cancel_activate needs to restore the widget, e.g. 1 if it was checked. Source:
	 * HTML, "legacy-pre-activation behavior"
	 */
	uint64_t (*pre_activate)(oriel_widget *widget, oriel_event *event);
	/** Restores the widget after a click that was prevented, whatever listeners changed. @param
	 * before what pre_activate returned for this click */
	void (*cancel_activate)(oriel_widget *widget, oriel_event *event, uint64_t before);
	/** What a click does. A class with this, or pre_activate, has activation behaviour. */
	void (*activate)(oriel_widget *widget, oriel_event *event);
	/**
	 * A static array that ends with an empty entry: `{ { "keydown", on_keydown }, { 0 } }`. Errors:
	 * oriel_widget_new() asserts on two entries of one type, on "click" (set activate), on an entry
	 * without a function, and on a built-in name that is misspelt by one letter.
	 */
	const struct oriel_default_action *default_actions;

	/**
	 * Tells whether Tab stops at a widget of the class that is focusable, shown and enabled.
	 * Without this method it does, unless oriel_widget_set_tab_stop() says otherwise.
	 * @param focused the widget with the keyboard; may be NULL
	 */
	bool (*is_tab_stop)(const oriel_widget *widget, const oriel_widget *focused);

	/**
	 * Returns the value that a form submits under the widget's attribute "name", borrowed until the
	 * widget changes; NULL if there is none now, e.g. for a check box that is not checked. A class
	 * with this method is a form control.
	 */
	const char *(*form_value)(const oriel_widget *widget);
	/** Restores the value that the program gave last: the form around the widget was reset. */
	void (*form_reset)(oriel_widget *widget);

	/** Returns whether the widget handles a command now (ui/command.h), such as "edit.copy" while
	 * text is selected. A default action of `command` handles the command. The widget reports
	 * changes of the result by oriel_command_changed(). */
	enum oriel_command_state (*command_state)(const oriel_widget *widget, const char *id);

	/** Fills in the description of the widget. */
	void (*describe)(oriel_widget *widget, struct oriel_description *description);

	/** The built-in look of the class: texts of style sheets of the toolkit's origin, over which
	 * every rule of a program wins; NULL ends them. A text is parsed once a loop, when the first
	 * widget of a class that has it is styled. Static; may be NULL. */
	const char *const *sheets;
};

/**
 * Makes a widget without a parent.
 * @param widget_class borrowed for ever: static
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_widget_new(const struct oriel_widget_class *widget_class);

/** Returns the widget as its own struct. Asserts that the widget is of this class; the message
 * names the calling function. */
#define oriel_widget_cast(widget, widget_class) oriel_widget_cast_in(__func__, widget, widget_class)
/** Returns the widget as its own struct, for a helper function: the message of the assertion names
 * caller. */
ORIEL_API void *oriel_widget_cast_in(
	const char *caller, const oriel_widget *widget, const struct oriel_widget_class *widget_class);
/** Returns the widget as its own struct; NULL for NULL and for a widget of another class. */
ORIEL_API void *oriel_widget_try_cast(
	const oriel_widget *widget, const struct oriel_widget_class *widget_class);

/** Appends children to a parent, and asserts on a child that is refused. */
#define oriel_widget_append_all(parent, children, count) \
	oriel_widget_append_all_at(ORIEL_SITE, parent, children, count)
/**
 * Appends children to a parent: for constructors, which pass the place of their own call on.
 * @param site     the place of the call, "file:line"; the message of an assertion names it
 * @param children count widgets; NULLs are skipped
 * @return parent
 * Errors: asserts on a child that is refused.
 */
ORIEL_API oriel_widget *oriel_widget_append_all_at(
	const char *site, oriel_widget *parent, oriel_widget *const *children, size_t count);

/*
 * Shadow trees: the widgets of which a compound widget, the host, is made. They are no children of
 * the host. Queries, selectors with more than one compound, delegation and mutation observers stop
 * at the host, and events that leave the shadow tree have the host as target. Its nodes inherit the
 * host's style and disabled state. A rule matches a node by its own type, classes and states; so
 * give the node a class of its own. A node is laid out as an absolute box whose containing block is
 * the host, or by the host's arrange with oriel_widget_place(). It is drawn over the children, and
 * destroyed with its host. A leaf may have a shadow tree.
 */

/**
 * Makes child the last node of host's shadow tree. Refusals are reported with the place of the
 * call.
 *
 * A child that stands elsewhere is removed from there first. oriel_remove() and oriel_destroy()
 * take it out again.
 * @return ORIEL_HIERARCHY_REQUEST_ERROR if child is or contains host, is the root of a window, or
 * either is text or a fragment
 */
#define oriel_widget_append_shadow_child(host, child) \
	oriel_widget_append_shadow_child_at(ORIEL_SITE, host, child)
/** Does the work of oriel_widget_append_shadow_child(). */
ORIEL_API enum oriel_status oriel_widget_append_shadow_child_at(
	const char *site, oriel_widget *host, oriel_widget *child);
/** Does what oriel_widget_append_shadow_child() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_widget_try_append_shadow_child(
	oriel_widget *host, oriel_widget *child);
/** Returns the first node of host's shadow tree, or NULL; oriel_next_sibling() goes on. */
ORIEL_API oriel_widget *oriel_widget_first_shadow_child(const oriel_widget *host);
/** Returns the last node of host's shadow tree, or NULL. */
ORIEL_API oriel_widget *oriel_widget_last_shadow_child(const oriel_widget *host);
/** Returns the widget in whose shadow tree this one is; NULL if it is in none. */
ORIEL_API oriel_widget *oriel_widget_host(const oriel_widget *widget);

/** Sets or clears a state, and restyles what depends on it. */
ORIEL_API void oriel_widget_set_state(oriel_widget *widget, enum oriel_state state, bool on);

/** Requests that a widget be measured again, because its size may have changed. Implies
 * oriel_widget_redraw().
 */
ORIEL_API void oriel_widget_relayout(oriel_widget *widget);
/** Requests that a widget be recorded again, because its picture has changed. */
ORIEL_API void oriel_widget_redraw(oriel_widget *widget);

/** Returns the content box relative to the border box, px; all zeros while the widget is hidden or
 * in no window. Brings style and layout up to date, except inside a class's methods (ui/widget.h).
 */
ORIEL_API struct oriel_rect oriel_widget_content_box(const oriel_widget *widget);

ORIEL_END

#endif
