/* SPDX-License-Identifier: MIT */
/* A switch: a check box of another look, whose track and thumb are shadow parts. */
#include <oriel/widgets/switch.h>

#include <oriel/extend/layout.h>

#include "direction_internal.h"
#include "shadow_part_internal.h"
#include "themes_internal.h"
#include "toggle_internal.h"

#define THUMB 16.0f /* px, width and height */
#define SPACE 3.0f  /* px between thumb and track, border included */

static const struct oriel_size track_size = { 40, 22 }; /* px */

static struct oriel_measurement switch_measure(oriel_widget *widget, float max_width) {
	return oriel__toggle_measure(widget, max_width, track_size);
}

static void switch_arrange(oriel_widget *widget, struct oriel_rect content) {
	(void)content;
	oriel_widget *track = oriel_widget_first_shadow_child(widget);
	struct oriel_rect box = oriel__toggle_mark(widget, track_size);
	oriel_widget_place(track, box);
	bool is_on = oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	float x = is_on ? box.width - SPACE - THUMB : SPACE;
	struct oriel_rect thumb = { box.x + x, box.y + SPACE, THUMB, THUMB };
	oriel_widget_place(oriel_next_sibling(track), oriel__mirrored(widget, box, thumb));
}

static void switch_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel__toggle_record_text(widget, recorder, track_size.width);
}

static void switch_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	bool is_turned = change->kind == ORIEL_CHANGE_STATE &&
		((change->old_states & ORIEL_STATE_CHECKED) != 0) !=
			oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	if (is_turned)
		oriel_widget_relayout(widget);
	oriel__toggle_check_required(widget, change);
}

static void switch_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_SWITCH;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	oriel_form_control_describe(widget, description);
}

static const struct oriel_widget_class switch_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "switch",
	.size = sizeof(struct toggle),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = switch_changed,
	.measure = switch_measure,
	.arrange = switch_arrange,
	.record = switch_record,
	.pre_activate = oriel__toggle_pre_activate,
	.cancel_activate = oriel__toggle_cancel_activate,
	.activate = oriel__toggle_activate,
	.form_value = oriel__toggle_form_value,
	.form_reset = oriel__toggle_form_reset,
	.describe = switch_describe,
	.sheets = oriel__switch_sheets,
};

oriel_widget *oriel_switch(const char *text) {
	oriel_widget *widget = oriel_widget_new(&switch_class);
	oriel__append_shadow_part(widget, "track");
	oriel__append_shadow_part(widget, "thumb");
	oriel_switch_set_text(widget, text);
	return widget;
}

void oriel_switch_set_on(oriel_widget *widget, bool on) {
	oriel_widget_cast(widget, &switch_class);
	oriel__toggle_set_checked(widget, on);
}

bool oriel_switch_is_on(const oriel_widget *widget) {
	oriel_widget_cast(widget, &switch_class);
	return oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
}

void oriel_switch_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &switch_class), text);
}

const char *oriel_switch_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &switch_class));
}
