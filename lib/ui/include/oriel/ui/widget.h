/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Widgets as nodes of a tree: parents and children, names, classes, attributes, states, geometry.
 *
 * A widget is owned by its parent. A widget without a parent is owned by the code that made or
 * removed it. Queries take NULL and return NULL, false or 0 for it, so that calls can be nested.
 * Changing a destroyed widget asserts; reading one is allowed until the running callback has
 * returned.
 *
 * The bare verbs (oriel_append(), oriel_parent(), oriel_set_class() ...) have the DOM's names and
 * meanings. Every other function about a widget begins with oriel_widget_. For example, a list with
 * 3 rows has 4 after the first call, and still 4 after the second, which only moves a row:
 *
 * ```c
 * oriel_append(list, oriel_label("new"));
 * oriel_append(list, oriel_first_child(list)); // the first row becomes the last of 4
 * ```
 *
 * Thread: loop. Errors: the DOM's exceptions are statuses; after a refusal nothing has changed.
 * Source: DOM, "nodes".
 */
#ifndef ORIEL_UI_WIDGET_H
#define ORIEL_UI_WIDGET_H

#include <oriel/runtime/event.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

/* ---- Owning ---- */

/**
 * Destroys a widget with its descendants. Legal anywhere, also in listeners of that very widget.
 *
 * At once the widget leaves the tree, focus goes silently, a pointer capture ends with
 * lostpointercapture at the window, and the signals abort, those of children first. Finishing and
 * freeing happen when no callback is on the stack any more. A second call until then does nothing.
 * @param widget may be NULL
 */
ORIEL_API void oriel_destroy(oriel_widget *widget);
/** Tells whether oriel_destroy() was called for the widget or for an ancestor. */
ORIEL_API bool oriel_widget_is_destroyed(const oriel_widget *widget);
/** Keeps the address of a widget valid after its destruction; the widget may still be destroyed.
 * @return widget */
ORIEL_API oriel_widget *oriel_widget_hold(oriel_widget *widget);
/** Ends a hold. @param widget may be NULL */
ORIEL_API void oriel_widget_release(oriel_widget *widget);
/** Returns an id of the widget, which any thread may carry. Ids are never reused. */
ORIEL_API oriel_widget_id oriel_widget_to_id(const oriel_widget *widget);
/** Returns the widget of this loop with that id, or NULL once it is destroyed; NULL for 0. */
ORIEL_API oriel_widget *oriel_widget_from_id(oriel_widget_id id);
/** Returns a signal that aborts when the widget is destroyed, borrowed as long as the widget. The
 * signal of a destroyed widget has aborted. */
ORIEL_API oriel_abort_signal *oriel_widget_signal(oriel_widget *widget);

/* ---- Changing the tree ----
 *
 * Each verb returns a status. A refusal changes nothing: the refused child stays its owner's. The
 * verb reports the refusal once, as an error with the place of the call (error.h). The form with
 * "try" in its name reports nothing, for programs in which a refusal is an expected outcome.
 */

/**
 * Puts child at the end of parent's children. Refusals are reported.
 *
 * A child that stands elsewhere is removed from there first; a child that stands there already
 * stays untouched. Of a fragment, the children are inserted.
 * @return ORIEL_HIERARCHY_REQUEST_ERROR if parent is a leaf, child is parent or contains it, or
 * child is the root of a window; ORIEL_INVALID_STATE_ERROR if code that ran on the child's removal
 * from its old place made the insertion impossible
 * Thread: loop. Source: DOM, "pre-insert".
 */
#define oriel_append(parent, child) oriel_append_at(ORIEL_SITE, parent, child)
/** Does the work of oriel_append(). */
ORIEL_API enum oriel_status oriel_append_at(
	const char *site, oriel_widget *parent, oriel_widget *child);
/** Does what oriel_append() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_try_append(oriel_widget *parent, oriel_widget *child);

/** Puts child before parent's first child; otherwise like oriel_append(). */
#define oriel_prepend(parent, child) oriel_prepend_at(ORIEL_SITE, parent, child)
/** Does the work of oriel_prepend(). */
ORIEL_API enum oriel_status oriel_prepend_at(
	const char *site, oriel_widget *parent, oriel_widget *child);
