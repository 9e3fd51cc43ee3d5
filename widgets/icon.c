/* SPDX-License-Identifier: MIT */
/*
 * An icon: its attribute "name" is looked up in the set of the application when it is drawn. The
 * lookup is late because an icon has no application before it is in a window.
 */
#include <oriel/widgets/icon.h>

#include <math.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "icon_part_internal.h"
#include "icon_set_internal.h"
#include "themes_internal.h"

/* ---- Drawing ---- */

float oriel__icon_size(const oriel_widget *widget) {
	return roundf(oriel_used_text(widget).font_size * 8 / 7);
}

/* Names that follow the writing direction. */
static const char *icon_directed_name(const oriel_widget *widget, const char *name) {
	static const char *const names[][3] = {
		{ "arrow-start", "arrow-left", "arrow-right" },
		{ "arrow-end", "arrow-right", "arrow-left" },
		{ "chevron-start", "chevron-left", "chevron-right" },
		{ "chevron-end", "chevron-right", "chevron-left" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i][0]) == 0)
			return names[i][strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") ==
						0 ?
					2 :
					1];
	}
	return name;
}

void oriel__icon_record(const oriel_widget *widget, oriel_recorder *recorder, const char *name,
	struct oriel_rect box) {
	oriel_window *window = oriel_widget_window(widget);
	float side = fminf(box.width, box.height);
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	if (!name || !name[0] || !window || !(side > 0))
		return;
	struct oriel_rect square = { box.x + (box.width - side) / 2, box.y + (box.height - side) / 2,
		side, side };
	const struct icon_shape *shape = oriel__icon_find(
		oriel_window_app(window), icon_directed_name(widget, name));
	if (!shape) {
		oriel_log(ORIEL_LOG_ERROR,
			"there is no icon \"%s\"; add it by oriel_icon_add(), or see docs/widgets.md for names",
			name);
		oriel_record_border(recorder, square, oriel_edges_all(1), side / 8, color);
		return;
	}
	float scale = side / shape->grid;
	oriel_record_svg_path(recorder, shape->path, (struct oriel_point){ square.x, square.y }, scale,
		shape->width * scale, color);
}

/* ---- The widget ---- */

static struct oriel_measurement icon_measure(oriel_widget *widget, float max_width) {
	float side = oriel__icon_size(widget);
	(void)max_width;
	return (struct oriel_measurement){
		.width = side, .height = side, .baseline = side * 0.875f, .ratio = 1
	};
}

static void icon_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel__icon_record(widget, recorder, oriel_attribute(widget, "name"),
		oriel_widget_content_box(widget));
}

static void icon_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "name") == 0)
		oriel_widget_redraw(widget);
}

static void icon_describe(oriel_widget *widget, struct oriel_description *description) {
	const char *label = oriel_attribute(widget, "aria-label");
	description->role = label && label[0] ? ORIEL_ROLE_IMAGE : ORIEL_ROLE_GENERIC;
}

static const struct oriel_widget_class icon_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "icon",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_RATIO,
	.changed = icon_changed,
	.measure = icon_measure,
	.record = icon_record,
	.describe = icon_describe,
	.sheets = oriel__icon_sheets,
};

oriel_widget *oriel_icon(const char *name) {
	oriel_widget *widget = oriel_widget_new(&icon_class);
	oriel_icon_set_name(widget, name);
	return widget;
}

void oriel_icon_set_name(oriel_widget *widget, const char *name) {
	oriel_widget_cast(widget, &icon_class);
	oriel_set_attribute(widget, "name", name);
}

const char *oriel_icon_name(const oriel_widget *widget) {
	oriel_widget_cast(widget, &icon_class);
	const char *name = oriel_attribute(widget, "name");
	return name ? name : "";
}
