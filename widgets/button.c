/* SPDX-License-Identifier: MIT */
/* A button: a text part, and submitting the form that it is in as its activation behaviour. */
#include <oriel/widgets/button.h>

#include <string.h>

#include <oriel/widgets/form.h>

#include "form-internal.h"
#include "text_part-internal.h"
#include "theme-internal.h"

struct button {
	struct oriel_widget_base base;
	struct text_part part;
};

static void button_finish(oriel_widget *widget) {
	oriel__text_part_finish(&((struct button *)widget)->part);
}

static void button_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel__text_part_restyle(&((struct button *)widget)->part);
}

static struct oriel_measurement button_measure(oriel_widget *widget, float max_width) {
	return oriel__text_part_measure(&((struct button *)widget)->part, widget, max_width);
}

static void button_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel__text_part_record(&((struct button *)widget)->part, widget, recorder, oriel_content_box(widget));
}

static void button_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_widget *form = oriel__form_of(widget);
	if (form && oriel__button_submits(widget))
		oriel_form_submit(form, widget);
}

static void button_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel__text_part_text(&((struct button *)widget)->part);
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_widget_class button_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "button", .size = sizeof(struct button), .flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = button_finish, .changed = button_changed, .measure = button_measure, .record = button_record,
	.activate = button_activate, .describe = button_describe,
};

bool oriel__button_submits(const oriel_widget *widget) {
	if (!oriel_widget_try_cast(widget, &button_class))
		return false;
	const char *type = oriel_attribute(widget, "type");
	return !type || strcmp(type, "button") != 0;
}

oriel_widget *oriel_button(const char *text) {
	oriel__theme_use();
	oriel_widget *widget = oriel_widget_new(&button_class);
	oriel_button_set_text(widget, text);
	return widget;
}

void oriel_button_set_text(oriel_widget *widget, const char *text) {
	struct button *button = oriel_widget_cast(widget, &button_class, "oriel_button_set_text");
	if (oriel__text_part_set(&button->part, text))
		oriel_widget_relayout(widget);
}

const char *oriel_button_text(const oriel_widget *widget) {
	const struct button *button = oriel_widget_cast(widget, &button_class, "oriel_button_text");
	return oriel__text_part_text(&button->part);
}