/** Does what oriel_prepend() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_try_prepend(oriel_widget *parent, oriel_widget *child);

/**
 * Puts child before another child; otherwise like oriel_append().
 * @param reference a child of parent; NULL means at the end
 * @return ORIEL_NOT_FOUND_ERROR if reference is no child of parent; the hierarchy is checked first
 */
#define oriel_insert_before(parent, child, reference) \
	oriel_insert_before_at(ORIEL_SITE, parent, child, reference)
/** Does the work of oriel_insert_before(). */
ORIEL_API enum oriel_status oriel_insert_before_at(
	const char *site, oriel_widget *parent, oriel_widget *child, oriel_widget *reference);
/** Does what oriel_insert_before() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_try_insert_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference);

/**
 * Puts replacement in the place of old, and hands old back to the caller.
 * @return ORIEL_NOT_FOUND_ERROR if old has no parent; otherwise as oriel_append()
 * Source: DOM, "replace".
 */
#define oriel_replace(old, replacement) oriel_replace_at(ORIEL_SITE, old, replacement)
/** Does the work of oriel_replace(). */
ORIEL_API enum oriel_status oriel_replace_at(
	const char *site, oriel_widget *old, oriel_widget *replacement);
/** Does what oriel_replace() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_try_replace(oriel_widget *old, oriel_widget *replacement);

/**
 * Puts replacement in the place of a certain parent's child, and hands old back to the caller.
 * @return ORIEL_NOT_FOUND_ERROR if old is no child of parent; otherwise as oriel_insert_before()
 */
#define oriel_widget_replace_child(parent, replacement, old) \
	oriel_widget_replace_child_at(ORIEL_SITE, parent, replacement, old)
/** Does the work of oriel_widget_replace_child(). */
ORIEL_API enum oriel_status oriel_widget_replace_child_at(
	const char *site, oriel_widget *parent, oriel_widget *replacement, oriel_widget *old);
/** Does what oriel_widget_replace_child() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_widget_try_replace_child(
	oriel_widget *parent, oriel_widget *replacement, oriel_widget *old);

/**
 * Moves child within its tree, before reference or to the end, without removing it. Unlike
 * oriel_insert_before(), the move keeps focus, scroll offsets, pointer captures and compositions.
 * @param reference a child of parent; NULL means at the end
 * @return ORIEL_HIERARCHY_REQUEST_ERROR also if child is not in parent's tree; otherwise as
 * oriel_insert_before()
 * Source: DOM, "moveBefore()".
 */
#define oriel_widget_move_before(parent, child, reference) \
	oriel_widget_move_before_at(ORIEL_SITE, parent, child, reference)
/** Does the work of oriel_widget_move_before(). */
ORIEL_API enum oriel_status oriel_widget_move_before_at(
	const char *site, oriel_widget *parent, oriel_widget *child, oriel_widget *reference);
/** Does what oriel_widget_move_before() does, and reports nothing. */
ORIEL_API enum oriel_status oriel_widget_try_move_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference);

/** Takes a widget out of its parent and hands it to the caller. Without a parent nothing happens.
 * @param widget may be NULL. @return widget */
ORIEL_API oriel_widget *oriel_remove(oriel_widget *widget);
/** Destroys all children of a widget. */
ORIEL_API void oriel_widget_clear(oriel_widget *widget);

/* ---- Reading the tree ---- */

