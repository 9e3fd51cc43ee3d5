/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A field of a form: a label, a control, a description, and what is wrong with the value. Type
 * "field".
 *
 * A click on the label focuses the control, or clicks a check box or a switch. It does nothing for
 * a radio group, which takes no focus itself. The label names the control for assistive technology.
 * The message about an invalid value is shown while :user-invalid matches the control.
 *
 * ```c
 * oriel_widget *mail = oriel_text_field(NULL);
 * oriel_set_attribute(mail, "required", "");
 * oriel_form(oriel_field("E-mail", mail, .description = "For receipts only.")); // 1 control
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "the label element";
 * ARIA, "aria-describedby" and "aria-errormessage".
 */
#ifndef ORIEL_WIDGETS_FIELD_H
#define ORIEL_WIDGETS_FIELD_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Members of oriel_field() by name. */
struct oriel_field_options {
	ORIEL_OPTIONS_HEAD;
	const char *description ORIEL_DEFAULT; /**< a hint below the control; copied; may be NULL */
};

/** Does the work of oriel_field(). */
ORIEL_API oriel_widget *oriel_field_at(const char *site, const char *label, oriel_widget *control,
	const struct oriel_field_options *options);
/**
 * Makes a field.
 * @param label   the text of the label; copied
 * @param ...     the control, handed over; then members of struct oriel_field_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_field(label, ...) \
	ORIEL__CALL_2(oriel_field_at, struct oriel_field_options, label, __VA_ARGS__, )

/** Returns the control of a field; NULL once the control is destroyed or in another place. */
ORIEL_API oriel_widget *oriel_field_control(const oriel_widget *field);

/**
 * Makes a label that is bound to a control. A click on it focuses the control, or clicks a check
 * box; and it names the control. Type "label".
 * @param text copied
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_label_for(const char *text, oriel_widget *control);

ORIEL_END

#endif
