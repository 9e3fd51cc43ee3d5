/* SPDX-License-Identifier: MIT */
/*
 * A link: a text part with a line below each line of text. A link has no activation behaviour,
 * because Space would then click it too; its default action for Enter does.
 */
#include <oriel/widgets/link.h>

#include <oriel/ui/input_event.h>

#include "text_part_internal.h"
#include "themes_internal.h"

static const struct oriel_widget_class link_class;

static bool link_on_key_down(oriel_widget *widget, oriel_event *event) {
	if (oriel_key_is(event, "Enter"))
		oriel_click(widget);
	return oriel_key_is_or_repeats(event, "Enter");
}

static void link_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct text_widget *link = oriel_widget_cast(widget, &link_class);
	struct oriel_rect box = oriel_widget_content_box(widget);
	oriel__text_part_record(&link->part, widget, recorder, box);
	oriel__text_part_underline(&link->part, widget, recorder, box);
}

static void link_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_LINK;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_default_action link_actions[] = {
	{ "keydown", link_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class link_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "link",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = link_record,
	.default_actions = link_actions,
	.describe = link_describe,
	.sheets = oriel__link_sheets,
};

oriel_widget *oriel_link(const char *text) {
	oriel_widget *widget = oriel_widget_new(&link_class);
	oriel_link_set_text(widget, text);
	return widget;
}

void oriel_link_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &link_class), text);
}

const char *oriel_link_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &link_class));
}