/** Returns the parent, or NULL. */
ORIEL_API oriel_widget *oriel_parent(const oriel_widget *widget);
/** Returns the first child, or NULL. */
ORIEL_API oriel_widget *oriel_first_child(const oriel_widget *widget);
/** Returns the last child, or NULL. */
ORIEL_API oriel_widget *oriel_last_child(const oriel_widget *widget);
/** Returns the sibling after this widget, or NULL. */
ORIEL_API oriel_widget *oriel_next_sibling(const oriel_widget *widget);
/** Returns the sibling before this widget, or NULL. */
ORIEL_API oriel_widget *oriel_previous_sibling(const oriel_widget *widget);
/** Returns the number of children, text nodes included. */
ORIEL_API size_t oriel_child_count(const oriel_widget *widget);
/** Returns the child at index, from 0, or NULL. The walk begins at the nearer end. */
ORIEL_API oriel_widget *oriel_child_at(const oriel_widget *widget, size_t index);
/** Returns the widget at the top; without a parent that is the widget itself. */
ORIEL_API oriel_widget *oriel_widget_root(const oriel_widget *widget);
/** Tells whether other is widget or a descendant of it. Source: DOM, "contains". */
ORIEL_API bool oriel_widget_contains(const oriel_widget *widget, const oriel_widget *other);
/** Where one widget stands relative to another. Bits. Source: DOM, "compareDocumentPosition()". */
enum oriel_position {
	ORIEL_POSITION_DISCONNECTED = 1, /**< the two are in different trees */
	ORIEL_POSITION_PRECEDING = 2,    /**< other comes before widget, in tree order */
	ORIEL_POSITION_FOLLOWING = 4,    /**< other comes after widget, in tree order */
	ORIEL_POSITION_CONTAINS = 8,     /**< other contains widget */
	ORIEL_POSITION_CONTAINED_BY = 16, /**< widget contains other */
	/** the order of different trees is arbitrary; it stays the same */
	ORIEL_POSITION_IMPLEMENTATION_SPECIFIC = 32,
};
/** Returns the position of other relative to widget, bits of enum oriel_position; 0 if both are the
 * same widget. */
ORIEL_API unsigned oriel_widget_compare_position(
	const oriel_widget *widget, const oriel_widget *other);
/** Returns the next widget in tree order (children first) within root, or NULL at the end.
 * @param root NULL means the whole tree */
ORIEL_API oriel_widget *oriel_widget_next_in_tree(
	const oriel_widget *widget, const oriel_widget *root);
/** Returns the previous widget in tree order within root, or NULL at the beginning. The first one
 * is root itself. @param root NULL means the whole tree */
ORIEL_API oriel_widget *oriel_widget_previous_in_tree(
	const oriel_widget *widget, const oriel_widget *root);
/** Returns the window that shows the widget, or NULL. */
ORIEL_API oriel_window *oriel_widget_window(const oriel_widget *widget);

/* ---- Names ---- */

/** Returns the widget's type, e.g. "button"; borrowed as long as the widget. */
ORIEL_API const char *oriel_widget_type(const oriel_widget *widget);

/**
 * Sets an attribute; "id" and "class" are attributes too.
 * @param name  up to 65,535 bytes
 * @param value copied, up to 65,535 bytes; NULL removes the attribute
 * Errors: over a limit, or with over 4,096 classes, nothing changes, and ORIEL_QUOTA_EXCEEDED_ERROR
 * is reported (error.h).
 */
ORIEL_API void oriel_set_attribute(oriel_widget *widget, const char *name, const char *value);
/** Sets an attribute to "", or removes it. Source: HTML, "boolean attributes". */
ORIEL_API void oriel_set_boolean_attribute(oriel_widget *widget, const char *name, bool is_set);
/** Removes an attribute that is set, or sets it to "". @return whether it is set now */
ORIEL_API bool oriel_toggle_attribute(oriel_widget *widget, const char *name);
/** Returns the value of an attribute, borrowed until it changes, or NULL if it is not set. */
ORIEL_API const char *oriel_attribute(const oriel_widget *widget, const char *name);
/** Tells whether an attribute is set. */
ORIEL_API bool oriel_has_attribute(const oriel_widget *widget, const char *name);
/**
 * Lists the names of the attributes: "id" and "class" first, then the others in the order in which
 * they were first set.
 * @param names    capacity pointers, set to strings that are borrowed until attributes change; may
 * be NULL if capacity is 0
 * @param capacity length of names
 * @return the number of attributes, which may exceed capacity
 */
ORIEL_API size_t oriel_attribute_names(
	const oriel_widget *widget, const char **names, size_t capacity);

