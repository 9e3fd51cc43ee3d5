/* SPDX-License-Identifier: MIT */
/*
 * Labels: a text part and nothing else, or bound to a control. A bound label has a class of its
 * own with activation behaviour, so that a plain label takes no click from an ancestor.
 */
#include <oriel/widgets/label.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>
#include <oriel/widgets/field.h>

#include "form_control_internal.h"
#include "text_part_internal.h"
#include "themes_internal.h"

static void label_describe(oriel_widget *widget, struct oriel_description *description) {
	bool heading = oriel_has_class(widget, "title") || oriel_has_class(widget, "heading");
	bool error = oriel_has_class(widget, "error");
	description->role = error ? ORIEL_ROLE_ALERT : heading ? ORIEL_ROLE_HEADING : ORIEL_ROLE_LABEL;
	description->name = oriel__text_widget_text(widget);
}

static const struct oriel_widget_class label_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "label",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.describe = label_describe,
	.sheets = oriel__label_sheets,
};

/* ---- Bound labels ---- */

struct bound_label {
	struct text_widget text; /* first */
	oriel_widget_id control;
};

static oriel_widget *label_control(const oriel_widget *widget) {
	return oriel_widget_from_id(((const struct bound_label *)widget)->control);
}

/* Source: HTML, "the label element": its activation behavior. */
static void bound_label_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_widget *control = label_control(widget);
	if (!control || oriel_is_disabled(control))
		return;
	oriel_widget_hold(control); /* a listener of `focus` may destroy it */
	oriel_focus(control);
	if (!oriel_widget_is_destroyed(control) && control->widget_class->pre_activate)
		oriel_click(control);
	oriel_widget_release(control);
}

static const struct oriel_widget_class bound_label_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "label",
	.size = sizeof(struct bound_label),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.activate = bound_label_activate,
	.describe = label_describe,
	.sheets = oriel__label_sheets,
};

oriel_widget *oriel_label_for(const char *text, oriel_widget *control) {
	ORIEL_ASSERT(control != NULL, "oriel_label_for: the control is NULL; pass one");
	oriel_widget *widget = oriel_widget_new(&bound_label_class);
	((struct bound_label *)widget)->control = oriel_widget_to_id(control);
	oriel__form_control_set_label(control, widget);
	oriel_label_set_text(widget, text);
	return widget;
}

/* ---- Labels of both classes ---- */

static const oriel_widget *label_check(const oriel_widget *widget, const char *caller) {
	if (!oriel_widget_try_cast(widget, &bound_label_class))
		oriel_widget_cast_in(caller, widget, &label_class);
	return widget;
}

oriel_widget *oriel_label(const char *text) {
	oriel_widget *widget = oriel_widget_new(&label_class);
	oriel_label_set_text(widget, text);
	return widget;
}

void oriel_label_set_text(oriel_widget *widget, const char *text) {
	label_check(widget, "oriel_label_set_text");
	oriel__text_widget_set(widget, text);
}

void oriel_label_set_textf(oriel_widget *widget, const char *format, ...) {
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	ORIEL_ASSERT(
		length >= 0, "oriel_label_set_textf: the format \"%s\" is invalid; see printf()", format);
	char *text = malloc((size_t)length + 1);
	if (!text) {
		oriel_log(
			ORIEL_LOG_ERROR, "oriel_label_set_textf: no memory for a text of %d bytes", length);
		return;
	}
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	oriel_label_set_text(widget, text);
	free(text);
}

const char *oriel_label_text(const oriel_widget *widget) {
	return oriel__text_widget_text(label_check(widget, "oriel_label_text"));
}
