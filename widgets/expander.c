/* SPDX-License-Identifier: MIT */
/*
 * An expander: a heading, and children that its sheet hides unless the attribute "open" is there.
 * The attribute is the only memory.
 */
#include <oriel/widgets/expander.h>

#include <string.h>

#include <oriel/extend/recorder.h>

#include "direction_internal.h"
#include "form_internal.h"
#include "themes_internal.h"
#include "toggle_internal.h"

static const struct oriel_size mark_size = { 12, 12 }; /* px */

static const struct oriel_widget_class expander_class, expander_heading_class;

static bool expander_is_open(const oriel_widget *widget) {
	return oriel_has_attribute(widget, "open");
}

static const oriel_widget *expander_of_heading(const oriel_widget *heading) {
	const oriel_widget *parent = oriel_parent(heading);
	return parent && oriel_widget_try_cast(parent, &expander_class) ? parent : NULL;
}

/* NULL if a program has taken it away. */
static oriel_widget *heading_of(const oriel_widget *expander) {
	oriel_widget *child = oriel_first_child(expander);
	while (child && !oriel_widget_try_cast(child, &expander_heading_class))
		child = oriel_next_sibling(child);
	return child;
}

/* ---- The heading ---- */

static struct oriel_measurement heading_measure(oriel_widget *widget, float max_width) {
	return oriel__toggle_measure(widget, max_width, mark_size);
}

/* A chevron, which points down while the expander is open, and else where the text runs. */
static void heading_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect mark = oriel__toggle_mark(widget, mark_size);
	const oriel_widget *expander = expander_of_heading(widget);
	bool is_open = expander && expander_is_open(expander);
	float x = mark.x + mark.width / 2, y = mark.y + mark.height / 2, r = mark.width / 4;
	float d = oriel__is_rtl(widget) ? -r / 2 : r / 2;
	struct oriel_point closed[] = { { x - d, y - r }, { x + d, y }, { x - d, y + r } };
	struct oriel_point open[] = { { x - r, y - r / 2 }, { x, y + r / 2 }, { x + r, y - r / 2 } };
	oriel_record_stroke(recorder, is_open ? open : closed, 3, 1.75f,
		oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	oriel__toggle_record_text(widget, recorder, mark.width);
}

static void heading_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	const oriel_widget *expander = expander_of_heading(widget);
	if (expander)
		oriel_expander_set_open(oriel_parent(widget), !expander_is_open(expander));
}

static void heading_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *expander = expander_of_heading(widget);
	bool is_open = expander && expander_is_open(expander);
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	description->expanded = is_open ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
}

static const struct oriel_widget_class expander_heading_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "expander-heading",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = heading_measure,
	.record = heading_record,
	.activate = heading_activate,
	.describe = heading_describe,
	.sheets = oriel__expander_sheets,
};

/* ---- The expander ---- */

static void expander_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel_widget *heading = heading_of(widget);
	if (heading && change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "open") == 0)
		oriel_widget_redraw(heading);
}

static void expander_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class expander_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "expander",
	.size = sizeof(struct oriel_widget_base),
	.changed = expander_changed,
	.describe = expander_describe,
	.sheets = oriel__expander_sheets,
};

static oriel_widget *closed_expander_around(const oriel_widget *widget) {
	oriel_widget *expander = oriel_parent(widget);
	while (expander) {
		if (oriel_widget_try_cast(expander, &expander_class) && !expander_is_open(expander))
			return expander;
		expander = oriel_parent(expander);
	}
	return NULL;
}

/* A listener of `toggle` may change the tree: the search begins anew after each one. The number of
 * events is limited, since a listener may close the expander again. */
void oriel__expander_reveal(oriel_widget *widget) {
	size_t depth = 0;
	for (const oriel_widget *at = widget; at; at = oriel_parent(at))
		depth++;
	for (; depth > 0 && !oriel_widget_is_destroyed(widget); depth--) {
		oriel_widget *expander = closed_expander_around(widget);
		if (!expander)
			return;
		oriel_expander_set_open(expander, true);
	}
}

oriel_widget *oriel_expander_at(
	const char *site, const char *text, oriel_widget *const *children, size_t count) {
	oriel_widget *widget = oriel_widget_new(&expander_class);
	oriel_widget *heading = oriel_widget_new(&expander_heading_class);
	oriel_widget_append_all_at(site, widget, &heading, 1);
	oriel__text_widget_set(heading, text);
	return oriel_widget_append_all_at(site, widget, children, count);
}

void oriel_expander_set_open(oriel_widget *widget, bool open) {
	oriel_widget_cast(widget, &expander_class);
	if (expander_is_open(widget) == open)
		return;
	oriel_set_attribute(widget, "open", open ? "" : NULL);
	oriel_fire_trusted(widget, "toggle");
}

bool oriel_expander_is_open(const oriel_widget *widget) {
	oriel_widget_cast(widget, &expander_class);
	return expander_is_open(widget);
}

void oriel_expander_set_text(oriel_widget *widget, const char *text) {
	oriel_widget_cast(widget, &expander_class);
	oriel_widget *heading = heading_of(widget);
	if (heading)
		oriel__text_widget_set(heading, text);
}

const char *oriel_expander_text(const oriel_widget *widget) {
	oriel_widget_cast(widget, &expander_class);
	const oriel_widget *heading = heading_of(widget);
	return heading ? oriel__text_widget_text(heading) : "";
}
