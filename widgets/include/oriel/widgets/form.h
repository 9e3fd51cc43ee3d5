/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A form: a row that fires `submit`. Type "form".
 *
 * `submit` (bubbles, cancelable) comes when a button of it that is not of type "button" is clicked,
 * and by Enter in a text field of it: that clicks the first such button, and does nothing if it is
 * disabled. Without such a button Enter submits at once.
 *
 * Thread: loop. Errors: children that are refused assert, as in all constructors. Source: HTML,
 * "form submission" and "implicit submission".
 */
#ifndef ORIEL_WIDGETS_FORM_H
#define ORIEL_WIDGETS_FORM_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param children handed over; NULLs are skipped. @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_form_at(
	const char *site, oriel_widget *const *children, size_t count);
#define oriel_form(...) oriel_form_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Fires `submit` as if a user had. @param submitter the button that did it, the event's related
 * target; may be NULL. @return whether no listener prevented it; false, without an event, while the
 * form's `submit` is being fired */
ORIEL_API bool oriel_form_submit(oriel_widget *form, oriel_widget *submitter);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_form_at)

#endif