/**
 * Adds a class.
 * @param name without white space (asserted)
 * Errors: if the classes would be over 4,096, or over 65,535 bytes as one text, nothing changes,
 * and ORIEL_QUOTA_EXCEEDED_ERROR is reported (error.h).
 */
ORIEL_API void oriel_add_class(oriel_widget *widget, const char *name);
/** Removes a class; without that class nothing happens. */
ORIEL_API void oriel_remove_class(oriel_widget *widget, const char *name);
/** Adds or removes a class: oriel_set_class(row, "done", item->is_done). */
ORIEL_API void oriel_set_class(oriel_widget *widget, const char *name, bool is_set);
/** Removes a class that the widget has, or adds it. @return whether the widget has it now */
ORIEL_API bool oriel_toggle_class(oriel_widget *widget, const char *name);
/** Tells whether the widget has a class. */
ORIEL_API bool oriel_has_class(const oriel_widget *widget, const char *name);

/* ---- States ---- */

/** The states that pseudo-classes match. Bits. */
enum oriel_state {
	ORIEL_STATE_HOVER = 1 << 0,         /**< a pointer is over the widget or a descendant */
	ORIEL_STATE_ACTIVE = 1 << 1,        /**< the widget is being pressed */
	ORIEL_STATE_FOCUS = 1 << 2,         /**< the widget has the keyboard */
	ORIEL_STATE_FOCUS_VISIBLE = 1 << 3, /**< the widget has the keyboard and should show it */
	ORIEL_STATE_FOCUS_WITHIN = 1 << 4,  /**< the widget or a descendant has the keyboard */
	ORIEL_STATE_DISABLED = 1 << 5,      /**< oriel_set_disabled(), also of an ancestor */
	ORIEL_STATE_CHECKED = 1 << 6,       /**< e.g. a check box with its mark */
	ORIEL_STATE_SELECTED = 1 << 7,      /**< e.g. a row of a list that is selected */
	/** the window does not have the keyboard; set on the root */
	ORIEL_STATE_WINDOW_INACTIVE = 1 << 8,
	ORIEL_STATE_PLACEHOLDER_SHOWN = 1 << 9, /**< a text field is empty */
	ORIEL_STATE_READ_ONLY = 1 << 10,        /**< the text cannot be edited */
	ORIEL_STATE_INVALID = 1 << 11,          /**< oriel_widget_set_invalid() */
	ORIEL_STATE_REQUIRED = 1 << 12,      /**< a form needs its value */
	ORIEL_STATE_USER_INVALID = 1 << 13,  /**< invalid, after the user has changed it */
	ORIEL_STATE_INDETERMINATE = 1 << 14, /**< neither checked nor not; in progress without an end */
	ORIEL_STATE_DEFAULT = 1 << 15,       /**< what Enter presses */
	ORIEL_STATE_USER_VALID = 1 << 17,    /**< valid, after the user has changed it */
	ORIEL_STATE_MODAL = 1 << 16,         /**< keeps input from everything else in its window */
	ORIEL_STATE_POPOVER_OPEN = 1 << 18,  /**< a popover is shown */
	/** Alt is held, and the widget has the attribute accesskey; no pseudo-class matches it */
	ORIEL_STATE_ACCESS_KEY = 1 << 19,
};

/** Returns the states, bits of enum oriel_state. */
ORIEL_API unsigned oriel_widget_states(const oriel_widget *widget);
/** Tells whether the widget has a state. */
ORIEL_API bool oriel_widget_has_state(const oriel_widget *widget, enum oriel_state state);

/** Takes the widget out of layout and drawing, or back. The attribute "hidden" is the same. */
ORIEL_API void oriel_set_hidden(oriel_widget *widget, bool hidden);
/** Tells whether the widget itself is hidden; an ancestor's being hidden does not count. */
ORIEL_API bool oriel_is_hidden(const oriel_widget *widget);
/** Keeps the widget and its descendants from focus and activation, or not. The attribute "disabled"
 * is the same. */
