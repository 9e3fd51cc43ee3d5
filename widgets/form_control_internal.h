/* SPDX-License-Identifier: MIT */
/* What forms, fields and labels know of a control. */
#ifndef ORIEL_WIDGETS_FORM_CONTROL_INTERNAL_H
#define ORIEL_WIDGETS_FORM_CONTROL_INTERNAL_H

#include <oriel/extend/form_control.h>
#include <oriel/widgets/texts.h>

/* Returns whether a control has the attribute "required", and keeps the state :required. */
bool oriel__form_control_is_required(oriel_widget *control);
/* Sets or clears ORIEL_VALIDITY_VALUE_MISSING: for a control with the attribute "required", by
 * whether it has a value. */
void oriel__form_control_check_required(
	oriel_widget *control, bool has_value, enum oriel_builtin_text message);
/* Sets an attribute for an option of a constructor. value: NULL if the option is not given */
void oriel__form_control_set_attribute(
	oriel_widget *control, const char *name, const char *value);
/* Does the same for an option that is a number. number: 0 if the option is not given */
void oriel__form_control_set_number(oriel_widget *control, const char *name, unsigned number);
/* Makes :user-invalid and :user-valid match, or not any more. */
void oriel__form_control_set_user_checked(oriel_widget *control, bool is_checked);
/* Binds a label, or a field, to a control. */
void oriel__form_control_set_label(oriel_widget *control, const oriel_widget *label);
void oriel__form_control_set_field(oriel_widget *control, const oriel_widget *field);

/* field.c: shows or hides the message of a field's control. */
void oriel__field_update(oriel_widget *field);
/* The label of a field below its control, or NULL. */
const oriel_widget *oriel__field_description(const oriel_widget *field);
const oriel_widget *oriel__field_error(const oriel_widget *field);

#endif
