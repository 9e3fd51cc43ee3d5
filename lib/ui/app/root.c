/* SPDX-License-Identifier: MIT */
/*
 * The root of a window: a column. Its child fills the window unless the child's style says
 * otherwise. A theme may change every other property.
 */
#include "app/app_internal.h"

#include <oriel/extend/widget.h>

static void root_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_window *window = oriel_widget_window(widget);
	description->role = ORIEL_ROLE_WINDOW;
	description->name = window != NULL ? oriel_window_title(window) : NULL;
}

/* Sheets that apply to all widgets: every widget is in a root. */
static const char *const root_sheets[] = {
	"root { flex-direction: column; align-items: stretch }"
	"root > * { flex-grow: 1 }"
	"[hidden] { display: none !important }",
	NULL,
};

static const struct oriel_widget_class root_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "root",
	.size = sizeof(struct oriel_widget_base),
	.describe = root_describe,
	.sheets = root_sheets,
};

oriel_widget *oriel__root_new(void) {
	return oriel_widget_new(&root_class);
}
