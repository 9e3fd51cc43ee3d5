/* SPDX-License-Identifier: MIT */
/* A button: a text part, and an icon by the attribute "icon". Its activation submits the form
 * around the button, or shows and hides a popover, or handles the button's command. */
#include <oriel/widgets/button.h>

#include <math.h>
#include <string.h>

#include <oriel/widgets/form.h>

#include "dialog_internal.h"
#include "form_internal.h"
#include "icon_part_internal.h"
#include "popover_target_internal.h"
#include "text_part_internal.h"
#include "themes_internal.h"

static void button_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_widget *form = oriel__form_of(widget);
	if (form && oriel__button_submits(widget))
		oriel_form_submit(form, widget);
	else if (!oriel__popover_target_activate(widget))
		oriel__dialog_command(widget);
}

/* ---- The icon ---- */

#define GAP 6.0f /* px between icon and text */

static const char *button_icon(const oriel_widget *widget) {
	const char *icon = oriel_attribute(widget, "icon");
	return icon && icon[0] ? icon : NULL;
}

static struct oriel_measurement button_measure(oriel_widget *widget, float max_width) {
	float side = button_icon(widget) ? oriel__icon_size(widget) : 0;
	if (side > 0 && oriel_has_attribute(widget, "icon-only"))
		return (struct oriel_measurement){
			.width = side, .height = side, .baseline = side * 0.875f
		};
	float room = side > 0 ? side + GAP : 0;
	struct oriel_measurement size = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - room));
	size.width += room;
	size.height = fmaxf(size.height, side);
	return size;
}

/* Icon and text stand together where the text would stand alone. */
static void button_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	const char *icon = button_icon(widget);
	struct text_part *part = &((struct text_widget *)widget)->part;
	float side = icon ? oriel__icon_size(widget) : 0;
	if (!icon) {
		oriel__text_widget_record(widget, recorder);
		return;
	}
	if (oriel_has_attribute(widget, "icon-only")) {
		oriel__icon_record(widget, recorder, icon, box);
		return;
	}
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	float text = oriel__text_part_measure(part, widget, fmaxf(0, box.width - side - GAP)).width;
	float rest = fmaxf(0, box.width - side - GAP - text);
	enum oriel_text_align align = oriel_used_text(widget).align;
	if (align == ORIEL_TEXT_ALIGN_CENTER)
		rest /= 2;
	else if ((align == ORIEL_TEXT_ALIGN_START) != is_rtl)
		rest = 0;
	struct oriel_rect icon_box = { box.x + rest + (is_rtl ? text + GAP : 0), box.y, side,
		box.height };
	box.x += rest + (is_rtl ? 0 : side + GAP);
	box.width = text;
	oriel__icon_record(widget, recorder, icon, icon_box);
	oriel__text_part_record(part, widget, recorder, box);
}

static void button_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strncmp(change->name, "icon", 4) == 0)
		oriel_widget_relayout(widget);
}

static void button_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	oriel__popover_target_describe(widget, description);
}

static const struct oriel_widget_class button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "button",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = button_changed,
	.measure = button_measure,
	.record = button_record,
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

oriel_widget *oriel_icon_button(const char *icon, const char *label) {
	oriel_widget *widget = oriel_button(label);
	oriel_set_boolean_attribute(widget, "icon-only", true);
	oriel_set_attribute(widget, "title", label);
	oriel_button_set_icon(widget, icon);
	return widget;
}

void oriel_button_set_icon(oriel_widget *widget, const char *icon) {
	oriel_widget_cast(widget, &button_class);
	oriel_set_attribute(widget, "icon", icon);
}

void oriel_button_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &button_class), text);
}

const char *oriel_button_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &button_class));
}
