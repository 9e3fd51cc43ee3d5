/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A form: a row that fires `submit`. Type "form".
 *
 * A submit button is a button in the form whose attribute "type" is not "button". The form fires
 * `submit` (bubbles, cancelable) when a submit button is clicked. Enter in a text field of the form
 * clicks the first submit button, and does nothing if that is disabled. In a form without a submit
 * button, Enter submits at once.
 *
 * ```c
 * oriel_form(oriel_text_field("Name"), oriel_button("Add")); // 1 submit button
 * ```
 *
 * A column in the form, e.g. one of fields, has the form's width.
 *
 * Thread: loop. Errors: a refused child asserts, as in all constructors. Source: HTML, "form
 * submission" and "implicit submission".
 */
#ifndef ORIEL_WIDGETS_FORM_H
#define ORIEL_WIDGETS_FORM_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_form(). @param children count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_form_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a form.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_form(...) oriel_form_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** A value of a form. */
struct oriel_form_entry {
	const char *name;      /**< the control's attribute "name"; borrowed until that changes */
	const char *value;     /**< borrowed until the control changes */
	oriel_widget *control; /**< whose value it is */
};

/**
 * Returns the values of the enabled controls that have a name and a value, in tree order.
 * @param entries  filled in, as far as there is room; may be NULL if capacity is 0
 * @param capacity length of entries
 * @return the number of values, which may exceed capacity
 * Source: HTML, "constructing the entry list".
 */
ORIEL_API size_t oriel_form_values(
	const oriel_widget *form, struct oriel_form_entry *entries, size_t capacity);
/** Returns the first value with a name, borrowed until the control changes; NULL without one. */
ORIEL_API const char *oriel_form_value(const oriel_widget *form, const char *name);

/** Fires `invalid` (cancelable) at each invalid control. @return whether all controls are valid */
ORIEL_API bool oriel_form_check_validity(const oriel_widget *form);
/** Does the same, makes :user-invalid match, and focuses the first invalid control whose event was
 * not prevented. The tab panels around that control are selected, and the expanders are opened.
 * @return whether all controls are valid */
ORIEL_API bool oriel_form_report_validity(oriel_widget *form);

/**
 * Fires `reset` (bubbles, cancelable), and restores the value of each control that the program has
 * set last, without `input` and `change`.
 * @return whether no listener prevented the event; false, without an event, while the form is being
 * reset
 */
ORIEL_API bool oriel_form_reset(oriel_widget *form);

/**
 * Submits a form, as a user does. First oriel_form_report_validity() is called, unless the form has
 * the attribute "novalidate", or the submitter "formnovalidate". If all controls are valid, the
 * form fires `submit`.
 * @param submitter the button that submits, the event's related target; may be NULL
 * @return whether all controls are valid and no listener prevented the event; false, without an
 * event, while the form is being submitted
 */
ORIEL_API bool oriel_form_submit(oriel_widget *form, oriel_widget *submitter);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_form_at)

#endif
