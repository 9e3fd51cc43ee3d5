/* SPDX-License-Identifier: MIT */
/*
 * The root of a window: a column whose child fills the window unless the child's style says
 * otherwise. A theme may change every other property.
 */
#include "app/app_internal.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>

static void root_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_window *window = oriel_widget_window(widget);
	description->role = ORIEL_ROLE_WINDOW;
	description->name = window != NULL ? oriel_window_title(window) : NULL;
}

static const struct oriel_widget_class root_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "root",
	.size = sizeof(struct oriel_widget_base),
	.describe = root_describe,
};

static const struct oriel_declaration root_declarations[] = {
	{ .property = ORIEL_PROPERTY_DIRECTION, .number = ORIEL_DIRECTION_COLUMN },
	{ .property = ORIEL_PROPERTY_ALIGN, .number = ORIEL_ALIGN_STRETCH },
	{ 0 },
};

static const struct oriel_declaration content_declarations[] = {
	{ .property = ORIEL_PROPERTY_GROW, .number = 1 },
	{ 0 },
};

static const struct oriel_rule rules[] = {
	{ "root", root_declarations },
	{ "root > *", content_declarations },
	{ 0 },
};

oriel_widget *oriel__root_new(void) {
	oriel_theme_add_toolkit(rules);
	return oriel_widget_new(&root_class);
}
