/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Form controls: widgets whose value a form submits, checks and resets. Text fields, text areas,
 * combo boxes, check boxes, switches, radio groups, selects, sliders, date fields and time fields
 * are form controls; extend/form_control.h is for authors of others.
 *
 * A control with the attribute "required" is invalid while its value is missing. A program reports
 * other errors by oriel_form_control_set_error(). The state :invalid matches an invalid control at
 * once, :user-invalid after the user has changed the value, or has tried to submit the form.
 *
 * ```c
 * static void on_input(oriel_event *event, void *data) {
 *     oriel_widget *field = oriel_event_widget(event);
 *     bool is_short = strlen(oriel_text_field_text(field)) < 8; // bytes
 *     oriel_form_control_set_error(field, is_short ? "Use 8 characters or more." : NULL);
 * }
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "constraint validation".
 */
#ifndef ORIEL_WIDGETS_FORM_CONTROL_H
#define ORIEL_WIDGETS_FORM_CONTROL_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** What is wrong with a value. Bits. Source: HTML, "validity states". */
enum oriel_validity {
	ORIEL_VALIDITY_VALUE_MISSING = 1 << 0,    /**< a required value is not there */
	ORIEL_VALIDITY_TYPE_MISMATCH = 1 << 1,    /**< e.g. no address of e-mail */
	ORIEL_VALIDITY_PATTERN_MISMATCH = 1 << 2, /**< of another form than the one wanted */
	ORIEL_VALIDITY_TOO_LONG = 1 << 3,         /**< too long a text */
	ORIEL_VALIDITY_TOO_SHORT = 1 << 4,        /**< too short a text */
	ORIEL_VALIDITY_RANGE_UNDERFLOW = 1 << 5,  /**< too small a number */
	ORIEL_VALIDITY_RANGE_OVERFLOW = 1 << 6,   /**< too large a number */
	ORIEL_VALIDITY_STEP_MISMATCH = 1 << 7,    /**< a number between two steps */
	ORIEL_VALIDITY_BAD_INPUT = 1 << 8,        /**< cannot be read as a value */
	ORIEL_VALIDITY_CUSTOM_ERROR = 1 << 9,     /**< oriel_form_control_set_error() */
};

/**
 * Makes a control invalid, or valid again.
 * @param control for radio buttons the group
 * @param message what is wrong, for the user; copied; NULL and "" make the control valid
 * Errors: asserts on a widget that is no form control, such as a field.
 * Source: HTML, "setCustomValidity()".
 */
ORIEL_API void oriel_form_control_set_error(oriel_widget *control, const char *message);
/** Returns what is wrong with the value of a control: bits of enum oriel_validity; 0 if nothing is.
 */
ORIEL_API unsigned oriel_form_control_validity(const oriel_widget *control);
/** Returns the message about an invalid control, borrowed until its validity changes; "" for a
 * valid control. */
ORIEL_API const char *oriel_form_control_message(const oriel_widget *control);

ORIEL_END

#endif
