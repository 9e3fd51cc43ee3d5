/* SPDX-License-Identifier: MIT */
/* The buttons at the end of date fields and time fields: an icon, and what a click does. The
 * keyboard stays with the field, so that a step finds the active segment. */
#include "date_button_internal.h"

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/focus.h>

#include "icon_part_internal.h"
#include "themes_internal.h"

struct date_button {
	struct oriel_widget_base base;
	const struct date_button_kind *kind;
};

static struct oriel_measurement date_button_measure(oriel_widget *widget, float max_width) {
	(void)max_width;
	float side = oriel__icon_size(widget);
	return (struct oriel_measurement){ side, side, -1 };
}

static void date_button_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel__icon_record(widget, recorder, ((struct date_button *)widget)->kind->icon,
		oriel_widget_content_box(widget));
}

static bool date_button_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *host = oriel_widget_host(widget);
	if (host && pointer && pointer->button == ORIEL_BUTTON_PRIMARY)
		oriel_focus(host);
	return true;
}

static void date_button_activate(oriel_widget *widget, oriel_event *event) {
	oriel_widget *host = oriel_widget_host(widget);
	(void)event;
	if (host)
		((struct date_button *)widget)->kind->act(host);
}

static void date_button_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel_builtin_text(((struct date_button *)widget)->kind->name);
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_default_action date_button_actions[] = {
	{ "pointerdown", date_button_on_pointer_down },
	{ 0 },
};

static const struct oriel_widget_class date_button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "date-field-button",
	.size = sizeof(struct date_button),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = date_button_measure,
	.record = date_button_record,
	.activate = date_button_activate,
	.default_actions = date_button_actions,
	.describe = date_button_describe,
	.sheets = oriel__date_field_sheets,
};

void oriel__date_button_append(oriel_widget *host, const struct date_button_kind *kind) {
	oriel_widget *widget = oriel_widget_new(&date_button_class);
	((struct date_button *)widget)->kind = kind;
	oriel_set_attribute(widget, "part", kind->part);
	oriel_widget_append_shadow_child(host, widget);
}
