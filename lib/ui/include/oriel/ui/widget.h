/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Widgets as nodes of a tree: parents and children, names, classes, attributes, states.
 *
 * A widget is owned by its parent; without one, by whoever made or removed it. Queries take NULL
 * and answer NULL, false or 0, so that they chain. Changing a widget that is destroyed asserts;
 * reading it is allowed until the running callback has returned.
 *
 * Thread: loop. Errors: what the DOM throws for is a status, and nothing has changed then. Source:
 * DOM, "nodes".
 */
#ifndef ORIEL_UI_WIDGET_H
#define ORIEL_UI_WIDGET_H

#include <oriel/runtime/event.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

/* ---- Owning ---- */

/**
 * Destroys a widget and everything in it; legal anywhere, also in its own listeners. NULL is
 * allowed.
 *
 * At once: it leaves the tree, focus goes silently, a pointer capture with lostpointercapture at
 * the window, and the signals abort, children first. What it holds is finished and freed when
 * nothing is on the stack any more. Until then a second destroy does nothing.
 */
ORIEL_API void oriel_destroy(oriel_widget *widget);
/** Whether oriel_destroy() was called on it or on an ancestor. */
ORIEL_API bool oriel_widget_is_destroyed(const oriel_widget *widget);
/** Keeps the widget's address valid after it is destroyed, not its life. @return widget */
ORIEL_API oriel_widget *oriel_widget_hold(oriel_widget *widget);
/** Gives up a hold. NULL is allowed. */
ORIEL_API void oriel_widget_release(oriel_widget *widget);
/** @return a name for it that any thread may carry, and that is never reused */
ORIEL_API oriel_widget_id oriel_widget_to_id(const oriel_widget *widget);
/** @return the widget of that name on this loop, or NULL once it is destroyed */
ORIEL_API oriel_widget *oriel_widget_from_id(oriel_widget_id id);
/** @return a signal that aborts when the widget is destroyed (of a destroyed one, that has
 * aborted), borrowed as long as the widget */
ORIEL_API oriel_abort_signal *oriel_widget_signal(oriel_widget *widget);

/* ---- The tree ---- */

/**
 * Puts child at the end of parent's children; one that stands elsewhere is removed from there
 * first, and one that stands there already stays as it is. The root of a window cannot be put
 * anywhere. Of a fragment the children are put in.
 * @return ORIEL_HIERARCHY_REQUEST_ERROR if parent is a leaf, or child is parent or holds it; no
 * owner has changed then
 */
ORIEL_API enum oriel_status oriel_append(oriel_widget *parent, oriel_widget *child);
/** As oriel_append(), before the first child. */
ORIEL_API enum oriel_status oriel_prepend(oriel_widget *parent, oriel_widget *child);
/**
 * As oriel_append(), before reference.
 * @param reference a child of parent; NULL means at the end
 * @return ORIEL_NOT_FOUND_ERROR if reference is no child of parent; the hierarchy is checked first
 */
ORIEL_API enum oriel_status oriel_insert_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference);
/**
 * Puts child before reference, or at the end if that is NULL, without taking it out of its tree
 * meanwhile: unlike oriel_insert_before() it keeps focus, scroll offsets, pointer captures and what
 * is running in it.
 * @return ORIEL_HIERARCHY_REQUEST_ERROR also if child is not in parent's tree already
 * Source: DOM, "moveBefore()".
 */
ORIEL_API enum oriel_status oriel_widget_move_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference);
/**
 * Puts replacement where old stands, and hands old back to the caller.
 * @return ORIEL_NOT_FOUND_ERROR if old is no child of parent; as oriel_insert_before() otherwise
 */
ORIEL_API enum oriel_status oriel_widget_replace_child(
	oriel_widget *parent, oriel_widget *replacement, oriel_widget *old);
/**
 * Puts replacement where old stands, and hands old back to the caller.
 * @return ORIEL_NOT_FOUND_ERROR if old has no parent; as oriel_append() otherwise
 */
ORIEL_API enum oriel_status oriel_replace(oriel_widget *old, oriel_widget *replacement);
/** Takes a widget out of its parent and hands it to the caller; without a parent nothing happens.
 * NULL is allowed. @return widget */
