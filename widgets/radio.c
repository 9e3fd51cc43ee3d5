/* SPDX-License-Identifier: MIT */
/*
 * Radio buttons and their groups. The states :checked of the buttons are the only memory: a group
 * looks them up in the tree, which may change at any time.
 *
 * From the style a button takes: border-color for the ring, selection-color for what fills it,
 * caret-color for the dot.
 */
#include <oriel/widgets/radio.h>

#include <string.h>

#include <oriel/ui/focus.h>
#include <oriel/extend/input_event.h>

#include "direction_internal.h"
#include "themes_internal.h"
#include "toggle_internal.h"

#define DOT 8.0f /* px */

static const struct oriel_size ring_size = { 18, 18 }; /* px */

struct radio {
	struct toggle toggle; /* first */
	oriel_widget_id group; /* in a window: the group around; 0: none */
	bool is_changed;       /* by a click whose events are to come */
};

static const struct oriel_widget_class radio_class, radio_group_class;

/* ---- Groups ---- */

static oriel_widget *group_of(const oriel_widget *radio) {
	oriel_widget *group = oriel_parent(radio);
	while (group && !oriel_widget_try_cast(group, &radio_group_class))
		group = oriel_parent(group);
	return group;
}

/* Returns the next radio button of a group in tree order, after a widget of it; NULL: none. */
static oriel_widget *next_radio(const oriel_widget *group, const oriel_widget *after) {
	oriel_widget *widget = oriel_widget_next_in_tree(after, group);
	while (widget && !(oriel_widget_try_cast(widget, &radio_class) && group_of(widget) == group))
		widget = oriel_widget_next_in_tree(widget, group);
	return widget;
}

static oriel_widget *checked_radio(const oriel_widget *group) {
	oriel_widget *radio = next_radio(group, group);
	while (radio && !oriel_widget_has_state(radio, ORIEL_STATE_CHECKED))
		radio = next_radio(group, radio);
	return radio;
}

static bool radio_can_have_focus(const oriel_widget *radio) {
	const oriel_widget *shown = radio;
	while (shown && !oriel_is_hidden(shown))
		shown = oriel_parent(shown);
	return !shown && !oriel_is_disabled(radio) && oriel_widget_is_focusable(radio);
}

static void uncheck_others(const oriel_widget *radio) {
	const oriel_widget *group = group_of(radio);
	for (oriel_widget *other = group ? next_radio(group, group) : NULL; other;
		other = next_radio(group, other)) {
		if (other != radio)
			oriel_widget_set_state(other, ORIEL_STATE_CHECKED, false);
	}
}

static void group_check_required(oriel_widget *group) {
	oriel__form_control_check_required(
		group, checked_radio(group) != NULL, ORIEL_BUILTIN_TEXT_CHOOSE_ONE);
}

static void radio_check(oriel_widget *radio, bool checked) {
	oriel_widget_set_state(radio, ORIEL_STATE_CHECKED, checked);
	if (checked)
		uncheck_others(radio);
}

/* A checked button that comes into a group wins. Source: HTML, "radio button group". */
static void radio_attached(oriel_widget *widget) {
	oriel_widget *group = group_of(widget);
	((struct radio *)widget)->group = group ? oriel_widget_to_id(group) : 0;
	if (!oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		return;
	uncheck_others(widget);
	if (group)
		group_check_required(group);
}

static void radio_detached(oriel_widget *widget) {
	oriel_widget *group = oriel_widget_from_id(((struct radio *)widget)->group);
	if (group && oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		group_check_required(group);
}

/* ---- Clicks ---- */

/* Instead of the id of the button that was checked before: it was this one. */
#define WAS_CHECKED UINT64_MAX

static uint64_t radio_pre_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	const oriel_widget *group = group_of(widget);
	const oriel_widget *before = group ? checked_radio(group) : NULL;
	if (oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		return WAS_CHECKED;
	((struct radio *)widget)->is_changed = true;
	radio_check(widget, true);
	return before ? oriel_widget_to_id(before) : 0;
}

static void radio_activate(oriel_widget *widget, oriel_event *event) {
	struct radio *radio = (struct radio *)widget;
	bool is_changed = radio->is_changed;
	radio->is_changed = false;
	(void)event;
	if (!is_changed)
		return;
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (oriel_widget_is_destroyed(widget))
		return;
	oriel_widget *group = group_of(widget);
	if (group)
		oriel__form_control_set_user_checked(group, true);
	oriel_fire_trusted(widget, "change", .bubbles = true);
}

static void radio_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before) {
	(void)event;
	((struct radio *)widget)->is_changed = false;
	if (before == WAS_CHECKED) {
		radio_check(widget, true);
		return;
	}
	radio_check(widget, false);
	oriel_widget *radio = oriel_widget_from_id(before);
	if (radio && group_of(radio) == group_of(widget))
		radio_check(radio, true);
}

/* ---- Keys ---- */

/* Returns the button that an arrow key goes to, around the ends; NULL if there is no other. */
static oriel_widget *radio_beside(const oriel_widget *radio, bool forwards) {
	const oriel_widget *group = group_of(radio);
	oriel_widget *first = NULL, *last = NULL, *before = NULL, *after = NULL;
	bool is_behind = false;
	for (oriel_widget *other = group ? next_radio(group, group) : NULL; other;
		other = next_radio(group, other)) {
		is_behind = is_behind || other == radio;
		if (other == radio || !radio_can_have_focus(other))
			continue;
		first = first ? first : other;
		last = other;
		if (!is_behind)
			before = other;
		else if (!after)
			after = other;
	}
	if (forwards)
		return after ? after : first;
	return before ? before : last;
}

static bool radio_on_key_down(oriel_widget *widget, oriel_event *event) {
	bool forwards = oriel_key_is_or_repeats(event, "ArrowDown") ||
		oriel__key_goes_forwards(widget, event);
	bool backwards = oriel_key_is_or_repeats(event, "ArrowUp") ||
		oriel__key_goes_backwards(widget, event);
	if (!forwards && !backwards)
		return false;
	oriel_widget *radio = radio_beside(widget, forwards);
	if (radio && oriel_focus(radio))
		oriel_click(radio);
	return true;
}

static bool radio_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	const oriel_widget *group = group_of(widget);
	if (!group)
		return true;
	if (focused && oriel_widget_try_cast(focused, &radio_class) && group_of(focused) == group)
		return false;
	const oriel_widget *checked = checked_radio(group);
	return !checked || checked == widget || !radio_can_have_focus(checked);
}

