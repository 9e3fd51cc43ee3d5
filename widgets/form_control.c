/* SPDX-License-Identifier: MIT */
/*
 * Validity of form controls. A control gets a record, as user data of its target, when there is
 * something to remember: an error, a label, or that the user has chosen a value. Most have none.
 */
#include "form_control_internal.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/user_data.h>
#include <oriel/widgets/field.h>

struct control {
	unsigned flags;       /* without ORIEL_VALIDITY_CUSTOM_ERROR */
	char *message;        /* of flags; may be NULL */
	char *custom_message; /* of the program; NULL: no custom error */
	oriel_widget_id label, field; /* 0: none */
	bool is_user_checked; /* :user-invalid or :user-valid matches */
};

static const char control_key;

static struct control *control_of(const oriel_widget *widget) {
	if (oriel_widget_is_destroyed(widget))
		return NULL;
	return oriel_target_user_data(oriel_widget_target((oriel_widget *)(uintptr_t)widget),
		&control_key);
}

static void control_free(void *data) {
	struct control *control = data;
	free(control->message);
	free(control->custom_message);
	free(control);
}

/* NULL without memory, or while the loop ends: the caller remembers nothing then. */
static struct control *control_ensure(oriel_widget *widget, const char *caller) {
	struct control *control = control_of(widget);
	if (control || oriel_widget_is_destroyed(widget))
		return control;
	control = calloc(1, sizeof(*control));
	if (!control) {
		oriel_log(ORIEL_LOG_ERROR, "%s: no memory for the validity of this %s", caller,
			oriel_widget_type(widget));
		return NULL;
	}
	bool is_set = oriel_target_set_user_data(
		oriel_widget_target(widget), &control_key, oriel_owned(control, control_free));
	return is_set ? control : NULL;
}

/* ---- States ---- */

static unsigned control_flags(const struct control *control) {
	return control->flags | (control->custom_message ? ORIEL_VALIDITY_CUSTOM_ERROR : 0u);
}

static void control_update(oriel_widget *widget, const struct control *control) {
	bool is_invalid = control_flags(control) != 0;
	oriel_widget_set_invalid(widget, is_invalid);
	oriel_widget_set_state(
		widget, ORIEL_STATE_USER_INVALID, is_invalid && control->is_user_checked);
	oriel_widget_set_state(
		widget, ORIEL_STATE_USER_VALID, !is_invalid && control->is_user_checked);
	oriel_widget *field = oriel_widget_from_id(control->field);
	if (field)
		oriel__field_update(field);
}

static char *message_copy(const char *message) {
	return message && message[0] != '\0' ? strdup(message) : NULL;
}

void oriel_form_control_set_validity(oriel_widget *widget, unsigned flags, const char *message) {
	ORIEL_ASSERT(widget != NULL && (flags == 0 || (message && message[0] != '\0')),
		"oriel_form_control_set_validity: no widget, or no message; pass what is wrong in words");
	struct control *control = control_of(widget);
	if (!control && flags == 0)
		return;
	control = control_ensure(widget, "oriel_form_control_set_validity");
	if (!control)
		return;
	if (control->flags == flags && control->message && message &&
		strcmp(control->message, message) == 0)
		return;
	char *copy = flags != 0 ? message_copy(message) : NULL; /* perhaps of the old one */
	free(control->message);
	control->message = copy;
	control->flags = flags & ~(unsigned)ORIEL_VALIDITY_CUSTOM_ERROR;
	control_update(widget, control);
}

void oriel_form_control_set_error(oriel_widget *widget, const char *message) {
	ORIEL_ASSERT(widget != NULL, "oriel_form_control_set_error: the widget is NULL; pass one");
	ORIEL_ASSERT(widget->widget_class->form_value != NULL,
		"oriel_form_control_set_error: a %s is no form control; pass the control of a field, or the "
		"group of a radio button", oriel_widget_type(widget));
	bool has_message = message && message[0] != '\0';
	struct control *control = control_of(widget);
	if (!control && !has_message)
		return;
	control = control_ensure(widget, "oriel_form_control_set_error");
	if (!control)
		return;
	char *copy = message_copy(message); /* perhaps of the old one */
	free(control->custom_message);
	control->custom_message = copy;
	control_update(widget, control);
}

