/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of form controls, whose classes have the methods form_value and form_reset
 * (extend/widget.h).
 *
 * ```c
 * static void rating_set(oriel_widget *widget, int stars) {
 *     bool is_missing = stars == 0 && oriel_has_attribute(widget, "required");
 *     oriel_form_control_set_validity(widget, is_missing ? ORIEL_VALIDITY_VALUE_MISSING : 0,
 *         is_missing ? "Give one star or more." : NULL);
 * }
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "ElementInternals".
 */
#ifndef ORIEL_EXTEND_FORM_CONTROL_H
#define ORIEL_EXTEND_FORM_CONTROL_H

#include <oriel/extend/describe.h>
#include <oriel/widgets/form_control.h>

ORIEL_BEGIN

/**
 * Sets the errors that a control itself has found in its value. Called whenever the value changes.
 * @param flags   bits of enum oriel_validity; 0: none
 * @param message for the user; copied; may be NULL if flags is 0
 */
ORIEL_API void oriel_form_control_set_validity(
	oriel_widget *control, unsigned flags, const char *message);
/** Fires `change`, which bubbles, because the user has chosen a value; :user-invalid or :user-valid
 * match from then on. */
ORIEL_API void oriel_form_control_fire_change(oriel_widget *control);
/** Adds the name by the control's label, and the hint and the message of its field, to the
 * description of a control. Called at the end of describe. */
ORIEL_API void oriel_form_control_describe(
	const oriel_widget *control, struct oriel_description *description);

ORIEL_END

#endif
