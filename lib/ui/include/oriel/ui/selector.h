/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Selectors: finding widgets, and listening for events on widgets that match, present and future.
 *
 * Type, \#id, .class, *, [attr], [attr=value] with =, ~=, |=, ^=, $=, *= and the flags i and s,
 * :not(), :is(), :where(), :first-child, :last-child, :only-child, :nth-child() and
 * :nth-last-child() with an+b and "of", :root (without a parent), :empty (without children), :scope
 * (the widget that a query, a match or a delegation begins at), the states (:hover, :active,
 * :focus, :focus-visible, :focus-within, :disabled, :enabled, :checked, :selected,
 * :window-inactive, :placeholder-shown, :read-only, :read-write, :invalid, :valid), :host and
 * :host(), all four combinators and lists. Seen from private parts, :host stands for the widget
 * that they are of, above the topmost of them and with nothing further up, as in
 * `:host(button:disabled) .mark`; seen from elsewhere it matches nothing. Names match exactly,
 * those of pseudo-classes whatever their case. As in CSS the lists of :is() and :where() leave out
 * what is malformed, and what is open at the end is closed there. Limits: 65,535 bytes, 32 levels
 * of nested lists.
 *
 * Thread: loop. Errors: a malformed selector makes the plain forms answer NULL, false or 0 and
 * report an error (error.h) with its offset; the _try forms answer ORIEL_SYNTAX_ERROR. Source:
 * Selectors Level 4; CSS Scoping 1.
 */
#ifndef ORIEL_UI_SELECTOR_H
#define ORIEL_UI_SELECTOR_H

#include <oriel/ui/target.h>

ORIEL_BEGIN

/** Where a selector is malformed, and why. */
struct oriel_selector_error {
	size_t offset;       /**< bytes from its beginning */
	const char *message; /**< static */
};

/** @return the nearest of widget and its ancestors that matches, or NULL */
ORIEL_API oriel_widget *oriel_closest(const oriel_widget *widget, const char *selector);
ORIEL_API bool oriel_matches(const oriel_widget *widget, const char *selector);
/** @return the first widget inside root, in tree order, that matches, or NULL; root itself is not
 * among them */
ORIEL_API oriel_widget *oriel_query(const oriel_widget *root, const char *selector);
/**
 * Copies the widgets inside root that match, in tree order.
 * @param widgets room for capacity; may be NULL if that is 0
 * @return how many match, which may be more than was copied
 */
ORIEL_API size_t oriel_query_all(
	const oriel_widget *root, const char *selector, oriel_widget **widgets, size_t capacity);

/** As the plain forms. @param out set only on ORIEL_OK. @param error set only on
 * ORIEL_SYNTAX_ERROR; may be NULL */
ORIEL_API enum oriel_status oriel_try_closest(const oriel_widget *widget, const char *selector,
	oriel_widget **out, struct oriel_selector_error *error);
ORIEL_API enum oriel_status oriel_try_matches(const oriel_widget *widget, const char *selector,
	bool *out, struct oriel_selector_error *error);
ORIEL_API enum oriel_status oriel_try_query(const oriel_widget *root, const char *selector,
	oriel_widget **out, struct oriel_selector_error *error);
ORIEL_API enum oriel_status oriel_try_query_all(const oriel_widget *root, const char *selector,
	oriel_widget **widgets, size_t capacity, size_t *out_count, struct oriel_selector_error *error);

/**
 * Calls fn for events that reach root from a widget inside it that matches, or that is inside one
 * that matches.
 *
 * Matched when the dispatch reaches root, before root's own listeners: along the path from the
 * target up (down with .capture), root excluded, on one widget in order of registration, with that
 * widget as current target. Destroyed widgets are skipped; oriel_stop_propagation() ends the outer
 * matches and skips root's own listeners. The selector is part of the listener's identity.
 *
 * @param root     a widget, or a window (whose widgets are then matched)
 * @param selector copied
 * @return an id for oriel_unlisten(); 0, with data dropped, if .signal has aborted or the selector
 * is malformed
 */
ORIEL_API oriel_listener_id oriel_delegate_at(const char *site, oriel_target *root,
	const char *type, const char *selector, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options);
#define oriel_delegate(...) \
	ORIEL__DELEGATE(__VA_ARGS__, .size = sizeof(struct oriel_listen_options))
#define ORIEL__DELEGATE(root, type, selector, fn, data, ...) \
	oriel_delegate_at(ORIEL_SITE, ORIEL_TARGET(root), type, selector, fn, data, \
		&(const struct oriel_listen_options){ __VA_ARGS__ })

/** As oriel_delegate(). @param out set only on ORIEL_OK. On an error data stays the caller's. */
ORIEL_API enum oriel_status oriel_try_delegate_at(const char *site, oriel_target *root,
	const char *type, const char *selector, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options, oriel_listener_id *out,
	struct oriel_selector_error *error);

ORIEL_END

#endif