unsigned oriel_form_control_validity(const oriel_widget *widget) {
	const struct control *control = control_of(widget);
	return control ? control_flags(control) : 0;
}

const char *oriel_form_control_message(const oriel_widget *widget) {
	const struct control *control = control_of(widget);
	if (!control)
		return "";
	if (control->custom_message)
		return control->custom_message;
	return control->message ? control->message : "";
}

bool oriel__form_control_is_required(oriel_widget *widget) {
	bool is_required = oriel_has_attribute(widget, "required");
	if (oriel_widget_has_state(widget, ORIEL_STATE_REQUIRED) != is_required)
		oriel_widget_set_state(widget, ORIEL_STATE_REQUIRED, is_required);
	return is_required;
}

void oriel__form_control_check_required(
	oriel_widget *widget, bool has_value, enum oriel_builtin_text message) {
	bool is_required = oriel__form_control_is_required(widget);
	unsigned flags = is_required && !has_value ? ORIEL_VALIDITY_VALUE_MISSING : 0u;
	oriel_form_control_set_validity(widget, flags, flags ? oriel_builtin_text(message) : NULL);
}

void oriel__form_control_set_attribute(
	oriel_widget *widget, const char *name, const char *value) {
	if (value)
		oriel_set_attribute(widget, name, value);
}

void oriel__form_control_set_number(oriel_widget *widget, const char *name, unsigned number) {
	char text[16];
	snprintf(text, sizeof(text), "%u", number);
	oriel__form_control_set_attribute(widget, name, number > 0 ? text : NULL);
}

/* ---- The user ---- */

void oriel__form_control_set_user_checked(oriel_widget *widget, bool is_checked) {
	struct control *control = control_of(widget);
	if (!control && is_checked)
		control = control_ensure(widget, "oriel_form_control_fire_change");
	if (!control || control->is_user_checked == is_checked)
		return;
	control->is_user_checked = is_checked;
	control_update(widget, control);
}

void oriel_form_control_fire_change(oriel_widget *widget) {
	oriel__form_control_set_user_checked(widget, true);
	oriel_fire_trusted(widget, "change", .bubbles = true);
}

/* ---- Labels and fields ---- */

void oriel__form_control_set_label(oriel_widget *widget, const oriel_widget *label) {
	struct control *control = control_ensure(widget, "oriel_label_for");
	if (control)
		control->label = oriel_widget_to_id(label);
}

void oriel__form_control_set_field(oriel_widget *widget, const oriel_widget *field) {
	struct control *control = control_ensure(widget, "oriel_field");
	if (!control)
		return;
	oriel_widget *old = oriel_widget_from_id(control->field);
	control->field = oriel_widget_to_id(field);
	if (old)
		oriel__field_update(old);
}

/* Returns the control that a widget is a part of, such as the combo box of a text field; else the
 * widget. */
static const oriel_widget *control_outermost(const oriel_widget *widget) {
	const oriel_widget *parent = oriel_parent(widget);
	return parent && parent->widget_class->form_value ? parent : widget;
}

void oriel_form_control_describe(
	const oriel_widget *widget, struct oriel_description *description) {
	widget = control_outermost(widget);
	const struct control *control = control_of(widget);
	if (!control)
		return;
	const oriel_widget *label = oriel_widget_from_id(control->label);
	const oriel_widget *field = oriel_widget_from_id(control->field);
	if (field && oriel_field_control(field) != widget)
		field = NULL;
	struct oriel_description words;
	if (label) {
		oriel_widget_describe(label, &words);
		description->labelled_by = label;
		description->name = words.name;
	}
	if (field && oriel__field_description(field)) {
		oriel_widget_describe(oriel__field_description(field), &words);
		description->described_by = oriel__field_description(field);
		description->description = words.name;
	}
	if (field && oriel_widget_has_state(widget, ORIEL_STATE_USER_INVALID))
		description->error_message = oriel__field_error(field);
}
