/* SPDX-License-Identifier: MIT */
/* A button: a text part. Its activation submits the form around the button. */
#include <oriel/widgets/button.h>

#include <string.h>

#include <oriel/widgets/form.h>

#include "dialog_internal.h"
#include "form_internal.h"
#include "text_part_internal.h"
#include "themes_internal.h"

static void button_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_widget *form = oriel__form_of(widget);
	if (form && oriel__button_submits(widget))
		oriel_form_submit(form, widget);
	else
		oriel__dialog_command(widget);
}

static void button_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_widget_class button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "button",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.activate = button_activate,
	.describe = button_describe,
	.sheets = oriel__button_sheets,
};

bool oriel__button_submits(const oriel_widget *widget) {
	if (!oriel_widget_try_cast(widget, &button_class))
		return false;
	const char *type = oriel_attribute(widget, "type");
	return !type || strcmp(type, "button") != 0;
}

oriel_widget *oriel_button(const char *text) {
	oriel_widget *widget = oriel_widget_new(&button_class);
	oriel_button_set_text(widget, text);
	return widget;
}

void oriel_button_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &button_class), text);
}

const char *oriel_button_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &button_class));
}