ORIEL_API oriel_widget *oriel_remove(oriel_widget *widget);
/** Destroys all children. */
ORIEL_API void oriel_widget_clear(oriel_widget *widget);

ORIEL_API oriel_widget *oriel_parent(const oriel_widget *widget);
ORIEL_API oriel_widget *oriel_first_child(const oriel_widget *widget);
ORIEL_API oriel_widget *oriel_last_child(const oriel_widget *widget);
ORIEL_API oriel_widget *oriel_next_sibling(const oriel_widget *widget);
ORIEL_API oriel_widget *oriel_previous_sibling(const oriel_widget *widget);
ORIEL_API size_t oriel_child_count(const oriel_widget *widget);
/** @return the child at index, from 0, or NULL; walks from the nearer end */
ORIEL_API oriel_widget *oriel_child_at(const oriel_widget *widget, size_t index);
/** @return the widget at the top; widget itself without a parent */
ORIEL_API oriel_widget *oriel_widget_root(const oriel_widget *widget);
/** Whether other is widget or inside it. Source: DOM, "contains". */
ORIEL_API bool oriel_widget_contains(const oriel_widget *widget, const oriel_widget *other);
/** How other stands to widget. Bits. Source: DOM, "compareDocumentPosition()". */
enum oriel_position {
	ORIEL_POSITION_DISCONNECTED = 1, /**< in another tree */
	ORIEL_POSITION_PRECEDING = 2,    /**< it comes before, in tree order */
	ORIEL_POSITION_FOLLOWING = 4,
	ORIEL_POSITION_CONTAINS = 8,     /**< it contains widget */
	ORIEL_POSITION_CONTAINED_BY = 16,
	/**< the order of separate trees is made up; it stays the same */
	ORIEL_POSITION_IMPLEMENTATION_SPECIFIC = 32,
};
/** @return bits of enum oriel_position; 0 if they are the same */
ORIEL_API unsigned oriel_widget_compare_position(
	const oriel_widget *widget, const oriel_widget *other);
/** @return the widget after this one in tree order within root (children first), or NULL at the
 * end. @param root NULL: the whole tree */
ORIEL_API oriel_widget *oriel_widget_next_in_tree(
	const oriel_widget *widget, const oriel_widget *root);
/** @return the widget before this one in tree order within root, or NULL at the beginning; root
 * itself is the first */
ORIEL_API oriel_widget *oriel_widget_previous_in_tree(
	const oriel_widget *widget, const oriel_widget *root);
/** @return the window it is shown in, or NULL */
ORIEL_API oriel_window *oriel_widget_window(const oriel_widget *widget);

/* ---- Names ---- */

/** @return its type, e.g. "button"; borrowed as long as the widget */
ORIEL_API const char *oriel_widget_type(const oriel_widget *widget);

/**
 * Sets an attribute; "id" and "class" are attributes too.
 * @param name  up to 65,535 bytes
 * @param value copied, up to 65,535 bytes; NULL removes it
 * Errors: over a limit, or with over 4,096 classes, nothing changes, and ORIEL_QUOTA_EXCEEDED_ERROR
 * is reported (error.h).
 */
ORIEL_API void oriel_set_attribute(oriel_widget *widget, const char *name, const char *value);
/** @return the attribute's value, borrowed until it changes, or NULL if it is not there */
ORIEL_API const char *oriel_attribute(const oriel_widget *widget, const char *name);
ORIEL_API bool oriel_has_attribute(const oriel_widget *widget, const char *name);
/**
 * Lists the names of its attributes: "id" and "class" first, then the others in the order in which
 * they were first set.
 * @param names room for capacity, filled with strings borrowed until attributes change; may be NULL
 * if that is 0
 * @return how many there are, which may be more than were listed
 */
ORIEL_API size_t oriel_attribute_names(
	const oriel_widget *widget, const char **names, size_t capacity);
/** @param force as in the DOM: 1 adds, ORIEL_OFF removes, 0 toggles. @return whether it is there
 * now */
ORIEL_API bool oriel_toggle_attribute(oriel_widget *widget, const char *name, int force);

