/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: the class of a widget, and what a widget may do with itself.
 *
 * A widget is a struct that begins with struct oriel_widget_base and is made by oriel_widget_new().
 * Measure, record and hit_test may not change the tree (asserted). Every method may be NULL.
 *
 * Thread: loop. Errors: what the DOM throws for is a status; constructors assert.
 */
#ifndef ORIEL_EXTEND_WIDGET_H
#define ORIEL_EXTEND_WIDGET_H

#include <oriel/extend/event.h>
#include <oriel/ui/widget.h>

ORIEL_BEGIN

/** The first member of every widget. What Oriel keeps about it is not in here. */
struct oriel_widget_base {
	const struct oriel_widget_class *widget_class;
};

#define ORIEL_WIDGET_ABI 1u

typedef struct oriel_recorder oriel_recorder; /**< extend/recorder.h */

/** What a leaf takes up, without padding and border. */
struct oriel_measurement {
	float width, height; // px
	float baseline;      // px from the top to the first line's baseline; below 0: none
};

enum oriel_change_kind {
	/**< one with that name was set, changed or removed; "id" and "class" too */
	ORIEL_CHANGE_ATTRIBUTE,
	ORIEL_CHANGE_STATE,     /**< states differ from old_states */
	ORIEL_CHANGE_STYLE,     /**< computed values differ */
};

struct oriel_change {
	enum oriel_change_kind kind;
	const char *name;    /**< of the attribute, else NULL */
	unsigned old_states; /**< for ORIEL_CHANGE_STATE */
};

/** Roles for accessibility. Source: WAI-ARIA 1.2. */
enum oriel_role {
	ORIEL_ROLE_GENERIC,
	ORIEL_ROLE_WINDOW,
	ORIEL_ROLE_BUTTON,
	ORIEL_ROLE_CHECKBOX,
	ORIEL_ROLE_RADIO,
	ORIEL_ROLE_TEXT_BOX,
	ORIEL_ROLE_LABEL,
	ORIEL_ROLE_HEADING,
	ORIEL_ROLE_LIST,
	ORIEL_ROLE_LIST_ITEM,
	ORIEL_ROLE_FORM,
	ORIEL_ROLE_GROUP,
	ORIEL_ROLE_STATUS,
	ORIEL_ROLE_ALERT,
	ORIEL_ROLE_IMAGE,
	ORIEL_ROLE_SCROLL_BAR,
	ORIEL_ROLE_SEPARATOR,
	ORIEL_ROLE_PROGRESS_BAR,
};

enum oriel_widget_action {
	ORIEL_ACTION_ACTIVATE = 1,
	ORIEL_ACTION_FOCUS = 2,
	ORIEL_ACTION_SCROLL = 4,
	ORIEL_ACTION_EDIT = 8,
};

/** What a widget is to somebody who cannot see it. Zeroed, with focusability and scrolling filled
 * in, before describe is called. */
struct oriel_description {
	enum oriel_role role;
	/**< borrowed until the widget changes; may be NULL; the attribute "aria-label" wins, "title"
	 * stands in */
	const char *name;
	const char *value; /**< borrowed until the widget changes; may be NULL */
	unsigned states;   /**< bits of enum oriel_state */
	unsigned actions;  /**< bits of enum oriel_widget_action */
};

enum oriel_widget_flag {
	ORIEL_WIDGET_LEAF = 1,       /**< has no children */
	ORIEL_WIDGET_FOCUSABLE = 2,  /**< by Tab and pointer, unless disabled */
	/**< takes text while it has focus: an input method is switched on */
	ORIEL_WIDGET_TEXT_INPUT = 4,
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

struct oriel_widget_class {
	unsigned abi;     /**< ORIEL_WIDGET_ABI */
	const char *name; /**< its type for selectors, e.g. "button"; static */
	size_t size;      /**< of the struct */
	unsigned flags;   /**< enum oriel_widget_flag */

	void (*init)(oriel_widget *widget);   /**< the struct is zeroed, the base is ready */
	void (*finish)(oriel_widget *widget); /**< gives up what it holds; last call */
	void (*attached)(oriel_widget *widget); /**< it now is in a window's tree */
	void (*detached)(oriel_widget *widget);
	void (*changed)(oriel_widget *widget, const struct oriel_change *change);

	/** Says how large the content wants to be if it may be max_width wide: INFINITY for its natural
	 * width, 0 for its least. */
	struct oriel_measurement (*measure)(oriel_widget *widget, float max_width);
	/** Places its children itself, by oriel_widget_place(), in content (px, relative to its border
	 * box). Without it children are laid out by flex. */
	void (*arrange)(oriel_widget *widget, struct oriel_rect content);
	/** Draws its content over its background and border and under its children; the origin is its
	 * border box's corner. */
	void (*record)(oriel_widget *widget, oriel_recorder *recorder);
	/** Whether this point, px from its border box's corner and inside it, is on the widget; without
	 * it, always. */
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

	void (*describe)(oriel_widget *widget, struct oriel_description *description);
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
/** As oriel_widget_cast(), for a helper function: the message names caller. */
ORIEL_API void *oriel_widget_cast_in(
	const char *caller, const oriel_widget *widget, const struct oriel_widget_class *widget_class);
/** @return widget as its own struct, or NULL if it is not of this class, or NULL. */
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
 * Private parts: widgets of which a compound widget is made. They are no children, and nothing
 * outside sees them: queries, selectors with more than one compound, delegation and mutation
 * observers stop at the host, and events that leave it come from the host. They inherit the host's
 * style and its being disabled; a rule reaches a part by what it is, so give it a class of its own.
 * A part is laid out like an absolutely positioned child, or by the host's arrange with
 * oriel_widget_place(); it is drawn over the children, and destroyed with its host. A leaf may have
 * parts.
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
/** The function behind oriel_widget_append_shadow_child(). */
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

/** Says that its size may have changed: it is measured again. Implies oriel_widget_redraw(). */
ORIEL_API void oriel_widget_relayout(oriel_widget *widget);
/** Says that it looks different: it is recorded again. */
ORIEL_API void oriel_widget_redraw(oriel_widget *widget);

/** @return its content box relative to its border box, px */
ORIEL_API struct oriel_rect oriel_widget_content_box(const oriel_widget *widget);

/**
 * Describes one widget. @param out filled in
 */
ORIEL_API void oriel_widget_describe(const oriel_widget *widget, struct oriel_description *out);
/** @return the role's ARIA name, static; "generic" for a number that is none */
ORIEL_API const char *oriel_role_name(enum oriel_role role);

ORIEL_END

#endif
