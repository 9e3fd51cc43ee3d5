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

/**
 * Fires `submit` at a form, as for a user.
 * @param submitter the button that submits, the event's related target; may be NULL
 * @return whether no listener prevented the event; false, without an event, while the form's
 * `submit` is being fired
 */
ORIEL_API bool oriel_form_submit(oriel_widget *form, oriel_widget *submitter);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_form_at)

#endif
