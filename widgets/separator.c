/* SPDX-License-Identifier: MIT */
/* A separator. Its look, and whether it stands or lies, is its sheet's matter. */
#include <oriel/widgets/separator.h>

#include <string.h>

#include <oriel/extend/widget.h>

#include "themes_internal.h"

static void separator_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *parent = oriel_parent(widget);
	bool is_upright = parent && (strcmp(oriel_widget_type(parent), "row") == 0 ||
		strcmp(oriel_widget_type(parent), "tool-bar") == 0);
	description->role = ORIEL_ROLE_SEPARATOR;
	description->orientation = is_upright ? ORIEL_ORIENTATION_VERTICAL :
											ORIEL_ORIENTATION_HORIZONTAL;
}

static const struct oriel_widget_class separator_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "separator",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
	.describe = separator_describe,
	.sheets = oriel__separator_sheets,
};

oriel_widget *oriel_separator(void) {
	return oriel_widget_new(&separator_class);
}
