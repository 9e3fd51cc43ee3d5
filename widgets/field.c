/* SPDX-License-Identifier: MIT */
/*
 * Fields of forms: a column of a bound label, the control, a description, and the message about an
 * invalid value, which is hidden while there is none. The parts are children, which a program may
 * move or destroy: a field finds them again by their ids.
 */
#include <oriel/widgets/field.h>

#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/widgets/label.h>

#include "form_control_internal.h"
#include "themes_internal.h"

struct field {
	struct oriel_widget_base base;
	oriel_widget_id control, description, error; /* 0: none */
};

static const struct oriel_widget_class field_class;

static const struct field *field_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &field_class);
}

const oriel_widget *oriel__field_description(const oriel_widget *widget) {
	return oriel_widget_from_id(field_cast(widget, "oriel_field")->description);
}

const oriel_widget *oriel__field_error(const oriel_widget *widget) {
	return oriel_widget_from_id(field_cast(widget, "oriel_field")->error);
}

void oriel__field_update(oriel_widget *widget) {
	const struct field *field = field_cast(widget, "oriel_field");
	const oriel_widget *control = oriel_field_control(widget);
	oriel_widget *error = oriel_widget_from_id(field->error);
	if (!error)
		return;
	bool is_shown = control && oriel_widget_has_state(control, ORIEL_STATE_USER_INVALID);
	if (is_shown)
		oriel_label_set_text(error, oriel_form_control_message(control));
	oriel_set_hidden(error, !is_shown);
}

static void field_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class field_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "field",
	.size = sizeof(struct field),
	.describe = field_describe,
	.sheets = oriel__field_sheets,
};

static oriel_widget_id append_text(
	const char *site, oriel_widget *widget, const char *text, const char *class_name) {
	oriel_widget *label = oriel_label(text);
	oriel_set_class(label, class_name, true);
	oriel_widget_append_all_at(site, widget, &label, 1);
	return oriel_widget_to_id(label);
}

oriel_widget *oriel_field_at(const char *site, const char *label, oriel_widget *control,
	const struct oriel_field_options *options) {
	ORIEL_ASSERT(control != NULL, "oriel_field at %s: the control is NULL; pass one", site);
	oriel_widget *widget = oriel_widget_new(&field_class);
	struct field *field = oriel_widget_cast_in("oriel_field", widget, &field_class);
	oriel_widget *parts[] = { oriel_label_for(label, control), control };
	field->control = oriel_widget_to_id(control);
	oriel_set_class(parts[0], "field-label", true);
	oriel_widget_append_all_at(site, widget, parts, 2);
	if (options->description)
		field->description = append_text(site, widget, options->description, "field-description");
	field->error = append_text(site, widget, NULL, "field-error");
	oriel__form_control_set_field(control, widget);
	oriel__field_update(widget);
	return widget;
}

oriel_widget *oriel_field_control(const oriel_widget *widget) {
	oriel_widget *control = oriel_widget_from_id(
		field_cast(widget, "oriel_field_control")->control);
	const oriel_widget *ancestor = control;
	while (ancestor && ancestor != widget)
		ancestor = oriel_parent(ancestor);
	return ancestor ? control : NULL;
}
