/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Selectors: finding widgets, and listening for events on widgets that match, present and future.
 *
 * A selector is a list of complex selectors, joined by all four combinators:
 * - type, \#id, .class, *, [attr], [attr=value] with =, ~=, |=, ^=, $=, *= and the flags i and s;
 * - :is(), :not(), :where(), and :has() with a list of relative selectors: `row:has(> .error)`;
 * - :first-child, :last-child, :only-child, :nth-child() and :nth-last-child() with an+b and "of",
 *   and all of them "-of-type", without "of";
 * - :root (without a parent), :empty (without children), :scope (the widget that a query, a match
 * or a delegation begins at);
 * - :lang(), by the nearest attribute "lang", and :dir(ltr) or :dir(rtl), by the nearest "dir";
 * - the states :hover, :active, :focus, :focus-visible, :focus-within, :disabled, :enabled,
 *   :checked, :selected, :window-inactive, :placeholder-shown, :read-only, :read-write, :invalid,
 *   :valid, :user-invalid, :user-valid, :required, :optional, :indeterminate, :default and :modal;
 * - :host and :host(). Seen from a shadow tree, :host stands for the host, above the topmost widget
 *   of that tree and with nothing further up, as in `:host(button:disabled) .mark`. Seen from
 *   elsewhere it matches nothing.
 *
 * Names match exactly, those of pseudo-classes whatever their case. As in CSS the lists of :is()
 * and :where() leave out a malformed selector, and parentheses that are open at the end are closed
 * there. A pseudo-element is no widget, and matches nothing. Limits: 65,535 bytes, 32 levels of
 * nested lists.
 *
 * ```c
 * oriel_widget *third = oriel_query(list, "row:nth-child(3) > .delete"); // NULL with 2 rows
 * ```
 *
 * Thread: loop. Errors: for a malformed selector, the plain functions return NULL, false or 0 and
 * report an error (error.h) with its offset; those with "try" return ORIEL_SYNTAX_ERROR. Source:
 * Selectors Level 4; CSS Scoping 1.
 */
#ifndef ORIEL_UI_SELECTOR_H
#define ORIEL_UI_SELECTOR_H

#include <oriel/ui/target.h>

ORIEL_BEGIN

/** Where a selector is malformed, and why. */
struct oriel_selector_error {
	size_t offset;       /**< bytes from its beginning */
	const char *message; /**< what was expected, e.g. "a known pseudo-class"; static */
	const char *nearest; /**< the nearest known name, e.g. "hover"; static; NULL: there is none */
};

/** Returns the nearest of the widget and its ancestors that matches, or NULL. */
ORIEL_API oriel_widget *oriel_closest(const oriel_widget *widget, const char *selector);
/** Tells whether the widget matches. */
ORIEL_API bool oriel_matches(const oriel_widget *widget, const char *selector);
/** Returns the first descendant of root, in tree order, that matches, or NULL. */
ORIEL_API oriel_widget *oriel_query(const oriel_widget *root, const char *selector);
/**
 * Copies the descendants of root that match, in tree order.
 * @param widgets  capacity pointers; may be NULL if capacity is 0
 * @param capacity length of widgets
 * @return the number of matches, which may exceed capacity
 */
ORIEL_API size_t oriel_query_all(
	const oriel_widget *root, const char *selector, oriel_widget **widgets, size_t capacity);

/** Does what oriel_closest() does, and reports nothing. @param out set only on ORIEL_OK
 * @param error set only on ORIEL_SYNTAX_ERROR; may be NULL */
ORIEL_API enum oriel_status oriel_try_closest(const oriel_widget *widget, const char *selector,
	oriel_widget **out, struct oriel_selector_error *error);
/** Does what oriel_matches() does, and reports nothing. Parameters as of oriel_try_closest(). */
ORIEL_API enum oriel_status oriel_try_matches(const oriel_widget *widget, const char *selector,
	bool *out, struct oriel_selector_error *error);
/** Does what oriel_query() does, and reports nothing. Parameters as of oriel_try_closest(). */
ORIEL_API enum oriel_status oriel_try_query(const oriel_widget *root, const char *selector,
	oriel_widget **out, struct oriel_selector_error *error);
/** Does what oriel_query_all() does, and reports nothing. Parameters as of oriel_try_closest(). */
ORIEL_API enum oriel_status oriel_try_query_all(const oriel_widget *root, const char *selector,
	oriel_widget **widgets, size_t capacity, size_t *out_count, struct oriel_selector_error *error);

/** Does the work of oriel_delegate(). @param options copied; NULL: the defaults */
ORIEL_API oriel_listener_id oriel_delegate_at(const char *site, oriel_target *root,
	const char *type, const char *selector, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options);
/**
 * Calls fn for events that reach root from a descendant that matches a selector, or from inside
 * such a widget. Widgets that are inserted later are included.
 *
 * Matching happens when the dispatch reaches root, before root's own listeners: along the path from
 * the target up (down with .capture), root excluded. On one widget, listeners run in order of
 * registration, with that widget as current target. Destroyed widgets are skipped.
 * oriel_stop_propagation() ends the outer matches and skips root's own listeners. The selector is
 * part of the listener's identity.
 *
 * @param root     a widget, or a window (whose widgets are then matched)
 * @param type     name of the event, e.g. "click"; copied
 * @param selector copied
 * @param fn       may change the tree in any way, and destroy any widget
 * @param ...      data, borrowed, or handed over with .release; then members of struct
 * oriel_listen_options by name
 * @return an id for oriel_unlisten(); 0, with data released, if .signal has aborted or the selector
 * is malformed, which is reported
 * Thread: loop.
 */
#define oriel_delegate(root, type, selector, fn, ...) \
	ORIEL__CALL_5(oriel_delegate_at, struct oriel_listen_options, ORIEL_TARGET(root), type, \
		selector, fn, __VA_ARGS__, )

/** Does what oriel_delegate() does, and reports nothing. @param out set only on ORIEL_OK
 * @return ORIEL_SYNTAX_ERROR for a malformed selector; data then stays the caller's */
ORIEL_API enum oriel_status oriel_try_delegate_at(const char *site, oriel_target *root,
	const char *type, const char *selector, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options, oriel_listener_id *out,
	struct oriel_selector_error *error);

ORIEL_END

#endif