ORIEL_API void oriel_set_disabled(oriel_widget *widget, bool disabled);
/** Tells whether the widget or an ancestor is disabled. */
ORIEL_API bool oriel_is_disabled(const oriel_widget *widget);
/** Makes one widget focusable by Tab, by pointer and by oriel_focus(), or not, whatever its class
 * says. */
ORIEL_API void oriel_widget_set_focusable(oriel_widget *widget, bool focusable);
/**
 * Lets Tab stop at a focusable widget, or pass over it. Pointers and oriel_focus() focus it either
 * way. At first Tab stops at every focusable widget. In a group of widgets that arrow keys pass
 * through, such as radio buttons, Tab stops at one.
 * Source: HTML, "tabindex" of 0 and of -1; ARIA Authoring Practices, "roving tabindex".
 */
ORIEL_API void oriel_widget_set_tab_stop(oriel_widget *widget, bool is_tab_stop);
/** Tells whether a widget is focusable. Such a widget has to be shown and enabled, too, before it
 * can have the focus. */
ORIEL_API bool oriel_widget_is_focusable(const oriel_widget *widget);
/** Marks the value of a widget as invalid, or as valid. Style rules match the state by :invalid,
 * and descriptions name it. */
ORIEL_API void oriel_widget_set_invalid(oriel_widget *widget, bool invalid);

/* ---- Geometry ----
 *
 * These functions bring style and layout of the widget's window up to date before they return, as
 * those of browsers do. A loop that changes a tree and asks for geometry in turn lays out in every
 * round: asking first and changing then lays out once. Inside the methods of a class that measures,
 * arranges, records or handles a change of style, they return what the last layout has placed.
 */

/** Returns the border box relative to the parent's, px; all zeros while the widget is hidden or in
 * no window. Brings style and layout up to date. */
ORIEL_API struct oriel_rect oriel_widget_bounds(const oriel_widget *widget);
/** Returns the border box in the window, with all scroll offsets, px. Brings style and layout
 * up to date. */
ORIEL_API struct oriel_rect oriel_widget_window_bounds(const oriel_widget *widget);
/**
 * Returns the part of the border box that the clips of its ancestors and the window leave visible,
 * px relative to the border box. Ancestors that do not contain an absolute widget do not clip it.
 *
 * A list row of 300 × 40 px whose upper 10 px are scrolled out of view returns { 0, 10, 300, 30 }.
 * Brings style and layout up to date.
 * @return all zeros if nothing is visible
 */
ORIEL_API struct oriel_rect oriel_widget_visible_rect(const oriel_widget *widget);

/* ---- Describing ---- */

/**
 * Describes a tree as text, one line for each widget in tree order, without text nodes and shadow
 * trees, indented by two spaces a level:
 *
 *     form
 *       textbox "What needs doing?" = "milk" [focus focusable editable]
 *       button "Add" [focusable]
 *
 * A line is the role, the name in quotes if there is one, "=" and the value in quotes if there is
 * one, and in brackets, if there are any: "hidden", the states by the names of their
 * pseudo-classes (all but :user-valid), the actions activatable, focusable, scrollable, editable
 * and adjustable, and the numbers, e.g. "level 2", "item 1 of 3" and "value 40 from 0 to 100". In
 * quotes, control characters, quotes and backslashes are escaped by a backslash, as C does: newline
 * by "n", other control characters by "x" and two digits.
 *
 * @return owned by the caller: free(); "" for NULL; NULL, with an error logged, without memory
 */
ORIEL_API char *oriel_widget_describe_tree(const oriel_widget *widget);

/* ---- Events ---- */

/** Returns the event's target if that is a widget, else NULL. */
ORIEL_API oriel_widget *oriel_event_widget(const oriel_event *event);
/** Returns the event's current target if that is a widget, else NULL. For a delegated listener that
 * is the widget that matched. */
ORIEL_API oriel_widget *oriel_event_current_widget(const oriel_event *event);
/** Returns the widget that a target is, or NULL. */
ORIEL_API oriel_widget *oriel_widget_try_from_target(oriel_target *target);

ORIEL_END

#endif