/**
 * Adds a class.
 * @param name without white space (asserted)
 * Errors: if the classes would be over 4,096, or over 65,535 bytes as one text, nothing changes,
 * and ORIEL_QUOTA_EXCEEDED_ERROR is reported (error.h).
 */
ORIEL_API void oriel_add_class(oriel_widget *widget, const char *name);
ORIEL_API void oriel_remove_class(oriel_widget *widget, const char *name);
ORIEL_API bool oriel_has_class(const oriel_widget *widget, const char *name);
/** @return whether it is there now. @param force as oriel_toggle_attribute() */
ORIEL_API bool oriel_toggle_class(oriel_widget *widget, const char *name, int force);

/* ---- States ---- */

/** What pseudo-classes match. Bits. */
enum oriel_state {
	ORIEL_STATE_HOVER = 1 << 0,         /**< a pointer is over it or inside it */
	ORIEL_STATE_ACTIVE = 1 << 1,        /**< it is being pressed */
	ORIEL_STATE_FOCUS = 1 << 2,         /**< it has the keyboard */
	ORIEL_STATE_FOCUS_VISIBLE = 1 << 3, /**< and should show it */
	ORIEL_STATE_FOCUS_WITHIN = 1 << 4,  /**< it or something inside has the keyboard */
	ORIEL_STATE_DISABLED = 1 << 5,
	ORIEL_STATE_CHECKED = 1 << 6,
	ORIEL_STATE_SELECTED = 1 << 7,
	/**< its window does not have the keyboard; set on the root */
	ORIEL_STATE_WINDOW_INACTIVE = 1 << 8,
	ORIEL_STATE_PLACEHOLDER_SHOWN = 1 << 9,
	ORIEL_STATE_READ_ONLY = 1 << 10,
	ORIEL_STATE_INVALID = 1 << 11,
};

/** @return its states, bits of enum oriel_state */
ORIEL_API unsigned oriel_widget_states(const oriel_widget *widget);
ORIEL_API bool oriel_widget_has_state(const oriel_widget *widget, enum oriel_state state);

/** Takes it out of layout and drawing, or back. It is the attribute "hidden". */
ORIEL_API void oriel_set_hidden(oriel_widget *widget, bool hidden);
ORIEL_API bool oriel_is_hidden(const oriel_widget *widget);
/** Keeps it and what is inside from focus and activation, or back. It is the attribute "disabled".
 */
ORIEL_API void oriel_set_disabled(oriel_widget *widget, bool disabled);
/** @return whether it or an ancestor is disabled */
ORIEL_API bool oriel_is_disabled(const oriel_widget *widget);

/* ---- Geometry, after the last layout ---- */

/** @return its border box relative to its parent's, px; all zeros before the first layout and while
 * hidden */
ORIEL_API struct oriel_rect oriel_widget_bounds(const oriel_widget *widget);
/** @return its border box in its window, scrolled, px */
ORIEL_API struct oriel_rect oriel_widget_window_bounds(const oriel_widget *widget);

/* ---- Describing ---- */

/**
 * Describes a tree as text, a line a widget in tree order, without text and private parts, indented
 * by two spaces a level:
 *
 *     form
 *       textbox "What needs doing?" = "milk" [focus focusable editable]
 *       button "Add" [focusable]
 *
 * A line is the role, the name in quotes if there is one, "=" and the value in quotes if there is
 * one, and in brackets, if there are any: "hidden", the states by the names of their
 * pseudo-classes, and the actions activatable, focusable, scrollable and editable. In quotes, " and
 * \ are escaped by \, a newline is \n, other control characters are \x and two digits.
 *
 * @return owned by the caller: free(); "" for NULL; NULL, as is logged, if there is no memory
 */
ORIEL_API char *oriel_widget_describe_tree(const oriel_widget *widget);

/** Returns the event's target if that is a widget, else NULL. */
ORIEL_API oriel_widget *oriel_event_widget(const oriel_event *event);
/** Returns the event's current target if that is a widget, else NULL. For a delegated listener it
 * is the item that matched. */
ORIEL_API oriel_widget *oriel_event_current_widget(const oriel_event *event);
/** Returns the widget that this target is, or NULL. */
ORIEL_API oriel_widget *oriel_widget_try_from_target(oriel_target *target);

ORIEL_END

#endif