/* ---- Forms: the group is the control ---- */

static void radio_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind != ORIEL_CHANGE_STATE)
		return;
	oriel_widget_redraw(widget);
	oriel_widget *group = group_of(widget);
	bool was_checked = (change->old_states & ORIEL_STATE_CHECKED) != 0;
	if (group && was_checked != oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		group_check_required(group);
}

static void radio_group_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "required") == 0)
		group_check_required(widget);
}

static const char *radio_group_form_value(const oriel_widget *widget) {
	const oriel_widget *radio = checked_radio(widget);
	if (!radio || oriel_is_disabled(radio))
		return NULL;
	const char *value = oriel_attribute(radio, "value");
	return value ? value : oriel__text_widget_text(radio);
}

static void radio_group_form_reset(oriel_widget *widget) {
	for (oriel_widget *radio = next_radio(widget, widget); radio; radio = next_radio(widget, radio))
		oriel__toggle_form_reset(radio);
}

/* ---- Look ---- */

static struct oriel_measurement radio_measure(oriel_widget *widget, float max_width) {
	return oriel__toggle_measure(widget, max_width, ring_size);
}

static void radio_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect ring = oriel__toggle_mark(widget, ring_size);
	struct oriel_rect dot = { ring.x + (ring.width - DOT) / 2, ring.y + (ring.height - DOT) / 2,
		DOT, DOT };
	oriel_record_round_rect(recorder, ring, ring.width / 2,
		oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_COLOR));
	oriel_record_border(recorder, ring, oriel_edges_all(1.5f), ring.width / 2,
		oriel_used_color(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR));
	if (oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		oriel_record_round_rect(
			recorder, dot, DOT / 2, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	oriel__toggle_record_text(widget, recorder, ring.width);
}

static void radio_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *group = group_of(widget);
	description->role = ORIEL_ROLE_RADIO;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	for (oriel_widget *radio = group ? next_radio(group, group) : NULL; radio;
		radio = next_radio(group, radio)) {
		description->set_size++;
		if (radio == widget)
			description->position = description->set_size;
	}
}

static void radio_group_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_RADIO_GROUP;
	oriel_form_control_describe(widget, description);
}

static const struct oriel_default_action radio_actions[] = {
	{ "keydown", radio_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class radio_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "radio",
	.size = sizeof(struct radio),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.attached = radio_attached,
	.detached = radio_detached,
	.changed = radio_changed,
	.measure = radio_measure,
	.record = radio_record,
	.pre_activate = radio_pre_activate,
	.cancel_activate = radio_cancel_activate,
	.activate = radio_activate,
	.default_actions = radio_actions,
	.is_tab_stop = radio_is_tab_stop,
	.describe = radio_describe,
	.sheets = oriel__radio_sheets,
};

static const struct oriel_widget_class radio_group_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "radio-group",
	.size = sizeof(struct oriel_widget_base),
	.attached = group_check_required,
	.changed = radio_group_changed,
	.form_value = radio_group_form_value,
	.form_reset = radio_group_form_reset,
	.describe = radio_group_describe,
	.sheets = oriel__radio_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_radio(const char *text) {
	oriel_widget *widget = oriel_widget_new(&radio_class);
	oriel_radio_set_text(widget, text);
	return widget;
}

void oriel_radio_set_checked(oriel_widget *widget, bool checked) {
	oriel_widget_cast(widget, &radio_class);
	radio_check(widget, checked);
	const oriel_widget *group = group_of(widget);
	for (oriel_widget *radio = checked && group ? next_radio(group, group) : NULL; radio;
		radio = next_radio(group, radio))
		((struct toggle *)radio)->is_initially_checked = false;
	((struct toggle *)widget)->is_initially_checked = checked;
}

bool oriel_radio_is_checked(const oriel_widget *widget) {
	oriel_widget_cast(widget, &radio_class);
	return oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
}

void oriel_radio_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &radio_class), text);
}

const char *oriel_radio_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &radio_class));
}

oriel_widget *oriel_radio_group_at(const char *site, oriel_widget *const *children, size_t count) {
	oriel_widget *group = oriel_widget_append_all_at(
		site, oriel_widget_new(&radio_group_class), children, count);
	const oriel_widget *checked = NULL;
	for (oriel_widget *radio = next_radio(group, group); radio; radio = next_radio(group, radio))
		checked = oriel_widget_has_state(radio, ORIEL_STATE_CHECKED) ? radio : checked;
	if (checked)
		uncheck_others(checked);
	return group;
}

oriel_widget *oriel_radio_group_checked(const oriel_widget *group) {
	oriel_widget_cast(group, &radio_group_class);
	return checked_radio(group);
}
