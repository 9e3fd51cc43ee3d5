/* SPDX-License-Identifier: MIT */
/* Rows, columns, scroll views and status bars. They have no behaviour; the theme and layout place
 * their children. */
#include <oriel/widgets/box.h>

#include <oriel/extend/widget.h>

#include "themes_internal.h"

/* A row of a list has the role "list item". */
static void box_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *parent = oriel_parent(widget);
	struct oriel_description around = { 0 };
	if (parent)
		oriel_widget_describe(parent, &around);
	description->role = around.role == ORIEL_ROLE_LIST ? ORIEL_ROLE_LIST_ITEM : ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class row_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "row",
	.size = sizeof(struct oriel_widget_base),
	.describe = box_describe,
	.sheets = oriel__box_sheets,
};

static const struct oriel_widget_class column_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "column",
	.size = sizeof(struct oriel_widget_base),
	.describe = box_describe,
	.sheets = oriel__box_sheets,
};

static void status_bar_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_STATUS;
	description->live = ORIEL_LIVE_POLITE;
}

static const struct oriel_widget_class scroll_view_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "scroll-view",
	.size = sizeof(struct oriel_widget_base),
	.describe = box_describe,
	.sheets = oriel__box_sheets,
};

static const struct oriel_widget_class status_bar_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "status-bar",
	.size = sizeof(struct oriel_widget_base),
	.describe = status_bar_describe,
	.sheets = oriel__box_sheets,
};

oriel_widget *oriel_row_at(const char *site, oriel_widget *const *children, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&row_class), children, count);
}

oriel_widget *oriel_column_at(const char *site, oriel_widget *const *children, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&column_class), children, count);
}

oriel_widget *oriel_scroll_view_at(
	const char *site, oriel_widget *const *children, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&scroll_view_class), children, count);
}

oriel_widget *oriel_status_bar_at(const char *site, oriel_widget *const *children, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&status_bar_class), children, count);
}
