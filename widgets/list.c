/* SPDX-License-Identifier: MIT */
/*
 * A list. Scrolling comes from overflow: auto, as in any widget. The list adds keys: Up, Down, Home
 * and End move the focus from a part of one row to the corresponding part of another row. All other
 * keys scroll.
 */
#include <oriel/widgets/list.h>

#include <string.h>

#include <oriel/ui/focus.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/scroll.h>

#include "row_parts_internal.h"
#include "themes_internal.h"

static oriel_widget *row_of(const oriel_widget *list, oriel_widget *widget) {
	while (widget && oriel_parent(widget) != list)
		widget = oriel_parent(widget);
	return widget;
}

enum step { NO_STEP, TO_PREVIOUS, TO_NEXT, TO_FIRST, TO_LAST };

static enum step step_of(const struct oriel_key_event *key) {
	if (key->modifiers &
		(ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META))
		return NO_STEP;
	if (strcmp(key->key, "ArrowDown") == 0)
		return TO_NEXT;
	if (strcmp(key->key, "ArrowUp") == 0)
		return TO_PREVIOUS;
	if (strcmp(key->key, "Home") == 0)
		return TO_FIRST;
	if (strcmp(key->key, "End") == 0)
		return TO_LAST;
	return NO_STEP;
}

static bool move_focus(oriel_widget *list, oriel_widget *part, enum step step) {
	oriel_widget *row = row_of(list, part);
	if (!row)
		return false;
	size_t index = oriel__row_part_index(row, part);
	bool forwards = step == TO_NEXT || step == TO_FIRST;
	oriel_widget *to = step == TO_FIRST ? oriel_first_child(list) :
		step == TO_LAST                 ? oriel_last_child(list) :
		forwards                        ? oriel_next_sibling(row) :
										oriel_previous_sibling(row);
	for (; to; to = forwards ? oriel_next_sibling(to) : oriel_previous_sibling(to)) {
		oriel_widget *target = oriel_is_hidden(to) ? NULL : oriel__row_part_at(to, index);
		if (target && oriel_focus(target)) {
			oriel_scroll_into_view(to, .block = ORIEL_SCROLL_NEAREST);
			return true;
		}
	}
	return false;
}

static bool list_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	enum step step = key ? step_of(key) : NO_STEP;
	return step != NO_STEP && move_focus(widget, oriel_event_widget(event), step);
}

static void list_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_LIST;
}

static const struct oriel_default_action list_actions[] = {
	{ "keydown", list_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class list_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "list", .size = sizeof(struct oriel_widget_base),
	.default_actions = list_actions, .describe = list_describe,
	.sheets = oriel__list_sheets,
};

oriel_widget *oriel_list_at(const char *site, oriel_widget *const *rows, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&list_class), rows, count);
}
